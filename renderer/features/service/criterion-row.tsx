// One criterion of the checklist that is not open: what is asked, where it stands, what the evidence proposes.
import type { Ref } from 'react'
import type { ProposedCriterion } from '#contract/judgement'
import type { JudgedCriterion } from '#domain/criterion'
import { Badge } from '../../design/badge.tsx'
import { Mark, VERDICT_LOOKS, VerdictMark } from '../../design/marks.tsx'
import { METHOD_WORDS, VERDICT_WORDS } from '../../design/words.ts'

export function CriterionRow({
  criterion,
  proposed,
  onOpen,
  ref,
}: {
  readonly criterion: JudgedCriterion
  readonly proposed: ProposedCriterion | undefined
  readonly onOpen: () => void
  readonly ref?: Ref<HTMLButtonElement>
}) {
  const { verdict, statement, method } = criterion
  const suggested = proposed?.proposal.verdict ?? null
  return (
    <button type="button" className="criterion-row" ref={ref} onClick={onOpen} aria-expanded={false}>
      <VerdictMark verdict={verdict} show="shape" />
      <span className="criterion-row-statement">{statement}</span>
      {proposed?.changedSince === true ? (
        <Mark look={{ tone: 'warn', shape: 'triangle-alert' }} word="evidence changed" />
      ) : suggested !== null && verdict === 'not-tested' ? (
        <Badge tone={VERDICT_LOOKS[suggested].tone}>proposed: {VERDICT_WORDS[suggested].toLowerCase()}</Badge>
      ) : null}
      <span className="criterion-row-method">{METHOD_WORDS[method]}</span>
    </button>
  )
}
