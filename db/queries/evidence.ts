// Published evidence as rows and lists. Counts for screens come from tallies (tallies.ts), not from here.
import { EvidenceResult, type EvidenceRow, type Filing, Lifecycle, Severity } from '#domain/evidence'
import { parseFilter } from '#domain/filter'
import { Change, Standing } from '#domain/standing'
import { type Condition, type FilterColumn, rankOf, whereOf } from '../sql.ts'
import type { ReadableDb } from '../types.ts'

type Row = {
  evidence_id: number
  import_id: string
  service: string | null
  topic: string | null
  check_id: string | null
  title: string | null
  result: EvidenceRow['result']
  status_raw: string | null
  status_text: string | null
  muted: 0 | 1
  lifecycle: EvidenceRow['lifecycle']
  standing: EvidenceRow['standing']
  change: EvidenceRow['change']
  other_id: number | null
  severity: EvidenceRow['severity']
  severity_raw: string | null
  resource: string | null
  resource_type: string | null
  region: string | null
  account: string | null
  seen_at: string | null
  time_quality: EvidenceRow['timeQuality']
  sha256: string
  file_name: string
  offset: number
  length: number
  source_key: number
  context_key: number | null
  filing_rule: string
  filing_confidence: Filing['confidence']
}

const rowOf = (row: Row): EvidenceRow => ({
  evidenceId: row.evidence_id,
  importId: row.import_id,
  service: row.service,
  topic: row.topic,
  check: row.check_id,
  title: row.title,
  result: row.result,
  statusRaw: row.status_raw,
  statusText: row.status_text,
  muted: row.muted === 1,
  lifecycle: row.lifecycle,
  standing: row.standing,
  change: row.change,
  otherId: row.other_id,
  severity: row.severity,
  severityRaw: row.severity_raw,
  resource: row.resource,
  resourceType: row.resource_type,
  region: row.region,
  account: row.account,
  seenAt: row.seen_at,
  timeQuality: row.time_quality,
  source: { sha256: row.sha256, fileName: row.file_name, offset: row.offset, length: row.length },
})

const YES_NO: Readonly<Record<string, number>> = { yes: 1, no: 0, true: 1, false: 0 }

/** Fields of the query language and where they lie. */
const COLUMNS: Readonly<Record<string, FilterColumn>> = {
  service: { sql: 'service', unstated: ['unfiled'] },
  topic: { sql: 'topic', unstated: ['unfiled'] },
  check: { sql: 'check_id' },
  result: { sql: 'result', words: EvidenceResult.options },
  severity: { sql: 'severity', words: Severity.options },
  muted: { sql: 'muted', value: (word) => YES_NO[word.toLowerCase()] ?? null, words: Object.keys(YES_NO) },
  lifecycle: { sql: 'lifecycle', words: Lifecycle.options },
  standing: { sql: 'standing', words: Standing.options },
  change: { sql: 'change', words: Change.options },
  account: { sql: 'account' },
  region: { sql: 'region' },
  type: { sql: 'resource_type' },
  resource: { sql: 'resource' },
  import: { sql: 'import_id' },
  file: { sql: 'file_name' },
  id: { sql: 'evidence_id', value: (word) => (/^\d+$/.test(word) ? Number(word) : null) },
}
const TEXT_COLUMNS = ['check_id', 'title', 'status_text', 'resource', 'account']

const conditionOf = (filter: string): Condition => whereOf(parseFilter(filter, Object.keys(COLUMNS)), COLUMNS, TEXT_COLUMNS)

const ORDER = {
  imported: 'evidence_id',
  severity: rankOf('severity', Severity.options),
  result: rankOf('result', EvidenceResult.options),
  service: 'service',
  check: 'check_id',
  resource: 'resource',
} as const
export type EvidenceSort = keyof typeof ORDER

export type EvidenceQuery = {
  readonly filter: string
  readonly sort: EvidenceSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

/** A window of the matching evidence, and how many match in all. */
export function listEvidence(db: ReadableDb, query: EvidenceQuery): { total: number; rows: EvidenceRow[] } {
  const where = conditionOf(query.filter)
  const total =
    db.prepare<(typeof where.values)[number][], { n: number }>(`SELECT count(*) AS n FROM evidence WHERE ${where.sql}`).get(...where.values)
      ?.n ?? 0
  const direction = query.descending ? 'DESC' : 'ASC'
  const rows = db
    .prepare<(typeof where.values)[number][], Row>(
      `SELECT * FROM evidence WHERE ${where.sql} ORDER BY ${ORDER[query.sort]} ${direction}, evidence_id ${direction} LIMIT ? OFFSET ?`,
    )
    .all(...where.values, query.limit, query.offset)
  return { total, rows: rows.map(rowOf) }
}

const FACETS = ['result', 'severity', 'service', 'topic', 'muted', 'lifecycle', 'account', 'region'] as const

/** Per field, how many of the matching records have which value; `none` where the field is not stated. */
export function evidenceFacets(db: ReadableDb, filter: string): { field: string; values: { value: string; count: number }[] }[] {
  const where = conditionOf(filter)
  return FACETS.map((field) => ({
    field,
    values: db
      .prepare<(typeof where.values)[number][], { value: string | number | null; count: number }>(
        `SELECT ${COLUMNS[field]?.sql ?? field} AS value, count(*) AS count FROM evidence WHERE ${where.sql} GROUP BY 1 ORDER BY 2 DESC, 1`,
      )
      .all(...where.values)
      .map(({ value, count }) => ({
        value: value === null ? 'none' : field === 'muted' ? (value === 1 ? 'yes' : 'no') : String(value),
        count,
      })),
  }))
}

export type LocatedEvidence = {
  readonly row: EvidenceRow
  readonly filing: Filing
  readonly sourceKey: number
  readonly contextKey: number | null
}

export function readEvidence(db: ReadableDb, evidenceId: number): LocatedEvidence | null {
  const row = db.prepare<[number], Row>('SELECT * FROM evidence WHERE evidence_id = ?').get(evidenceId)
  if (!row) return null
  return {
    row: rowOf(row),
    filing: { service: row.service, topic: row.topic, rule: row.filing_rule, confidence: row.filing_confidence },
    sourceKey: row.source_key,
    contextKey: row.context_key,
  }
}

/** Every record of a service that counts, in order of evidence id. */
export const evidenceOfService = (db: ReadableDb, service: string): EvidenceRow[] =>
  db
    .prepare<[string], Row>("SELECT * FROM evidence WHERE service = ? AND standing = 'current' ORDER BY evidence_id")
    .all(service)
    .map(rowOf)

/** The results of a service's current records counted row by row: the independent figure the kept counts are checked against. */
export const countRows = (db: ReadableDb, service: string): { result: EvidenceResult; n: number }[] =>
  db
    .prepare<[string], { result: EvidenceResult; n: number }>(
      "SELECT result, count(*) AS n FROM evidence WHERE service = ? AND standing = 'current' GROUP BY result",
    )
    .all(service)

/** Records per source file that are filed under a service, by how they stand. */
export const recordsPerSource = (db: ReadableDb, service: string): Map<string, Record<Standing, number>> => {
  const counts = new Map<string, Record<Standing, number>>()
  const rows = db
    .prepare<[string], { sha256: string; standing: Standing; n: number }>(
      'SELECT sha256, standing, count(*) AS n FROM evidence WHERE service = ? GROUP BY sha256, standing',
    )
    .all(service)
  for (const { sha256, standing, n } of rows) {
    const known = counts.get(sha256) ?? { current: 0, restated: 0, superseded: 0, gone: 0 }
    known[standing] = n
    counts.set(sha256, known)
  }
  return counts
}

/** A place and day of evidence with its number of records. `day` is the date as written, null where no time is known. */
export type EvidencePlace = {
  readonly account: string | null
  readonly region: string | null
  readonly day: string | null
  /** The time is in UTC; otherwise it is local and its offset is not known. */
  readonly utc: boolean
  readonly n: number
}

/** Where and on which days the records of a service were seen. */
export const placesOfService = (db: ReadableDb, service: string): EvidencePlace[] =>
  db
    .prepare<[string], Omit<EvidencePlace, 'utc'> & { utc: 0 | 1 }>(
      `SELECT account, region, CASE WHEN time_quality = 'none' THEN NULL ELSE substr(seen_at, 1, 10) END AS day,
         coalesce(seen_at LIKE '%Z', 0) AS utc, count(*) AS n
       FROM evidence WHERE service = ? AND standing = 'current' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    )
    .all(service)
    .map((row) => ({ ...row, utc: row.utc === 1 }))

/**
 * How many records of a service repeat one of another import: the same check, resource, region, account and second, or no
 * time at all. One scan imported in two formats looks like this. Prowler writes local time into CSV and UTC into OCSF, so a
 * local time also matches a UTC one that is whole quarter hours and at most 14 hours away (FORMATS.md §4.6, §4.7, trap T9).
 * Records that name no check, or neither resource nor time, are never held to be the same.
 */
export const countRepeatedRecords = (db: ReadableDb, service: string): number =>
  db
    .prepare<[string], { n: number }>(
      `WITH placed AS MATERIALIZED (
         SELECT json_array(check_id, resource, region, account, unixepoch(seen_at) % 900) AS same, unixepoch(seen_at) AS at,
           coalesce(seen_at LIKE '%Z', 0) AS utc, import_id, count(*) AS n
         FROM evidence WHERE service = ? AND standing = 'current' AND check_id IS NOT NULL AND (resource IS NOT NULL OR seen_at IS NOT NULL)
         GROUP BY 1, 2, 3, 4
       ), settled AS (
         SELECT l.same, l.import_id, l.n, coalesce(min(u.at), l.at) AS at
         FROM placed l LEFT JOIN placed u
           ON u.same = l.same AND l.utc = 0 AND u.utc = 1 AND u.import_id <> l.import_id AND abs(u.at - l.at) <= 50400
         GROUP BY l.same, l.at, l.utc, l.import_id
       ), per_import AS (
         SELECT same, at, import_id, sum(n) AS n FROM settled GROUP BY 1, 2, 3
       )
       SELECT coalesce(sum(n), 0) AS n FROM (
         SELECT sum(n) - max(n) AS n FROM per_import GROUP BY same, at HAVING count(*) > 1
       )`,
    )
    .get(service)?.n ?? 0
