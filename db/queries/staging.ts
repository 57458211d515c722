// Rows of an import that is still being read: written by the import job over its own connection, seen by nobody until
// `publish` puts the import's row beside them, removed without trace when the job fails or is cancelled.
import type { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import type { ImportIssue } from '#domain/imports'
import type { ReadableDb, WritableDb } from '../types.ts'
import { EVIDENCE_COLUMNS, type RowValue } from './import-digests.ts'

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
  readonly count: number
}

/** The process that reads an import; it is alive or not only as seen from its own machine. */
export type Reader = { readonly processId: number; readonly host: string }

/** Begins an import and gives the key all its rows carry. */
export function beginStaging(db: WritableDb, importId: string, reader: Reader, startedAt: string): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO import_staging (import_id, process_id, host, started_at) VALUES (?, ?, ?, ?)')
    .run(importId, reader.processId, reader.host, startedAt)
  return Number(lastInsertRowid)
}

/** A prepared writer for evidence rows; `values` in the order of EVIDENCE_COLUMNS. */
export function evidenceWriter(db: WritableDb, importKey: number): (values: readonly RowValue[]) => void {
  const places = EVIDENCE_COLUMNS.map(() => '?').join(', ')
  const insert = db.prepare(`INSERT INTO evidence_rows (import_key, ${EVIDENCE_COLUMNS.join(', ')}) VALUES (?, ${places})`)
  return (values) => {
    insert.run(importKey, ...values)
  }
}

export function stageChecks(db: WritableDb, importKey: number, checks: Iterable<CheckText>): void {
  const insert = db.prepare(
    `INSERT INTO checks (import_key, check_id, title, description, risk, remediation_text, remediation_urls, status_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const c of checks)
    insert.run(importKey, c.checkId, c.title, c.description, c.risk, c.remediationText, JSON.stringify(c.remediationUrls), c.statusText)
}

export function stageTallies(db: WritableDb, importKey: number, tallies: Iterable<TallyRow>): void {
  const insert = db.prepare(
    'INSERT INTO tally_rows (import_key, service, topic, check_id, result, severity, muted, lifecycle, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  for (const t of tallies) insert.run(importKey, t.service, t.topic, t.checkId, t.result, t.severity, t.muted ? 1 : 0, t.lifecycle, t.count)
}

export function stageIssues(db: WritableDb, importKey: number, issues: Iterable<ImportIssue>): void {
  const insert = db.prepare(
    'INSERT INTO import_issues (import_key, kind, code, message, offset, length, record, line, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  for (const { kind, code, message, pointer, count } of issues)
    insert.run(
      importKey,
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

const STAGED_TABLES = ['evidence_rows', 'source_chunks', 'import_issues', 'checks', 'tally_rows'] as const

/** Removes every row of an import that was never published. */
export function dropStaging(db: WritableDb, importKey: number): void {
  const published = db.prepare<[number], { n: number }>('SELECT count(*) AS n FROM imports WHERE import_key = ?').get(importKey)
  if (published && published.n > 0) throw new Error(`import ${importKey} is published; it cannot be dropped as staging`)
  for (const table of STAGED_TABLES) db.prepare(`DELETE FROM ${table} WHERE import_key = ?`).run(importKey)
  db.prepare('DELETE FROM import_staging WHERE import_key = ?').run(importKey)
}

/** Imports that were being read; `isDead` tells whether their reader surely runs no more. */
export const staleStagings = (db: ReadableDb, isDead: (reader: Reader) => boolean): number[] =>
  db
    .prepare<[], { import_key: number; process_id: number; host: string }>('SELECT import_key, process_id, host FROM import_staging')
    .all()
    .filter((row) => isDead({ processId: row.process_id, host: row.host }))
    .map((row) => row.import_key)

/** Rows that belong to no import, published or being read: nobody of ours wrote them. Table names with their counts. */
export const strayRows = (db: ReadableDb): { table: string; count: number }[] =>
  STAGED_TABLES.map((table) => ({
    table,
    count:
      db
        .prepare<[], { n: number }>(
          `SELECT count(*) AS n FROM ${table} WHERE import_key NOT IN (SELECT import_key FROM imports UNION ALL SELECT import_key FROM import_staging)`,
        )
        .get()?.n ?? 0,
  })).filter(({ count }) => count > 0)
