// From what an import run answers to the document of CLI.md and its text. Pure; the law it serves: every total adds up.
import type { Output } from '#contract'
import { noResults, noSeverities } from '#domain/evidence'
import { balanceOf, type FileOutcome, type ImportBalance, type ImportIssue, type SourcePointer } from '#domain/imports'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { blocks, type Cell, counts, figure, oneLine, plural, size, table } from '../text.ts'
import type { ScanFile } from './scan-files.ts'

type Run = Output<'imports.run'>
export type ReadFile = { readonly file: ScanFile; readonly outcome: FileOutcome }

type SourceFile = {
  readonly path: string
  readonly sha256: string | null
  readonly bytes: number
  readonly formatId: string
  readonly outcome: FileOutcome['outcome']
  readonly records: number
  readonly stored: number
  readonly rejected: number
  readonly duplicates: number
  readonly issues: readonly {
    readonly kind: ImportIssue['kind']
    readonly code: string
    readonly message: string
    readonly pointer: SourcePointer | null
    readonly count: number
  }[]
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

export type ImportDocument = {
  readonly imports: readonly { readonly importId: string | null; readonly sourceFiles: readonly SourceFile[] }[]
  readonly totals: Totals
  readonly elapsedMs: number
  readonly dryRun: boolean
  readonly cancelled: boolean
  readonly draftedFindings: number
  /** Files in a named folder that hold no records Tickmark can import. */
  readonly leftOut: readonly { readonly path: string; readonly formatId: string; readonly reason: string }[]
}

export type ImportResult = {
  readonly read: readonly ReadFile[]
  readonly leftOut: readonly ScanFile[]
  readonly run: Omit<Run, 'files'>
  readonly dryRun: boolean
}

/** Gives the JSON document of an import. By* totals are over the records this run stored. */
export function importDocument({ read, leftOut, run, dryRun }: ImportResult): ImportDocument {
  return {
    imports: read.map(({ file, outcome }) => ({
      importId: outcome.outcome === 'not-imported' ? null : outcome.summary.importId,
      sourceFiles: [sourceFile(file, outcome)],
    })),
    totals: totalsOf(read),
    elapsedMs: run.elapsedMs,
    dryRun,
    cancelled: run.cancelled,
    draftedFindings: run.draftedFindings,
    leftOut: leftOut.map(({ path, detection }) => ({ path, formatId: detection.formatId, reason: detection.reason })),
  }
}

function sourceFile(file: ScanFile, outcome: FileOutcome): SourceFile {
  if (outcome.outcome === 'not-imported')
    return {
      path: file.path,
      sha256: outcome.sha256,
      bytes: outcome.bytes,
      formatId: outcome.detection?.formatId ?? file.detection.formatId,
      outcome: outcome.outcome,
      ...balanceOf(outcome),
      // A file refused before any record was read has one reason, for the file as a whole.
      issues:
        outcome.issues.length > 0
          ? outcome.issues
          : [{ kind: 'rejection', code: outcome.code, message: outcome.message, pointer: null, count: 1 }],
    }
  const { sha256, bytes, formatId } = outcome.summary
  return { path: file.path, sha256, bytes, formatId, outcome: outcome.outcome, ...balanceOf(outcome), issues: outcome.issues }
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
 * 4 where nothing at all could be imported, or a file named by the person was refused as a whole; files found in a folder
 * and left out are no failure.
 */
export function importExitCode({ read, run }: ImportResult): ExitCode {
  if (run.cancelled) return EXIT.unexpected
  const refused = read.filter(({ outcome }) => outcome.outcome === 'not-imported')
  if (read.length === 0 || refused.length === read.length || refused.some(({ file }) => file.named)) return EXIT.input
  return EXIT.done
}

const WORD: Readonly<Record<FileOutcome['outcome'], string>> = {
  imported: 'imported',
  'already-imported': 'already here',
  'not-imported': 'NOT imported',
}

/** Gives the balance sheet of an import in words. */
export function importText(result: ImportResult): string {
  const document = importDocument(result)
  const files = document.imports.flatMap((entry) => entry.sourceFiles)
  const { totals, elapsedMs } = document
  const row = (file: ImportBalance): Cell[] => [file.records, file.stored, file.rejected, file.duplicates]
  const sheet = table(
    [
      { title: 'FILE' },
      { title: 'FORMAT' },
      { title: 'OUTCOME' },
      ...['RECORDS', 'STORED', 'REJECTED', 'DUPLICATES'].map((title) => ({ title, align: 'right' as const })),
    ],
    [
      ...files.map((file) => [
        file.path,
        file.formatId,
        document.dryRun && file.outcome === 'imported' ? 'can be imported' : WORD[file.outcome],
        ...row(file),
      ]),
      ...(files.length > 1 ? [['total', '', '', ...row(totals)]] : []),
    ],
  )
  const issues = files.flatMap((file) =>
    file.issues.map(
      (issue) => `${oneLine(file.path)}: ${issue.kind}: ${oneLine(issue.message)}${place(issue.pointer)}${times(issue.count)}`,
    ),
  )
  const left = document.leftOut.map((file) => `${oneLine(file.path)}: left out: ${file.formatId}: ${oneLine(file.reason)}`)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return blocks(
    files.length > 0 ? sheet : document.cancelled ? '' : 'No file here holds records Tickmark can import.',
    issues.join('\n'),
    left.join('\n'),
    totals.stored === 0
      ? ''
      : [
          `by result:   ${counts(totals.byResult)}${totals.muted > 0 ? ` (${figure(totals.muted)} of them muted)` : ''}`,
          `by severity: ${counts(totals.bySeverity)}`,
          `by service:  ${counts(totals.byService)}`,
          `by topic:    ${counts(totals.byTopic)}`,
        ].join('\n'),
    [
      document.dryRun ? 'Dry run: nothing was stored.' : `${plural(document.draftedFindings, 'finding')} drafted.`,
      `${size(bytes)} read in ${figure(elapsedMs / 1000)} s.`,
      ...(document.cancelled ? ['CANCELLED: nothing was kept of the file being read, and those after it were not read.'] : []),
    ].join(' '),
  )
}

function place(pointer: SourcePointer | null): string {
  if (pointer === null) return ''
  const parts = [
    `byte ${figure(pointer.offset)}`,
    ...(pointer.record === null ? [] : [`record ${figure(pointer.record)}`]),
    ...(pointer.line === null ? [] : [`line ${figure(pointer.line)}`]),
  ]
  return ` (${parts.join(', ')})`
}

const times = (count: number): string => (count === 1 ? '' : ` (${figure(count)} times)`)
