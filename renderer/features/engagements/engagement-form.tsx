// The form of an engagement's scope: for a new one (with the protection of its file) and for changing an open one.
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { TextArea, TextField } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { useDrafts } from '../../platform/drafts.tsx'
import { useAnswer } from '../../platform/queries.ts'
import './engagements.css'
import { FactorEffects } from './factor-effects.tsx'
import { FactorFields } from './factor-fields.tsx'
import { PeopleFields } from './people-fields.tsx'
import { entriesOf, type FieldErrors, readDraft, type Scope, type ScopeDraft } from './scope-draft.ts'
import { ServicePicker } from './service-picker.tsx'

export function EngagementForm({
  draftKey,
  initial,
  submitLabel,
  busy,
  error,
  onSubmit,
  onCancel,
  protection,
  withQuestions = false,
}: {
  /** Under which what is typed is kept while another screen is shown; whoever submits or cancels forgets it. */
  readonly draftKey: string
  readonly initial: ScopeDraft
  readonly submitLabel: string
  readonly busy: boolean
  readonly error: unknown
  readonly onSubmit: (scope: Scope) => void
  readonly onCancel: () => void
  /** The section on the file's protection; `problem` keeps the form from being sent. */
  readonly protection?: { readonly fields: (showProblems: boolean) => ReactNode; readonly problem: string | null }
  /** Whether the factors are asked by the questionnaire, beside words. */
  readonly withQuestions?: boolean
}) {
  const drafts = useDrafts()
  // The type of a kept draft is that of the form it was kept under.
  const [draft, setDraft] = useState(() => (drafts.get(draftKey) as ScopeDraft | undefined) ?? initial)
  const [tried, setTried] = useState(false)
  const asked = useAnswer('factors.questions', {}, { enabled: withQuestions })
  const effects = useAnswer(
    'factors.effects',
    { answers: draft.factors.answers, services: [...draft.services] },
    { enabled: withQuestions, keepPrevious: true },
  )
  const form = useRef<HTMLFormElement>(null)
  const read = readDraft(draft)
  const errors: FieldErrors = tried && 'errors' in read ? read.errors : {}
  const set = (patch: Partial<ScopeDraft>) => {
    const next = { ...draft, ...patch }
    setDraft(next)
    drafts.keep(draftKey, next)
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if ('scope' in read && (protection?.problem ?? null) === null) onSubmit(read.scope)
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  return (
    <form ref={form} className="engagement-form" onSubmit={submit} noValidate>
      <div className="engagement-form-body">
        <Section title="Assignment">
          <div className="form-pair">
            <TextField
              label="Title"
              placeholder="e.g. Compliance validation Q3 2026"
              value={draft.title}
              onValue={(title) => set({ title })}
              error={errors.title}
              autoFocus
            />
            <TextField
              label="Client"
              placeholder="Whose environment is audited"
              value={draft.client}
              onValue={(client) => set({ client })}
              error={errors.client}
            />
          </div>
          <div className="form-pair">
            <TextField
              label="Period from"
              type="date"
              value={draft.periodFrom}
              onValue={(periodFrom) => set({ periodFrom })}
              error={errors.periodFrom}
            />
            <TextField
              label="Period to"
              type="date"
              value={draft.periodTo}
              onValue={(periodTo) => set({ periodTo })}
              error={errors.periodTo}
            />
          </div>
        </Section>
        <Section title="Scope" hint="Evidence from anywhere else is kept and shown, but marked as outside.">
          <div className="form-pair">
            <TextArea
              label="AWS accounts"
              className="mono"
              placeholder="111122223333"
              value={draft.accounts}
              onValue={(accounts) => set({ accounts })}
              error={errors.accounts}
              hint={
                draft.accounts === ''
                  ? '12 digits each; one per line or separated by commas'
                  : countOf(entriesOf(draft.accounts).length, 'account')
              }
            />
            <TextArea
              label="Regions"
              className="mono"
              placeholder="eu-central-1"
              value={draft.regions}
              onValue={(regions) => set({ regions })}
              error={errors.regions}
              hint={draft.regions === '' ? 'one per line or separated by commas' : countOf(entriesOf(draft.regions).length, 'region')}
            />
          </div>
          <ServicePicker chosen={draft.services} onChosen={(services) => set({ services })} />
        </Section>
        <Section
          title="The customer’s factors"
          hint={
            withQuestions
              ? 'Under the shared responsibility model these decide what the customer must do. Answers select criteria and frameworks; all of it is printed in every report.'
              : 'Under the shared responsibility model these decide what the customer must do. A questionnaire that selects criteria and frameworks follows under Scope and factors.'
          }
          wide={withQuestions}
          aside={withQuestions ? <FactorEffects effects={effects.data} /> : null}
        >
          <FactorFields
            factors={draft.factors}
            onFactors={(factors) => set({ factors })}
            asked={withQuestions ? asked.data : undefined}
            effects={effects.data}
          />
        </Section>
        <Section title="People" hint="Who prepares, who reviews, who answers for the client.">
          <PeopleFields people={draft.people} onPeople={(people) => set({ people })} />
          {errors.people === undefined ? null : <div className="field-error">{errors.people}</div>}
        </Section>
        {protection === undefined ? null : <Section title="The file">{protection.fields(tried)}</Section>}
        {error === null || error === undefined ? null : <ErrorNotice error={error} />}
      </div>
      <footer className="engagement-form-foot">
        {tried && ('errors' in read || (protection?.problem ?? null) !== null) ? (
          <span className="field-error" role="alert">
            {'errors' in read ? Object.values(read.errors)[0] : protection?.problem}
          </span>
        ) : null}
        <Button onClick={onCancel}>Cancel</Button>
        <Button kind="primary" type="submit" busy={busy}>
          {submitLabel}
        </Button>
      </footer>
    </form>
  )
}

const Section = ({
  title,
  hint,
  wide = false,
  aside,
  children,
}: {
  readonly title: string
  readonly hint?: string
  readonly wide?: boolean
  /** Stands under the title, beside the fields. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}) => (
  <section className="form-section" aria-label={title} data-wide={wide || undefined}>
    <header>
      <h2>{title}</h2>
      {hint === undefined ? null : <p>{hint}</p>}
      {aside}
    </header>
    <div className="stack">{children}</div>
  </section>
)
