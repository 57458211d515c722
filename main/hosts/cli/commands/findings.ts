// `tickmark findings`: lists findings and edits their fields.
import type { Command } from 'commander'
import { AppError } from '#domain/errors'
import { type FindingRow, FindingText } from '#domain/finding'
import { assignments, type EngagementOptions, engagementCommand, wholeNumber } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { type Session, withEngagement } from '../session.ts'
import { blocks, facts, shownOf, table } from '../text.ts'
import { readWindow } from './pages.ts'

type ListOptions = EngagementOptions & { readonly filter: string; readonly limit: number; readonly offset: number }

const FIELDS = Object.keys(FindingText.shape)
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/i

export function findingsCommand(io: Io): Command {
  return engagementCommand('findings', 'List findings, or edit one.', [
    'findings acme.tickmark --filter "severity:high status:draft"',
    'findings set acme.tickmark 3 status=open owner="Platform team" dueDate=2026-12-31',
    'findings set acme.tickmark 3 severity=medium severityReason="Reachable from the VPN only"',
  ])
    .enablePositionalOptions()
    .argument('<file>', 'the engagement')
    .option('--filter <query>', 'e.g. "severity:high service:iam status:open text"', '')
    .option('--limit <n>', 'rows to show', wholeNumber(1, 10_000_000), 200)
    .option('--offset <n>', 'rows to leave out first', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .addCommand(setCommand(io))
    .action(async (file: string, options: ListOptions) => {
      const page = await withEngagement(io, file, options, ({ call }) =>
        readWindow(options.offset, options.limit, (window) => call('findings.list', { filter: options.filter, sort: 'number', ...window })),
      )
      deliver(io, { json: page, text: listText(page) }, options.json === true)
    })
}

function setCommand(io: Io): Command {
  return engagementCommand('set', `Edit a finding. Fields: ${FIELDS.join(', ')}.`, [
    'findings set acme.tickmark 3 status=open owner="Platform team"',
    'findings set acme.tickmark 3 dueDate=            (takes the date away)',
  ])
    .argument('<file>', 'the engagement')
    .argument('<id>', 'number of the finding, or its findingId')
    .argument('<fields...>', 'field=value')
    .action(async (file: string, id: string, fields: readonly string[], options: EngagementOptions) => {
      const patch = patchOf(fields)
      const row = await withEngagement(io, file, options, async (session) => {
        const { findingId, revision } = await findingOf(session, id)
        return session.call('findings.update', { findingId, revision, patch })
      })
      deliver(io, { json: row, text: rowText(row) }, options.json === true)
    })
}

/** Reads `field=value` into a patch. Throws `invalid-input` on a field that does not exist; values are checked by the contract. */
export function patchOf(fields: readonly string[]): FindingPatchInput {
  const given = assignments(fields)
  const unknown = Object.keys(given).filter((field) => !FIELDS.includes(field))
  if (unknown.length > 0)
    throw new AppError('invalid-input', `A finding has no field ${unknown.join(', ')}. It has ${FIELDS.join(', ')}.`, { fields: unknown })
  return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, field === 'dueDate' && value === '' ? null : value]))
}

type FindingPatchInput = Readonly<Record<string, string | null>>

async function findingOf(session: Session, id: string): Promise<FindingRow> {
  if (UUID.test(id)) return session.call('findings.get', { findingId: id.toLowerCase() })
  const { rows } = await readWindow(0, Number.MAX_SAFE_INTEGER, (window) => session.call('findings.list', { sort: 'number', ...window }))
  const row = rows.find((candidate) => String(candidate.number) === id)
  if (row === undefined) throw new AppError('not-found', `There is no finding number ${id} in this engagement.`, { id })
  return row
}

function listText({ total, rows }: { readonly total: number; readonly rows: readonly FindingRow[] }): string {
  const cells = rows.map((row) => [
    String(row.number),
    row.severity,
    row.status,
    row.service,
    row.topic,
    row.evidence.fail,
    row.title,
    row.owner,
    row.dueDate,
  ])
  const columns = [
    { title: 'NO', align: 'right' as const },
    { title: 'SEVERITY' },
    { title: 'STATUS' },
    { title: 'SERVICE' },
    { title: 'TOPIC' },
    { title: 'FAIL', align: 'right' as const },
    { title: 'TITLE', max: 90 },
    { title: 'OWNER', max: 30 },
    { title: 'DUE' },
  ]
  return blocks(rows.length === 0 ? '' : table(columns, cells), shownOf(rows.length, total, 'finding'))
}

const rowText = (row: FindingRow): string =>
  facts([
    ['finding', `${row.number} (${row.findingId})`],
    ['title', row.title],
    [
      'severity',
      `${row.severity}${row.severity === row.scannerSeverity ? '' : ` (scanner: ${row.scannerSeverity}; ${row.severityReason})`}`,
    ],
    ['status', row.status],
    ['owner', row.owner || '-'],
    ['due', row.dueDate],
    ['revision', row.revision],
  ])
