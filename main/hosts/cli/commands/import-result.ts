// From what an import run answers to the document of CLI.md and the exit code. Pure; the law it serves: every total adds up.
import type { Output } from '#contract'
import { noResults, noSeverities } from '#domain/evidence'
import { balanceOf, type ChangeCounts, type FileOutcome, FormatId, type ImportIssue, type ImportSummary } from '#domain/imports'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { hintFor } from './import-hints.ts'
import type { ReadFile, ScanFile } from './scan-files.ts'

type Run = Omit<Output<'imports.run'>, 'files'>

/** An issue, or why a file was refused as a whole: its code is then that of the refusal. */
export type ToldIssue = Omit<ImportIssue, 'code'> & { readonly code: string }

type SourceFile = {
  readonly path: string
  readonly sha256: string | null
  readonly bytes: number
  readonly formatId: string | null
  /** As what the text was read; null where it was not. */
  readonly encoding: string | null
  readonly outcome: FileOutcome['outcome']
  readonly records: number
  readonly stored: number
  readonly rejected: number
  readonly duplicates: number
  readonly issues: readonly ToldIssue[]
  /** What to do about it; null where nothing is to be done. */
  readonly hint: string | null
}

type Totals = {
  readonly records: number
  readonly stored: number
  readonly rejected: number
  readonly duplicates: number
  readonly muted: number
  readonly byResult: Record<string, number>
  readonly bySeverity: Record<string, number>
  readonly byService: Record<string, number>
  readonly byTopic: Record<string, number>
}

/** What an import did to the records of earlier ones: by how much each count of theirs grew. */
export type OnEarlier = Pick<ChangeCounts, 'superseded' | 'gone' | 'restated' | 'notScannedAgain'>

export type ImportEntry = {
  /** Null where nothing was stored: a dry run, or files refused as a whole. */
  readonly importId: string | null
  readonly name: string | null
  readonly sourceFiles: readonly SourceFile[]
  /** How the import's records stand to other scans now; null where nothing was stored. */
  readonly changes: ChangeCounts | null
}

export type ImportDocument = {
  /** The run's own import first, then those that brought the same bytes before. */
  readonly imports: readonly ImportEntry[]
  readonly totals: Totals
  readonly elapsedMs: number
  readonly dryRun: boolean
  readonly cancelled: boolean
  readonly draftedFindings: number
  readonly onEarlierImports: OnEarlier | null
  /** Files in a named folder or archive that hold no records Tickmark can import. */
  readonly leftOut: readonly {
    readonly path: string
    readonly formatId: string | null
    readonly reason: string
    readonly hint: string | null
  }[]
}

export type ImportResult = {
  readonly read: readonly ReadFile[]
  /** Met, but not asked for. */
  readonly notAsked: readonly ScanFile[]
  readonly run: Run
  /** Imports that brought the same bytes before. */
  readonly earlier: readonly ImportSummary[]
  /** Null where there was no import before, or nothing was stored. */
  readonly onEarlier: OnEarlier | null
  readonly dryRun: boolean
}

/** Gives the JSON document of an import. By* totals are over the records this run stored. */
export function importDocument({ read, notAsked, run, earlier, onEarlier, dryRun }: ImportResult): ImportDocument {
  const told = read.filter((file) => !isLeftOut(file))
  const belongsTo = ({ outcome }: ReadFile): ImportSummary | undefined =>
    outcome.outcome === 'already-imported' ? earlier.find(({ importId }) => importId === outcome.summary.importId) : undefined
  const own = told.filter((file) => belongsTo(file) === undefined)
  const entryOf = (summary: ImportSummary | null, files: readonly ReadFile[]): ImportEntry => ({
    importId: summary?.importId ?? null,
    name: summary?.name ?? null,
    sourceFiles: files.map((file) => sourceFile(file, dryRun)),
    changes: summary?.changes ?? null,
  })
  return {
    imports: [
      ...(own.length === 0 ? [] : [entryOf(run.import, own)]),
      ...earlier.map((summary) =>
        entryOf(
          summary,
          told.filter((file) => belongsTo(file) === summary),
        ),
      ),
    ],
    totals: totalsOf(told),
    elapsedMs: run.elapsedMs,
    dryRun,
    cancelled: run.cancelled,
    draftedFindings: run.draftedFindings,
    onEarlierImports: onEarlier,
    leftOut: [
      ...read.filter(isLeftOut).map((file) => leftOut(file, dryRun)),
      ...notAsked.map(({ path, detection }) => ({ path, formatId: detection.formatId, reason: detection.reason, hint: null })),
    ],
  }
}

/** Found in a folder or archive, and nothing reads it: no failure. A file refused by the importer that reads it is one. */
const isLeftOut = ({ file, outcome }: ReadFile): boolean =>
  !file.named && outcome.outcome === 'not-imported' && (outcome.code === 'left-out' || FormatId.safeParse(outcome.code).success)

/** Why a file was not read; of what was met and never opened, the look at it says that best. */
const reasonOf = ({ file, outcome }: ReadFile): string => {
  if (outcome.outcome !== 'not-imported') return ''
  return outcome.code === 'left-out' ? (file.detection?.reason ?? outcome.message) : outcome.message
}

function leftOut(read: ReadFile, dryRun: boolean): ImportDocument['leftOut'][number] {
  const { file, outcome } = read
  if (outcome.outcome !== 'not-imported') return { path: file.path, formatId: outcome.summary.formatId, reason: '', hint: null }
  return {
    path: file.path,
    formatId: outcome.detection?.formatId ?? file.detection?.formatId ?? null,
    reason: reasonOf(read),
    hint: hintFor(outcome, dryRun),
  }
}

function sourceFile({ file, outcome }: ReadFile, dryRun: boolean): SourceFile {
  const shared = { path: file.path, outcome: outcome.outcome, ...balanceOf(outcome), hint: hintFor(outcome, dryRun) }
  if (outcome.outcome === 'not-imported')
    return {
      ...shared,
      sha256: outcome.sha256,
      bytes: outcome.bytes,
      formatId: outcome.detection?.formatId ?? file.detection?.formatId ?? null,
      encoding: outcome.detection?.encoding ?? null,
      // A file refused before any record was read has one reason, for the file as a whole.
      issues:
        outcome.issues.length > 0
          ? outcome.issues
          : [{ kind: 'rejection', code: outcome.code, message: reasonOf({ file, outcome }), pointer: null, count: 1 }],
    }
  const { sha256, bytes, formatId, encoding } = outcome.summary
  return { ...shared, sha256, bytes, formatId, encoding, issues: outcome.issues }
}

function totalsOf(read: readonly ReadFile[]): Totals {
  const sum = { records: 0, stored: 0, rejected: 0, duplicates: 0, muted: 0 }
  const byResult: Record<string, number> = noResults()
  const bySeverity: Record<string, number> = noSeverities()
  const byService: Record<string, number> = {}
  const byTopic: Record<string, number> = {}
  for (const { outcome } of read) {
    const { records, stored, rejected, duplicates } = balanceOf(outcome)
    sum.records += records
    sum.stored += stored
    sum.rejected += rejected
    sum.duplicates += duplicates
    if (outcome.outcome === 'not-imported') continue
    const { summary } = outcome
    sum.muted += summary.muted
    add(byResult, summary.byResult)
    add(bySeverity, summary.bySeverity)
    add(byService, summary.byService)
    add(byTopic, summary.byTopic)
  }
  return { ...sum, byResult, bySeverity, byService, byTopic }
}

function add(into: Record<string, number>, from: Readonly<Record<string, number>>): void {
  for (const [word, count] of Object.entries(from)) into[word] = (into[word] ?? 0) + count
}

/**
 * 4 where nothing at all could be imported (of an archive: none of its members), or a file named by the person was refused as a
 * whole; files found in a folder or archive and left out are no failure.
 */
export function importExitCode({ read, run }: ImportResult): ExitCode {
  if (run.cancelled) return EXIT.unexpected
  const isRefused = ({ outcome }: ReadFile): boolean => outcome.outcome === 'not-imported' && outcome.code !== 'same-bytes'
  const sought = read.filter(({ file }) => !file.isArchive)
  return sought.every(isRefused) || read.some((file) => file.file.named && isRefused(file)) ? EXIT.input : EXIT.done
}
