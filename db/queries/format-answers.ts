// What a person said a file is, kept for its bytes, so that nobody is asked twice.
import { Directions } from '#domain/imports'
import type { ReadableDb, WritableDb } from '../types.ts'

export type FormatAnswer = {
  readonly sha256: string
  readonly directions: Directions
  readonly answeredAt: string
  readonly answeredBy: string
}

type Row = { sha256: string; answer: string; answered_at: string; answered_by: string }

export function readAnswer(db: ReadableDb, sha256: string): FormatAnswer | null {
  const row = db.prepare<[string], Row>('SELECT * FROM format_answers WHERE sha256 = ?').get(sha256)
  if (!row) return null
  return {
    sha256: row.sha256,
    directions: Directions.parse(JSON.parse(row.answer)),
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
  }
}

export const answerFor = (db: ReadableDb, sha256: string): Directions | null => readAnswer(db, sha256)?.directions ?? null

export const answeredFiles = (db: ReadableDb): string[] =>
  db
    .prepare<[], { sha256: string }>('SELECT sha256 FROM format_answers ORDER BY sha256')
    .all()
    .map((row) => row.sha256)

export function writeAnswer(db: WritableDb, { sha256, directions, answeredAt, answeredBy }: FormatAnswer): void {
  db.prepare('INSERT OR REPLACE INTO format_answers (sha256, answer, answered_at, answered_by) VALUES (?, ?, ?, ?)').run(
    sha256,
    JSON.stringify(directions),
    answeredAt,
    answeredBy,
  )
}
