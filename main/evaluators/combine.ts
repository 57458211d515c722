// From what several evaluators say of one criterion to one proposal. Missing evidence never becomes "met"; a fault found stands
// whatever else is missing.
import { createHash } from 'node:crypto'
import { MOST_PLACES, type Proposal, type ProposedVerdict } from '#domain/proposal'
import type { Statement } from './evaluator.ts'

export type NamedStatement = Statement & { readonly evaluatorId: string }

/** One proposal from all statements on a criterion; null where nobody says anything. */
export function combine(criterionId: string, statements: readonly NamedStatement[]): Proposal | null {
  if (statements.length === 0) return null
  const verdict = verdictOf(statements.map((statement) => statement.verdict))
  const said = statements.map(({ evaluatorId, verdict: own, full }) => [evaluatorId, own, full])
  return {
    criterionId,
    verdict,
    // Several may miss the same answer.
    reason: [...new Set(statements.map(({ reason }) => reason))].join('\n'),
    parts: statements.map(({ evaluatorId, verdict: own, reason, places }) => ({
      evaluatorId,
      verdict: own,
      reason,
      restsOn: places.slice(0, MOST_PLACES),
      restsOnTotal: places.length,
    })),
    digest: createHash('sha256')
      .update(JSON.stringify([criterionId, verdict, said]), 'utf8')
      .digest('hex'),
  }
}

/**
 * What does not apply weighs nothing beside what does. A fault beside something right is partly met; faults alone are not met; what
 * is undecided keeps the rest from being met.
 */
function verdictOf(verdicts: readonly (ProposedVerdict | null)[]): ProposedVerdict | null {
  const weighed = verdicts.filter((verdict) => verdict !== 'not-applicable')
  if (weighed.length === 0) return 'not-applicable'
  const has = (verdict: ProposedVerdict): boolean => verdicts.includes(verdict)
  if (has('not-met')) return has('met') || has('partly-met') ? 'partly-met' : 'not-met'
  if (has('partly-met')) return 'partly-met'
  return weighed.includes(null) ? null : 'met'
}
