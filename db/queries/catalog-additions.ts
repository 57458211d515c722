// The catalog file of a user that the engagement stands on: one row, or none.
import { createHash } from 'node:crypto'
import type { Json } from '#domain/canonical-json'
import type { ReadableDb, WritableDb } from '../types.ts'

export type StoredAdditions = {
  /** The file's name and content as read; both null where it was dropped but something is kept. */
  readonly fileName: string | null
  readonly content: string | null
  /** Of the content, worked out from it; null where there is none. */
  readonly sha256: string | null
  /** What no catalog holds any more but verdicts stand on. Its shape is catalog/additions-apply.ts's. */
  readonly kept: Json
  readonly usedAt: string
  readonly usedBy: string
}

type Row = { file_name: string | null; content: string | null; kept: string; used_at: string; used_by: string }

/** SHA-256 of a file's text, as UTF-8. */
export const sha256OfText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export function readStoredAdditions(db: ReadableDb): StoredAdditions | null {
  const row = db.prepare<[], Row>('SELECT * FROM catalog_additions').get()
  if (!row) return null
  return {
    fileName: row.file_name,
    content: row.content,
    sha256: row.content === null ? null : sha256OfText(row.content),
    kept: JSON.parse(row.kept) as Json,
    usedAt: row.used_at,
    usedBy: row.used_by,
  }
}

/** Tells whether the row is the one already read; null where there is none. */
export const additionsStamp = (db: ReadableDb): string | null =>
  db.prepare<[], { digest: string }>('SELECT digest FROM catalog_additions').get()?.digest ?? null

/** Writes the row in place of what was there. */
export function writeStoredAdditions(db: WritableDb, a: Omit<StoredAdditions, 'sha256'>): void {
  const kept = JSON.stringify(a.kept)
  db.prepare(
    `INSERT OR REPLACE INTO catalog_additions (id, file_name, content, kept, digest, used_at, used_by)
     VALUES (1, ?, ?, ?, ?, ?, ?)`,
  ).run(a.fileName, a.content, kept, sha256OfText(JSON.stringify([a.content, kept])), a.usedAt, a.usedBy)
}

export function removeStoredAdditions(db: WritableDb): void {
  db.prepare('DELETE FROM catalog_additions').run()
}
