// Published imports: their balance, their issues, and the moment of publication.
import { AppError } from '#domain/errors'
import { type EvidenceResult, noResults, noSeverities, type Severity } from '#domain/evidence'
import type { FormatId, ImportIssue, ImportSummary } from '#domain/imports'
import type { ReadableDb, WritableDb } from '../types.ts'

/** An import's own row, without the counts that are kept in tallies. */
export type StoredImport = Omit<ImportSummary, 'duplicates' | 'byResult' | 'bySeverity' | 'byService' | 'byTopic'> & {
  readonly context: string | null
  readonly evidenceDigest: string
  readonly checksDigest: string
  readonly issuesDigest: string
}

type Row = {
  import_key: number
  import_id: string
  imported_at: string
  imported_by: string
  file_name: string
  sha256: string
  bytes: number
  format_id: FormatId
  tool: string | null
  tool_version: string | null
  seen_from: string | null
  seen_to: string | null
  records: number
  stored: number
  rejected: number
  muted: number
  warnings: number
  context: string | null
  evidence_digest: string
  checks_digest: string
  issues_digest: string
}

const storedOf = (row: Row): StoredImport => ({
  importId: row.import_id,
  importedAt: row.imported_at,
  importedBy: row.imported_by,
  fileName: row.file_name,
  sha256: row.sha256,
  bytes: row.bytes,
  formatId: row.format_id,
  tool: row.tool,
  toolVersion: row.tool_version,
  seenFrom: row.seen_from,
  seenTo: row.seen_to,
  records: row.records,
  stored: row.stored,
  rejected: row.rejected,
  muted: row.muted,
  warnings: row.warnings,
  context: row.context,
  evidenceDigest: row.evidence_digest,
  checksDigest: row.checks_digest,
  issuesDigest: row.issues_digest,
})

/** Makes staged rows visible: the import's row appears, its staging mark goes. Throws AppError('conflict') where they are not all there. */
export function publish(db: WritableDb, importKey: number, i: StoredImport): void {
  requireWhole(db, importKey, i)
  db.prepare(
    `INSERT INTO imports (import_key, import_id, imported_at, imported_by, file_name, sha256, bytes, format_id, tool, tool_version,
       seen_from, seen_to, records, stored, rejected, muted, warnings, context, evidence_digest, checks_digest, issues_digest)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    importKey,
    i.importId,
    i.importedAt,
    i.importedBy,
    i.fileName,
    i.sha256,
    i.bytes,
    i.formatId,
    i.tool,
    i.toolVersion,
    i.seenFrom,
    i.seenTo,
    i.records,
    i.stored,
    i.rejected,
    i.muted,
    i.warnings,
    i.context,
    i.evidenceDigest,
    i.checksDigest,
    i.issuesDigest,
  )
  db.prepare('DELETE FROM import_staging WHERE import_key = ?').run(importKey)
}

/** Throws AppError('conflict') where what was staged is not all there any more: another process took it for abandoned. */
function requireWhole(db: ReadableDb, importKey: number, i: StoredImport): void {
  const mark = db
    .prepare<[number, string], unknown>('SELECT 1 FROM import_staging WHERE import_key = ? AND import_id = ?')
    .get(importKey, i.importId)
  const found = db
    .prepare<[number, number], { rows: number; bytes: number }>(
      `SELECT (SELECT count(*) FROM evidence_rows WHERE import_key = ?) AS rows,
              (SELECT coalesce(sum(length), 0) FROM source_chunks WHERE import_key = ?) AS bytes`,
    )
    .get(importKey, importKey)
  if (mark === undefined || found?.rows !== i.stored || found.bytes !== i.bytes)
    throw new AppError(
      'conflict',
      `The rows of ${i.fileName} were removed while it was being read. Nothing of it was kept; import it again.`,
    )
}

export function readImport(db: ReadableDb, importId: string): StoredImport | null {
  const row = db.prepare<[string], Row>('SELECT * FROM imports WHERE import_id = ?').get(importId)
  return row ? storedOf(row) : null
}

export const importKeyOf = (db: ReadableDb, importId: string): number | null =>
  db.prepare<[string], { import_key: number }>('SELECT import_key FROM imports WHERE import_id = ?').get(importId)?.import_key ?? null

export const importIds = (db: ReadableDb): string[] =>
  db
    .prepare<[], { import_id: string }>('SELECT import_id FROM imports ORDER BY import_key')
    .all()
    .map((row) => row.import_id)

export const importOfBytes = (db: ReadableDb, sha256: string): string | null =>
  db.prepare<[string], { import_id: string }>('SELECT import_id FROM imports WHERE sha256 = ?').get(sha256)?.import_id ?? null

/** Whether any import has a source file of this size: only then is it worth hashing a file before reading it. */
export const hasImportOfSize = (db: ReadableDb, bytes: number): boolean =>
  db.prepare<[number], unknown>('SELECT 1 FROM imports WHERE bytes = ? LIMIT 1').get(bytes) !== undefined

type Count = { service: string | null; topic: string | null; result: EvidenceResult; severity: Severity; n: number }

/** What of a stored import is told outside: not how it is read again, nor how it is proved. */
export const factsOf = ({
  context: _context,
  evidenceDigest: _evidence,
  checksDigest: _checks,
  issuesDigest: _issues,
  ...facts
}: StoredImport) => facts

/** Fills in the counts that tallies keep. `duplicates` is 0: a published import never holds duplicates. */
export function summaryOf(db: ReadableDb, stored: StoredImport): ImportSummary {
  const rest = factsOf(stored)
  const byResult = noResults()
  const bySeverity = noSeverities()
  const byService: Record<string, number> = {}
  const byTopic: Record<string, number> = {}
  const rows = db
    .prepare<[string], Count>(
      `SELECT service, topic, result, severity, sum(count) AS n FROM tallies
       WHERE import_key = (SELECT import_key FROM imports WHERE import_id = ?) GROUP BY service, topic, result, severity`,
    )
    .all(stored.importId)
  for (const { service, topic, result, severity, n } of rows) {
    byResult[result] += n
    bySeverity[severity] += n
    byService[service ?? 'unfiled'] = (byService[service ?? 'unfiled'] ?? 0) + n
    byTopic[topic ?? 'unfiled'] = (byTopic[topic ?? 'unfiled'] ?? 0) + n
  }
  return { ...rest, duplicates: 0, byResult, bySeverity, byService, byTopic }
}

/** Newest last, as they were made. */
export const listImports = (db: ReadableDb): ImportSummary[] =>
  db
    .prepare<[], Row>('SELECT * FROM imports ORDER BY import_key')
    .all()
    .map((row) => summaryOf(db, storedOf(row)))

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
export function listIssues(db: ReadableDb, importId: string, offset: number, limit: number): { total: number; rows: ImportIssue[] } {
  const total =
    db
      .prepare<[string], { n: number }>('SELECT count(*) AS n FROM import_issues JOIN imports USING (import_key) WHERE import_id = ?')
      .get(importId)?.n ?? 0
  const rows = db
    .prepare<[string, number, number], IssueRow>(
      `SELECT x.kind, x.code, x.message, x.offset, x.length, x.record, x.line, x.count FROM import_issues x JOIN imports USING (import_key)
       WHERE import_id = ? ORDER BY x.kind, x.issue_id LIMIT ? OFFSET ?`,
    )
    .all(importId, limit, offset)
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
