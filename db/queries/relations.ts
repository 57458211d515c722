// How scans stand to each other: a relation is worked out whole beside the present one, and becomes the head in one step.
import type { EvidenceResult, Lifecycle, Severity, TimeQuality } from '#domain/evidence'
import type { IssueCode } from '#domain/imports'
import type { Change, Judgement, Standing } from '#domain/standing'
import type { ReadableDb, WritableDb } from '../types.ts'
import type { RowValue } from './evidence-columns.ts'
import { createRowDigest } from './import-digests.ts'

export const headRelation = (db: ReadableDb): number =>
  db.prepare<[], { relation_key: number }>('SELECT relation_key FROM relation_head').get()?.relation_key ?? 0

/** Begins a relation that is worked out against the present head. */
export function beginRelation(db: WritableDb, madeAt: string): number {
  const { lastInsertRowid } = db.prepare("INSERT INTO relations (base, made_at, digest) VALUES (?, ?, '')").run(headRelation(db), madeAt)
  return Number(lastInsertRowid)
}

/** SHA-256 over what a relation says, as its rows stand in the file now. */
export function digestOfRelation(db: ReadableDb, relationKey: number): string {
  const digest = createRowDigest()
  const add = (sql: string): void => {
    for (const row of db.prepare<[number], RowValue[]>(sql).raw().iterate(relationKey)) digest.add(row)
  }
  // Ids are addresses of rows: with them what stands there is hashed, so that no row can be put in the place of another.
  add(
    `SELECT t.evidence_id, e.source_key, e.offset, e.series, e.content, t.standing, t.change, t.other_id, o.source_key, o.offset
     FROM standings t LEFT JOIN evidence_records e ON e.evidence_id = t.evidence_id
       LEFT JOIN evidence_records o ON o.evidence_id = t.other_id
     WHERE t.relation_key = ? ORDER BY t.evidence_id`,
  )
  add(
    `SELECT source_key, service, topic, check_id, result, severity, muted, lifecycle, account, region, standing, change, count, content
     FROM tally_shifts WHERE relation_key = ? ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`,
  )
  return digest.hex()
}

/** Ends a relation that is worked out: nothing is added to it any more. Gives whether it is still there. */
export const sealRelation = (db: WritableDb, relationKey: number, digest: string): boolean =>
  db.prepare('UPDATE relations SET digest = ? WHERE relation_key = ?').run(digest, relationKey).changes === 1

/** What the journal keeps of the present relation; null before the first. */
export const readRelation = (db: ReadableDb): { digest: string } | null =>
  db.prepare<[], { digest: string }>('SELECT digest FROM relations WHERE relation_key = (SELECT relation_key FROM relation_head)').get() ??
  null

export function standingWriter(db: WritableDb, relationKey: number): (judgement: Judgement) => void {
  const insert = db.prepare('INSERT INTO standings (relation_key, evidence_id, standing, change, other_id) VALUES (?, ?, ?, ?, ?)')
  return ({ id, standing, change, other }) => {
    insert.run(relationKey, id, standing, change, other)
  }
}

/** Counts, per source file and words, the records a relation has something to say of. */
export function writeShifts(db: WritableDb, relationKey: number, shifts: Iterable<TallyShift>): void {
  const insert = db.prepare(
    `INSERT INTO tally_shifts (relation_key, source_key, service, topic, check_id, result, severity, muted, lifecycle, account, region,
       standing, change, count, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const s of shifts)
    insert.run(
      relationKey,
      s.sourceKey,
      s.service,
      s.topic,
      s.checkId,
      s.result,
      s.severity,
      s.muted ? 1 : 0,
      s.lifecycle,
      s.account,
      s.region,
      s.standing,
      s.change,
      s.count,
      s.content,
    )
}

export type TallyShift = {
  readonly sourceKey: number
  readonly service: string | null
  readonly topic: string | null
  readonly checkId: string | null
  readonly result: EvidenceResult
  readonly severity: Severity
  readonly muted: boolean
  readonly lifecycle: Lifecycle
  readonly account: string | null
  readonly region: string | null
  readonly standing: Standing
  readonly change: Change | null
  readonly count: number
  readonly content: string
}

/** Makes a relation the head, if the head is still the one it was worked out against. Gives whether it was. */
export function setHead(db: WritableDb, relationKey: number): boolean {
  const { changes } = db
    .prepare(
      `UPDATE relation_head SET relation_key = ?
       WHERE relation_key = (SELECT base FROM relations WHERE relation_key = ?)`,
    )
    .run(relationKey, relationKey)
  return changes === 1
}

/** As `dropRelation`, up to `most` rows at a time; gives whether there may be more. */
export const dropSomeStandings = (db: WritableDb, relationKey: number, most: number): boolean =>
  db
    .prepare(
      'DELETE FROM standings WHERE relation_key = ? AND evidence_id IN (SELECT evidence_id FROM standings WHERE relation_key = ? LIMIT ?)',
    )
    .run(relationKey, relationKey, most).changes === most

export function dropRelation(db: WritableDb, relationKey: number): void {
  for (const table of ['standings', 'tally_shifts', 'relations']) db.prepare(`DELETE FROM ${table} WHERE relation_key = ?`).run(relationKey)
}

/** Relations made for a head that is no more: they can never become it. */
export const staleRelations = (db: ReadableDb): number[] =>
  db
    .prepare<[], { relation_key: number }>(
      'SELECT relation_key FROM relations WHERE relation_key <> (SELECT relation_key FROM relation_head) AND base <> (SELECT relation_key FROM relation_head)',
    )
    .all()
    .map((row) => row.relation_key)

/** Where published files (and those of the import `also`) looked. */
export type FoundScope = {
  readonly sourceKey: number
  readonly formatId: string
  readonly scopeKey: number
  readonly family: string
  readonly account: string | null
  readonly region: string | null
  readonly scannerService: string | null
  readonly seenTo: string | null
  readonly importedAt: string
  /** 0 where records of the file are known to be missing. */
  readonly whole: 0 | 1
}

/** Issues that say that what a file does not show may still be there. */
const NOT_WHOLE = ['incomplete-export', 'tool-failure', 'not-listed'] as const satisfies readonly IssueCode[]

/** `also` is an import being read that counts as published (at `now`), `without` a published one that does not. */
export type RelatedImports = { readonly also: number | null; readonly without: number | null }

const FILES = `source_files s WHERE (s.import_key IN (SELECT import_key FROM imports) OR s.import_key IS ?) AND s.import_key IS NOT ?`

export const scopesOf = (db: ReadableDb, { also, without }: RelatedImports, now: string): FoundScope[] =>
  db
    .prepare<[string, number | null, number | null], FoundScope>(
      `SELECT s.source_key AS sourceKey, format_id AS formatId, scope_key AS scopeKey, family, account, region,
         scanner_service AS scannerService, c.seen_to AS seenTo, coalesce(i.imported_at, ?) AS importedAt,
         s.rejected = 0 AND NOT EXISTS (
           SELECT 1 FROM import_issues x WHERE x.source_key = s.source_key AND x.code IN ('${NOT_WHOLE.join("', '")}')) AS whole
       FROM source_scopes c JOIN (SELECT * FROM ${FILES}) s ON s.source_key = c.source_key
         LEFT JOIN imports i ON i.import_key = s.import_key ORDER BY s.source_key, scope_key`,
    )
    .all(now, also, without)

/** Files some of whose records are written once per requirement. */
export const requirementSources = (db: ReadableDb, { also, without }: RelatedImports): number[] =>
  db
    .prepare<[number | null, number | null], { source_key: number }>(
      `SELECT s.source_key FROM ${FILES} AND EXISTS (SELECT 1 FROM source_scopes c WHERE c.source_key = s.source_key AND c.per_requirement = 1)`,
    )
    .all(also, without)
    .map((row) => row.source_key)

/** What relating reads of every record. */
export type RelatedRow = {
  readonly evidence_id: number
  readonly scope_key: number
  readonly series: string
  readonly twin: string | null
  readonly content: string
  readonly per_requirement: 0 | 1
  readonly result: EvidenceResult
  readonly muted: 0 | 1
  readonly seen_at: string | null
  readonly time_quality: TimeQuality
}

/** The records of a file in the order of their ids; those that name no check are about nothing that could be followed. */
export const relatedRows = (db: ReadableDb, sourceKey: number): IterableIterator<RelatedRow> =>
  db
    .prepare<[number], RelatedRow>(
      `SELECT evidence_id, scope_key, series, twin, content, per_requirement, result, muted, seen_at, time_quality
       FROM evidence_rows WHERE source_key = ? AND series IS NOT NULL ORDER BY evidence_id`,
    )
    .iterate(sourceKey)

/** The words a record is counted under. */
export type CountedRow = {
  readonly evidence_id: number
  readonly scope_key: number
  readonly service: string | null
  readonly topic: string | null
  readonly check_id: string | null
  readonly result: EvidenceResult
  readonly severity: Severity
  readonly muted: 0 | 1
  readonly lifecycle: Lifecycle
  readonly account: string | null
  readonly region: string | null
  readonly content: string
}

/** The same records in the same order, with the words they are counted under. */
export const countedRows = (db: ReadableDb, sourceKey: number): IterableIterator<CountedRow> =>
  db
    .prepare<[number], CountedRow>(
      `SELECT evidence_id, scope_key, service, topic, check_id, result, severity, muted, lifecycle, account, region, content
       FROM evidence_rows WHERE source_key = ? AND series IS NOT NULL ORDER BY evidence_id`,
    )
    .iterate(sourceKey)

/** Which checks a file has records of, per account, with which results. */
export type FoundCheck = { readonly account: string | null; readonly check_id: string | null; readonly result: EvidenceResult }

export const checksOfSource = (db: ReadableDb, sourceKey: number): FoundCheck[] =>
  db.prepare<[number], FoundCheck>('SELECT DISTINCT account, check_id, result FROM source_tallies WHERE source_key = ?').all(sourceKey)
