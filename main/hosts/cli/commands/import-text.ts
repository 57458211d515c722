// The balance sheet of an import in words: what became of every file, what was rejected and where, what the evidence itself lets
// doubt, and what changed since the scans before.
import type { ImportBalance } from '#domain/imports'
import { blocks, type Cell, type Column, counts, figure, oneLine, plural, size, table } from '../text.ts'
import { type ImportDocument, type ImportResult, importDocument, type ToldIssue } from './import-result.ts'
import { changesText, isAboutEvidence, issueLines, shortened } from './import-words.ts'

const WORD = { imported: 'imported', 'already-imported': 'already here', 'not-imported': 'NOT imported' } as const

export const BALANCE_COLUMNS: readonly Column[] = ['RECORDS', 'STORED', 'REJECTED', 'DUPLICATES'].map((title) => ({
  title,
  align: 'right',
}))

export function importText(result: ImportResult): string {
  const document = importDocument(result)
  const files = document.imports.flatMap((entry) => entry.sourceFiles)
  const nothing = document.cancelled ? '' : 'No file here holds records Tickmark can import.'
  const grouped = (title: string, of: (issue: ToldIssue) => boolean): string =>
    titled(
      title,
      files.flatMap((file) => shortened(issueLines(file.path, file.issues.filter(of)))),
    )
  const hints = [...files, ...document.leftOut].flatMap(({ path, hint }) => (hint === null ? [] : [`${oneLine(path)}: ${hint}`]))
  const left = document.leftOut.map((file) => `${oneLine(file.path)}: ${file.formatId ?? 'not read'}: ${oneLine(file.reason)}`)
  return blocks(
    files.length > 0 ? sheet(document) : nothing,
    grouped('Rejected:', (issue) => issue.kind === 'rejection'),
    grouped('About the evidence itself:', (issue) => issue.kind === 'warning' && isAboutEvidence(issue)),
    grouped('About reading it:', (issue) => issue.kind === 'warning' && !isAboutEvidence(issue)),
    titled('Left out:', left),
    titled('What you can do:', hints),
    countsText(document),
    closing(document),
  )
}

const titled = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n')

function sheet({ imports, totals, dryRun }: ImportDocument): string {
  const files = imports.flatMap((entry) => entry.sourceFiles)
  const row = (file: ImportBalance): Cell[] => [file.records, file.stored, file.rejected, file.duplicates]
  return table(
    [{ title: 'FILE' }, { title: 'FORMAT' }, { title: 'OUTCOME' }, ...BALANCE_COLUMNS],
    [
      ...files.map((file) => [
        file.path,
        file.formatId,
        dryRun && file.outcome === 'imported' ? 'can be imported' : WORD[file.outcome],
        ...row(file),
      ]),
      ...(files.length > 1 ? [['total', '', '', ...row(totals)]] : []),
    ],
  )
}

function countsText({ imports, totals, onEarlierImports }: ImportDocument): string {
  if (totals.stored === 0) return ''
  const changed = changesText(imports[0]?.changes ?? {})
  return [
    `by result:    ${counts(totals.byResult)}${totals.muted > 0 ? ` (${figure(totals.muted)} of them muted)` : ''}`,
    `by severity:  ${counts(totals.bySeverity)}`,
    `by service:   ${counts(totals.byService)}`,
    `by topic:     ${counts(totals.byTopic)}`,
    ...(onEarlierImports === null && changed === 'none' ? [] : [`what changed: ${changed}`]),
    ...(onEarlierImports === null ? [] : [`scans before: ${changesText(onEarlierImports)}`]),
  ].join('\n')
}

function closing({ imports, cancelled, dryRun, draftedFindings, elapsedMs }: ImportDocument): string {
  const bytes = imports.flatMap((entry) => entry.sourceFiles).reduce((sum, file) => sum + file.bytes, 0)
  const [own] = imports
  const stored = own?.sourceFiles.some(({ outcome }) => outcome === 'imported') === true
  return [
    dryRun ? 'Dry run: nothing was stored.' : `${plural(draftedFindings, 'finding')} drafted.`,
    `${size(bytes)} read in ${figure(elapsedMs / 1000)} s.`,
    ...(stored && own?.importId != null ? [`Import ${own.importId}.`] : []),
    ...(cancelled ? ['CANCELLED: nothing of this import was kept.'] : []),
  ].join(' ')
}
