// Files as earlier versions made them, for the tests of migrations.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { MIGRATIONS, type Migration, migrate } from '../migrate.ts'
import type { WritableDb } from '../types.ts'

/** An empty file of the version before a migration; closed and removed when the test ends. */
export function fileBefore({ version }: Migration): WritableDb {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-older-'))
  const db = new Database(join(folder, 'a.tickmark')) as WritableDb
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  migrate(
    db,
    { path: db.name },
    MIGRATIONS.filter((m) => m.version < version),
  )
  return db
}
