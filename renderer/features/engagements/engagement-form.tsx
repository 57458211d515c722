// The form of an engagement's scope: for a new one (with the protection of its file), and in two parts for changing an open one.
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useDrafts } from '../../platform/drafts.tsx'
import './engagements.css'
import { FactorWordsSection, QuestionnaireSection } from './factor-sections.tsx'
import { FormSection } from './form-section.tsx'
import { type FieldErrors, readDraft, type Scope, type ScopeDraft } from './scope-draft.ts'
import { AssignmentSection, CoverageSection, PeopleSection } from './scope-sections.tsx'

export function EngagementForm({
  draftKey,
  initial,
  part,
  submitLabel,
  busy,
  error,
  onSubmit,
  onCancel,
  protection,
}: {
  /** Under which what is typed is kept while another screen or part is shown; whoever submits or cancels forgets it. */
  readonly draftKey: string
  readonly initial: ScopeDraft
  /** What is shown; the rest is sent as it stands. Only `factors` asks them by the questionnaire. */
  readonly part: 'all' | 'scope' | 'factors'
  readonly submitLabel: string
  readonly busy: boolean
  readonly error: unknown
  readonly onSubmit: (scope: Scope) => void
  readonly onCancel: () => void
  /** The section on the file's protection; `problem` keeps the form from being sent. */
  readonly protection?: { readonly fields: (showProblems: boolean) => ReactNode; readonly problem: string | null }
}) {
  const drafts = useDrafts()
  // The type of a kept draft is that of the form it was kept under.
  const [draft, setDraft] = useState(() => (drafts.get(draftKey) as ScopeDraft | undefined) ?? initial)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const read = readDraft(draft)
  const errors: FieldErrors = tried && 'errors' in read ? read.errors : {}
  const set = (patch: Partial<ScopeDraft>) => {
    const next = { ...draft, ...patch }
    setDraft(next)
    drafts.keep(draftKey, next)
  }
  const section = { draft, errors, set }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if ('scope' in read && (protection?.problem ?? null) === null) onSubmit(read.scope)
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  return (
    <form ref={form} className="engagement-form" onSubmit={submit} noValidate>
      <div className="engagement-form-body">
        {part === 'factors' ? (
          <QuestionnaireSection {...section} />
        ) : (
          <>
            <AssignmentSection {...section} />
            <CoverageSection {...section} />
            {part === 'all' ? <FactorWordsSection {...section} /> : null}
            <PeopleSection {...section} />
          </>
        )}
        {protection === undefined ? null : <FormSection title="The file">{protection.fields(tried)}</FormSection>}
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
