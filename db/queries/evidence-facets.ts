// Per field, how many records of a filter have which value: added up from kept counts where they can tell, else counted from the rows.
import type { SqlValue } from '../sql.ts'
import type { ReadableDb } from '../types.ts'
import { type CountView, type EvidenceQuestion, questionOf, STANDING_OF_ROW } from './evidence-filter.ts'

type Facets = { field: string; values: { value: string; count: number }[] }[]
type Value = string | number | null

const OF_TOTALS = ['result', 'severity', 'service', 'topic', 'muted', 'lifecycle', 'standing', 'change'] as const
const OF_PLACES = ['account', 'region'] as const
type FacetField = (typeof OF_TOTALS)[number] | (typeof OF_PLACES)[number]

/** `none` stands for what is not stated. Most frequent first. Throws AppError('invalid-input') as `questionOf` does. */
export function evidenceFacets(db: ReadableDb, filter: string): Facets {
  const question = questionOf(db, filter)
  const counts =
    question.counted === null
      ? countRows(db, question)
      : [...addUp(db, question.counted.view, question.counted, OF_TOTALS), ...addUp(db, 'tallies', question.counted, OF_PLACES)]
  return counts.map(({ field, values }) => ({
    field,
    values: [...values]
      .filter(([, count]) => count > 0)
      .toSorted(([a, n], [b, m]) => m - n || (wordOf(field, a) < wordOf(field, b) ? -1 : 1))
      .map(([value, count]) => ({ value: wordOf(field, value), count })),
  }))
}

const wordOf = (field: FacetField, value: Value): string => {
  if (value === null) return 'none'
  return field === 'muted' ? (value === 1 ? 'yes' : 'no') : String(value)
}

type FieldCounts = { readonly field: FacetField; readonly values: ReadonlyMap<Value, number> }

type Counted = NonNullable<EvidenceQuestion['counted']>

/** One pass over the kept counts for all these fields. */
function addUp(db: ReadableDb, view: CountView, { where, place }: Counted, fields: readonly FacetField[]): FieldCounts[] {
  const columns = fields.map((field) => (field === 'service' || field === 'topic' ? place[field] : `t.${field}`)).join(', ')
  const rows = db
    .prepare<SqlValue[], Value[]>(`SELECT ${columns}, sum(t.count) FROM ${view} t WHERE ${where.sql} GROUP BY ${columns}`)
    .raw()
    .iterate(...where.values)
  return collect(fields, rows)
}

/** One pass over the rows: a question the counts cannot answer costs more than what is done with its answer. */
function countRows(db: ReadableDb, { from, where, place }: EvidenceQuestion): FieldCounts[] {
  const fields = [...OF_TOTALS, ...OF_PLACES]
  const columns = fields.map((field) => columnOfRow(field, place)).join(', ')
  const rows = db
    .prepare<SqlValue[], Value[]>(`SELECT ${columns}, 1 FROM ${from} WHERE ${where.sql}`)
    .raw()
    .iterate(...where.values)
  return collect(fields, rows)
}

function columnOfRow(field: FacetField, place: EvidenceQuestion['place']): string {
  if (field === 'standing') return STANDING_OF_ROW
  if (field === 'service' || field === 'topic') return place[field]
  return field === 'change' ? 't.change' : `e.${field}`
}

/** Each row has a value per field and then its count. */
function collect(fields: readonly FacetField[], rows: Iterable<readonly Value[]>): FieldCounts[] {
  const counts = fields.map((field) => ({ field, values: new Map<Value, number>() }))
  for (const row of rows) {
    const count = Number(row[fields.length])
    counts.forEach(({ values }, i) => {
      const value = row[i] ?? null
      values.set(value, (values.get(value) ?? 0) + count)
    })
  }
  return counts
}
