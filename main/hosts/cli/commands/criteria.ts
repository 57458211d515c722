// `tickmark criteria`: a service's checklist and the verdicts on it.
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type JudgedCriterion, Verdict } from '#domain/criterion'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, facts, plural, table } from '../text.ts'

type ListOptions = EngagementOptions & { readonly service?: string }
type SetOptions = EngagementOptions & {
  readonly verdict: Verdict
  readonly rationale: string
  readonly basis: string
  readonly report?: string
}

export function criteriaCommand(io: Io): Command {
  return engagementCommand('criteria', "List a service's criteria with their verdicts, or give a verdict.", [
    'criteria acme.tickmark --service sso',
    'criteria set acme.tickmark ID --verdict met --rationale "Read in the console on 2026-09-02 with the administrator"',
  ])
    .enablePositionalOptions()
    .argument('<file>', 'the engagement')
    .option('--service <key>', 'catalog key of the service (required)')
    .addCommand(setCommand(io))
    .action(async (file: string, options: ListOptions) => {
      const { service } = options
      // Not a required option of commander's: it would be asked of `criteria set` too.
      if (service === undefined) throw new InvalidArgumentError("required option '--service <key>' not specified")
      const rows = await withEngagement(io, file, options, ({ call }) => call('criteria.list', { service }))
      deliver(io, { json: rows, text: listText(rows) }, options.json === true)
    })
}

function setCommand(io: Io): Command {
  return engagementCommand('set', 'Give a verdict on a criterion.', [
    'criteria set acme.tickmark ID --verdict not-met --rationale "No log group exists"',
    'criteria set acme.tickmark ID --verdict inherited --report REPORTID',
  ])
    .argument('<file>', 'the engagement')
    .argument('<id>', 'criterionId, as listed')
    .addOption(new Option('--verdict <verdict>', 'the verdict').choices(Verdict.options).makeOptionMandatory())
    .option('--rationale <text>', 'why; every verdict but not-tested needs one', '')
    .option('--report <id>', 'for inherited: the registered AWS report it rests on (aws-reports list)')
    .option('--basis <text>', 'for inherited: what it rests on, in words', '')
    .action(async (file: string, criterionId: string, options: SetOptions) => {
      const { verdict, rationale, basis, report } = options
      const row = await withEngagement(io, file, options, ({ call }) =>
        call('criteria.setVerdict', { criterionId, verdict, rationale, basis, reportId: report ?? null }),
      )
      deliver(io, { json: row, text: rowText(row) }, options.json === true)
    })
}

function listText(rows: readonly JudgedCriterion[]): string {
  const cells = rows.map((row) => [row.criterionId, row.topic, row.responsibility, row.verdict, row.statement])
  const columns = [{ title: 'ID' }, { title: 'TOPIC' }, { title: 'ANSWERS' }, { title: 'VERDICT' }, { title: 'STATEMENT', max: 120 }]
  return blocks(rows.length === 0 ? '' : table(columns, cells), plural(rows.length, 'criterion', 'criteria'))
}

const rowText = (row: JudgedCriterion): string =>
  facts([
    ['criterion', row.criterionId],
    ['statement', row.statement],
    ['verdict', row.verdict],
    ['rationale', row.rationale || '-'],
    ['basis', row.basis || '-'],
    ['AWS report', row.reportId],
  ])
