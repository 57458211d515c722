// Published imports and their source files: balance, issues, the moment of publication, and removal.
import { AppError } from '#domain/errors'
import { type EvidenceResult, noResults, noSeverities, type Severity } from '#domain/evidence'
import {
  Directions,
  type FormatId,
  type ImportIssue,
  type ImportSummary,
  type SourceFile,
  sumOfFiles,
  type TextEncodingName,
} from '#domain/imports'
import type { ReadableDb, Reader, WritableDb } from '../types.ts'
import { hasFilingRules, MOVED_BY, PLACE_NOW } from './filing.ts'
import { changesOfImport } from './tallies.ts'

/** A source file's own row, without the counts that are kept in tallies and what its import says of it. */
export type StoredSource = Omit<
  SourceFile,
  'importId' | 'importedAt' | 'importedBy' | 'duplicates' | 'byResult' | 'bySeverity' | 'byService' | 'byTopic'
> & {
  readonly directions: Directions | null
  readonly evidenceDigest: string
  readonly checksDigest: string
  readonly issuesDigest: string
  readonly contextsDigest: string
}

export type ImportHead = { readonly importId: string; readonly name: string; readonly importedAt: string; readonly importedBy: string }

/** All that the journal keeps of an import. */
export type StoredImport = ImportHead & { readonly files: readonly StoredSource[] }

type Row = {
  source_key: number
  file_name: string
  sha256: string
  bytes: number
  format_id: FormatId
  encoding: TextEncodingName
  directions: string | null
  tool: string | null
  tool_version: string | null
  seen_from: string | null
  seen_to: string | null
  records: number
  stored: number
  rejected: number
  muted: number
  warnings: number
  evidence_digest: string
  checks_digest: string
  issues_digest: string
  contexts_digest: string
}
type PublishedRow = Row & { import_id: string; imported_at: string; imported_by: string }

const storedOf = (row: Row): StoredSource => ({
  fileName: row.file_name,
  sha256: row.sha256,
  bytes: row.bytes,
  formatId: row.format_id,
  encoding: row.encoding,
  directions: row.directions === null ? null : Directions.parse(JSON.parse(row.directions)),
  tool: row.tool,
  toolVersion: row.tool_version,
  seenFrom: row.seen_from,
  seenTo: row.seen_to,
  records: row.records,
  stored: row.stored,
  rejected: row.rejected,
  muted: row.muted,
  warnings: row.warnings,
  evidenceDigest: row.evidence_digest,
  checksDigest: row.checks_digest,
  issuesDigest: row.issues_digest,
  contextsDigest: row.contexts_digest,
})

/**
 * Makes an import and its files visible: its row appears, its staging mark goes. Throws AppError('conflict') where its rows are
 * gone (another process took them for abandoned) or another import brought the same bytes meanwhile.
 */
export function publish(db: WritableDb, importKey: number, i: ImportHead): void {
  const { changes } = db
    .prepare('DELETE FROM import_staging WHERE import_key = ? AND import_id = ? AND removed = 0')
    .run(importKey, i.importId)
  if (changes !== 1)
    throw new AppError('conflict', `The rows of ${i.name} were removed while it was being read. Nothing of it was kept; import it again.`)
  const half = db
    .prepare<[number], { n: number }>("SELECT count(*) AS n FROM source_files WHERE import_key = ? AND sha256 = ''")
    .get(importKey)
  if (half === undefined || half.n > 0) throw new Error(`A file of ${i.name} was not read to its end; it cannot be published.`)
  const twice = db
    .prepare<[number], { file_name: string }>(
      'SELECT file_name FROM source_files WHERE import_key = ? AND sha256 IN (SELECT sha256 FROM sources) LIMIT 1',
    )
    .get(importKey)
  if (twice)
    throw new AppError(
      'conflict',
      `${twice.file_name} was imported by another program meanwhile. Nothing of this import was kept; import again.`,
    )
  db.prepare('INSERT INTO imports (import_key, import_id, name, imported_at, imported_by) VALUES (?, ?, ?, ?, ?)').run(
    importKey,
    i.importId,
    i.name,
    i.importedAt,
    i.importedBy,
  )
}

/** Takes an import out of every view; its rows wait to be cleared away. */
export function unpublish(db: WritableDb, importId: string, reader: Reader, at: string): void {
  const importKey = importKeyOf(db, importId)
  if (importKey === null) throw new AppError('not-found', 'There is no such import.', { importId })
  db.prepare('DELETE FROM imports WHERE import_key = ?').run(importKey)
  db.prepare('INSERT INTO import_staging (import_key, import_id, process_id, host, started_at, removed) VALUES (?, ?, ?, ?, ?, 1)').run(
    importKey,
    importId,
    reader.processId,
    reader.host,
    at,
  )
}

type ImportRow = { import_key: number; import_id: string; name: string; imported_at: string; imported_by: string }

const importRow = (db: ReadableDb, importId: string): ImportRow | undefined =>
  db.prepare<[string], ImportRow>('SELECT * FROM imports WHERE import_id = ?').get(importId)

const filesOf = (db: ReadableDb, importKey: number): Row[] =>
  db.prepare<[number], Row>('SELECT * FROM source_files WHERE import_key = ? ORDER BY source_key').all(importKey)

export function readImport(db: ReadableDb, importId: string): StoredImport | null {
  const row = importRow(db, importId)
  if (!row) return null
  return {
    importId: row.import_id,
    name: row.name,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
    files: filesOf(db, row.import_key).map(storedOf),
  }
}

export const importKeyOf = (db: ReadableDb, importId: string): number | null => importRow(db, importId)?.import_key ?? null

export const importIds = (db: ReadableDb): string[] =>
  db
    .prepare<[], { import_id: string }>('SELECT import_id FROM imports ORDER BY import_key')
    .all()
    .map((row) => row.import_id)

/** A published file with its key. */
export type FoundSource = { readonly sourceKey: number; readonly head: Omit<ImportHead, 'name'>; readonly stored: StoredSource }

const foundOf = (row: PublishedRow): FoundSource => ({
  sourceKey: row.source_key,
  head: { importId: row.import_id, importedAt: row.imported_at, importedBy: row.imported_by },
  stored: storedOf(row),
})

/** The published file with these bytes. */
export const sourceOfBytes = (db: ReadableDb, sha256: string): FoundSource | null => {
  const row = db.prepare<[string], PublishedRow>('SELECT * FROM sources WHERE sha256 = ?').get(sha256)
  return row ? foundOf(row) : null
}

export const allSources = (db: ReadableDb): FoundSource[] =>
  db.prepare<[], PublishedRow>('SELECT * FROM sources ORDER BY source_key').all().map(foundOf)

/** Whether any published file, or one of the import being read, has this size: only then is it worth hashing before reading. */
export const hasSourceOfSize = (db: ReadableDb, bytes: number, importKey: number | null): boolean =>
  db
    .prepare<[number, number | null], unknown>(
      'SELECT 1 FROM source_files s WHERE bytes = ? AND (import_key IN (SELECT import_key FROM imports) OR import_key IS ?) LIMIT 1',
    )
    .get(bytes, importKey) !== undefined

type Count = { service: string | null; topic: string | null; result: EvidenceResult; severity: Severity; n: number }

/** What of a stored file is told outside: not how it is read again, nor how it is proved. */
export const factsOf = ({
  directions: _directions,
  evidenceDigest: _evidence,
  checksDigest: _checks,
  issuesDigest: _issues,
  contextsDigest: _contexts,
  ...facts
}: StoredSource) => facts

/** A file with the counts that tallies keep, by where its records lie now. `duplicates` is 0: what is stored is no duplicate. */
export function sourceFileOf(db: ReadableDb, sourceKey: number, stored: StoredSource, head: Omit<ImportHead, 'name'>): SourceFile {
  const byResult = noResults()
  const bySeverity = noSeverities()
  const byService: Record<string, number> = {}
  const byTopic: Record<string, number> = {}
  const { join, service, topic } = hasFilingRules(db)
    ? { join: MOVED_BY, ...PLACE_NOW }
    : { join: '', service: 'e.service', topic: 'e.topic' }
  const rows = db
    .prepare<[number], Count>(
      `SELECT ${service} AS service, ${topic} AS topic, e.result, e.severity, sum(e.count) AS n
       FROM source_tallies e ${join} WHERE e.source_key = ? GROUP BY 1, 2, 3, 4`,
    )
    .all(sourceKey)
  for (const row of rows) {
    byResult[row.result] += row.n
    bySeverity[row.severity] += row.n
    byService[row.service ?? 'unfiled'] = (byService[row.service ?? 'unfiled'] ?? 0) + row.n
    byTopic[row.topic ?? 'unfiled'] = (byTopic[row.topic ?? 'unfiled'] ?? 0) + row.n
  }
  const { importId, importedAt, importedBy } = head
  return { importId, importedAt, importedBy, ...factsOf(stored), duplicates: 0, byResult, bySeverity, byService, byTopic }
}

/** Every published source file in the order they were read. */
export const listSources = (db: ReadableDb): SourceFile[] =>
  db
    .prepare<[], PublishedRow>('SELECT * FROM sources ORDER BY source_key')
    .all()
    .map(foundOf)
    .map(({ sourceKey, stored, head }) => sourceFileOf(db, sourceKey, stored, head))

/** An import with the sums over its files, or null. */
export function summaryOf(db: ReadableDb, importId: string): ImportSummary | null {
  const row = importRow(db, importId)
  if (!row) return null
  const head = { importId, importedAt: row.imported_at, importedBy: row.imported_by }
  const files = filesOf(db, row.import_key).map((file) => sourceFileOf(db, file.source_key, storedOf(file), head))
  return { ...head, name: row.name, files, ...sumOfFiles(files), changes: changesOfImport(db, importId) }
}

/** Newest last, as they were made. */
export const listImports = (db: ReadableDb): ImportSummary[] => importIds(db).flatMap((importId) => summaryOf(db, importId) ?? [])

type IssueRow = {
  kind: ImportIssue['kind']
  code: ImportIssue['code']
  message: string
  offset: number | null
  length: number | null
  record: number | null
  line: number | null
  count: number
}

/** Rejections first, then warnings, each in source order. */
export function listIssues(db: ReadableDb, sha256: string, offset: number, limit: number): { total: number; rows: ImportIssue[] } {
  const total =
    db
      .prepare<[string], { n: number }>('SELECT count(*) AS n FROM import_issues JOIN sources USING (source_key) WHERE sha256 = ?')
      .get(sha256)?.n ?? 0
  const rows = db
    .prepare<[string, number, number], IssueRow>(
      `SELECT x.kind, x.code, x.message, x.offset, x.length, x.record, x.line, x.count FROM import_issues x JOIN sources USING (source_key)
       WHERE sha256 = ? ORDER BY x.kind, x.issue_id LIMIT ? OFFSET ?`,
    )
    .all(sha256, limit, offset)
  return {
    total,
    rows: rows.map(({ kind, code, message, count, ...place }) => ({
      kind,
      code,
      message,
      count,
      pointer: place.offset === null ? null : { offset: place.offset, length: place.length, record: place.record, line: place.line },
    })),
  }
}

/** The context a record of a file needs to be read again; null where it needs none. */
export const readContext = (db: ReadableDb, sourceKey: number, contextKey: number | null): string | null =>
  db
    .prepare<[number, number | null], { text: string }>('SELECT text FROM source_contexts WHERE source_key = ? AND context_key = ?')
    .get(sourceKey, contextKey)?.text ?? null
