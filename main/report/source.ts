// What a report is made from: one consistent reading of the engagement for one service. Filled by the report job from
// the database inside one read transaction; everything after this is pure.

import type { AssuranceReport } from '#domain/assurance'
import type { ReportCheck } from '#domain/assurance-checks'
import type { CatalogServiceDetail, CatalogStanding, Topic } from '#domain/catalog'
import type { Coverage, CoverageRow, CriterionCoverage } from '#domain/coverage'
import type { ServicePlaces } from '#domain/coverage-places'
import type { Conclusion, Criterion, JudgedCriterion, Verdict } from '#domain/criterion'
import type { Engagement } from '#domain/engagement'
import type { EvidenceResult, EvidenceRow, Lifecycle, ResultCounts, Severity } from '#domain/evidence'
import type { FactorQuestion } from '#domain/factors'
import type { FindingRow } from '#domain/finding'
import type { FrameworkSummary, RequirementState } from '#domain/framework'
import type { ImportIssue, SourceFile } from '#domain/imports'
import type { OpenPoint, ReportKind } from '#domain/report'
import type { SignOff } from '#domain/sign-off'
import type { Standing } from '#domain/standing'

/** Kept counts (never recomputed for screens): so many records with these five words. */
export type Tally = {
  readonly topic: string | null
  readonly check: string | null
  readonly result: EvidenceResult
  readonly severity: Severity
  readonly muted: boolean
  readonly lifecycle: Lifecycle
  readonly count: number
}

/** A requirement that the service's evidence or criteria touch. */
export type RequirementInReport = {
  readonly requirement: string
  readonly title: string | null
  readonly state: RequirementState
  readonly records: ResultCounts
  readonly checks: readonly string[]
  readonly criteria: readonly { readonly criterionId: string; readonly verdict: Verdict }[]
}

/** A framework that the customer's factors select or the service's evidence touches. */
export type FrameworkInReport = Pick<
  FrameworkSummary,
  'frameworkId' | 'name' | 'version' | 'notice' | 'listNote' | 'requirements' | 'states' | 'withoutRequirement'
> & {
  readonly isSelected: boolean
  /** The touched ones; how many are not is in `states`. */
  readonly rows: readonly RequirementInReport[]
}

export type ReportSource = {
  readonly reportId: string
  readonly version: number
  readonly kind: ReportKind
  /** ISO instant of the one clock reading used throughout the report. */
  readonly createdAt: string
  readonly createdBy: string
  readonly tickmarkVersion: string
  readonly engagement: Engagement
  readonly service: CatalogServiceDetail
  readonly topics: readonly Topic[]
  /** The catalog that was in force, and the file of the user's own that changed it. */
  readonly catalog: Pick<CatalogStanding, 'inForce' | 'file'>
  readonly journal: { readonly seq: number; readonly head: string }
  /**
   * Every source file of the engagement: the balance page shows all of them. `serviceRecords` says how many current records went to
   * this service, `serviceOthers` how many that do not count, and why.
   */
  readonly imports: readonly (SourceFile & {
    readonly serviceRecords: number
    readonly serviceOthers: { readonly restated: number; readonly superseded: number; readonly gone: number }
    readonly issues: readonly ImportIssue[]
  })[]
  /** Kept counts for this service … */
  readonly tallies: readonly Tally[]
  /** … and the same counted again from the rows, independently. They must agree. */
  readonly counted: ResultCounts
  /** The same for how the service's records stand to other scans, as kept; only current ones are counted elsewhere. */
  readonly standings: Readonly<Record<Standing, number>>
  /** Records of the whole engagement filed under no service. */
  readonly unfiledInEngagement: number
  /** The map of the whole engagement; of it the service's row, with all its places and criteria. */
  readonly coverage: {
    readonly map: Coverage
    readonly row: CoverageRow
    readonly places: ServicePlaces
    readonly criteria: readonly CriterionCoverage[]
  }
  /** Every current record of the service, in order of evidence id. */
  readonly evidence: readonly EvidenceRow[]
  readonly findings: readonly FindingRow[]
  /** The checklist: the service's criteria that the customer's factors select, judged … */
  readonly criteria: readonly JudgedCriterion[]
  /** Those whose verdict answered another proposal than the evidence makes now. */
  readonly changedSince: readonly string[]
  /** … and those they leave out. */
  readonly leftOut: readonly Criterion[]
  /** The questionnaire the answers in the engagement's factors belong to. */
  readonly questions: readonly FactorQuestion[]
  /** The frameworks the answers bring. */
  readonly frameworks: readonly { readonly frameworkId: string; readonly name: string }[]
  /** Requirements of frameworks, counted for this service alone. */
  readonly crosswalk: readonly FrameworkInReport[]
  /** Source files of which it is not known which requirements they name. */
  readonly filesWithoutRequirements: readonly string[]
  /** The registered AWS reports that inherited verdicts rest on, and what stands against each for this service. */
  readonly awsReports: readonly (AssuranceReport & {
    readonly fileName: string | null
    readonly bridgeFileName: string | null
    readonly checks: readonly ReportCheck[]
  })[]
  readonly conclusions: readonly Conclusion[]
  readonly signOffs: readonly SignOff[]
  readonly openPoints: readonly OpenPoint[]
}
