// An import: one source file read once, and the balance sheet of what became of its records (law 1).
import * as z from 'zod'
import { ResultCounts, SeverityCounts } from './evidence.ts'
import { ImportId, Instant, Sha256 } from './ids.ts'

/** The formats of the CLI contract (CLI.md) that Tickmark can name; `detect` answers with one of these. */
export const FORMAT_IDS = [
  'asff',
  'aws-cli',
  'aws-config',
  'access-analyzer',
  'access-analyzer-policy-validation',
  'cfn-lint',
  'cfn-nag',
  'checkov',
  'cloudsploit',
  'cloudsplaining',
  'guardduty',
  'hdf',
  'iam-authorization-details',
  'iam-credential-report',
  'inspec-ndjson',
  'inspector2',
  'kics',
  'kube-bench',
  'kubescape',
  'nessus',
  'nessus-csv',
  'ocsf',
  'oscal-ar',
  'powerpipe-csv',
  'powerpipe-json',
  'powerpipe-snapshot',
  'prowler-compliance-csv',
  'prowler-csv',
  'prowler-ocsf',
  'prowler-v2-csv',
  'prowler-v2-json',
  'prowler-v3-json',
  'sarif',
  'scout2',
  'scoutsuite',
  'security-hub-reference',
  'terrascan',
  'tfsec',
  'trivy',
  'trivy-k8s',
  'trivy-operator',
  'trusted-advisor',
  'xccdf',
  'attachment',
  'ambiguous',
  'unreadable',
  'unknown',
] as const
export const FormatId = z.enum(FORMAT_IDS)
export type FormatId = z.infer<typeof FormatId>

/** What a look at the head of a file says it is. Never decided by its name (FORMATS.md §3). */
export const Detection = z.strictObject({
  formatId: FormatId,
  label: z.string(),
  confidence: z.enum(['certain', 'likely', 'none']),
  toolVersion: z.string().nullable(),
  /** In words: which keys or header decided. */
  reason: z.string(),
  /** True where this version of Tickmark has an importer for the format. */
  importable: z.boolean(),
})
export type Detection = z.infer<typeof Detection>

/** Place of a problem inside the source file. Offsets in bytes from 0; record counts from 1, as people count. */
export const SourcePointer = z.strictObject({
  offset: z.int().nonnegative(),
  length: z.int().nonnegative().nullable(),
  record: z.int().positive().nullable(),
  line: z.int().positive().nullable(),
})
export type SourcePointer = z.infer<typeof SourcePointer>

export const ISSUE_CODES = [
  'damaged-json', // the text stops being JSON here; whole records before it were kept
  'not-an-object', // a record is not a JSON object
  'wrong-shape', // a record lacks what makes it a record of this format
  'ragged-row', // a CSV row with more or fewer fields than its header
  'unclosed-quote',
  'bad-encoding',
  'record-too-large',
  'unknown-status', // warning: status word kept as written, result `unknown`
  'unknown-severity',
  'severity-disagrees', // warning: text and number differ; the text was taken (trap T16)
  'account-damaged', // warning: account id is no 12-digit text (trap T20)
  'incomplete-export', // warning: NextToken and the like (trap T14)
  'not-evaluated', // warning: "passed" although nothing was evaluated; filed as not-applicable (trap T3)
  'no-records',
  'other',
] as const
export const IssueCode = z.enum(ISSUE_CODES)
export type IssueCode = z.infer<typeof IssueCode>

export const ImportIssue = z.strictObject({
  /** `rejection` takes a record out of the balance; `warning` does not. */
  kind: z.enum(['rejection', 'warning']),
  code: IssueCode,
  message: z.string(),
  pointer: SourcePointer.nullable(),
  /** A warning that holds for many records is kept once, with its count; a rejection always counts 1. */
  count: z.int().positive(),
})
export type ImportIssue = z.infer<typeof ImportIssue>

/** records = stored + rejected + duplicates, always. `duplicates` > 0 only where the same bytes were imported before. */
export const ImportBalance = z.strictObject({
  records: z.int().nonnegative(),
  stored: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  duplicates: z.int().nonnegative(),
})
export type ImportBalance = z.infer<typeof ImportBalance>

export const ImportSummary = ImportBalance.extend({
  importId: ImportId,
  importedAt: Instant,
  importedBy: z.string(),
  fileName: z.string(),
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  formatId: FormatId,
  tool: z.string().nullable(),
  toolVersion: z.string().nullable(),
  /** First and last time named by a record. */
  seenFrom: z.string().nullable(),
  seenTo: z.string().nullable(),
  byResult: ResultCounts,
  bySeverity: SeverityCounts,
  /** Records per service key and per topic; `unfiled` where no rule fired. */
  byService: z.record(z.string(), z.int().nonnegative()),
  byTopic: z.record(z.string(), z.int().nonnegative()),
  muted: z.int().nonnegative(),
  warnings: z.int().nonnegative(),
})
export type ImportSummary = z.infer<typeof ImportSummary>

/** What became of one file of an import run. */
export const FileOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('imported'), fileName: z.string(), summary: ImportSummary, issues: z.array(ImportIssue).readonly() }),
  /** The same bytes are already here: nothing changed. */
  z.strictObject({
    outcome: z.literal('already-imported'),
    fileName: z.string(),
    summary: ImportSummary,
    issues: z.array(ImportIssue).readonly(),
  }),
  z.strictObject({
    outcome: z.literal('not-imported'),
    fileName: z.string(),
    sha256: Sha256.nullable(),
    bytes: z.int().nonnegative(),
    detection: Detection.nullable(),
    code: z.string(),
    message: z.string(),
    /** Where the file was read and every record rejected: how many, and why each. `records` = `rejected`; both 0 where it was not read. */
    records: z.int().nonnegative(),
    rejected: z.int().nonnegative(),
    issues: z.array(ImportIssue).readonly(),
  }),
])
export type FileOutcome = z.infer<typeof FileOutcome>

/** The balance of one file of a run, whatever became of it: records = stored + rejected + duplicates. */
export function balanceOf(file: FileOutcome): ImportBalance {
  const { records, stored, rejected, duplicates } =
    file.outcome === 'not-imported' ? { records: file.records, stored: 0, rejected: file.rejected, duplicates: 0 } : file.summary
  return { records, stored, rejected, duplicates }
}
