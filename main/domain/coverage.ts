// The coverage map: services down, topics across; what was tested, how, and what was not.
import * as z from 'zod'
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
 * `not-tested` no verdict and no evidence · `not-in-chapter` the same, for what is not a topic of this service's chapter.
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

export const CoverageCell = z.strictObject({
  topic: TopicId,
  inChapter: z.boolean(),
  state: CoverageState,
  evidence: ResultCounts,
  muted: z.int().nonnegative(),
  verdicts: VerdictCounts,
  findings: z.int().nonnegative(),
  conclusion: ConclusionWord,
})
export type CoverageCell = z.infer<typeof CoverageCell>

export const CoverageRow = z.strictObject({
  key: ServiceKey,
  name: z.string(),
  /** In the engagement's scope, or only seen in evidence. */
  inScope: z.boolean(),
  topics: z.array(CoverageCell).readonly(),
  /** Evidence filed under the service but under no topic. */
  unfiled: ResultCounts,
  evidence: ResultCounts,
  findings: z.int().nonnegative(),
  openFindings: SeverityCounts,
})
export type CoverageRow = z.infer<typeof CoverageRow>

export const Coverage = z.strictObject({
  /** Column order: the canonical topics, then any other that occurs. */
  topics: z.array(z.strictObject({ topic: TopicId, label: z.string() })).readonly(),
  services: z.array(CoverageRow).readonly(),
  /** Evidence filed under no service at all. */
  unfiled: ResultCounts,
  total: ResultCounts,
})
export type Coverage = z.infer<typeof Coverage>
