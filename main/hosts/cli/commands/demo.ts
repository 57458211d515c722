// `tickmark demo`: a whole audit on the bundled sample, from scans to signed and verified PDFs, each step with its figures.
import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '#domain/errors'
import { sumOf } from '#domain/evidence'
import { command, type SharedOptions } from '../arguments.ts'
import { EXIT } from '../exit-codes.ts'
import { deliver, type Io } from '../io.ts'
import { type Session, withApp } from '../session.ts'
import { counts, figure, plural, size } from '../text.ts'
import { clearDemoFolder, listDemoFiles } from './demo-folder.ts'
import { copyToFreePath } from './free-path.ts'
import { journalVerificationText } from './journal.ts'
import { verifyPdfs } from './verification.ts'

const SIGNER = 'Demo Auditor'

type Options = SharedOptions & { readonly out: string }
type Tell = (step: string, text: string) => void

export function demoCommand(io: Io): Command {
  return command('demo', 'A whole audit on the bundled sample: import, findings, verdicts, reports, signatures, verification.', [
    'demo',
    'demo --out ./demo --json',
  ])
    .option('--out <folder>', 'folder for the engagement and the PDFs; what an earlier demo left there is replaced', 'out/demo')
    .action(async (options: Options) => {
      const folder = resolve(io.cwd, options.out)
      const asJson = options.json === true
      const tell: Tell = (step, text) => {
        if (!asJson) io.out(`${`${step}:`.padEnd(13)}${text}\n`)
      }
      clearDemoFolder(folder)
      // A key made for this run only, in a key store of its own that goes with it.
      const data = join(folder, `.home-${process.pid}`)
      try {
        const result = await withApp({ ...io, folders: { data, documents: folder } }, options, (session) => runDemo(session, folder, tell))
        listDemoFiles(folder, result.files)
        const ok = result.journal.ok && result.verified.every(({ verdict }) => verdict === 'valid')
        const text = ok ? `\nEverything is in ${folder}` : '\nSomething does not verify; see above.'
        deliver(io, { json: result, text, exitCode: ok ? EXIT.done : EXIT.refused }, asJson)
      } finally {
        rmSync(data, { recursive: true, force: true })
      }
    })
}

async function runDemo(session: Session, folder: string, tell: Tell) {
  const audit = await tellAudit(session, folder, tell)
  const signed = await buildAndSign(session, folder, audit.engagement.services, tell)
  const verified = await verifyPdfs(
    session,
    signed.reports.map(({ path }) => path),
    true,
  )
  for (const { path, verdict, reasons } of verified)
    tell('verify', `${verdict}: ${path}${verdict === 'valid' ? '' : ` (${reasons.map(({ message }) => message).join(' ')})`}`)
  const journal = await session.call('journal.verify', {})
  tell('journal', journalVerificationText(journal))
  const files = [audit.path, signed.certificate, ...signed.reports.map(({ path }) => path)]
  return { engagement: audit.path, ...audit.figures, certificate: signed.certificate, reports: signed.reports, verified, journal, files }
}

/** Opens a fresh copy of the sample and tells what it holds. Throws where the sample came without its scans. */
async function tellAudit({ call }: Session, folder: string, tell: Tell) {
  const engagement = await call('engagements.openSample', {})
  const path = join(folder, engagement.fileName)
  tell('new', `${engagement.title}, for ${engagement.client}: ${path}`)
  const imports = await call('imports.list', {})
  if (imports.length === 0) throw new AppError('unexpected', 'The sample engagement came without its scans.')
  for (const { fileName, formatId, records, stored, rejected, byResult } of imports.flatMap(({ files }) => files))
    tell(
      'import',
      `${fileName} (${formatId}): ${figure(records)} records = ${figure(stored)} stored + ${figure(rejected)} rejected; ${counts(byResult)}`,
    )
  const overview = await call('overview.get', {})
  tell('evidence', `${plural(sumOf(overview.byResult), 'record')}: ${counts(overview.byResult)}; ${figure(overview.unfiled)} unfiled`)
  tell('findings', counts(overview.findingsByStatus))
  for (const { key, criteria, evidence } of overview.services.filter(({ inScope }) => inScope))
    tell('judgement', `${key}: criteria ${counts(criteria)}; evidence ${counts(evidence)}`)
  return {
    engagement,
    path,
    figures: { imports, evidence: overview.byResult, findings: overview.findingsByStatus, services: overview.services },
  }
}

async function buildAndSign({ call, job, pathOf }: Session, folder: string, services: readonly string[], tell: Tell) {
  const passphrase = randomUUID()
  const { identityId, name } = await call('identities.create', { name: SIGNER, passphrase })
  const { pem } = await call('identities.certificate', { identityId })
  const certificate = join(folder, 'demo-auditor.pem')
  writeFileSync(certificate, pem)
  tell('identity', `${name}, made for this run; certificate: ${certificate}`)
  const built = await job((jobId) => call('reports.build', { jobId, services: [...services], draft: false }))
  const reports = []
  for (const { reportId, service, pages, bytes, balance, elapsedMs } of built) {
    const sums = `${balance.lines.filter((line) => line.holds).length} of ${balance.lines.length} sums hold`
    tell('report', `${service}: ${plural(pages, 'page')}, ${size(bytes)}, ${sums}, ${figure(elapsedMs / 1000)} s`)
    const { signed } = await call('reports.sign', { reportId, identityId, passphrase, reason: 'Demonstration' })
    const { file, fileName } = await call('reports.file', { reportId })
    const path = copyToFreePath(pathOf(file), folder, fileName)
    tell('sign', path)
    reports.push({ service, path, sha256: signed?.sha256 ?? null, pages, balance, elapsedMs })
  }
  return { certificate, reports }
}
