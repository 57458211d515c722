// `tickmark evidence`: lists evidence, shows one piece, and gives its exact original bytes.
import type { Command } from 'commander'
import type { Output } from '#contract'
import type { EvidenceRow } from '#domain/evidence'
import { Change, Standing } from '#domain/standing'
import { type EngagementOptions, engagementCommand, wholeNumber } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, facts, manyLines, shownOf, table } from '../text.ts'
import { readWindow } from './pages.ts'

type ListOptions = EngagementOptions & { readonly filter: string; readonly limit: number; readonly offset: number }
type ShowOptions = EngagementOptions & { readonly raw?: true }

const FIELDS = `
Fields of --filter (words joined by commas are alternatives, - excludes, none = not stated):
  service topic check result severity muted lifecycle account region type resource import file tool
  format id
  standing   ${Standing.options.join(' ')}
  change     ${Change.options.join(' ')}
Only current records count; change says what a current record is beside the scan before it.`

export function evidenceCommand(io: Io): Command {
  return engagementCommand('evidence', 'List evidence, or show one piece of it.', [
    'evidence acme.tickmark --filter "result:fail severity:high service:iam"',
    'evidence acme.tickmark --filter "standing:current change:new,changed -result:pass"',
    'evidence acme.tickmark --filter "standing:gone" --json',
    'evidence show acme.tickmark 17',
    'evidence show acme.tickmark 17 --raw > record.json',
  ])
    .enablePositionalOptions()
    .argument('<file>', 'the engagement')
    .option('--filter <query>', 'e.g. "severity:high,critical service:iam -region:eu-west-1 text"; fields below', '')
    .option('--limit <n>', 'rows to show', wholeNumber(1, 10_000_000), 200)
    .option('--offset <n>', 'rows to leave out first', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .addHelpText('after', FIELDS)
    .addCommand(showCommand(io))
    .action(async (file: string, options: ListOptions) => {
      const page = await withEngagement(io, file, options, ({ call }) =>
        readWindow(options.offset, options.limit, (window) => call('evidence.list', { filter: options.filter, ...window })),
      )
      deliver(io, { json: page, text: listText(page) }, options.json === true)
    })
}

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show one piece of evidence; --raw gives the exact bytes of the source file.', [
    'evidence show acme.tickmark 17',
    'evidence show acme.tickmark 17 --raw | sha256sum',
  ])
    .argument('<file>', 'the engagement')
    .argument('<id>', 'number of the evidence, as listed', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option('--raw', 'write the record exactly as it stands in the source file, nothing else')
    .action(async (file: string, evidenceId: number, options: ShowOptions) => {
      const outcome = await withEngagement(io, file, options, async ({ call }) => {
        if (options.raw === true) {
          const { base64 } = await call('evidence.raw', { evidenceId })
          return { bytes: Buffer.from(base64, 'base64') }
        }
        const detail = await call('evidence.get', { evidenceId })
        return { json: detail, text: detailText(detail) }
      })
      deliver(io, outcome, options.json === true)
    })
}

/** Gives `current, changed` or `superseded`. */
const standingText = ({ standing, change }: Pick<EvidenceRow, 'standing' | 'change'>): string =>
  change === null ? standing : `${standing}, ${change.replaceAll('-', ' ')}`

function listText({ total, rows }: { readonly total: number; readonly rows: readonly EvidenceRow[] }): string {
  const cells = rows.map((row) => [
    String(row.evidenceId),
    row.result + (row.muted ? ' (muted)' : ''),
    row.severity,
    standingText(row),
    row.service,
    row.topic,
    row.check,
    row.resource,
    row.region,
    row.account,
  ])
  const columns = [
    { title: 'ID', align: 'right' as const },
    { title: 'RESULT' },
    { title: 'SEVERITY' },
    { title: 'STANDING' },
    { title: 'SERVICE' },
    { title: 'TOPIC' },
    { title: 'CHECK', max: 60 },
    { title: 'RESOURCE', max: 80 },
    { title: 'REGION' },
    { title: 'ACCOUNT' },
  ]
  return blocks(rows.length === 0 ? '' : table(columns, cells), shownOf(rows.length, total, 'record'))
}

function detailText(detail: Output<'evidence.get'>): string {
  const { source, filing, refiled } = detail
  const prose: readonly (readonly [string, string | null])[] = [
    ['Status', detail.statusText],
    ['Description', detail.description],
    ['Risk', detail.risk],
    ['Remediation', detail.remediationText],
  ]
  return blocks(
    facts([
      ['evidence', String(detail.evidenceId)],
      ['result', `${detail.result}${detail.muted ? ' (muted)' : ''}; the scan says ${detail.statusRaw ?? 'nothing'}`],
      ['severity', `${detail.severity}; the scan says ${detail.severityRaw ?? 'nothing'}`],
      [
        'service, topic',
        `${detail.service ?? 'unfiled'}, ${detail.topic ?? 'unfiled'} (rule ${filing.rule}, confidence ${filing.confidence})`,
      ],
      ['part of the topic', filing.subtopic],
      ['filed by', refiled === null ? null : `${refiled.decidedBy} at ${refiled.decidedAt}: ${refiled.reason}`],
      ['check', detail.check],
      ['title', detail.title],
      ['resource', detail.resource],
      ['account, region', `${detail.account ?? '-'}, ${detail.region ?? '-'}`],
      ['seen at', `${detail.seenAt ?? '-'} (${detail.timeQuality})`],
      ['tool', `${detail.tool ?? 'not named'} ${detail.toolVersion ?? ''}`.trim()],
      ['source', `${source.fileName}, ${source.length} bytes from offset ${source.offset}, SHA-256 ${source.sha256}`],
      ['state', detail.lifecycle],
      ['standing', `${standingText(detail)}${detail.otherId === null ? '' : `; see ${detail.otherId}`}`],
    ]),
    ...prose.map(([title, text]) => (text === null || text === '' ? '' : `${title}\n${manyLines(text)}`)),
    detail.compliance.map(({ framework, ids }) => manyLines(`${framework}: ${ids.join(', ')}`)).join('\n'),
  )
}
