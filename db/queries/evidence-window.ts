// Which records of a filter stand in a window of its list, and how many there are in all. Reads no more rows than it must: where the
// counts are kept they say in which files, and under which word of the sort, the window lies.
import { EvidenceResult, Severity } from '#domain/evidence'
import { rankOf, type SqlValue } from '../sql.ts'
import type { ReadableDb } from '../types.ts'
import { type EvidenceQuestion, questionOf } from './evidence-filter.ts'

/** What a list is ordered by before the id: a column, and the order of its words. Resources are in no kept count. */
const ORDER = {
  imported: { column: null, counted: true, order: () => '1' },
  severity: { column: 'severity', counted: true, order: (column: string) => rankOf(column, Severity.options) },
  result: { column: 'result', counted: true, order: (column: string) => rankOf(column, EvidenceResult.options) },
  service: { column: 'service', counted: true, order: (column: string) => column },
  check: { column: 'check_id', counted: true, order: (column: string) => column },
  resource: { column: 'resource', counted: false, order: (column: string) => column },
} as const
export type EvidenceSort = keyof typeof ORDER

export type EvidenceQuery = {
  readonly filter: string
  readonly sort: EvidenceSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}
export type EvidenceWindow = { readonly total: number; readonly ids: readonly number[] }

/** The ids in a window of the matching records, and how many match in all. Throws AppError('invalid-input') as `questionOf` does. */
export function windowOf(db: ReadableDb, query: EvidenceQuery): EvidenceWindow {
  const question = questionOf(db, query.filter)
  const stretches = stretchesOf(db, question, query)
  if (stretches !== null) return walk(db, question, query, stretches)
  if (question.counted === null) {
    const ids = readIds(db, question, query, [-1, 0])
    return { total: ids.length, ids: ids.slice(query.offset, query.offset + query.limit) }
  }
  return { total: countEvidence(db, question.counted), ids: readIds(db, question, query, [query.limit, query.offset]) }
}

const countEvidence = (db: ReadableDb, { view, where }: NonNullable<EvidenceQuestion['counted']>): number =>
  db.prepare<SqlValue[], { n: number | null }>(`SELECT sum(count) AS n FROM ${view} t WHERE ${where.sql}`).get(...where.values)?.n ?? 0

/** A record's service is the one it lies under now. */
const rowColumn = (column: string, place: EvidenceQuestion['place']): string => (column === 'service' ? place.service : `e.${column}`)

/** `[limit, offset]`; a limit of -1 is none. */
type Cut = readonly [number, number]

function readIds(db: ReadableDb, { from, where, place }: EvidenceQuestion, { sort, descending }: EvidenceQuery, cut: Cut): number[] {
  const { column, order } = ORDER[sort]
  const way = descending ? 'DESC' : 'ASC'
  const by = column === null ? `e.evidence_id ${way}` : `${order(rowColumn(column, place))} ${way}, e.evidence_id ${way}`
  return db
    .prepare<SqlValue[], number>(`SELECT e.evidence_id FROM ${from} WHERE ${where.sql} ORDER BY ${by} LIMIT ? OFFSET ?`)
    .pluck()
    .all(...where.values, ...cut)
}

/** The matching records of one file under one word of the sort: they stand together in the list, in the order of their ids. */
type Stretch = { readonly word: string | null; readonly source_key: number; readonly n: number }

/** The whole list as stretches; null where the counts do not tell, or where files were read at the same time and their ids mix. */
function stretchesOf(db: ReadableDb, { counted }: EvidenceQuestion, { sort, descending }: EvidenceQuery): Stretch[] | null {
  const { column, counted: isKept, order } = ORDER[sort]
  if (counted === null || !isKept || !areApart(db)) return null
  const word = column === null ? 'NULL' : column === 'service' ? counted.place.service : `t.${column}`
  const way = descending ? 'DESC' : 'ASC'
  return db
    .prepare<SqlValue[], Stretch>(
      `SELECT word, source_key, n FROM (
         SELECT ${word} AS word, t.source_key, sum(t.count) AS n FROM ${counted.view} t WHERE ${counted.where.sql} GROUP BY 1, 2
       ) s WHERE n > 0 ORDER BY ${order('word')} ${way}, (SELECT min(evidence_id) FROM evidence_records e WHERE e.source_key = s.source_key) ${way}`,
    )
    .all(...counted.where.values)
}

/** Whether the ids of each file lie before or behind all those of another. */
function areApart(db: ReadableDb): boolean {
  const ranges = db
    .prepare<[], { first: number; last: number }>(
      `SELECT (SELECT min(evidence_id) FROM evidence_records e WHERE e.source_key = s.source_key) AS first,
         (SELECT max(evidence_id) FROM evidence_records e WHERE e.source_key = s.source_key) AS last
       FROM sources s WHERE first IS NOT NULL ORDER BY first`,
    )
    .all()
  return ranges.every(({ first }, i) => first > (ranges[i - 1]?.last ?? 0))
}

function walk(
  db: ReadableDb,
  { from, where, place }: EvidenceQuestion,
  query: EvidenceQuery,
  stretches: readonly Stretch[],
): EvidenceWindow {
  const { column } = ORDER[query.sort]
  // Where nothing is asked of what records share, skipping a million of them must not look it up for each.
  const rows = column === null && query.filter.trim() === '' ? 'evidence_records e' : from
  const read = db
    .prepare<(SqlValue | null)[], number>(
      `SELECT e.evidence_id FROM ${rows} WHERE ${where.sql} AND e.source_key = ?${column === null ? '' : ` AND ${rowColumn(column, place)} IS ?`}
       ORDER BY e.evidence_id ${query.descending ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`,
    )
    .pluck()
  const ids: number[] = []
  let before = 0
  for (const { word, source_key, n } of stretches) {
    const skip = Math.max(0, query.offset - before)
    const most = Math.min(query.limit - ids.length, n - skip)
    if (most > 0) ids.push(...read.all(...where.values, source_key, ...(column === null ? [] : [word]), most, skip))
    before += n
  }
  return { total: before, ids }
}
