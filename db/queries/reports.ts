// Reports that were built, the signatures they got, and their PDF bytes under their SHA-256.

import * as z from 'zod'
import { SignatureInfo } from '#domain/identity'
import { Balance, OpenPoint, type ReportKind, type ReportSummary } from '#domain/report'
import type { ReadableDb, WritableDb } from '../types.ts'

export type StoredReport = Omit<ReportSummary, 'signed'> & { readonly dataSha256: string }
export type StoredSignature = {
  readonly reportId: string
  readonly at: string
  readonly sha256: string
  readonly bytes: number
  readonly signature: SignatureInfo
}

type Row = {
  report_id: string
  service: string
  service_name: string
  kind: ReportKind
  version: number
  created_at: string
  created_by: string
  file_name: string
  pages: number
  bytes: number
  sha256: string
  data_sha256: string
  balance: string
  open_points: string
  journal_seq: number
  journal_head: string
}

const openPoints = z.array(OpenPoint)

const reportOf = (row: Row): StoredReport => ({
  reportId: row.report_id,
  service: row.service,
  serviceName: row.service_name,
  kind: row.kind,
  version: row.version,
  createdAt: row.created_at,
  createdBy: row.created_by,
  fileName: row.file_name,
  pages: row.pages,
  bytes: row.bytes,
  sha256: row.sha256,
  dataSha256: row.data_sha256,
  balance: Balance.parse(JSON.parse(row.balance)),
  openPoints: openPoints.parse(JSON.parse(row.open_points)),
  journalSeq: row.journal_seq,
  journalHead: row.journal_head,
})

export function writeReport(db: WritableDb, r: StoredReport): void {
  db.prepare(
    `INSERT INTO reports (report_id, service, service_name, kind, version, created_at, created_by, file_name, pages, bytes, sha256, data_sha256,
       balance, open_points, journal_seq, journal_head)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    r.reportId,
    r.service,
    r.serviceName,
    r.kind,
    r.version,
    r.createdAt,
    r.createdBy,
    r.fileName,
    r.pages,
    r.bytes,
    r.sha256,
    r.dataSha256,
    JSON.stringify(r.balance),
    JSON.stringify(r.openPoints),
    r.journalSeq,
    r.journalHead,
  )
}

export function readReport(db: ReadableDb, reportId: string): StoredReport | null {
  const row = db.prepare<[string], Row>('SELECT * FROM reports WHERE report_id = ?').get(reportId)
  return row ? reportOf(row) : null
}

/** Newest first. */
export const allReports = (db: ReadableDb): StoredReport[] =>
  db.prepare<[], Row>('SELECT * FROM reports ORDER BY created_at DESC, service, version DESC').all().map(reportOf)

export const nextReportVersion = (db: ReadableDb, service: string): number =>
  (db.prepare<[string], { n: number | null }>('SELECT max(version) AS n FROM reports WHERE service = ?').get(service)?.n ?? 0) + 1

export function writeSignature(db: WritableDb, s: StoredSignature): void {
  db.prepare('INSERT INTO report_signatures (report_id, signed_at, sha256, bytes, signature) VALUES (?, ?, ?, ?, ?)').run(
    s.reportId,
    s.at,
    s.sha256,
    s.bytes,
    JSON.stringify(s.signature),
  )
}

export function readSignature(db: ReadableDb, reportId: string): StoredSignature | null {
  const row = db
    .prepare<[string], { signed_at: string; sha256: string; bytes: number; signature: string }>(
      'SELECT * FROM report_signatures WHERE report_id = ?',
    )
    .get(reportId)
  return row
    ? { reportId, at: row.signed_at, sha256: row.sha256, bytes: row.bytes, signature: SignatureInfo.parse(JSON.parse(row.signature)) }
    : null
}

export const signedReportIds = (db: ReadableDb): string[] =>
  db
    .prepare<[], { report_id: string }>('SELECT report_id FROM report_signatures ORDER BY report_id')
    .all()
    .map((row) => row.report_id)

export function storeFile(db: WritableDb, sha256: string, data: Uint8Array): void {
  db.prepare('INSERT OR IGNORE INTO report_files (sha256, data) VALUES (?, ?)').run(sha256, data)
}

export const readFile = (db: ReadableDb, sha256: string): Buffer | null =>
  db.prepare<[string], { data: Buffer }>('SELECT data FROM report_files WHERE sha256 = ?').get(sha256)?.data ?? null
