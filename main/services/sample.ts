// Fills a new engagement with the bundled sample: its scans imported like anybody's, then what its auditor wrote.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers } from '#contract'
import type { Attachment } from '#contract/assurance'
import { AppError } from '#domain/errors'
import { fieldTerm } from '#domain/filter'
import type { FileOutcome } from '#domain/imports'
import type { Ports } from '../app/ports.ts'
import { SAMPLE_AWS_REPORTS, type SampleReport } from '../sample/aws-reports.ts'
import { SAMPLE_FINDING_EDITS } from '../sample/findings.ts'
import { SAMPLE_CONCLUSIONS, SAMPLE_VERDICTS } from '../sample/judgement.ts'
import { sampleScans } from '../sample/sample.ts'

type Work = Pick<
  Handlers,
  'imports.run' | 'awsReports.save' | 'findings.list' | 'findings.update' | 'criteria.setVerdict' | 'conclusions.set'
>

/** Works on the open engagement, through the same methods a window calls. Throws AppError where the sample does not fit the catalog. */
export async function fillSample(ports: Ports, work: Work): Promise<void> {
  mkdirSync(ports.dataFolder, { recursive: true, mode: 0o700 })
  const folder = mkdtempSync(join(ports.dataFolder, 'sample-'))
  const { soc2, iso } = SAMPLE_AWS_REPORTS
  const documents = [soc2, iso].flatMap(({ file, bridge }) => (bridge === null ? [file] : [file, bridge]))
  let digests: ReadonlyMap<string, string>
  try {
    const tokenOf = ({ fileName, text }: { readonly fileName: string; readonly text: string }): string => {
      const path = join(folder, fileName)
      writeFileSync(path, text)
      return ports.files.add(path)
    }
    const files = [
      ...sampleScans().map((scan) => ({ token: tokenOf(scan) })),
      ...documents.map((document) => ({ token: tokenOf(document), directions: { formatId: 'attachment' as const } })),
    ]
    const { files: outcomes } = await work['imports.run']({
      jobId: ports.randomUuid(),
      name: 'The sample’s scans and AWS reports',
      files,
      dryRun: false,
    })
    digests = new Map(outcomes.map((outcome) => [outcome.fileName, digestOf(outcome)]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const reportIds = { soc2: await registerReport(ports, work, soc2, digests), iso: await registerReport(ports, work, iso, digests) }
  for (const { report, ...verdict } of SAMPLE_VERDICTS)
    await work['criteria.setVerdict']({
      ...verdict,
      basis: '',
      reportId: report === null ? null : reportIds[report],
      proposal: null,
    })
  for (const conclusion of SAMPLE_CONCLUSIONS) await work['conclusions.set'](conclusion)
  for (const { service, check, patch } of SAMPLE_FINDING_EDITS) {
    const filter = `${fieldTerm('service', service)} ${fieldTerm('check', check)}`
    const { rows } = await work['findings.list']({ filter, sort: 'number', descending: false, offset: 0, limit: 1 })
    const [finding] = rows
    if (!finding) throw new AppError('unexpected', `The sample has no finding for ${service}, ${check}.`)
    await work['findings.update']({ findingId: finding.findingId, revision: finding.revision, patch })
  }
}

/** Under which digest a file of the sample lies in the evidence. Throws AppError where it was not imported. */
function digestOf(outcome: FileOutcome): string {
  if (outcome.outcome === 'imported') return outcome.summary.sha256
  throw new AppError('unexpected', `The sample file ${outcome.fileName} was not imported.`)
}

/** Registers an AWS report with the files that stand for it; gives its id. */
async function registerReport(
  ports: Ports,
  work: Work,
  { facts, file, bridge }: SampleReport,
  digests: ReadonlyMap<string, string>,
): Promise<string> {
  const attached = (document: SampleReport['bridge']): Attachment => {
    const sha256 = document === null ? undefined : digests.get(document.fileName)
    return sha256 === undefined ? { kind: 'keep' } : { kind: 'source', sha256 }
  }
  const { reportId } = await work['awsReports.save']({
    jobId: ports.randomUuid(),
    reportId: null,
    seen: null,
    facts,
    file: attached(file),
    bridgeFile: attached(bridge),
  })
  return reportId
}
