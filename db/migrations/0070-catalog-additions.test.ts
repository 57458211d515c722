import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { tempFolder } from '../../main/services/testing/temp.ts'
import { migrate } from '../migrate.ts'
import { additionsStamp, readStoredAdditions, writeStoredAdditions } from '../queries/catalog-additions.ts'
import type { WritableDb } from '../types.ts'
import { migration } from './0070-catalog-additions.ts'
import { fileBefore } from './older-file.fixture.ts'

it('a file from before catalog files keeps its rows and stands on the shipped catalog', () => {
  const db = fileBefore(migration)
  db.exec(
    "INSERT INTO verdicts (criterion_id, verdict, rationale, basis, updated_at, updated_by) VALUES ('a.b.c', 'met', 'r', '', 't', 'p')",
  )
  const before = db.prepare('SELECT * FROM verdicts').all()
  migrate(db, { path: db.name })
  expect(db.prepare('SELECT * FROM verdicts').all()).toEqual(before)
  expect(readStoredAdditions(db)).toBeNull()
  expect(additionsStamp(db)).toBeNull()
})

it('a stored file is given back as it was, and another one has another stamp', () => {
  const path = join(tempFolder(), 'f.tickmark')
  const db = new Database(path)
  migrate(db, { path })
  const write = (content: string | null) => {
    const fileName = content === null ? null : 'house.json'
    writeStoredAdditions(db as WritableDb, { fileName, content, kept: { criteria: [] }, usedAt: '2026-01-01T00:00:00.000Z', usedBy: 'Ann' })
    return additionsStamp(db)
  }
  const stamps = [write('{"a":1}'), write('{"a":2}'), write(null)]
  expect(new Set(stamps).size).toBe(3)
  write('\uFEFF{"a":1}')
  expect(readStoredAdditions(db)).toMatchObject({ content: '\uFEFF{"a":1}', kept: { criteria: [] }, usedBy: 'Ann' })
  expect(() => db.exec('UPDATE catalog_additions SET content = NULL')).toThrow(/CHECK/)
  db.close()
})
