// One criterion with its verdict: what is asked, how it is tested, the verdict with its reasons. Saves itself.
import { type KeyboardEvent, useId } from 'react'
import type { JudgedCriterion } from '#domain/criterion'
import { Badge } from '../../design/badge.tsx'
import { TextArea } from '../../design/field.tsx'
import { formatInstant } from '../../design/format.ts'
import { SaveState } from '../../design/save-state.tsx'
import { METHOD_WORDS, RESPONSIBILITY_WORDS } from '../../design/words.ts'
import { useCommand } from '../../platform/queries.ts'
import { useAutosave } from '../../platform/use-autosave.ts'
import { InheritedFrom } from './inherited-from.tsx'
import { VerdictControl } from './verdict-control.tsx'
import { sameVerdict, sentVerdict, type VerdictDraft, verdictOfKey, verdictProblem } from './verdict-rules.ts'

export function CriterionCard({ criterion }: { readonly criterion: JudgedCriterion }) {
  const { criterionId, responsibility, statement, howTested, method, source, updatedAt, updatedBy } = criterion
  const id = useId()
  const setVerdict = useCommand('criteria.setVerdict')
  const draft = useAutosave<VerdictDraft>(
    `verdict ${criterionId}`,
    { verdict: criterion.verdict, rationale: criterion.rationale, basis: criterion.basis, reportId: criterion.reportId },
    { same: sameVerdict, problem: verdictProblem, save: (value) => setVerdict.mutateAsync({ criterionId, ...sentVerdict(value) }) },
  )
  const { value, phase } = draft
  const change = (patch: Partial<VerdictDraft>) => draft.set({ ...value, ...patch })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return
    const verdict = verdictOfKey(event.key, responsibility)
    if (verdict === null) return
    event.preventDefault()
    change({ verdict })
  }

  const wantsReasons = value.verdict !== 'not-tested' || value.rationale !== ''
  return (
    <article
      className="criterion"
      aria-labelledby={`${id}-statement`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onBlur={() => void draft.flush()}
      data-verdict={value.verdict}
    >
      <header className="criterion-head">
        <p id={`${id}-statement`} className="criterion-statement">
          {statement}
        </p>
        <span className="criterion-badges">
          {responsibility === 'shared' ? <Badge>{RESPONSIBILITY_WORDS.shared}</Badge> : null}
          <Badge title="How it is tested">{METHOD_WORDS[method]}</Badge>
        </span>
      </header>
      {howTested === null ? null : (
        <p className="criterion-how">
          <span className="criterion-label">How tested</span> {howTested}
        </p>
      )}
      <VerdictControl
        label={`Verdict: ${statement}`}
        responsibility={responsibility}
        value={value.verdict}
        onValue={(verdict) => change({ verdict })}
      />
      {value.verdict === 'inherited' ? (
        <InheritedFrom
          service={criterion.service}
          reportId={value.reportId}
          basis={value.basis}
          onReport={(reportId) => change({ reportId })}
          onBasis={(basis) => change({ basis })}
        />
      ) : null}
      {wantsReasons ? (
        <TextArea
          label="Rationale"
          optional={value.verdict === 'inherited' || value.verdict === 'not-tested'}
          placeholder="What was seen, where, and why it leads to this verdict"
          rows={2}
          value={value.rationale}
          onValue={(rationale) => change({ rationale })}
        />
      ) : null}
      <footer className="criterion-foot">
        <span className="criterion-source" title={source}>
          {updatedAt === null ? 'No verdict given yet' : `${updatedBy ?? 'unknown'}, ${formatInstant(updatedAt)}`}
        </span>
        <SaveState phase={phase} touched={updatedAt !== null} onRetry={() => void draft.flush()} />
      </footer>
    </article>
  )
}
