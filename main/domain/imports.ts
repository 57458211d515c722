// An import: one run over source files, and the balance sheet of what became of their records (law 1).
import * as z from 'zod'
import { noResults, noSeverities, ResultCounts, SeverityCounts } from './evidence.ts'
import { ImportId, Instant, Sha256 } from './ids.ts'
import { KitDirections } from './kit.ts'
import { Profile } from './profile.ts'

/**
 * The formats of the CLI contract (CLI.md) that Tickmark can name; `detect` answers with one of these. `custom` is what a person's own
 * profile reads: no content tells it, so `detect` never answers it.
 */
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
  'kit-manifest',
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
  'custom',
  'attachment',
  'ambiguous',
  'unreadable',
  'unknown',
] as const
export const FormatId = z.enum(FORMAT_IDS)
export type FormatId = z.infer<typeof FormatId>

/** Text encodings that are read. What has no byte order mark and is no UTF-8 is offered as windows-1252 (FORMATS.md §2). */
export const TextEncodingName = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type TextEncodingName = z.infer<typeof TextEncodingName>

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
  /** As what the text is read; `windows-1252` is an offer that a person has to accept. */
  encoding: TextEncodingName,
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
  'damaged-xml', // the same for XML: not well-formed, or holding what we refuse to read (entities, DTDs)
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
  'tool-failure', // warning: the tool could not look (access denied, parse error); these are no results (trap T12)
  'not-listed', // warning: the file only counts some records, e.g. what passed, and does not list them
  'late-context', // warning: what describes the records stands behind them in the file, too far to wait for it
  'recoded', // warning: the text is not UTF-8; says as what it was read
  'scan-outside-period', // warning: the evidence is older or newer than the audit period
  'account-out-of-scope',
  'region-out-of-scope',
  'region-missing', // warning: a region of the scope of which the scan says nothing
  'account-unknown', // warning: records name no account, so no later scan is known to be of the same one
  'clock-odd', // warning: times in the future, at the epoch, without an offset
  'known-bad-version', // warning: this version of the tool is known to write wrong or incomplete output
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

/** One source file of an import. Its SHA-256 names it: the same bytes are in an engagement once. */
export const SourceFile = ImportBalance.extend({
  importId: ImportId,
  importedAt: Instant,
  importedBy: z.string(),
  fileName: z.string(),
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  formatId: FormatId,
  encoding: TextEncodingName,
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
export type SourceFile = z.infer<typeof SourceFile>

/** How many records of an import stand how to other scans, and what is new, changed or unchanged since the scan before. */
export const ChangeCounts = z.strictObject({
  restated: z.int().nonnegative(),
  superseded: z.int().nonnegative(),
  gone: z.int().nonnegative(),
  new: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  notScannedAgain: z.int().nonnegative(),
})
export type ChangeCounts = z.infer<typeof ChangeCounts>

/** An import as a whole: what was named, its files in the order they were read, and the sums over them. */
export const ImportSummary = ImportBalance.extend({
  importId: ImportId,
  importedAt: Instant,
  importedBy: z.string(),
  /** What the person named: a file, a folder, an archive. */
  name: z.string(),
  files: z.array(SourceFile).readonly(),
  byResult: ResultCounts,
  bySeverity: SeverityCounts,
  muted: z.int().nonnegative(),
  warnings: z.int().nonnegative(),
  changes: ChangeCounts,
})
export type ImportSummary = z.infer<typeof ImportSummary>

/** Adds up the files of an import. */
export function sumOfFiles(
  files: readonly SourceFile[],
): Pick<ImportSummary, 'records' | 'stored' | 'rejected' | 'duplicates' | 'byResult' | 'bySeverity' | 'muted' | 'warnings'> {
  const sum = {
    records: 0,
    stored: 0,
    rejected: 0,
    duplicates: 0,
    muted: 0,
    warnings: 0,
    byResult: noResults(),
    bySeverity: noSeverities(),
  }
  for (const file of files) {
    for (const key of ['records', 'stored', 'rejected', 'duplicates', 'muted', 'warnings'] as const) sum[key] += file[key]
    for (const [result, n] of Object.entries(file.byResult)) sum.byResult[result as keyof ResultCounts] += n
    for (const [severity, n] of Object.entries(file.bySeverity)) sum.bySeverity[severity as keyof SeverityCounts] += n
  }
  return sum
}

/** What is said about a file that its content does not tell, by a person or by a kit's manifest. */
export const Directions = z.strictObject({
  formatId: FormatId.optional(),
  encoding: TextEncodingName.optional(),
  /** Of which AWS CLI command the file is the answer. */
  about: z.strictObject({ service: z.string().min(1).max(60), operation: z.string().min(1).max(100) }).optional(),
  /** The mapping that reads it, as it was then. */
  profile: Profile.optional(),
  /** What the manifest of a collection kit says of the answer; no person's words. */
  kit: KitDirections.optional(),
})
export type Directions = z.infer<typeof Directions>

/** What a person can say of a file. */
export const PersonsDirections = Directions.omit({ kit: true })

/** What became of one file of an import run. */
export const FileOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('imported'), fileName: z.string(), summary: SourceFile, issues: z.array(ImportIssue).readonly() }),
  /** The same bytes are already here: nothing changed. */
  z.strictObject({
    outcome: z.literal('already-imported'),
    fileName: z.string(),
    summary: SourceFile,
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
