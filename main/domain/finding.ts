// A finding: the auditor's writing about failing evidence, in the five parts auditing standards ask for
// (condition, criterion, cause, effect, recommendation).
import * as z from 'zod'
import { ResultCounts, Severity } from './evidence.ts'
import { FindingId, Instant, IsoDate, ServiceKey, TopicId } from './ids.ts'

export const FindingStatus = z.enum(['draft', 'open', 'remediated', 'risk-accepted', 'false-positive'])
export type FindingStatus = z.infer<typeof FindingStatus>

const markdown = z.string().max(100_000)

/** The fields a person may write. Markdown unless said otherwise. */
export const FindingText = z.strictObject({
  /** Plain text. */
  title: z.string().trim().min(1).max(500),
  condition: markdown,
  criterion: markdown,
  cause: markdown,
  effect: markdown,
  recommendation: markdown,
  clientResponse: markdown,
  severity: Severity,
  /** Why the severity differs from the scanner's; required when it does. */
  severityReason: z.string().max(4000),
  status: FindingStatus,
  owner: z.string().max(300),
  dueDate: IsoDate.nullable(),
})
export type FindingText = z.infer<typeof FindingText>

export const FindingPatch = FindingText.partial()
export type FindingPatch = z.infer<typeof FindingPatch>

export const Finding = FindingText.extend({
  findingId: FindingId,
  /** Number shown to people, counted per engagement from 1. */
  number: z.int().positive(),
  service: ServiceKey.nullable(),
  topic: TopicId.nullable(),
  check: z.string(),
  /** The worst severity among the failing evidence when the finding was drafted. */
  scannerSeverity: Severity,
  /** True until a person has changed a word of it. */
  untouched: z.boolean(),
  /** Grows by one with each change; a stale one is refused. */
  revision: z.int().positive(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Finding = z.infer<typeof Finding>

/** A finding with the evidence behind it, counted now. */
export const FindingRow = Finding.extend({
  evidence: ResultCounts,
  mutedFails: z.int().nonnegative(),
})
export type FindingRow = z.infer<typeof FindingRow>

/** One step in a finding's history, from the journal. */
export const FindingChange = z.strictObject({
  seq: z.int().positive(),
  at: Instant,
  actor: z.string(),
  reason: z.string().nullable(),
  changes: z.array(z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })).readonly(),
})
export type FindingChange = z.infer<typeof FindingChange>
