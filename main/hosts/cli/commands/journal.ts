// `tickmark journal`: checks the hash chain and prints its entries.
import { Command, Option } from 'commander'
import { type JournalEntry, JournalSubject, type JournalVerification } from '#domain/journal'
import { type EngagementOptions, engagementCommand, wholeNumber } from '../arguments.ts'
import { EXIT } from '../exit-codes.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, figure, oneLine, plural, shownOf, table } from '../text.ts'
import { readWindow } from './pages.ts'

export const journalCommand = (io: Io): Command =>
  new Command('journal')
    .description('The append-only, hash-chained record of every change.')
    .addCommand(verifyCommand(io))
    .addCommand(showCommand(io))

function verifyCommand(io: Io): Command {
  return engagementCommand('verify', 'Check the whole chain and what it speaks of. Exit code 3 where it is broken.', [
    'journal verify acme.tickmark',
    'journal verify acme.tickmark --json',
  ])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const checked = await withEngagement(io, file, options, ({ call }) => call('journal.verify', {}))
      const exitCode = checked.ok ? EXIT.done : EXIT.refused
      deliver(io, { json: checked, text: journalVerificationText(checked), exitCode }, options.json === true)
    })
}

export const journalVerificationText = ({ ok, entries, head, problems }: JournalVerification): string =>
  ok
    ? `The journal is whole: ${plural(entries, 'entry', 'entries')}, head ${head}`
    : [
        `The journal is BROKEN: ${plural(problems.length, 'problem')} in ${plural(entries, 'entry', 'entries')}.`,
        ...problems.map(({ seq, message }) => `  - ${seq === null ? '' : `entry ${figure(seq)}: `}${oneLine(message)}`),
      ].join('\n')

type ShowOptions = EngagementOptions & {
  readonly subject?: JournalSubject
  readonly text: string
  readonly limit: number
  readonly offset: number
}

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Print the entries.', [
    'journal show acme.tickmark --limit 50',
    'journal show acme.tickmark --subject finding --json',
  ])
    .argument('<file>', 'the engagement')
    .addOption(new Option('--subject <subject>', 'only entries about').choices(JournalSubject.options))
    .option('--text <text>', 'only entries holding this text', '')
    .option('--limit <n>', 'entries to show', wholeNumber(1, 10_000_000), 200)
    .option('--offset <n>', 'entries to leave out first', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .action(async (file: string, options: ShowOptions) => {
      const { text, subject } = options
      const page = await withEngagement(io, file, options, ({ call }) =>
        readWindow(options.offset, options.limit, (window) =>
          call('journal.list', { text, ...window, ...(subject === undefined ? {} : { subject }) }),
        ),
      )
      deliver(io, { json: page, text: entriesText(page) }, options.json === true)
    })
}

function entriesText({ total, rows }: { readonly total: number; readonly rows: readonly JournalEntry[] }): string {
  const columns = [
    { title: 'NO', align: 'right' as const },
    { title: 'AT' },
    { title: 'WHO' },
    { title: 'WHAT' },
    { title: 'ON' },
    { title: 'HASH' },
    { title: 'REASON', max: 80 },
  ]
  const cells = rows.map((row) => [String(row.seq), row.at, row.actor, row.action, row.subjectId, row.hash.slice(0, 16), row.reason])
  return blocks(rows.length === 0 ? '' : table(columns, cells), shownOf(rows.length, total, 'entry', 'entries'))
}
