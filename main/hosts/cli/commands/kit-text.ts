// What is said of a kit and of what came back, in words.
import type { Output } from '#contract'
import type { KitResults, ToldCommand } from '#contract/kit'
import { blocks, counts, figure, oneLine, plural, table } from '../text.ts'

/** A kit on the disk. */
export type MadeKit = {
  readonly folder: string
  readonly zip: string
  readonly sha256: string
  readonly commands: number
  readonly files: readonly string[]
}

/** How many verdicts the evidence proposes. */
export type ProposalCount = { readonly service: string; readonly proposals: number }

export const madeText = ({ folder, zip, sha256, commands, files }: MadeKit): string =>
  [
    `${plural(commands, 'command')} in ${folder}`,
    ...files.map((name) => `  ${name}`),
    `The same as one file: ${zip}`,
    `SHA-256: ${sha256}`,
    '',
    'Give it to the client, who reads README.md first. What comes back goes to "tickmark kit import".',
  ].join('\n')

export const commandsText = (commands: readonly ToldCommand[]): string =>
  blocks(
    table(
      [{ title: 'SERVICE' }, { title: 'COMMAND', max: 70 }, { title: 'PERMISSION' }, { title: 'CALLED' }, { title: 'SHOWS' }],
      commands.map((row) => [
        row.service,
        row.command,
        row.permission,
        [row.reach === 'once' ? 'once' : 'per region', ...(row.forEach === null ? [] : [`for ${row.forEach}`])].join(', '),
        row.purpose,
      ]),
    ),
    `${plural(commands.length, 'command')}. All only read, but for "iam generate-credential-report", which has IAM write the report that is then read.`,
  )

/** Denied, failed, not made and missing calls of one command; a terminal shows so many. */
const MOST_OPEN = 5

export function resultsText({ bundles, services, commands }: KitResults): string {
  if (bundles.length === 0) return 'No bundle of a kit was imported.'
  const open = commands.filter(({ openTotal }) => openTotal > 0)
  return blocks(
    table(
      [
        { title: 'BUNDLE' },
        { title: 'STARTED' },
        { title: 'ACCOUNT' },
        { title: 'CALLS', align: 'right' },
        { title: 'COUNT NOW', align: 'right' },
        { title: 'WHOLE' },
      ],
      bundles.map((bundle) => [
        bundle.fileName,
        bundle.header?.startedAt ?? null,
        bundle.header?.caller?.account ?? null,
        bundle.calls,
        bundle.current,
        bundle.whole ? 'yes' : 'NO: interrupted',
      ]),
    ),
    table(
      [{ title: 'SERVICE' }, { title: 'WHAT BECAME OF ITS CALLS' }],
      services.map((row) => [row.service, counts(row.counts)]),
    ),
    open.length === 0
      ? 'Every call was answered.'
      : ['Not tested:', ...open.flatMap(({ command, open: calls, openTotal }) => openLines(command, calls, openTotal))].join('\n'),
  )
}

function openLines(command: string, calls: KitResults['commands'][number]['open'], total: number): readonly string[] {
  const lines = calls.slice(0, MOST_OPEN).map(({ outcome, region, asked, error }) => {
    const place = [region, asked].filter((word) => word !== null).join(' ')
    return `    ${outcome === 'answered' ? 'missing' : outcome}${place === '' ? '' : ` ${oneLine(place)}`}: ${oneLine(error ?? '')}`
  })
  return [
    `  ${command} (${figure(total)})`,
    ...lines,
    ...(total > lines.length ? [`    … ${figure(lines.length)} of ${figure(total)} shown; --json gives more`] : []),
  ]
}

export function importedText({ problems, results }: Output<'kit.import'>, sheet: string, proposals: readonly ProposalCount[]): string {
  const some = proposals.filter((row) => row.proposals > 0)
  return blocks(
    problems.length === 0
      ? 'The bundle is as it was collected: every answer is there and has the SHA-256 its manifest names.'
      : ['The bundle is NOT as it was collected:', ...problems.map((problem) => `  - ${oneLine(problem)}`)].join('\n'),
    sheet,
    resultsText(results),
    some.length === 0
      ? ''
      : `The evidence proposes verdicts: ${some.map((row) => `${row.service} ${figure(row.proposals)}`).join(', ')}. A person accepts or overrules each (tickmark criteria).`,
  )
}
