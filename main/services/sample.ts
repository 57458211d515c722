// Fills a new engagement with the bundled sample: its scans imported like anybody's, then what its auditor wrote.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers } from '#contract'
import { AppError } from '#domain/errors'
import { fieldTerm } from '#domain/filter'
import type { Ports } from '../app/ports.ts'
import { SAMPLE_FINDING_EDITS } from '../sample/findings.ts'
import { SAMPLE_CONCLUSIONS, SAMPLE_VERDICTS } from '../sample/judgement.ts'
import { sampleScans } from '../sample/sample.ts'

type Work = Pick<Handlers, 'imports.run' | 'findings.list' | 'findings.update' | 'criteria.setVerdict' | 'conclusions.set'>

/** Works on the open engagement, through the same methods a window calls. Throws AppError where the sample does not fit the catalog. */
export async function fillSample(ports: Ports, work: Work): Promise<void> {
  mkdirSync(ports.dataFolder, { recursive: true, mode: 0o700 })
  const folder = mkdtempSync(join(ports.dataFolder, 'sample-'))
  try {
    const files = sampleScans().map(({ fileName, text }) => {
      const path = join(folder, fileName)
      writeFileSync(path, text)
      return { token: ports.files.add(path) }
    })
    const { files: outcomes } = await work['imports.run']({ jobId: ports.randomUuid(), name: 'The sample’s scans', files, dryRun: false })
    for (const outcome of outcomes)
      if (outcome.outcome !== 'imported') throw new AppError('unexpected', `The sample scan ${outcome.fileName} was not imported.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const verdict of SAMPLE_VERDICTS) await work['criteria.setVerdict']({ ...verdict, reportId: null, proposal: null })
  for (const conclusion of SAMPLE_CONCLUSIONS) await work['conclusions.set'](conclusion)
  for (const { service, check, patch } of SAMPLE_FINDING_EDITS) {
    const filter = `${fieldTerm('service', service)} ${fieldTerm('check', check)}`
    const { rows } = await work['findings.list']({ filter, sort: 'number', descending: false, offset: 0, limit: 1 })
    const [finding] = rows
    if (!finding) throw new AppError('unexpected', `The sample has no finding for ${service}, ${check}.`)
    await work['findings.update']({ findingId: finding.findingId, revision: finding.revision, patch })
  }
}
