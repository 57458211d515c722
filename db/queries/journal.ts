// Rows of the journal. What an entry means and how it is hashed: domain/journal.ts; who may append: services/commit.ts.
import type { JournalEntry, JournalSubject } from '#domain/journal'
import { prepareOnce } from '../statements.ts'
import type { ReadableDb, WritableDb } from '../types.ts'

type Row = {
  seq: number
  at: string
  actor: string
  action: string
  subject: JournalSubject
  subject_id: string
  reason: string | null
  before: string | null
  after: string | null
  prev_hash: string
  hash: string
}

const entryOf = (row: Row): JournalEntry => ({
  seq: row.seq,
  at: row.at,
  actor: row.actor,
  action: row.action,
  subject: row.subject,
  subjectId: row.subject_id,
  reason: row.reason,
  before: row.before === null ? null : (JSON.parse(row.before) as JournalEntry['before']),
  after: row.after === null ? null : (JSON.parse(row.after) as JournalEntry['after']),
  prevHash: row.prev_hash,
  hash: row.hash,
})

/** Sequence number and hash of the last entry; null in an empty journal. */
export const journalHead = (db: ReadableDb): { seq: number; hash: string } | null =>
  prepareOnce<[], { seq: number; hash: string }>(db, 'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() ?? null

/** Sequence number of the last entry on any of these subjects; 0 where there is none. */
export const lastSeqOf = (db: ReadableDb, subjects: readonly JournalSubject[]): number =>
  db
    .prepare<JournalSubject[], { seq: number | null }>(
      `SELECT max(seq) AS seq FROM journal WHERE subject IN (${subjects.map(() => '?').join(', ')})`,
    )
    .get(...subjects)?.seq ?? 0

export function appendEntry(db: WritableDb, entry: JournalEntry): void {
  prepareOnce(
    db,
    `INSERT INTO journal (seq, at, actor, action, subject, subject_id, reason, before, after, prev_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.seq,
    entry.at,
    entry.actor,
    entry.action,
    entry.subject,
    entry.subjectId,
    entry.reason,
    entry.before === null ? null : JSON.stringify(entry.before),
    entry.after === null ? null : JSON.stringify(entry.after),
    entry.prevHash,
    entry.hash,
  )
}

/** An entry as it stands in the file: `entry` is null where somebody broke its JSON. */
export type FoundEntry = { readonly seq: number; readonly at: string; readonly hash: string; readonly entry: JournalEntry | null }

/** Every entry, oldest first, one at a time. */
export function* allEntries(db: ReadableDb): Generator<FoundEntry> {
  for (const row of db.prepare<[], Row>('SELECT * FROM journal ORDER BY seq').iterate())
    yield { seq: row.seq, at: row.at, hash: row.hash, entry: readable(row) }
}

function readable(row: Row): JournalEntry | null {
  try {
    return entryOf(row)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The highest sequence number SQLite ever gave out here; higher than the last entry = the tail was cut off. */
export const highestSeqEver = (db: ReadableDb): number =>
  db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").get()?.seq ?? 0

/** Newest first. */
export function listEntries(
  db: ReadableDb,
  filter: { readonly offset: number; readonly limit: number; readonly subject: JournalSubject | null; readonly text: string },
): { total: number; rows: JournalEntry[] } {
  const where = `WHERE (@subject IS NULL OR subject = @subject)
    AND (@text = '' OR action || ' ' || actor || ' ' || subject_id || ' ' || coalesce(reason, '') || ' ' || coalesce(after, '') LIKE '%' || @text || '%' ESCAPE '\\')`
  const params = { subject: filter.subject, text: filter.text.replace(/[\\%_]/g, '\\$&'), offset: filter.offset, limit: filter.limit }
  const total = db.prepare<[typeof params], { n: number }>(`SELECT count(*) AS n FROM journal ${where}`).get(params)?.n ?? 0
  const rows = db.prepare<[typeof params], Row>(`SELECT * FROM journal ${where} ORDER BY seq DESC LIMIT @limit OFFSET @offset`).all(params)
  return { total, rows: rows.map(entryOf) }
}

/** The history of one thing, oldest first. */
export const entriesOf = (db: ReadableDb, subject: JournalSubject, subjectId: string): JournalEntry[] =>
  db
    .prepare<[string, string], Row>('SELECT * FROM journal WHERE subject = ? AND subject_id = ? ORDER BY seq')
    .all(subject, subjectId)
    .map(entryOf)
