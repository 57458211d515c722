// Reports: what would refuse them, building them in a worker, keeping them as immutable snapshots, signing what is final.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers, Output, ParsedInput } from '#contract'
import { journalHead } from '#db/queries/journal'
import {
  allReports,
  nextReportVersion,
  readFile,
  readReport,
  readSignature,
  type StoredReport,
  storeFile,
  writeReport,
  writeSignature,
} from '#db/queries/reports'
import type { ReadableDb } from '#db/types'
import { AppError } from '#domain/errors'
import type { ReportKind, ReportSummary } from '#domain/report'
import type { Ports } from '../app/ports.ts'
import { TICKMARK_VERSION } from '../app/version.ts'
import type { ReportOrder } from '../views/report-source.ts'
import type { WorkerPool } from '../worker/pool.ts'
import { fileWord } from './file-word.ts'
import type { JobRegistry } from './job-registry.ts'
import type { Session, Sessions } from './session.ts'
import type { Signing } from './signing.ts'

type Deps = {
  readonly ports: Ports
  readonly sessions: Sessions
  readonly pool: WorkerPool
  readonly jobs: JobRegistry
  readonly signing: Signing
  readonly actor: () => string
  /** Private folder for PDFs on their way out. */
  readonly outbox: string
}
type Methods = Extract<keyof Handlers, `reports.${string}`>

export function createReports({ ports, sessions, pool, jobs, signing, actor, outbox }: Deps): Pick<Handlers, Methods> {
  const keyOf = (name: string): string => {
    const key = sessions.catalog().resolveKey(name)
    if (key === undefined) throw new AppError('not-found', `The catalog has no service "${name}".`, { service: name })
    return key
  }

  const orderFor = ({ db, location }: Session, service: string, kind: ReportKind): ReportOrder => {
    const { engagementId, fileName } = sessions.engagement()
    const version = nextReportVersion(db, service)
    const createdAt = ports.clock.now().toISOString()
    return {
      reportId: reportIdOf([engagementId, journalHead(db)?.hash ?? '', service, kind, String(version), createdAt]),
      version,
      kind,
      createdAt,
      createdBy: actor(),
      tickmarkVersion: TICKMARK_VERSION,
      service,
      fileName,
      encrypted: location.key !== null,
    }
  }

  const readiness = (services: readonly string[]): Promise<Output<'reports.readiness'>> => {
    const session = sessions.require()
    const orders = services.map((service) => orderFor(session, keyOf(service), 'final'))
    return pool.run('readiness', { db: session.location, orders })
  }

  const buildOne = async (
    session: Session,
    service: string,
    kind: ReportKind,
    jobId: string,
    signal: AbortSignal,
  ): Promise<Output<'reports.build'>[number]> => {
    const started = performance.now()
    const { client } = sessions.engagement()
    const order = orderFor(session, service, kind)
    const made = await pool.run(
      'report',
      { db: session.location, order },
      { signal, onProgress: (p) => ports.emit('job.progressed', { jobId, ...p, step: `${service}: ${p.step}` }) },
    )
    const sha256 = sha256Of(made.pdf)
    const report: StoredReport = {
      reportId: order.reportId,
      service,
      serviceName: made.serviceName,
      kind,
      version: order.version,
      createdAt: order.createdAt,
      createdBy: order.createdBy,
      fileName: fileNameOf(order, client),
      pages: made.pages,
      bytes: made.pdf.length,
      sha256,
      balance: made.balance,
      openPoints: [...made.openPoints],
      journalSeq: made.journal.seq,
      journalHead: made.journal.head,
      dataSha256: made.dataSha256,
    }
    if (sessions.current() !== session) throw new AppError('cancelled', 'The engagement was closed while its report was being built.')
    session.commit((tx) => {
      if (nextReportVersion(session.db, service) !== order.version)
        throw new AppError('conflict', `Another report on ${made.serviceName} was made meanwhile; build it again.`, { service })
      tx.change({ action: 'report.built', subject: 'report', subjectId: report.reportId }, (db) => {
        storeFile(db, sha256, made.pdf)
        writeReport(db, report)
      })
    })
    return { ...summaryOf(session.db, report), elapsedMs: performance.now() - started }
  }

  const build = async ({ jobId, services, draft }: ParsedInput<'reports.build'>): Promise<Output<'reports.build'>> => {
    const session = sessions.require()
    const keys = [...new Set(services.map(keyOf))]
    return jobs.run(jobId, async (signal) => {
      const built: Output<'reports.build'>[number][] = []
      for (const key of keys) built.push(await buildOne(session, key, draft ? 'draft' : 'final', jobId, signal))
      return built
    })
  }

  const existing = (reportId: string): { session: Session; report: StoredReport } => {
    const session = sessions.require()
    const report = readReport(session.db, reportId)
    if (!report) throw new AppError('not-found', 'There is no such report.', { reportId })
    return { session, report }
  }

  const sign = async ({ reportId, identityId, passphrase, reason }: ParsedInput<'reports.sign'>): Promise<ReportSummary> => {
    const { session, report } = existing(reportId)
    if (report.kind === 'draft')
      throw new AppError('signing-refused', 'A draft cannot be signed; build the final report first.', { reportId })
    if (!report.balance.holds) throw new AppError('signing-refused', 'A report that does not balance cannot be signed.', { reportId })
    requireUnsigned(session.db, reportId)
    const pdf = pdfOf(session.db, report.sha256)
    const signedAt = ports.clock.now()
    const { bytes, signature } = await signing.signBytes(pdf, { identityId, passphrase, reason, signedAt })
    const sha256 = sha256Of(bytes)
    session.commit((tx) => {
      requireUnsigned(session.db, reportId)
      tx.change({ action: 'report.signed', subject: 'signature', subjectId: reportId, reason: reason || undefined }, (db) => {
        storeFile(db, sha256, bytes)
        writeSignature(db, { reportId, at: signedAt.toISOString(), sha256, bytes: bytes.length, signature })
      })
    })
    return summaryOf(session.db, report)
  }

  return {
    'reports.readiness': ({ services }) => readiness(services),
    'reports.build': build,
    'reports.list': ({ service }) => {
      const { db } = sessions.require()
      const key = service === undefined ? undefined : keyOf(service)
      return allReports(db)
        .filter((r) => key === undefined || r.service === key)
        .map((r) => summaryOf(db, r))
    },
    'reports.file': ({ reportId }) => {
      const { session, report } = existing(reportId)
      const signature = readSignature(session.db, reportId)
      const bytes = pdfOf(session.db, signature?.sha256 ?? report.sha256)
      const fileName = signature ? report.fileName.replace(/\.pdf$/u, '-signed.pdf') : report.fileName
      mkdirSync(outbox, { recursive: true, mode: 0o700 })
      const path = join(outbox, `${reportId}${signature ? '-signed' : ''}.pdf`)
      writeFileSync(path, bytes, { mode: 0o600 })
      return { file: ports.files.add(path), fileName, bytes: bytes.length }
    },
    'reports.sign': sign,
  }
}

function requireUnsigned(db: ReadableDb, reportId: string): void {
  if (readSignature(db, reportId)) throw new AppError('signing-refused', 'This report is signed already.', { reportId })
}

/** Named after what it is cut from, so that the same data at the same instant gives the same bytes (law 9). UUID version 8, RFC 9562 §5.8. */
function reportIdOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function summaryOf(db: ReadableDb, { dataSha256: _data, ...report }: StoredReport): ReportSummary {
  const signature = readSignature(db, report.reportId)
  return {
    ...report,
    signed: signature ? { at: signature.at, sha256: signature.sha256, bytes: signature.bytes, signature: signature.signature } : null,
  }
}

function pdfOf(db: ReadableDb, sha256: string): Buffer {
  const bytes = readFile(db, sha256)
  if (!bytes || sha256Of(bytes) !== sha256)
    throw new AppError('journal-broken', 'The stored PDF is missing or was changed outside Tickmark.', { sha256 })
  return bytes
}

const fileNameOf = ({ service, version, kind, createdAt }: ReportOrder, client: string): string =>
  `${[fileWord(client) || 'report', service, createdAt.slice(0, 10), `v${version}`, ...(kind === 'draft' ? ['DRAFT'] : [])].join('-')}.pdf`
