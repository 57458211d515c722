import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from './migrate.ts'

it('db/schema.sql is the schema that the migrations make (refresh with vitest -u)', async () => {
  const db = new Database(':memory:')
  migrate(db, { path: ':memory:' })
  const statements = db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name",
    )
    .all()
  await expect(
    `-- Generated from db/migrations by db/schema.test.ts; do not edit.\n\n${statements.map((s) => `${s.sql};`).join('\n\n')}\n`,
  ).toMatchFileSnapshot('schema.sql')
  db.close()
})
