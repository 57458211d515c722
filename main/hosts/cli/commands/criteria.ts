// `tickmark criteria`: a service's checklist, what the evidence proposes, and the verdicts.
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Client } from '#contract'
import type { ProposedCriterion } from '#contract/judgement'
import { type JudgedCriterion, Verdict } from '#domain/criterion'
import { AppError } from '#domain/errors'
import type { ProposalAnswer } from '#domain/proposal'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, facts, plural, table } from '../text.ts'
import { acceptCommand } from './criteria-accept.ts'

type ListOptions = EngagementOptions & { readonly service?: string }
type SetOptions = EngagementOptions & {
  readonly verdict?: Verdict
  readonly accept?: boolean
  readonly rationale: string
  readonly basis: string
  readonly report?: string
}

type Row = JudgedCriterion & { readonly proposed: ProposedCriterion['proposal'] | null; readonly changedSince: boolean }

export function criteriaCommand(io: Io): Command {
  return engagementCommand(
    'criteria',
    "List a service's criteria with what the evidence proposes and the verdicts given, or give a verdict.",
    [
      'criteria acme.tickmark --service sso',
      'criteria show acme.tickmark ID',
      'criteria set acme.tickmark ID --accept',
      'criteria set acme.tickmark ID --verdict met --rationale "Read in the console on 2026-09-02 with the administrator"',
      'criteria accept acme.tickmark --service sso --verdict met',
    ],
  )
    .enablePositionalOptions()
    .argument('<file>', 'the engagement')
    .option('--service <key>', 'catalog key of the service (required)')
    .addCommand(showCommand(io))
    .addCommand(setCommand(io))
    .addCommand(acceptCommand(io))
    .action(async (file: string, options: ListOptions) => {
      const { service } = options
      // Not a required option of commander's: it would be asked of `criteria set` too.
      if (service === undefined) throw new InvalidArgumentError("required option '--service <key>' not specified")
      const rows = await withEngagement(io, file, options, ({ call }) => readRows(call, service))
      deliver(io, { json: rows, text: listText(rows) }, options.json === true)
    })
}

async function readRows(call: Client, service: string): Promise<readonly Row[]> {
  const criteria = await call('criteria.list', { service })
  const proposals = new Map((await call('criteria.proposals', { service })).map((one) => [one.proposal.criterionId, one]))
  return criteria.map((criterion) => {
    const found = proposals.get(criterion.criterionId)
    return { ...criterion, proposed: found?.proposal ?? null, changedSince: found?.changedSince ?? false }
  })
}

const serviceOf = (criterionId: string): string => criterionId.slice(0, Math.max(0, criterionId.indexOf('.')))

async function readRow(call: Client, criterionId: string): Promise<Row> {
  const row = (await readRows(call, serviceOf(criterionId) || criterionId)).find((one) => one.criterionId === criterionId)
  if (row === undefined) throw new AppError('not-found', `There is no criterion "${criterionId}" on the checklist.`, { criterionId })
  return row
}

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show one criterion: how it is tested, what the evidence proposes and on what it rests, the verdict.', [
    'criteria show acme.tickmark ID',
  ])
    .argument('<file>', 'the engagement')
    .argument('<id>', 'criterionId, as listed')
    .action(async (file: string, criterionId: string, options: EngagementOptions) => {
      const row = await withEngagement(io, file, options, ({ call }) => readRow(call, criterionId))
      deliver(io, { json: row, text: rowText(row) }, options.json === true)
    })
}

function setCommand(io: Io): Command {
  return engagementCommand('set', 'Give a verdict on a criterion: accept what the evidence proposes, or say your own.', [
    'criteria set acme.tickmark ID --accept',
    'criteria set acme.tickmark ID --verdict not-met --rationale "No log group exists"',
    'criteria set acme.tickmark ID --verdict inherited --report REPORTID',
  ])
    .argument('<file>', 'the engagement')
    .argument('<id>', 'criterionId, as listed')
    .addOption(new Option('--verdict <verdict>', 'the verdict; one other than the proposed overrules it').choices(Verdict.options))
    .addOption(new Option('--accept', 'take the verdict the evidence proposes, and its reason as rationale').conflicts('verdict'))
    .option('--rationale <text>', 'why; every verdict but not-tested needs one; with --accept, other words for the reason', '')
    .option('--report <id>', 'for inherited: the registered AWS report it rests on (aws-reports list)')
    .option('--basis <text>', 'for inherited: what it rests on, in words', '')
    .action(async (file: string, criterionId: string, options: SetOptions) => {
      if (options.verdict === undefined && options.accept !== true) throw new InvalidArgumentError('give --verdict or --accept')
      const row = await withEngagement(io, file, options, async ({ call }) => {
        const { proposed } = await readRow(call, criterionId)
        await call('criteria.setVerdict', { criterionId, ...orderOf(options, proposed) })
        return readRow(call, criterionId)
      })
      deliver(io, { json: row, text: rowText(row) }, options.json === true)
    })
}

function orderOf({ verdict, rationale, basis, report }: SetOptions, proposed: Row['proposed']) {
  if (verdict === undefined) {
    if (proposed?.verdict == null)
      throw new AppError('invalid-input', `Nothing is proposed to accept${proposed === null ? '.' : `: ${proposed.reason}`}`)
    const proposal: ProposalAnswer = { decision: 'accepted', digest: proposed.digest }
    return { verdict: proposed.verdict, rationale: rationale.trim() === '' ? proposed.reason : rationale, proposal }
  }
  // Taking a verdict back answers nothing.
  const answers = proposed?.verdict != null && (verdict === proposed.verdict || rationale.trim() !== '')
  const proposal: ProposalAnswer | null = answers
    ? { decision: verdict === proposed.verdict ? 'accepted' : 'overruled', digest: proposed.digest }
    : null
  return { verdict, rationale, basis, reportId: report ?? null, proposal }
}

function listText(rows: readonly Row[]): string {
  const cells = rows.map((row) => [row.criterionId, row.responsibility, row.verdict, proposedWord(row), row.statement])
  const columns = [{ title: 'ID' }, { title: 'ANSWERS' }, { title: 'VERDICT' }, { title: 'PROPOSED' }, { title: 'STATEMENT', max: 100 }]
  const changed = rows.filter(({ changedSince }) => changedSince).length
  return blocks(
    rows.length === 0 ? '' : table(columns, cells),
    `${plural(rows.length, 'criterion', 'criteria')}; ${rows.filter(({ proposed }) => proposed?.verdict != null).length} with a proposal${changed === 0 ? '' : `; evidence changed since ${plural(changed, 'verdict')}`}`,
  )
}

const proposedWord = ({ proposed, changedSince }: Row): string =>
  `${proposed === null ? '-' : (proposed.verdict ?? 'not tested')}${changedSince ? ' (changed)' : ''}`

const rowText = (row: Row): string =>
  facts([
    ['criterion', row.criterionId],
    ['statement', row.statement],
    ['how tested', row.howTested],
    ['proven by', row.provenBy],
    ['source', row.source],
    ['proposed', row.proposed === null ? '-' : (row.proposed.verdict ?? 'nothing')],
    ['because', row.proposed?.reason],
    ['rests on', row.proposed === null ? null : placesText(row.proposed)],
    ['verdict', row.verdict],
    ['rationale', row.rationale || '-'],
    ['proposal', row.proposal === null ? null : `${row.proposal.decision}: ${row.proposal.verdict}`],
    ['attention', row.changedSince ? 'the evidence changed since this verdict' : null],
    ['basis', row.basis || '-'],
    ['AWS report', row.reportId],
  ])

function placesText({ parts }: NonNullable<Row['proposed']>): string | null {
  const places = parts.flatMap(({ restsOn }) => restsOn)
  const total = parts.reduce((sum, part) => sum + part.restsOnTotal, 0)
  if (total === 0) return null
  const shown = places.slice(0, 8).map(({ evidenceId, pointer }) => `${evidenceId}${pointer}`)
  return `evidence ${shown.join(', ')}${total > shown.length ? ` (shown ${shown.length} of ${total})` : ''}`
}
