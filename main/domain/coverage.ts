// The coverage map: services down, topics across; what was tested, how, and what was not.
import * as z from 'zod'
import { CoverageScope, PlaceCounts } from './coverage-places.ts'
import { ServiceReach } from './coverage-reach.ts'
import { NotTestedWhy, Tester } from './coverage-why.ts'
import { ConclusionWord, VerdictCounts } from './criterion.ts'
import { ResultCounts, SeverityCounts } from './evidence.ts'
import { ServiceKey, TopicId } from './ids.ts'

/**
 * The one state a topic shows, the first that holds (domain/coverage-state.ts decides it). Only records that the scanner
 * holds to be current (active) pass or fail a topic; muted ones do.
 * `fail` a failing record, or a criterion not met · `partly` a criterion partly met ·
 * `pass` passing evidence or a met criterion, nothing failing and nothing left open: manual, error, skipped and unknown
 * records are open until a criterion of the topic is met · `inconclusive` records left open, or nothing but info and stale
 * records · `inherited` rests on an AWS report · `not-applicable` records or verdicts that say so ·
 * `not-tested` no verdict and no evidence (calls of the kit without an answer are none) · `not-in-chapter` the same, for what is not a topic of this service's chapter.
 */
export const CoverageState = z.enum([
  'fail',
  'partly',
  'pass',
  'inherited',
  'not-applicable',
  'inconclusive',
  'not-tested',
  'not-in-chapter',
])
export type CoverageState = z.infer<typeof CoverageState>

/** Who says what a state says: scan records, the auditor's verdicts (judged by hand), or both. */
export const DecidedBy = z.enum(['records', 'verdict', 'both'])
export type DecidedBy = z.infer<typeof DecidedBy>

/** Calls of the kit without an answer; they are among the records, and test nothing. */
const unanswered = { denied: z.int().nonnegative(), failed: z.int().nonnegative(), notRun: z.int().nonnegative() }

export const CoverageCell = z.strictObject({
  topic: TopicId,
  inChapter: z.boolean(),
  state: CoverageState,
  decidedBy: DecidedBy.nullable(),
  /** Why nothing is known; null where something is, and outside the chapter. */
  why: NotTestedWhy.nullable(),
  /** What could test the topic, as far as the catalog knows. */
  testers: z.array(Tester).readonly(),
  evidence: ResultCounts,
  muted: z.int().nonnegative(),
  verdicts: VerdictCounts,
  findings: z.int().nonnegative(),
  conclusion: ConclusionWord,
  /** Expected places by state … */
  places: PlaceCounts,
  /** … and records that lie at none of them: of other accounts or regions, or naming none. */
  elsewhere: z.int().nonnegative(),
  unanswered: z.strictObject(unanswered),
})
export type CoverageCell = z.infer<typeof CoverageCell>

export const CoverageRow = z.strictObject({
  key: ServiceKey,
  name: z.string(),
  /** In the engagement's scope, or only seen in evidence. */
  inScope: z.boolean(),
  /** Whether it is looked for in every region, or once per account; and where AWS says so of the latter. */
  reach: ServiceReach,
  reachSource: z.string().nullable(),
  topics: z.array(CoverageCell).readonly(),
  /** Evidence filed under the service but under no topic. */
  unfiled: ResultCounts,
  evidence: ResultCounts,
  findings: z.int().nonnegative(),
  openFindings: SeverityCounts,
  places: PlaceCounts,
  elsewhere: z.int().nonnegative(),
  unanswered: z.strictObject(unanswered),
})
export type CoverageRow = z.infer<typeof CoverageRow>

/** One criterion of a service: its verdict, and what the checks that test it found anywhere in the engagement. */
export const CriterionCoverage = z.strictObject({
  criterionId: z.string(),
  topic: TopicId,
  state: CoverageState,
  decidedBy: DecidedBy.nullable(),
  evidence: ResultCounts,
})
export type CriterionCoverage = z.infer<typeof CriterionCoverage>

export const Coverage = z.strictObject({
  scope: CoverageScope,
  /** Column order: the canonical topics, then any other that occurs. */
  topics: z.array(z.strictObject({ topic: TopicId, label: z.string() })).readonly(),
  services: z.array(CoverageRow).readonly(),
  /** Evidence filed under no service at all. */
  unfiled: ResultCounts,
  total: ResultCounts,
})
export type Coverage = z.infer<typeof Coverage>
