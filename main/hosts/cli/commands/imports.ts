// `tickmark imports`: lists imports, shows one with everything that was rejected or warned of, and takes one out as a whole.
import type { Command } from 'commander'
import { AppError } from '#domain/errors'
import type { ImportIssue, ImportSummary, SourceFile } from '#domain/imports'
import { type EngagementOptions, engagementCommand, wholeNumber } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { type Session, withEngagement } from '../session.ts'
import { blocks, counts, facts, figure, oneLine, plural, shownOf, size, table } from '../text.ts'
import { BALANCE_COLUMNS } from './import-text.ts'
import { changesText, isAboutEvidence, issueLines } from './import-words.ts'
import { readWindow } from './pages.ts'

const SHORTEST_BEGINNING = 6

export function importsCommand(io: Io): Command {
  return engagementCommand('imports', 'List the imports of an engagement, show one, or take one out.', [
    'imports acme.tickmark',
    'imports show acme.tickmark 3f2a9c01',
    'imports remove acme.tickmark 3f2a9c01 --reason "Scan of the wrong account"',
  ])
    .enablePositionalOptions()
    .argument('<file>', 'the engagement')
    .addCommand(showCommand(io))
    .addCommand(removeCommand(io))
    .action(async (file: string, options: EngagementOptions) => {
      const all = await withEngagement(io, file, options, ({ call }) => call('imports.list', {}))
      deliver(io, { json: { imports: all.map(importJson) }, text: listText(all) }, options.json === true)
    })
}

type ShowOptions = EngagementOptions & { readonly limit: number }
type FileIssues = { readonly total: number; readonly rows: readonly ImportIssue[] }

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show an import: its files, their balance, every rejection and warning with its place.', [
    'imports show acme.tickmark 3f2a9c01',
    'imports show acme.tickmark 3f2a9c01 --limit 10000 --json',
  ])
    .argument('<file>', 'the engagement')
    .argument('<id>', 'importId, or the beginning of it')
    .option('--limit <n>', 'rejections and warnings to show of each file', wholeNumber(1, 10_000_000), 200)
    .action(async (file: string, id: string, options: ShowOptions) => {
      const { summary, issues } = await withEngagement(io, file, options, async (session) => {
        const found = await findImport(session, id)
        const bySha = new Map<string, FileIssues>()
        for (const { sha256 } of found.files)
          bySha.set(sha256, await readWindow(0, options.limit, (window) => session.call('imports.issues', { sha256, ...window })))
        return { summary: found, issues: bySha }
      })
      const { sourceFiles, ...head } = importJson(summary)
      const withIssues = sourceFiles.map((source) => {
        const { total, rows } = issues.get(source.sha256) ?? { total: 0, rows: [] }
        return { ...source, issueTotal: total, issues: rows }
      })
      deliver(io, { json: { ...head, sourceFiles: withIssues }, text: showText(summary, issues) }, options.json === true)
    })
}

function removeCommand(io: Io): Command {
  return engagementCommand(
    'remove',
    'Take an import out as a whole: its evidence counts no more, untouched drafts that rest on it alone go, words of a person stay. The journal keeps the reason.',
    ['imports remove acme.tickmark 3f2a9c01 --reason "Scan of the wrong account"'],
  )
    .argument('<file>', 'the engagement')
    .argument('<id>', 'importId, or the beginning of it')
    .requiredOption('--reason <text>', 'why; kept in the journal')
    .action(async (file: string, id: string, options: EngagementOptions & { readonly reason: string }) => {
      const { removed, removedDrafts } = await withEngagement(io, file, options, async (session) => {
        const { importId } = await findImport(session, id)
        return session.job((jobId) => session.call('imports.remove', { jobId, importId, reason: options.reason }))
      })
      const text = `Removed ${oneLine(removed.name)}: ${plural(removed.files.length, 'file')}, ${plural(removed.stored, 'record')}. ${plural(removedDrafts, 'untouched draft')} went with it.`
      deliver(io, { json: { removed: importJson(removed), removedDrafts }, text }, options.json === true)
    })
}

/** Gives the one import meant. Throws `not-found`, or `invalid-input` where several fit. */
async function findImport({ call }: Session, meant: string): Promise<ImportSummary> {
  const all = await call('imports.list', {})
  const begins = meant.toLowerCase()
  const fitting = begins.length < SHORTEST_BEGINNING ? [] : all.filter(({ importId }) => importId.startsWith(begins))
  const [found, ...others] = fitting
  if (found === undefined)
    throw new AppError('not-found', `There is no import ${meant} in this engagement. "tickmark imports FILE" lists those there are.`, {
      importId: meant,
    })
  if (others.length > 0)
    throw new AppError('invalid-input', `Several imports begin with ${meant}; write more of the id.`, {
      fitting: fitting.map(({ importId, name }) => `${importId} ${name}`),
    })
  return found
}

/** An import in the words of `tickmark import`: `sourceFiles` with their `path`. */
function importJson({ files, ...summary }: ImportSummary) {
  return { ...summary, sourceFiles: files.map(({ fileName, ...file }) => ({ path: fileName, ...file })) }
}

const balance = (of: ImportSummary | SourceFile): readonly number[] => [of.records, of.stored, of.rejected, of.duplicates]

function listText(all: readonly ImportSummary[]): string {
  const cells = all.map((one) => [
    one.importId,
    one.importedAt,
    one.importedBy,
    one.name,
    one.files.length,
    ...balance(one),
    one.warnings,
    changesText(one.changes),
  ])
  const columns = [
    { title: 'ID' },
    { title: 'AT' },
    { title: 'BY' },
    { title: 'NAME', max: 60 },
    { title: 'FILES', align: 'right' as const },
    ...BALANCE_COLUMNS,
    { title: 'WARNINGS', align: 'right' as const },
    { title: 'BESIDE OTHER SCANS' },
  ]
  return blocks(all.length === 0 ? '' : table(columns, cells), plural(all.length, 'import'))
}

function showText(summary: ImportSummary, issues: ReadonlyMap<string, FileIssues>): string {
  const columns = [
    { title: 'FILE' },
    { title: 'FORMAT' },
    { title: 'TOOL' },
    { title: 'READ AS' },
    { title: 'SIZE', align: 'right' as const },
    ...BALANCE_COLUMNS,
  ]
  const cells = summary.files.map((file) => [
    file.fileName,
    file.formatId,
    file.tool === null ? null : `${file.tool} ${file.toolVersion ?? ''}`.trim(),
    file.encoding,
    size(file.bytes),
    ...balance(file),
  ])
  return blocks(
    facts([
      ['import', summary.importId],
      ['name', summary.name],
      ['imported', `${summary.importedAt} by ${summary.importedBy}`],
      ['by result', `${counts(summary.byResult)}${summary.muted > 0 ? ` (${figure(summary.muted)} of them muted)` : ''}`],
      ['by severity', counts(summary.bySeverity)],
      ['beside other scans', changesText(summary.changes)],
    ]),
    table(columns, cells),
    ...summary.files.map((file) => issuesText(file, issues.get(file.sha256) ?? { total: 0, rows: [] })),
  )
}

function issuesText({ fileName }: SourceFile, { total, rows }: FileIssues): string {
  if (total === 0) return ''
  const group = (title: string, of: (issue: ImportIssue) => boolean): readonly string[] => {
    const lines = issueLines(fileName, rows.filter(of))
    return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)]
  }
  return [
    ...group('Rejected:', ({ kind }) => kind === 'rejection'),
    ...group('About the evidence itself:', (issue) => issue.kind === 'warning' && isAboutEvidence(issue)),
    ...group('About reading it:', (issue) => issue.kind === 'warning' && !isAboutEvidence(issue)),
    ...(rows.length < total ? [`${shownOf(rows.length, total, 'issue').replace('--limit and --offset show', '--limit shows')}`] : []),
  ].join('\n')
}
