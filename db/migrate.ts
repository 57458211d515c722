// Brings an engagement file's schema up to date: numbered steps, one transaction each, a backup before the first.
import { constants, copyFileSync, existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '#domain/errors'
import { migration as engagement } from './migrations/0010-engagement.ts'
import { migration as filing } from './migrations/0020-filing.ts'
import { migration as frameworks } from './migrations/0030-frameworks.ts'
import { migration as assurance } from './migrations/0040-assurance.ts'
import { migration as proposals } from './migrations/0050-proposals.ts'
import { migration as coveragePlaces } from './migrations/0060-coverage-places.ts'
import { migration as catalogAdditions } from './migrations/0070-catalog-additions.ts'
import { migration as evidenceKinds } from './migrations/0080-evidence-kinds.ts'
import type { ReadableDb } from './types.ts'

export type Migration = { readonly version: number; readonly sql: string }

/** In order, numbered by tens, never edited once released. */
export const MIGRATIONS: readonly Migration[] = [
  engagement,
  filing,
  frameworks,
  assurance,
  proposals,
  coveragePlaces,
  catalogAdditions,
  evidenceKinds,
]

const newest = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0

/**
 * Runs the steps the file has not seen. A file with content is first copied to `PATH.before-N.bak` (never overwriting one).
 * Throws AppError('engagement-newer') where the file was written by a newer Tickmark; it is then left untouched.
 */
export function migrate(db: ReadableDb, { path }: { readonly path: string }, migrations: readonly Migration[] = MIGRATIONS): void {
  const current = Number(db.pragma('user_version', { simple: true }))
  if (current > newest(migrations))
    throw new AppError(
      'engagement-newer',
      `${path} was written by a newer Tickmark (schema ${current}; this one knows ${newest(migrations)}). It was not changed.`,
      { path, schema: current, known: newest(migrations) },
    )
  const pending = migrations.filter((m) => m.version > current)
  if (pending.length === 0) return
  if (current > 0) backUp(db, path, current)
  for (const { version, sql } of pending) {
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${version}`)
    }).immediate()
  }
}

function backUp(db: ReadableDb, path: string, version: number): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  const name = (n: number): string => `${path}.before-${version}${n === 1 ? '' : `-${n}`}.bak`
  let n = 1
  while (existsSync(name(n))) n += 1
  copyFileSync(path, name(n), constants.COPYFILE_EXCL)
}

/** What the file's schema is made of, as SQL; SQLite's own tables left out. */
export const schemaOf = (db: ReadableDb): string[] =>
  db
    .prepare<[], { sql: string }>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    .all()
    .map((row) => row.sql)

/** What `schemaOf` gives for a file of the newest version. */
export function expectedSchema(): string[] {
  const db = new Database(':memory:')
  try {
    migrate(db, { path: ':memory:' })
    return schemaOf(db)
  } finally {
    db.close()
  }
}
