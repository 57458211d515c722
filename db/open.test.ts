import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS, migrate } from './migrate.ts'
import { createDb, kindOfFile, openDb, openSibling } from './open.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-db-'))
  return () => {
    rmSync(folder, { recursive: true, force: true })
  }
})

const at = (name: string): string => join(folder, name)

/** The schema a file has that was just made. */
const NEWEST = MIGRATIONS.at(-1)?.version ?? 0

describe('an encrypted engagement file', () => {
  it('opens with its passphrase and shows nothing without it', async () => {
    const path = at('a.tickmark')
    ;(await createDb({ path, passphrase: 'correct horse' })).db.close()
    expect(readFileSync(path).includes('SQLite format 3')).toBe(false)
    expect(readFileSync(path).includes('CREATE TABLE')).toBe(false)
    const { db } = await openDb({ path, passphrase: 'correct horse' })
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST)
    db.close()
    await expect(openDb({ path, passphrase: 'wrong' })).rejects.toThrow(expect.objectContaining({ code: 'passphrase-wrong' }))
    await expect(openDb({ path, passphrase: null })).rejects.toThrow(expect.objectContaining({ code: 'passphrase-missing' }))
  })

  it('takes the same passphrase typed with composed or decomposed letters', async () => {
    const path = at('b.tickmark')
    ;(await createDb({ path, passphrase: 'Schl\u00fcssel' })).db.close()
    ;(await openDb({ path, passphrase: 'Schlu\u0308ssel' })).db.close()
    expect(kindOfFile(path)).toBe('aegis')
  })

  it('notices a changed byte', async () => {
    const path = at('c.tickmark')
    ;(await createDb({ path, passphrase: 'p' })).db.close()
    const bytes = readFileSync(path)
    // The second page is in use whatever the schema; later ones may be free.
    const place = 4096 + 1000
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const { db } = await openDb({ path, passphrase: 'p' })
    expect(() => db.pragma('integrity_check')).toThrow(expect.objectContaining({ code: 'SQLITE_CORRUPT' }))
    db.close()
  })

  it('that was made with the SQLCipher scheme opens, and stays as it is', async () => {
    const path = at('old.tickmark')
    const old = new Database(path)
    for (const pragma of ["cipher = 'sqlcipher'", 'legacy = 4', "key = 'correct horse'", 'journal_mode = WAL']) old.pragma(pragma)
    old.pragma('application_id = 0x544b4d4b')
    migrate(old, { path })
    old.close()
    expect(kindOfFile(path)).toBe('sqlcipher')
    const { db, location } = await openDb({ path, passphrase: 'correct horse' })
    const sibling = openSibling(location)
    expect(sibling.pragma('user_version', { simple: true })).toBe(NEWEST)
    sibling.close()
    db.close()
    expect(kindOfFile(path)).toBe('sqlcipher')
    await expect(openDb({ path, passphrase: 'wrong' })).rejects.toThrow(expect.objectContaining({ code: 'passphrase-wrong' }))
  })
})

describe('what is no engagement', () => {
  it.each([
    ['text', Buffer.from('hello')],
    ['a page of text', Buffer.from('x'.repeat(8192))],
    ['an empty file', Buffer.alloc(0)],
    ['odd noise', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 31 + 200) % 256))],
  ])('refuses %s and leaves it as it was', async (_name, bytes) => {
    const path = at('c.tickmark')
    writeFileSync(path, bytes)
    await expect(openDb({ path, passphrase: 'x' })).rejects.toThrow(expect.objectContaining({ code: 'not-an-engagement' }))
    expect(readFileSync(path)).toEqual(bytes)
  })

  it('refuses another SQLite database', async () => {
    const path = at('other.db')
    const other = new Database(path)
    other.exec('CREATE TABLE t (x)')
    other.close()
    await expect(openDb({ path, passphrase: null })).rejects.toThrow(expect.objectContaining({ code: 'not-an-engagement' }))
  })

  it('names a file that is not there', async () => {
    await expect(openDb({ path: at('nowhere.tickmark'), passphrase: null })).rejects.toThrow(
      expect.objectContaining({ code: 'input-unreadable' }),
    )
  })
})

describe('creating', () => {
  it('never overwrites a file and leaves nothing behind when it fails', async () => {
    const path = at('d.tickmark')
    writeFileSync(path, 'mine')
    await expect(createDb({ path, passphrase: null })).rejects.toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(readFileSync(path, 'utf8')).toBe('mine')
    await expect(createDb({ path: at('no/such/folder.tickmark'), passphrase: null })).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['d.tickmark'])
  })

  it('makes a file that only its owner can read', async () => {
    const path = at('mode.tickmark')
    ;(await createDb({ path, passphrase: null })).db.close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('uses WAL, full sync, foreign keys, and STRICT tables throughout', async () => {
    const { db } = await createDb({ path: at('e.tickmark'), passphrase: null })
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    const tables = db.pragma('table_list') as { name: string; type: string; strict: number }[]
    const loose = tables.filter((t) => t.type === 'table' && t.strict === 0 && !t.name.startsWith('sqlite_'))
    expect(loose).toEqual([])
    db.close()
  })
})

describe('migrations', () => {
  const next = { version: NEWEST + 10, sql: 'ALTER TABLE engagement ADD COLUMN colour TEXT' }

  it('backs the file up before a later step and runs each step once', async () => {
    const path = at('f.tickmark')
    const { db } = await createDb({ path, passphrase: null })
    migrate(db, { path }, [...MIGRATIONS, next])
    migrate(db, { path }, [...MIGRATIONS, next])
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST + 10)
    db.close()
    expect(readdirSync(folder)).toContain(`f.tickmark.before-${NEWEST}.bak`)
    const backup = new Database(`${path}.before-${NEWEST}.bak`, { readonly: true })
    expect(backup.pragma('user_version', { simple: true })).toBe(NEWEST)
    backup.close()
  })

  it('keeps the old schema whole when a step fails', async () => {
    const path = at('g.tickmark')
    const { db } = await createDb({ path, passphrase: null })
    const broken = { version: NEWEST + 10, sql: 'CREATE TABLE half (x INTEGER) STRICT; SELECT broken FROM nowhere' }
    expect(() => migrate(db, { path }, [...MIGRATIONS, broken])).toThrow()
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST)
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined()
    db.close()
  })

  it('refuses a newer file politely and leaves it alone', async () => {
    const path = at('h.tickmark')
    const { db } = await createDb({ path, passphrase: null })
    db.pragma('user_version = 9990')
    db.close()
    await expect(openDb({ path, passphrase: null })).rejects.toThrow(expect.objectContaining({ code: 'engagement-newer' }))
  })
})
