// Evidence of a file of the version before: the same rows under the same ids, proved as they were, what they share kept once.
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { provedValues, type RowValue, WHOLE_COLUMNS } from '../queries/evidence-columns.ts'
import { evidenceHasDigest } from '../queries/import-digests.ts'
import { migration } from './0080-evidence-kinds.ts'
import { fileBefore } from './older-file.fixture.ts'

const NUMBERS: readonly string[] = ['offset', 'length', 'context_key', 'scope_key', 'per_requirement', 'muted']
/** Null and the word "null", a number as text, quotes: what must not become one kind. */
const TITLES = ['a', null, 'null', '1', 'a","b', 'a', null, '1']

function olderFile() {
  const db = fileBefore(migration)
  const columns = WHOLE_COLUMNS.join(', ')
  const insert = db.prepare(`INSERT INTO evidence_rows (source_key, ${columns}) VALUES (?, ${WHOLE_COLUMNS.map(() => '?').join(', ')})`)
  const add = (sourceKey: number, title: RowValue, own: string): void => {
    insert.run(
      sourceKey,
      ...WHOLE_COLUMNS.map((column) =>
        column === 'title' ? title : column === 'resource' ? own : NUMBERS.includes(column) ? 1 : `${column} ü`,
      ),
    )
  }
  const rows = () => db.prepare(`SELECT evidence_id, source_key, ${columns} FROM evidence_rows ORDER BY evidence_id`).raw().all()
  return { db, add, rows }
}

it('keeps every row and its id, and what rows share once for each file', () => {
  const { db, add, rows } = olderFile()
  TITLES.forEach((title, n) => {
    for (const sourceKey of [1, 2]) add(sourceKey, title, `r${n}`)
  })
  const before = rows() as RowValue[][]
  const digestOf = (sourceKey: number): string =>
    before
      .filter((row) => row[1] === sourceKey)
      .reduce((hash, row) => hash.update(`${JSON.stringify(provedValues(row.slice(2)))}\n`), createHash('sha256'))
      .digest('hex')

  migrate(db, { path: db.name })
  expect(rows()).toEqual(before)
  expect(db.prepare('SELECT source_key, kind, title FROM evidence_kinds ORDER BY 1, 2').raw().all()).toEqual(
    [1, 2].flatMap((sourceKey) => [...new Set(TITLES)].map((title, n) => [sourceKey, n + 1, title])),
  )
  for (const sourceKey of [1, 2]) expect(evidenceHasDigest(db, sourceKey, digestOf(sourceKey))).toBe(true)
  db.exec("UPDATE evidence_kinds SET title = 'b' WHERE source_key = 1 AND kind = 1")
  expect([1, 2].map((sourceKey) => evidenceHasDigest(db, sourceKey, digestOf(sourceKey)))).toEqual([false, true])
})

it('gives no id again that a removed record had', () => {
  const { db, add } = olderFile()
  for (const own of ['a', 'b', 'c']) add(1, 'a', own)
  db.exec('DELETE FROM evidence_rows')
  migrate(db, { path: db.name })
  db.exec("INSERT INTO evidence_records (source_key, kind, offset, length, scope_key, content) VALUES (1, 1, 0, 1, 0, '')")
  expect(db.prepare('SELECT evidence_id FROM evidence_records').pluck().all()).toEqual([4])
})
