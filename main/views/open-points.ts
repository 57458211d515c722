// What a careful auditor would finish before signing: told on screen, printed in the report, never a gate.
import type { Conclusion, JudgedCriterion } from '#domain/criterion'
import type { Engagement } from '#domain/engagement'
import type { FindingRow } from '#domain/finding'
import type { OpenPoint } from '#domain/report'
import type { SignOff } from '#domain/sign-off'

type Facts = {
  readonly engagement: Pick<Engagement, 'factors'>
  readonly findings: readonly FindingRow[]
  readonly criteria: readonly JudgedCriterion[]
  readonly conclusions: readonly Conclusion[]
  readonly signOffs: readonly SignOff[]
  /** Records of this service under no topic, and rejected records of the imports it draws on. */
  readonly unfiled: number
  readonly rejected: number
}

/** `1 finding is …` or `12 findings are …`. */
export const countOf = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n.toLocaleString('en-GB')} ${many}`)

/** The open points of one service, most telling first. */
export function openPointsOf({ engagement, findings, criteria, conclusions, signOffs, unfiled, rejected }: Facts): OpenPoint[] {
  const drafts = findings.filter((f) => f.status === 'draft').length
  const unknown = findings.filter((f) => f.severity === 'unknown').length
  const untested = criteria.filter((c) => c.verdict === 'not-tested').length
  const unconcluded = conclusions.filter((c) => c.conclusion === 'not-concluded').length
  const unstated = Object.values(engagement.factors).filter((text) => text.trim() === '').length
  const void_ = signOffs.filter((s) => !s.holds).length
  const unsigned = (['preparer', 'reviewer'] as const).filter((role) => !signOffs.some((s) => s.role === role)).length
  const points: OpenPoint[] = [
    { code: 'findings-draft', count: drafts, message: countOf(drafts, 'finding is still a draft', 'findings are still drafts') },
    {
      code: 'findings-unknown-severity',
      count: unknown,
      message: countOf(unknown, 'finding has no known severity', 'findings have no known severity'),
    },
    { code: 'criteria-not-tested', count: untested, message: countOf(untested, 'criterion is not tested', 'criteria are not tested') },
    { code: 'not-concluded', count: unconcluded, message: countOf(unconcluded, 'conclusion is missing', 'conclusions are missing') },
    {
      code: 'factors-not-stated',
      count: unstated,
      message: countOf(unstated, "of the customer's three factors is not stated", "of the customer's three factors are not stated"),
    },
    {
      code: 'evidence-unfiled',
      count: unfiled,
      message: countOf(unfiled, 'record is filed under no topic', 'records are filed under no topic'),
    },
    {
      code: 'records-rejected',
      count: rejected,
      message: countOf(rejected, 'record of the source files was rejected', 'records of the source files were rejected'),
    },
    {
      code: 'sign-off-void',
      count: void_,
      message: countOf(
        void_,
        'sign-off no longer holds: something under it changed',
        'sign-offs no longer hold: something under them changed',
      ),
    },
    { code: 'sign-off-missing', count: unsigned, message: countOf(unsigned, 'sign-off is missing', 'sign-offs are missing') },
  ]
  return points.filter((point) => point.count > 0)
}
