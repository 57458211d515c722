// Findings: what the auditor writes about failing checks.
import { type EvidenceResult, noResults, Severity } from '#domain/evidence'
import { parseFilter } from '#domain/filter'
import { type Finding, type FindingRow, FindingStatus } from '#domain/finding'
import { type Condition, type FilterColumn, rankOf, type SqlValue, whereOf } from '../sql.ts'
import { prepareOnce } from '../statements.ts'
import type { ReadableDb, WritableDb } from '../types.ts'
import { liesUnder } from './filing.ts'

/** Stands for the check of records that name none, in findings and their filters. */
export const NO_CHECK = '(no check id)'

type Row = {
  finding_id: string
  number: number
  service: string | null
  topic: string | null
  check_id: string
  title: string
  condition: string
  criterion: string
  cause: string
  effect: string
  recommendation: string
  client_response: string
  severity: Severity
  scanner_severity: Severity
  severity_reason: string
  status: FindingStatus
  owner: string
  due_date: string | null
  untouched: 0 | 1
  revision: number
  created_at: string
  updated_at: string
}

const findingOf = (row: Row): Finding => ({
  findingId: row.finding_id,
  number: row.number,
  service: row.service,
  topic: row.topic,
  check: row.check_id,
  title: row.title,
  condition: row.condition,
  criterion: row.criterion,
  cause: row.cause,
  effect: row.effect,
  recommendation: row.recommendation,
  clientResponse: row.client_response,
  severity: row.severity,
  scannerSeverity: row.scanner_severity,
  severityReason: row.severity_reason,
  status: row.status,
  owner: row.owner,
  dueDate: row.due_date,
  untouched: row.untouched === 1,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const WRITTEN = [
  'finding_id',
  'number',
  'service',
  'topic',
  'check_id',
  'title',
  'condition',
  'criterion',
  'cause',
  'effect',
  'recommendation',
  'client_response',
  'severity',
  'scanner_severity',
  'severity_reason',
  'status',
  'owner',
  'due_date',
  'untouched',
  'revision',
  'created_at',
  'updated_at',
] as const

/** Writes a finding whole; makes it where there is none. Never takes the place of another: a number or check that is taken is an error. */
export function writeFinding(db: WritableDb, f: Finding): void {
  prepareOnce(
    db,
    `INSERT INTO findings (${WRITTEN.join(', ')}) VALUES (${WRITTEN.map(() => '?').join(', ')})
     ON CONFLICT (finding_id) DO UPDATE SET ${WRITTEN.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  ).run(
    f.findingId,
    f.number,
    f.service,
    f.topic,
    f.check,
    f.title,
    f.condition,
    f.criterion,
    f.cause,
    f.effect,
    f.recommendation,
    f.clientResponse,
    f.severity,
    f.scannerSeverity,
    f.severityReason,
    f.status,
    f.owner,
    f.dueDate,
    f.untouched ? 1 : 0,
    f.revision,
    f.createdAt,
    f.updatedAt,
  )
}

/** Drafts no person has touched and no published record stands behind, current or not. */
export const untouchedWithoutEvidence = (db: ReadableDb): string[] =>
  db
    .prepare<[], { finding_id: string }>(
      `WITH behind AS MATERIALIZED (SELECT service, check_id FROM totals GROUP BY 1, 2 HAVING sum(count) > 0)
       SELECT finding_id FROM findings f WHERE untouched = 1 AND NOT EXISTS (
         SELECT 1 FROM behind b WHERE b.service IS f.service AND b.check_id IS nullif(f.check_id, '${NO_CHECK}'))
       ORDER BY number`,
    )
    .all()
    .map((row) => row.finding_id)

export function removeFinding(db: WritableDb, findingId: string): void {
  db.prepare('DELETE FROM findings WHERE finding_id = ?').run(findingId)
}

export function readFinding(db: ReadableDb, findingId: string): Finding | null {
  const row = prepareOnce<[string], Row>(db, 'SELECT * FROM findings WHERE finding_id = ?').get(findingId)
  return row ? findingOf(row) : null
}

export const findingIds = (db: ReadableDb): string[] =>
  db
    .prepare<[], { finding_id: string }>('SELECT finding_id FROM findings ORDER BY number')
    .all()
    .map((row) => row.finding_id)

export const hasFinding = (db: ReadableDb, service: string | null, check: string): boolean =>
  prepareOnce<[string, string]>(db, "SELECT 1 FROM findings WHERE coalesce(service, '') = ? AND check_id = ?").get(service ?? '', check) !==
  undefined

export const nextFindingNumber = (db: ReadableDb): number =>
  (db.prepare<[], { n: number | null }>('SELECT max(number) AS n FROM findings').get()?.n ?? 0) + 1

type EvidenceCount = { result: EvidenceResult; muted: 0 | 1; n: number }

/** Adds the evidence behind a finding, counted from tallies: all records of its check under its service. */
export function withEvidence(db: ReadableDb, finding: Finding): FindingRow {
  const evidence = noResults()
  let mutedFails = 0
  const { sql, values } = liesUnder(db, finding.service)
  const counts = db
    .prepare<(SqlValue | null)[], EvidenceCount>(
      `SELECT result, muted, sum(count) AS n FROM totals WHERE standing = 'current' AND ${sql} AND check_id IS ? GROUP BY result, muted`,
    )
    .all(...values, finding.check === NO_CHECK ? null : finding.check)
  for (const { result, muted, n } of counts) {
    evidence[result] += n
    if (result === 'fail' && muted === 1) mutedFails += n
  }
  return { ...finding, evidence, mutedFails }
}

export const findingsOfService = (db: ReadableDb, service: string): FindingRow[] =>
  db
    .prepare<[string], Row>(`SELECT * FROM findings WHERE service = ? ORDER BY ${rankOf('severity', Severity.options)}, number`)
    .all(service)
    .map((row) => withEvidence(db, findingOf(row)))

const COLUMNS: Readonly<Record<string, FilterColumn>> = {
  service: { sql: 'service', unstated: ['unfiled'] },
  topic: { sql: 'topic', unstated: ['unfiled'] },
  check: { sql: 'check_id' },
  severity: { sql: 'severity', words: Severity.options },
  status: { sql: 'status', words: FindingStatus.options },
  owner: { sql: 'owner' },
  number: { sql: 'number', value: (word) => (/^#?\d+$/.test(word) ? Number(word.replace('#', '')) : null) },
}
const TEXT_COLUMNS = ['title', 'check_id', 'condition', 'criterion', 'cause', 'effect', 'recommendation', 'client_response', 'owner']
const FACETS = ['severity', 'status', 'service', 'topic', 'owner'] as const

const conditionOf = (filter: string): Condition => whereOf(parseFilter(filter, Object.keys(COLUMNS)), COLUMNS, TEXT_COLUMNS)

const ORDER = {
  number: 'number',
  severity: rankOf('severity', Severity.options),
  service: 'service',
  status: rankOf('status', FindingStatus.options),
  updated: 'updated_at',
  title: 'title COLLATE NOCASE',
} as const
export type FindingSort = keyof typeof ORDER

/** A window of the matching findings, and how many match in all. */
export function listFindings(
  db: ReadableDb,
  query: {
    readonly filter: string
    readonly sort: FindingSort
    readonly descending: boolean
    readonly offset: number
    readonly limit: number
  },
): { total: number; rows: FindingRow[] } {
  const where = conditionOf(query.filter)
  const total =
    db.prepare<(typeof where.values)[number][], { n: number }>(`SELECT count(*) AS n FROM findings WHERE ${where.sql}`).get(...where.values)
      ?.n ?? 0
  const direction = query.descending ? 'DESC' : 'ASC'
  const rows = db
    .prepare<(typeof where.values)[number][], Row>(
      `SELECT * FROM findings WHERE ${where.sql} ORDER BY ${ORDER[query.sort]} ${direction}, number LIMIT ? OFFSET ?`,
    )
    .all(...where.values, query.limit, query.offset)
  return { total, rows: rows.map((row) => withEvidence(db, findingOf(row))) }
}

/** Per field, how many of the matching findings have which value. */
export function findingFacets(db: ReadableDb, filter: string): { field: string; values: { value: string; count: number }[] }[] {
  const where = conditionOf(filter)
  return FACETS.map((field) => ({
    field,
    values: db
      .prepare<(typeof where.values)[number][], { value: string | null; count: number }>(
        `SELECT nullif(${field}, '') AS value, count(*) AS count FROM findings WHERE ${where.sql} GROUP BY 1 ORDER BY 2 DESC, 1`,
      )
      .all(...where.values)
      .map(({ value, count }) => ({ value: value ?? 'none', count })),
  }))
}

export type FindingCount = {
  readonly service: string | null
  readonly topic: string | null
  readonly status: FindingStatus
  readonly severity: Severity
  readonly n: number
}

export const countFindings = (db: ReadableDb): FindingCount[] =>
  db
    .prepare<[], FindingCount>(
      'SELECT service, topic, status, severity, count(*) AS n FROM findings GROUP BY service, topic, status, severity',
    )
    .all()
