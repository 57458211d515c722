// Brings an engagement file's schema up to date: numbered steps, one transaction each, a backup before the first.
import { copyFileSync, existsSync } from 'node:fs'
import { AppError } from '#domain/errors'
import { migration as engagement } from './migrations/0010-engagement.ts'
import type { ReadableDb } from './types.ts'

export type Migration = { readonly version: number; readonly sql: string }

/** In order, numbered by tens, never edited once released. */
export const MIGRATIONS: readonly Migration[] = [engagement]

const newest = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0

/**
 * Runs the steps the file has not seen. A file with content is first copied to `PATH.before-N.bak` (never overwritten).
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
  const backup = `${path}.before-${version}.bak`
  if (existsSync(backup)) return
  db.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(path, backup)
}
