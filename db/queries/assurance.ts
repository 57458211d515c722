// The register of AWS reports: one row each, as a person last stated it.
import * as z from 'zod'
import { AssuranceReport } from '#domain/assurance'
import type { ReadableDb, WritableDb } from '../types.ts'

/** Column of each field; `services` is kept as JSON. */
const COLUMNS: Readonly<Record<keyof AssuranceReport, string>> = {
  reportId: 'report_id',
  programme: 'programme',
  title: 'title',
  issuer: 'issuer',
  periodFrom: 'period_from',
  periodTo: 'period_to',
  asOf: 'as_of',
  services: 'services',
  opinion: 'opinion',
  opinionText: 'opinion_text',
  readBy: 'read_by',
  readOn: 'read_on',
  expiresOn: 'expires_on',
  bridgeUntil: 'bridge_until',
  notes: 'notes',
  sha256: 'sha256',
  bridgeSha256: 'bridge_sha256',
  updatedAt: 'updated_at',
  updatedBy: 'updated_by',
}
const FIELDS = Object.keys(COLUMNS) as (keyof AssuranceReport)[]
const SELECT = `SELECT ${FIELDS.map((field) => `${COLUMNS[field]} AS ${field}`).join(', ')} FROM assurance_reports`

const Row = AssuranceReport.extend({ services: z.string() })
const strings = z.array(z.string())
const reportOf = (row: unknown): AssuranceReport => {
  const known = Row.parse(row)
  return { ...known, services: strings.parse(JSON.parse(known.services)) }
}

/** By programme and title. */
export const allAssuranceReports = (db: ReadableDb): AssuranceReport[] =>
  db.prepare(`${SELECT} ORDER BY programme, title, report_id`).all().map(reportOf)

export function readAssuranceReport(db: ReadableDb, reportId: string): AssuranceReport | null {
  const row = db.prepare(`${SELECT} WHERE report_id = ?`).get(reportId)
  return row === undefined ? null : reportOf(row)
}

/** Makes the row, or replaces what it says. */
export function writeAssuranceReport(db: WritableDb, report: AssuranceReport): void {
  const values = FIELDS.map((field) => (field === 'services' ? JSON.stringify(report.services) : report[field]))
  const columns = FIELDS.map((field) => COLUMNS[field])
  db.prepare(
    `INSERT INTO assurance_reports (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (report_id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  ).run(values)
}

/** Refused by the database while a verdict rests on it. */
export function removeAssuranceReport(db: WritableDb, reportId: string): void {
  db.prepare('DELETE FROM assurance_reports WHERE report_id = ?').run(reportId)
}

/** Ids of the criteria whose verdict rests on a report. */
export const criteriaRestingOn = (db: ReadableDb, reportId: string): string[] =>
  db
    .prepare<[string], { criterionId: string }>(
      'SELECT criterion_id AS criterionId FROM verdicts WHERE report_id = ? ORDER BY criterion_id',
    )
    .all(reportId)
    .map(({ criterionId }) => criterionId)

/** Of these source files, the ones the engagement holds, with the name each was imported under. */
export function attachedFiles(db: ReadableDb, sha256s: readonly string[]): Map<string, string> {
  const query = db.prepare<[string], { fileName: string }>('SELECT file_name AS fileName FROM sources WHERE sha256 = ? LIMIT 1')
  return new Map(
    sha256s.flatMap((sha256) => {
      const found = query.get(sha256)
      return found === undefined ? [] : [[sha256, found.fileName] as const]
    }),
  )
}
