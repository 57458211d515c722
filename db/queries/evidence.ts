// Published evidence as rows and lists. Counts for screens come from tallies (tallies.ts), not from here.
import type { EvidenceResult, EvidenceRow, Filing } from '#domain/evidence'
import type { Standing } from '#domain/standing'
import type { SqlValue } from '../sql.ts'
import type { ReadableDb } from '../types.ts'
import { type EvidenceQuery, windowOf } from './evidence-window.ts'
import { liesUnder } from './filing.ts'

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
  filed_service: string | null
  filed_topic: string | null
  filing_rule: string
  filing_confidence: Filing['confidence']
  subtopic: string | null
  service_confidence: Filing['serviceConfidence']
  topic_confidence: Filing['topicConfidence']
  suggested_service: string | null
  suggested_topic: string | null
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

/** A window of the matching evidence, and how many match in all. */
export function listEvidence(db: ReadableDb, query: EvidenceQuery): { total: number; rows: EvidenceRow[] } {
  const { total, ids } = windowOf(db, query)
  const read = db.prepare<[number], Row>('SELECT * FROM evidence WHERE evidence_id = ?')
  const rows = ids
    .map((id) => read.get(id))
    .filter((row) => row !== undefined)
    .map(rowOf)
  return { total, rows }
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
    filing: {
      service: row.filed_service,
      topic: row.filed_topic,
      subtopic: row.subtopic,
      suggestedService: row.suggested_service,
      suggestedTopic: row.suggested_topic,
      rule: row.filing_rule,
      confidence: row.filing_confidence,
      serviceConfidence: row.service_confidence,
      topicConfidence: row.topic_confidence,
    },
    sourceKey: row.source_key,
    contextKey: row.context_key,
  }
}

/** Every record of a service that counts, in order of evidence id. */
export function evidenceOfService(db: ReadableDb, service: string): EvidenceRow[] {
  const { sql, values } = liesUnder(db, service)
  return db
    .prepare<SqlValue[], Row>(`SELECT * FROM evidence WHERE ${sql} AND standing = 'current' ORDER BY evidence_id`)
    .all(...values)
    .map(rowOf)
}

/** The results of a service's current records counted row by row: the independent figure the kept counts are checked against. */
export function countRows(db: ReadableDb, service: string): { result: EvidenceResult; n: number }[] {
  const { sql, values } = liesUnder(db, service)
  return db
    .prepare<SqlValue[], { result: EvidenceResult; n: number }>(
      `SELECT result, count(*) AS n FROM evidence WHERE ${sql} AND standing = 'current' GROUP BY result`,
    )
    .all(...values)
}

/** Records per source file that are filed under a service, by how they stand. */
export function recordsPerSource(db: ReadableDb, service: string): Map<string, Record<Standing, number>> {
  const counts = new Map<string, Record<Standing, number>>()
  const { sql, values } = liesUnder(db, service)
  const rows = db
    .prepare<SqlValue[], { sha256: string; standing: Standing; n: number }>(
      `SELECT sha256, standing, count(*) AS n FROM evidence WHERE ${sql} GROUP BY sha256, standing`,
    )
    .all(...values)
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
export function placesOfService(db: ReadableDb, service: string): EvidencePlace[] {
  const { sql, values } = liesUnder(db, service)
  return db
    .prepare<SqlValue[], Omit<EvidencePlace, 'utc'> & { utc: 0 | 1 }>(
      `SELECT account, region, CASE WHEN time_quality = 'none' THEN NULL ELSE substr(seen_at, 1, 10) END AS day,
         coalesce(seen_at LIKE '%Z', 0) AS utc, count(*) AS n
       FROM evidence WHERE ${sql} AND standing = 'current' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    )
    .all(...values)
    .map((row) => ({ ...row, utc: row.utc === 1 }))
}

/**
 * How many records of a service repeat one of another import: the same check, resource, region, account and second, or no
 * time at all. One scan imported in two formats looks like this. Prowler writes local time into CSV and UTC into OCSF, so a
 * local time also matches a UTC one that is whole quarter hours and at most 14 hours away (FORMATS.md §4.6, §4.7, trap T9).
 * Records that name no check, or neither resource nor time, are never held to be the same.
 */
export function countRepeatedRecords(db: ReadableDb, service: string): number {
  const { sql, values } = liesUnder(db, service)
  const found = db
    .prepare<SqlValue[], { n: number }>(
      `WITH placed AS MATERIALIZED (
         SELECT json_array(check_id, resource, region, account, unixepoch(seen_at) % 900) AS same, unixepoch(seen_at) AS at,
           coalesce(seen_at LIKE '%Z', 0) AS utc, import_id, count(*) AS n
         FROM evidence WHERE ${sql} AND standing = 'current' AND check_id IS NOT NULL AND (resource IS NOT NULL OR seen_at IS NOT NULL)
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
    .get(...values)
  return found?.n ?? 0
}
