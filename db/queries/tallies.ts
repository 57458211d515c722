// The kept counts, summed over source files. Screens, coverage and reports count with these; only current records count, unless
// somebody asks how the others stand.
import type { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import type { ChangeCounts } from '#domain/imports'
import type { Change, Standing } from '#domain/standing'
import type { SqlValue } from '../sql.ts'
import type { ReadableDb } from '../types.ts'
import { addHash, NO_HASH, subtractHash } from './content-sum.ts'
import { liesUnder } from './filing.ts'

/** So many published records with these words. */
export type ServiceTally = {
  readonly service: string | null
  readonly topic: string | null
  readonly check: string | null
  readonly result: EvidenceResult
  readonly severity: Severity
  readonly muted: boolean
  readonly lifecycle: Lifecycle
  readonly count: number
}

type Row = Omit<ServiceTally, 'muted'> & { muted: 0 | 1 }

const WORDS = 'service, topic, check_id, result, severity, muted, lifecycle'
const SELECT = `SELECT service, topic, check_id AS "check", result, severity, muted, lifecycle, sum(count) AS count FROM totals WHERE standing = 'current'`
const GROUP = `GROUP BY ${WORDS} HAVING sum(count) > 0 ORDER BY ${WORDS}`

const tallyOf = (row: Row): ServiceTally => ({ ...row, muted: row.muted === 1 })

/** What counts, over the whole engagement. */
export const allTallies = (db: ReadableDb): ServiceTally[] => db.prepare<[], Row>(`${SELECT} ${GROUP}`).all().map(tallyOf)

/** What counts for one service. */
export function talliesOfService(db: ReadableDb, service: string): ServiceTally[] {
  const { sql, values } = liesUnder(db, service)
  return db
    .prepare<SqlValue[], Row>(`${SELECT} AND ${sql} ${GROUP}`)
    .all(...values)
    .map(tallyOf)
}

/** A file's own counts as they were kept when it was read, whatever became of its records since. */
export type SourceTally = ServiceTally & { readonly account: string | null; readonly region: string | null; readonly content: string }

export const talliesOfSource = (db: ReadableDb, sourceKey: number): SourceTally[] =>
  db
    .prepare<[number], Omit<SourceTally, 'muted'> & { muted: 0 | 1 }>(
      `SELECT service, topic, check_id AS "check", result, severity, muted, lifecycle, account, region, count, content
       FROM source_tallies WHERE source_key = ? ORDER BY ${WORDS}, account, region`,
    )
    .all(sourceKey)
    .map((row) => ({ ...row, muted: row.muted === 1 }))

/** How a service's records that do not count stand; `current` ones are counted too. */
export function standingsOfService(db: ReadableDb, service: string): { standing: Standing; n: number }[] {
  const { sql, values } = liesUnder(db, service)
  return db
    .prepare<SqlValue[], { standing: Standing; n: number }>(
      `SELECT standing, sum(count) AS n FROM totals WHERE ${sql} GROUP BY standing ORDER BY standing`,
    )
    .all(...values)
}

/** How the records of an import stand, and what is new, changed or unchanged among them. */
export function changesOfImport(db: ReadableDb, importId: string): ChangeCounts {
  const counts = { restated: 0, superseded: 0, gone: 0, new: 0, unchanged: 0, changed: 0, notScannedAgain: 0 }
  const rows = db
    .prepare<[string], { standing: Standing; change: Change | null; n: number }>(
      `SELECT standing, change, sum(count) AS n FROM tally_shifts
       WHERE relation_key = (SELECT relation_key FROM relation_head)
         AND source_key IN (SELECT source_key FROM sources WHERE import_id = ?) GROUP BY standing, change`,
    )
    .all(importId)
  for (const { standing, change, n } of rows) {
    if (standing !== 'current') counts[standing] += n
    else if (change === 'not-scanned-again') counts.notScannedAgain += n
    else if (change !== null) counts[change] += n
  }
  return counts
}

/**
 * One hash over what the current records of a service say, the same in whatever order and from whatever files they came: times,
 * files and positions are not in it.
 */
export function contentOfService(db: ReadableDb, service: string): string {
  let sum = NO_HASH
  const { sql, values } = liesUnder(db, service)
  const rows = db
    .prepare<SqlValue[], { content: string; sign: 1 | -1 }>(`SELECT content, sign FROM tallies WHERE ${sql} AND standing = 'current'`)
    .iterate(...values)
  for (const { content, sign } of rows) sum = sign === 1 ? addHash(sum, content) : subtractHash(sum, content)
  return sum
}

/** Whether the totals are what the tallies add up to; both are kept, and a screen may read either. */
export function totalsMatchTallies(db: ReadableDb): boolean {
  const words = `source_key, ${WORDS}, standing, change`
  const lines = (view: 'totals' | 'tallies'): string =>
    JSON.stringify(
      db
        .prepare<[], unknown[]>(`SELECT ${words}, sum(count) FROM ${view} GROUP BY ${words} HAVING sum(count) <> 0 ORDER BY ${words}`)
        .raw()
        .all(),
    )
  return lines('totals') === lines('tallies')
}
