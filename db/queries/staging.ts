// Rows of an import that is still being read: written by the import job over its own connection, seen by nobody until
// `publish` puts the import's row beside them, removed without trace when the job fails or is cancelled.
import type { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import type { ImportIssue } from '#domain/imports'
import { prepareOnce } from '../statements.ts'
import type { ReadableDb, Reader, WritableDb } from '../types.ts'
import { KIND_COLUMNS, RECORD_COLUMNS, type RowValue } from './evidence-columns.ts'
import type { StoredSource } from './imports.ts'

export type CheckText = {
  readonly checkId: string
  readonly title: string | null
  readonly description: string | null
  readonly risk: string | null
  readonly remediationText: string | null
  readonly remediationUrls: readonly string[]
  readonly statusText: string | null
}

export type TallyRow = {
  readonly service: string | null
  readonly topic: string | null
  readonly checkId: string | null
  readonly result: EvidenceResult
  readonly severity: Severity
  readonly muted: boolean
  readonly lifecycle: Lifecycle
  readonly account: string | null
  readonly region: string | null
  readonly count: number
  /** Sum of the hashes of what the records say (content-sum.ts). */
  readonly content: string
}

/** Where a file looked, with the first and last time it names there. */
export type ScopeRow = {
  readonly scopeKey: number
  readonly family: string
  readonly account: string | null
  readonly region: string | null
  readonly scannerService: string | null
  readonly seenFrom: string | null
  readonly seenTo: string | null
  readonly records: number
  /** True where some of its records are written once per requirement. */
  readonly perRequirement: boolean
}

/** Begins an import and gives the key all its files carry. */
export function beginStaging(db: WritableDb, importId: string, reader: Reader, startedAt: string): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO import_staging (import_id, process_id, host, started_at, removed) VALUES (?, ?, ?, ?, 0)')
    .run(importId, reader.processId, reader.host, startedAt)
  return Number(lastInsertRowid)
}

/** Begins a source file and gives the key all its rows carry. Its row in `source_files` is filled in by `stageSource`. */
export function beginSource(db: WritableDb, importKey: number): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO source_files (import_key, file_name, sha256, bytes, format_id, encoding, records, stored, rejected, muted, warnings,
         evidence_digest, checks_digest, issues_digest, contexts_digest) VALUES (?, '', '', 0, '', '', 0, 0, 0, 0, 0, '', '', '', '')`,
    )
    .run(importKey)
  return Number(lastInsertRowid)
}

/** Writes what is known of a source file once it was read to its end. */
export function stageSource(db: WritableDb, sourceKey: number, s: StoredSource): void {
  db.prepare(
    `UPDATE source_files SET file_name = ?, sha256 = ?, bytes = ?, format_id = ?, encoding = ?, directions = ?, tool = ?, tool_version = ?,
       seen_from = ?, seen_to = ?, records = ?, stored = ?, rejected = ?, muted = ?, warnings = ?, evidence_digest = ?, checks_digest = ?,
       issues_digest = ?, contexts_digest = ? WHERE source_key = ?`,
  ).run(
    s.fileName,
    s.sha256,
    s.bytes,
    s.formatId,
    s.encoding,
    s.directions === null ? null : JSON.stringify(s.directions),
    s.tool,
    s.toolVersion,
    s.seenFrom,
    s.seenTo,
    s.records,
    s.stored,
    s.rejected,
    s.muted,
    s.warnings,
    s.evidenceDigest,
    s.checksDigest,
    s.issuesDigest,
    s.contextsDigest,
    sourceKey,
  )
}

const insertInto = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (source_key, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})`
const INSERT_KIND = insertInto('evidence_kinds', KIND_COLUMNS)
const INSERT_RECORD = insertInto('evidence_records', RECORD_COLUMNS)

/** A prepared writer for what records share; `values` in the order of KIND_COLUMNS. */
export function kindWriter(db: WritableDb, sourceKey: number): (values: readonly RowValue[]) => void {
  const insert = prepareOnce(db, INSERT_KIND)
  return (values) => {
    insert.run(sourceKey, ...values)
  }
}

/** A prepared writer for records; `values` in the order of RECORD_COLUMNS. Gives the record's id. */
export function recordWriter(db: WritableDb, sourceKey: number): (values: readonly RowValue[]) => number {
  const insert = prepareOnce(db, INSERT_RECORD)
  return (values) => Number(insert.run(sourceKey, ...values).lastInsertRowid)
}

export function contextWriter(db: WritableDb, sourceKey: number): (key: number, text: string) => void {
  const insert = prepareOnce(db, 'INSERT INTO source_contexts (source_key, context_key, text) VALUES (?, ?, ?)')
  return (key, text) => {
    insert.run(sourceKey, key, text)
  }
}

export function stageChecks(db: WritableDb, sourceKey: number, checks: Iterable<CheckText>): void {
  const insert = db.prepare(
    `INSERT INTO checks (source_key, check_id, title, description, risk, remediation_text, remediation_urls, status_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const c of checks)
    insert.run(sourceKey, c.checkId, c.title, c.description, c.risk, c.remediationText, JSON.stringify(c.remediationUrls), c.statusText)
}

export function stageTallies(db: WritableDb, sourceKey: number, tallies: Iterable<TallyRow>): void {
  const insert = db.prepare(
    `INSERT INTO source_tallies (source_key, service, topic, check_id, result, severity, muted, lifecycle, account, region, count, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const t of tallies)
    insert.run(
      sourceKey,
      t.service,
      t.topic,
      t.checkId,
      t.result,
      t.severity,
      t.muted ? 1 : 0,
      t.lifecycle,
      t.account,
      t.region,
      t.count,
      t.content,
    )
}

export function stageScopes(db: WritableDb, sourceKey: number, scopes: Iterable<ScopeRow>): void {
  const insert = db.prepare(
    `INSERT INTO source_scopes (source_key, scope_key, family, account, region, scanner_service, seen_from, seen_to, records, per_requirement)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const s of scopes)
    insert.run(
      sourceKey,
      s.scopeKey,
      s.family,
      s.account,
      s.region,
      s.scannerService,
      s.seenFrom,
      s.seenTo,
      s.records,
      s.perRequirement ? 1 : 0,
    )
}

export function stageIssues(db: WritableDb, sourceKey: number, issues: Iterable<ImportIssue>): void {
  const insert = db.prepare(
    'INSERT INTO import_issues (source_key, kind, code, message, offset, length, record, line, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  for (const { kind, code, message, pointer, count } of issues)
    insert.run(
      sourceKey,
      kind,
      code,
      message,
      pointer?.offset ?? null,
      pointer?.length ?? null,
      pointer?.record ?? null,
      pointer?.line ?? null,
      count,
    )
}

/**
 * A prepared writer that puts the words of rows into the search index: those of the file with ids above `after`. Call it in the
 * transaction that wrote them, while their pages are at hand; a call for each row would make the index write to disk each time.
 */
export function wordsWriter(db: WritableDb, sourceKey: number): (after: number) => void {
  const insert = prepareOnce(
    db,
    `INSERT INTO evidence_words (rowid, words)
     SELECT evidence_id, concat_ws(' ', check_id, title, status_text, resource, account) FROM evidence_rows
     WHERE evidence_id > ? AND source_key = ?`,
  )
  return (after) => {
    insert.run(after, sourceKey)
  }
}

const SOURCE_TABLES = [
  'evidence_records',
  'evidence_kinds',
  'source_chunks',
  'source_contexts',
  'source_scopes',
  'source_requirements',
  'source_tallies',
  'import_issues',
  'checks',
] as const

/**
 * Removes up to `most` evidence rows of a source file that is in no view; gives whether there may be more. A file of a million
 * rows must not be removed in one transaction: whoever saves meanwhile would wait for it.
 */
export function dropSomeEvidence(db: WritableDb, sourceKey: number, most: number): boolean {
  const some = '(SELECT evidence_id FROM evidence_records WHERE source_key = ? LIMIT ?)'
  db.prepare(`DELETE FROM evidence_words WHERE rowid IN ${some}`).run(sourceKey, most)
  return db.prepare(`DELETE FROM evidence_records WHERE evidence_id IN ${some}`).run(sourceKey, most).changes === most
}

/** Removes every row of one source file that is in no view. */
export function dropSource(db: WritableDb, sourceKey: number): void {
  db.prepare('DELETE FROM evidence_words WHERE rowid IN (SELECT evidence_id FROM evidence_records WHERE source_key = ?)').run(sourceKey)
  for (const table of SOURCE_TABLES) db.prepare(`DELETE FROM ${table} WHERE source_key = ?`).run(sourceKey)
  db.prepare('DELETE FROM source_files WHERE source_key = ?').run(sourceKey)
}

/** Removes every row of an import that was never published, or is no more. */
export function dropStaging(db: WritableDb, importKey: number): void {
  const published = db.prepare<[number], { n: number }>('SELECT count(*) AS n FROM imports WHERE import_key = ?').get(importKey)
  if (published && published.n > 0) throw new Error(`import ${importKey} is published; it cannot be dropped as staging`)
  for (const sourceKey of sourceKeysOf(db, importKey)) dropSource(db, sourceKey)
  db.prepare('DELETE FROM import_staging WHERE import_key = ?').run(importKey)
}

export const sourceKeysOf = (db: ReadableDb, importKey: number): number[] =>
  db
    .prepare<[number], { source_key: number }>('SELECT source_key FROM source_files WHERE import_key = ? ORDER BY source_key')
    .all(importKey)
    .map((row) => row.source_key)

/** Imports nobody will publish: removed ones, and those whose reader surely runs no more, as `isDead` tells. Never published ones. */
export const abandonedImports = (db: ReadableDb, isDead: (reader: Reader & { readonly importId: string }) => boolean): number[] =>
  db
    .prepare<[], { import_key: number; import_id: string; process_id: number; host: string; removed: 0 | 1 }>(
      `SELECT import_key, import_id, process_id, host, removed FROM import_staging
       WHERE import_key NOT IN (SELECT import_key FROM imports)`,
    )
    .all()
    .filter((row) => row.removed === 1 || isDead({ processId: row.process_id, host: row.host, importId: row.import_id }))
    .map((row) => row.import_key)

/**
 * Takes an import out of reach of `publish`, before the first of its rows goes: what is half cleared away must never be seen. False
 * where it is published or gone already.
 */
export const claimAbandoned = (db: WritableDb, importKey: number): boolean =>
  db
    .prepare('UPDATE import_staging SET removed = 1 WHERE import_key = ? AND import_key NOT IN (SELECT import_key FROM imports)')
    .run(importKey).changes === 1

const KIND_OF_NO_RECORD = `source_key IN (SELECT source_key FROM sources) AND NOT EXISTS (
  SELECT 1 FROM evidence_records r WHERE r.source_key = evidence_kinds.source_key AND r.kind = evidence_kinds.kind)`

/** Rows of no source file of ours, files of no import, published imports marked as being read, kinds of no record: not our writing. */
export const strayRows = (db: ReadableDb): { table: string; count: number }[] =>
  [
    ...SOURCE_TABLES.map((table) => [table, `source_key NOT IN (SELECT source_key FROM source_files)`] as const),
    ['source_files', 'import_key NOT IN (SELECT import_key FROM imports UNION ALL SELECT import_key FROM import_staging)'] as const,
    ['import_staging', 'import_key IN (SELECT import_key FROM imports)'] as const,
    ['evidence_kinds', KIND_OF_NO_RECORD] as const,
  ]
    .map(([table, stray]) => ({
      table,
      count: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${stray}`).get()?.n ?? 0,
    }))
    .filter(({ count }) => count > 0)
