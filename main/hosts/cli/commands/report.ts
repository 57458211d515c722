// `tickmark report`: builds the reports and puts the PDFs into a folder.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Output } from '#contract'
import { AppError, toAppError } from '#domain/errors'
import { collect, type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { type Session, withEngagement } from '../session.ts'
import { blocks, figure, oneLine, plural, size, table } from '../text.ts'
import { copyToFreePath } from './free-path.ts'

type Options = EngagementOptions & { readonly service: readonly string[]; readonly out: string; readonly draft?: true }
type Built = Output<'reports.build'>[number]

export function reportCommand(io: Io): Command {
  return engagementCommand(
    'report',
    'Build the PDF report of each service named. Refused, with the reasons, where the numbers do not balance.',
    ['report acme.tickmark --service pinpoint sso --out ./reports', 'report acme.tickmark --service sso --out ./reports --draft'],
  )
    .argument('<file>', 'the engagement')
    .requiredOption('--service <keys...>', 'catalog keys of the services', collect)
    .requiredOption('--out <folder>', 'folder for the PDFs; made where missing, nothing in it is overwritten')
    .option('--draft', 'mark it as a draft; a draft cannot be signed')
    .action(async (file: string, options: Options) => {
      const reports = await withEngagement(io, file, options, (session) =>
        buildReports(session, { services: options.service, folder: resolve(io.cwd, options.out), draft: options.draft === true }),
      )
      deliver(io, { json: reports.map(reportDocument), text: reportsText(reports) }, options.json === true)
    })
}

export type ReportOnDisk = { readonly report: Built; readonly path: string }

/**
 * Builds final or draft reports and copies each PDF out of the engagement into `folder`, one after the other: where one cannot be
 * built, the error names those already written.
 */
export async function buildReports(
  session: Session,
  { services, folder, draft }: { readonly services: readonly string[]; readonly folder: string; readonly draft: boolean },
): Promise<readonly ReportOnDisk[]> {
  const onDisk: ReportOnDisk[] = []
  for (const service of await keysOf(session, services))
    try {
      onDisk.push(...(await buildOne(session, service, folder, draft)))
    } catch (error) {
      const { code, message, details } = toAppError(error)
      if (onDisk.length === 0) throw error
      const written = onDisk.map(({ path }) => path)
      throw new AppError(
        code,
        `${service}: ${message} ${plural(written.length, 'report')} before it ${written.length === 1 ? 'was' : 'were'} written.`,
        { ...details, written },
        { cause: error },
      )
    }
  return onDisk
}

/** The catalog keys of the services named, each once, so that a misspelt one is refused before the first is built. */
async function keysOf({ call }: Session, services: readonly string[]): Promise<readonly string[]> {
  const keys = new Set<string>()
  for (const service of services) keys.add((await call('catalog.service', { service })).key)
  return [...keys]
}

async function buildOne({ call, job, pathOf }: Session, service: string, folder: string, draft: boolean): Promise<ReportOnDisk[]> {
  const built = await job((jobId) => call('reports.build', { jobId, services: [service], draft }))
  mkdirSync(folder, { recursive: true })
  const onDisk: ReportOnDisk[] = []
  for (const report of built) {
    const { file, fileName } = await call('reports.file', { reportId: report.reportId })
    onDisk.push({ report, path: copyToFreePath(pathOf(file), folder, fileName) })
  }
  return onDisk
}

/** Gives one report's JSON as CLI.md has it. */
export const reportDocument = ({ report, path }: ReportOnDisk) => ({
  service: report.service,
  path,
  sha256: report.sha256,
  pages: report.pages,
  bytes: report.bytes,
  kind: report.kind,
  version: report.version,
  reportId: report.reportId,
  balance: report.balance,
  openPoints: report.openPoints,
  elapsedMs: report.elapsedMs,
})

function reportsText(reports: readonly ReportOnDisk[]): string {
  const rows = reports.map(({ report, path }) => [
    report.service,
    report.kind,
    report.version,
    report.pages,
    size(report.bytes),
    `${report.balance.lines.filter((line) => line.holds).length} of ${report.balance.lines.length}`,
    `${figure(report.elapsedMs / 1000)} s`,
    path,
  ])
  const columns = [
    { title: 'SERVICE' },
    { title: 'KIND' },
    { title: 'VERSION', align: 'right' as const },
    { title: 'PAGES', align: 'right' as const },
    { title: 'SIZE', align: 'right' as const },
    { title: 'SUMS HOLD', align: 'right' as const },
    { title: 'TIME', align: 'right' as const },
    { title: 'FILE' },
  ]
  const open = reports.flatMap(({ report }) => report.openPoints.map((point) => `  - ${report.service}: ${oneLine(point.message)}`))
  return blocks(
    table(columns, rows),
    open.length === 0 ? '' : `Still open (printed in the report):\n${open.join('\n')}`,
    plural(reports.length, 'report'),
  )
}
