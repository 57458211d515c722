// `tickmark aws-reports`: the register of AWS reports, which AWS's part of a service is inherited from.
import { Command } from 'commander'
import type { Output } from '#contract'
import type { Attachment, RegisteredReport } from '#contract/assurance'
import { nameOfReport, OPINION_NAMES, PROGRAMME_NAMES, timeOfReport } from '#domain/assurance'
import { AppError } from '#domain/errors'
import { collect, type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { existing, type Session, withEngagement } from '../session.ts'
import { blocks, facts, oneLine, plural, table } from '../text.ts'
import { factsOf, type ReportOptions, reportOptions } from './aws-report-options.ts'

export const awsReportsCommand = (io: Io): Command =>
  new Command('aws-reports')
    .description("AWS's own compliance reports: register them, and inherit AWS's part of a service from one.")
    .addCommand(listCommand(io))
    .addCommand(addCommand(io))
    .addCommand(setCommand(io))
    .addCommand(removeCommand(io))
    .addCommand(inheritCommand(io))

function listCommand(io: Io): Command {
  return engagementCommand('list', 'List the registered reports and what stands against each.', ['aws-reports list acme.tickmark'])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const all = await withEngagement(io, file, options, ({ call }) => call('awsReports.list', {}))
      deliver(io, { json: all, text: listText(all) }, options.json === true)
    })
}

function addCommand(io: Io): Command {
  return reportOptions(
    engagementCommand('add', 'Register a report, with the file as evidence.', [
      'aws-reports add acme.tickmark --programme soc-2 --title "AWS SOC 2 Type II" --issuer "The auditor" \\\n      --from 2025-10-01 --to 2026-09-30 --service pinpoint sso --opinion unqualified \\\n      --read-by "Jo Field" --read-on 2026-11-20 --attach soc2.pdf',
    ]).argument('<file>', 'the engagement'),
  ).action(async (file: string, options: EngagementOptions & ReportOptions) => {
    if (options.programme === undefined || options.title === undefined)
      throw new AppError('invalid-input', 'A report needs --programme and --title.')
    const saved = await withEngagement(io, file, options, (session) => save(io, session, options, null))
    deliver(io, { json: saved, text: reportText(saved) }, options.json === true)
  })
}

function setCommand(io: Io): Command {
  return reportOptions(
    engagementCommand('set', 'Change what is stated of a report; what is not named stays. An empty value takes a statement back.', [
      'aws-reports set acme.tickmark ID --bridge-until 2026-12-31 --attach-bridge letter.pdf',
      'aws-reports set acme.tickmark ID --expires ""',
    ])
      .argument('<file>', 'the engagement')
      .argument('<id>', 'reportId, as listed'),
  ).action(async (file: string, reportId: string, options: EngagementOptions & ReportOptions) => {
    const saved = await withEngagement(io, file, options, async (session) => save(io, session, options, await find(session, reportId)))
    deliver(io, { json: saved, text: reportText(saved) }, options.json === true)
  })
}

function removeCommand(io: Io): Command {
  return engagementCommand(
    'remove',
    'Take a report out of the register; refused while verdicts rest on it. Its file stays in the evidence.',
    ['aws-reports remove acme.tickmark ID --reason "Registered twice"'],
  )
    .argument('<file>', 'the engagement')
    .argument('<id>', 'reportId, as listed')
    .requiredOption('--reason <text>', 'why; the journal keeps it')
    .action(async (file: string, reportId: string, options: EngagementOptions & { readonly reason: string }) => {
      const { removed } = await withEngagement(io, file, options, ({ call }) =>
        call('awsReports.remove', { reportId, reason: options.reason }),
      )
      deliver(io, { json: removed, text: `Removed ${oneLine(nameOfReport(removed))}.` }, options.json === true)
    })
}

type InheritOptions = EngagementOptions & {
  readonly service?: readonly string[]
  readonly replace?: true
  readonly rationale: string
  readonly dryRun?: true
}

function inheritCommand(io: Io): Command {
  return engagementCommand('inherit', 'Give all AWS-side criteria of services the verdict inherited, from one report.', [
    'aws-reports inherit acme.tickmark ID --service pinpoint --dry-run',
    'aws-reports inherit acme.tickmark ID',
  ])
    .argument('<file>', 'the engagement')
    .argument('<id>', 'reportId, as listed')
    .option('--service <keys...>', 'services (default: all in scope)', collect)
    .option('--replace', 'also criteria that rest on another report')
    .option('--rationale <text>', 'why, for every criterion', '')
    .option('--dry-run', 'only tell what would be inherited')
    .action(async (file: string, reportId: string, options: InheritOptions) => {
      const { service, replace, rationale, dryRun } = options
      const done = await withEngagement(io, file, options, ({ call }) =>
        call('awsReports.inherit', {
          reportId,
          ...(service === undefined ? {} : { services: [...service] }),
          replace: replace === true,
          rationale,
          apply: dryRun !== true,
        }),
      )
      deliver(io, { json: done, text: inheritText(done) }, options.json === true)
    })
}

async function find({ call }: Session, reportId: string): Promise<RegisteredReport> {
  const found = (await call('awsReports.list', {})).find((report) => report.reportId === reportId)
  if (found === undefined) throw new AppError('not-found', `There is no AWS report ${reportId} in the register.`, { reportId })
  return found
}

function save(io: Io, { call, job, tokenOf }: Session, options: ReportOptions, before: RegisteredReport | null): Promise<RegisteredReport> {
  const attachment = (path: string | undefined): Attachment => {
    if (path === undefined) return { kind: 'keep' }
    if (path === '') return { kind: 'none' }
    if (existing(io, path).isFolder) throw new AppError('invalid-input', `${path} is a folder; name the file of the report.`, { path })
    return { kind: 'file', file: tokenOf(path) }
  }
  return job((jobId) =>
    call('awsReports.save', {
      jobId,
      reportId: before?.reportId ?? null,
      seen: before?.updatedAt ?? null,
      facts: factsOf(options, before),
      file: attachment(options.attach),
      bridgeFile: attachment(options.attachBridge),
    }),
  )
}

const standing = ({ checks, servicesNotNamed }: RegisteredReport): string[] => [
  ...checks.map(({ level, message }) => (level === 'open' ? message : `${message} (no open point)`)),
  ...(servicesNotNamed.length === 0 ? [] : [`does not name these services of the scope: ${servicesNotNamed.join(', ')}`]),
]

function listText(all: readonly RegisteredReport[]): string {
  const columns = [
    { title: 'ID' },
    { title: 'REPORT', max: 60 },
    { title: 'SPEAKS OF', max: 70 },
    { title: 'OPINION' },
    { title: 'VERDICTS' },
  ]
  const rows = all.map((report) => [
    report.reportId,
    nameOfReport(report),
    timeOfReport(report),
    OPINION_NAMES[report.opinion],
    report.restingCriteria.length,
  ])
  const against = all.flatMap((report) => standing(report).map((message) => `  - ${oneLine(`${nameOfReport(report)} ${message}`)}`))
  return blocks(
    all.length === 0 ? '' : table(columns, rows),
    against.length === 0 ? '' : `Stands against them:\n${against.join('\n')}`,
    plural(all.length, 'report'),
  )
}

const reportText = (report: RegisteredReport): string =>
  blocks(
    facts([
      ['report', report.reportId],
      ['programme', PROGRAMME_NAMES[report.programme]],
      ['title', report.title],
      ['issuer', report.issuer || '-'],
      ['speaks of', timeOfReport(report)],
      ['services', report.services.join(', ') || '-'],
      ['opinion', OPINION_NAMES[report.opinion]],
      ['qualification', report.opinionText || '-'],
      ['read', report.readOn === null ? 'not yet' : `by ${report.readBy} on ${report.readOn}`],
      ['file', report.fileName],
      ['bridge letter', report.bridgeFileName],
      ['verdicts on it', report.restingCriteria.length],
    ]),
    standing(report)
      .map((message) => `  - It ${oneLine(message)}.`)
      .join('\n'),
  )

function inheritText({ rows, warnings, applied }: Output<'awsReports.inherit'>): string {
  const columns = [{ title: 'ID' }, { title: 'BEFORE' }, { title: 'NOW' }, { title: 'WHY', max: 60 }]
  const word = { inherits: 'inherited', 'inherits-already': 'as before', kept: 'kept' } as const
  const changed = rows.filter(({ outcome }) => outcome === 'inherits').length
  return blocks(
    rows.length === 0
      ? ''
      : table(
          columns,
          rows.map(({ criterionId, verdict, outcome, why }) => [criterionId, verdict, word[outcome], why || null]),
        ),
    warnings.map((warning) => `  - ${oneLine(warning)}`).join('\n'),
    `${plural(changed, 'criterion', 'criteria')} ${applied ? 'inherited' : 'would be inherited'}, ${plural(rows.length - changed, 'other')} left as ${rows.length - changed === 1 ? 'it was' : 'they were'}.`,
  )
}
