// The shape of the sample's verdicts and short ways to write them. The verdicts themselves are judgement.ts and walkthrough.ts.
import type { Verdict } from '#domain/criterion'
import type { SampleReportKey } from './aws-reports.ts'

export type SampleVerdict = {
  readonly criterionId: string
  readonly verdict: Verdict
  readonly rationale: string
  /** The AWS report an inherited verdict rests on. */
  readonly report: SampleReportKey | null
}

const given =
  (verdict: Verdict) =>
  (criterionId: string, rationale: string): SampleVerdict => ({ criterionId, verdict, rationale, report: null })
export const met = given('met')
export const partlyMet = given('partly-met')
export const notMet = given('not-met')
export const notApplicable = given('not-applicable')
export const inherited = (criterionId: string, rationale: string, report: SampleReportKey = 'soc2'): SampleVerdict => ({
  criterionId,
  verdict: 'inherited',
  rationale,
  report,
})
