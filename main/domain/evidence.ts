// Evidence: what one record of a scan says, in Tickmark's words, with the scanner's own words kept beside it
// (FORMATS.md §1; laws 2 and 3 of PRODUCT.md).
import * as z from 'zod'
import { AccountId, EvidenceId, ImportId, ServiceKey, Sha256, TopicId } from './ids.ts'
import { Change, Standing } from './standing.ts'

export const EvidenceResult = z.enum(['pass', 'fail', 'manual', 'error', 'not-applicable', 'skipped', 'info', 'unknown'])
export type EvidenceResult = z.infer<typeof EvidenceResult>

export const Severity = z.enum(['critical', 'high', 'medium', 'low', 'informational', 'unknown'])
export type Severity = z.infer<typeof Severity>

/**
 * Whether the scanner itself still holds the record to be current. `archived` and `resolved` records are stale:
 * they are kept and shown, but draft no finding (FORMATS.md §6.4).
 */
export const Lifecycle = z.enum(['active', 'archived', 'resolved'])
export type Lifecycle = z.infer<typeof Lifecycle>

/** How far `seenAt` can be trusted (FORMATS.md §1, trap T9). `naive-local` has no offset; it is not shifted, only labelled. */
export const TimeQuality = z.enum(['exact', 'naive-local', 'scan-time-only', 'none'])
export type TimeQuality = z.infer<typeof TimeQuality>

/** One framework's requirement ids as the scan wrote them; nothing is normalised. */
export const ComplianceReference = z.strictObject({ framework: z.string(), ids: z.array(z.string()).readonly() })
export type ComplianceReference = z.infer<typeof ComplianceReference>

/** Everything an importer reads from one record. `null` = the source does not say; nothing defaults to ''. */
export type ScanRecord = {
  /** The id the tool gave. Never a key: it is not unique (trap T2). */
  readonly toolRecordId: string | null
  readonly checkId: string | null
  readonly title: string | null
  readonly description: string | null
  /** The per-resource sentence of the result. */
  readonly statusText: string | null
  readonly result: EvidenceResult
  readonly statusRaw: string | null
  /** Set beside the result, never instead of it. */
  readonly muted: boolean
  readonly lifecycle: Lifecycle
  readonly severity: Severity
  readonly severityRaw: string | null
  readonly resourceId: string | null
  readonly resourceName: string | null
  readonly resourceType: string | null
  /** Further resources of the same record, ids only. */
  readonly otherResources: readonly string[]
  /** The scanner's own service word: a Prowler service name, an ASFF type prefix, an ARN namespace. */
  readonly scannerService: string | null
  readonly provider: string | null
  readonly partition: string | null
  readonly region: string | null
  /** Text, twelve digits for AWS; other providers as written. */
  readonly accountId: string | null
  /** ISO 8601 as far as the source allows; see `timeQuality`. */
  readonly seenAt: string | null
  readonly seenAtRaw: string | null
  readonly timeQuality: TimeQuality
  readonly risk: string | null
  readonly remediationText: string | null
  /** http(s) links only; anything else a scanner puts here is text (trap T17). */
  readonly remediationUrls: readonly string[]
  readonly remediationCode: readonly { readonly kind: string; readonly text: string }[]
  readonly categories: readonly string[]
  readonly compliance: readonly ComplianceReference[]
  readonly toolName: string | null
  readonly toolVersion: string | null
  /** The topic, where the format itself tells it (an answer of `iam get-account-password-policy`); null leaves it to the filing rules. */
  readonly topic: string | null
  /**
   * True where one finding is written once per requirement or parent (FORMATS.md §4.8, §8): the record says again, under one
   * requirement, what another record says.
   */
  readonly perRequirement: boolean
  /** The record's own text where the members above say only part of it: tells two records apart, and is not stored with them. */
  readonly wholeText: string | null
}

/** A record that says nothing. Importers spread it and state what their format says. */
export const UNSTATED: ScanRecord = Object.freeze({
  toolRecordId: null,
  checkId: null,
  title: null,
  description: null,
  statusText: null,
  result: 'unknown',
  statusRaw: null,
  muted: false,
  lifecycle: 'active',
  severity: 'unknown',
  severityRaw: null,
  resourceId: null,
  resourceName: null,
  resourceType: null,
  otherResources: [],
  scannerService: null,
  provider: null,
  partition: null,
  region: null,
  accountId: null,
  seenAt: null,
  seenAtRaw: null,
  timeQuality: 'none',
  risk: null,
  remediationText: null,
  remediationUrls: [],
  remediationCode: [],
  categories: [],
  compliance: [],
  toolName: null,
  toolVersion: null,
  topic: null,
  perRequirement: false,
  wholeText: null,
} satisfies ScanRecord)

/** Where the bytes of a record lie in its source file. */
export const SourceRange = z.strictObject({
  sha256: Sha256,
  fileName: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().positive(),
})
export type SourceRange = z.infer<typeof SourceRange>

/** One row of an evidence list. */
export const EvidenceRow = z.strictObject({
  evidenceId: EvidenceId,
  importId: ImportId,
  service: ServiceKey.nullable(),
  topic: TopicId.nullable(),
  check: z.string().nullable(),
  title: z.string().nullable(),
  result: EvidenceResult,
  statusRaw: z.string().nullable(),
  statusText: z.string().nullable(),
  muted: z.boolean(),
  lifecycle: Lifecycle,
  /** How it stands to other scans of the same thing; only `current` records count. */
  standing: Standing,
  change: Change.nullable(),
  /** The record it is superseded by, follows or restates. */
  otherId: EvidenceId.nullable(),
  severity: Severity,
  severityRaw: z.string().nullable(),
  resource: z.string().nullable(),
  resourceType: z.string().nullable(),
  region: z.string().nullable(),
  account: AccountId.or(z.string()).nullable(),
  seenAt: z.string().nullable(),
  timeQuality: TimeQuality,
  source: SourceRange,
})
export type EvidenceRow = z.infer<typeof EvidenceRow>

/** `exact`: an id says so. `high`: rules that were right nearly always where it could be measured. `low`: no more than a suggestion. */
export const FilingConfidence = z.enum(['exact', 'high', 'low', 'none'])
export type FilingConfidence = z.infer<typeof FilingConfidence>

/** Where the program filed a record and why; a part it is unsure of stays null and is suggested instead. */
export const Filing = z.strictObject({
  service: ServiceKey.nullable(),
  topic: TopicId.nullable(),
  /** A part of the topic (catalog: sub-topics); null where the topic is null or its words do not tell. */
  subtopic: TopicId.nullable(),
  suggestedService: ServiceKey.nullable(),
  suggestedTopic: TopicId.nullable(),
  /** Ids of the rules that fired, for service and topic; `none` where no rule did. */
  rule: z.string(),
  /** The weaker of the two; `none` where a part is null. */
  confidence: FilingConfidence,
  /** Null in evidence stored before these were told apart. */
  serviceConfidence: FilingConfidence.nullable(),
  topicConfidence: FilingConfidence.nullable(),
})
export type Filing = z.infer<typeof Filing>

/** One piece of evidence in full: the row, its filing, and the fields re-cut from the original bytes. */
export const EvidenceDetail = EvidenceRow.extend({
  filing: Filing,
  toolRecordId: z.string().nullable(),
  tool: z.string().nullable(),
  toolVersion: z.string().nullable(),
  formatId: z.string(),
  description: z.string().nullable(),
  risk: z.string().nullable(),
  remediationText: z.string().nullable(),
  remediationUrls: z.array(z.string()).readonly(),
  categories: z.array(z.string()).readonly(),
  compliance: z.array(ComplianceReference).readonly(),
  otherResources: z.array(z.string()).readonly(),
  seenAtRaw: z.string().nullable(),
})
export type EvidenceDetail = z.infer<typeof EvidenceDetail>

/** Counts of records by result; the eight members always add up to the total beside them. */
export const ResultCounts = z.record(EvidenceResult, z.int().nonnegative())
export type ResultCounts = Record<EvidenceResult, number>
export const SeverityCounts = z.record(Severity, z.int().nonnegative())
export type SeverityCounts = Record<Severity, number>

export const noResults = (): ResultCounts => ({
  pass: 0,
  fail: 0,
  manual: 0,
  error: 0,
  'not-applicable': 0,
  skipped: 0,
  info: 0,
  unknown: 0,
})
export const noSeverities = (): SeverityCounts => ({ critical: 0, high: 0, medium: 0, low: 0, informational: 0, unknown: 0 })
export const sumOf = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, n) => sum + n, 0)
