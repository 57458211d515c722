// Statements that run many times in a row, prepared once for each connection.
import type { Statement } from 'better-sqlite3'
import type { ReadableDb } from './types.ts'

const prepared = new WeakMap<ReadableDb, Map<string, unknown>>()

/** As `db.prepare`, but the same statement each time: to be run, never to be iterated over or switched to `raw` or `pluck`. */
export function prepareOnce<P extends unknown[] = unknown[], R = unknown>(
  db: ReadableDb,
  sql: string,
): Pick<Statement<P, R>, 'run' | 'get' | 'all'> {
  const statements = prepared.get(db) ?? new Map<string, unknown>()
  prepared.set(db, statements)
  const statement = (statements.get(sql) as Statement<P, R> | undefined) ?? db.prepare<P, R>(sql)
  statements.set(sql, statement)
  return statement
}
