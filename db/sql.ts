// Turns filter terms into SQL conditions with bound values. Column names come from the caller's table, never from the filter.
import { AppError } from '#domain/errors'
import type { FilterTerm } from '#domain/filter'

export type SqlValue = string | number
export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] }

/** How a field of the query language is asked of a table: its column, and what its words mean there. */
export type FilterColumn = {
  readonly sql: string
  readonly value?: (word: string) => SqlValue | null
  /** Every stored value a word means, where asking for exactly these lets an index answer. */
  readonly spellings?: (word: string) => readonly SqlValue[]
  /** The only words the field can have; any other is refused. */
  readonly words?: readonly string[]
  /** Words for "not stated" beside `none`; where the words are told, the only ones. */
  readonly unstated?: readonly string[]
  /** What every row with one of these stored values (null: with none) also meets, where that lets an index answer. */
  readonly near?: (stored: readonly (SqlValue | null)[]) => Condition
}

const NOTHING: Condition = { sql: '0', values: [] }

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function fieldCondition(field: string, column: FilterColumn, values: readonly string[]): Condition {
  const parts: string[] = []
  const bound: SqlValue[] = []
  for (const word of values) {
    const lower = word.toLowerCase()
    const isUnstated = column.unstated?.includes(lower) === true || (!column.words && lower === 'none')
    if (column.words && !column.words.includes(lower) && !isUnstated) {
      const allowed = [...column.words, ...(column.unstated ?? [])]
      throw new AppError('invalid-input', `${field} cannot be "${word}". It is one of: ${allowed.join(', ')}.`, {
        field,
        value: word,
        allowed,
      })
    }
    const add = (stored: readonly (SqlValue | null)[], sql: string): void => {
      const near = column.near?.(stored)
      parts.push(near ? `(${near.sql} AND ${sql})` : sql)
      bound.push(...(near?.values ?? []), ...stored.filter((value) => value !== null))
    }
    if (isUnstated) {
      add([null], `${column.sql} IS NULL`)
      continue
    }
    if (column.spellings) {
      const spellings = column.spellings(word)
      add(spellings, `${column.sql} IN (${spellings.map(() => '?').join(', ')})`)
      continue
    }
    const value = column.value ? column.value(word) : word
    // A word that names nothing matches nothing; it must not be dropped and so match everything.
    if (value === null) parts.push('0')
    else {
      parts.push(typeof value === 'string' ? `${column.sql} = ? COLLATE NOCASE` : `${column.sql} = ?`)
      bound.push(value)
    }
  }
  return { sql: `(${parts.join(' OR ')})`, values: bound }
}

/**
 * All terms as one condition; `1` where there are none. Text is looked for, case-blind, in `textColumns`. A field without a word
 * matches nothing, excluded or not: it is half a question. `hitsOf` may give a condition no row with that text fails, which spares
 * looking at all of them. Throws AppError('invalid-input') for a word its field cannot have.
 */
export function whereOf(
  terms: readonly FilterTerm[],
  columns: Readonly<Record<string, FilterColumn>>,
  textColumns: readonly string[],
  hitsOf: (text: string) => Condition | null = () => null,
): Condition {
  const conditions = terms.map((term): Condition => {
    if (term.kind === 'text') return signed(textCondition(textColumns, term.text, hitsOf(term.text)), term.negated)
    const column = columns[term.field]
    return column && term.values.length > 0 ? signed(fieldCondition(term.field, column, term.values), term.negated) : NOTHING
  })
  return {
    sql: conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}

function textCondition(columns: readonly string[], text: string, hits: Condition | null): Condition {
  const holds = `(${columns.map((column) => `coalesce(${column}, '') LIKE ? ESCAPE '\\'`).join(' OR ')})`
  const values = columns.map(() => like(text))
  return hits === null ? { sql: holds, values } : { sql: `(${hits.sql} AND ${holds})`, values: [...hits.values, ...values] }
}

/** What is not known to be so counts as not so: `-region:x` keeps records without a region. */
const signed = ({ sql, values }: Condition, negated: boolean): Condition => ({ sql: negated ? `NOT coalesce(${sql}, 0)` : sql, values })

/** `CASE column WHEN 'a' THEN 0 …`: the order of an ordered word list, unknown words last. */
export const rankOf = (column: string, words: readonly string[]): string =>
  `CASE ${column} ${words.map((word, rank) => `WHEN '${word}' THEN ${rank}`).join(' ')} ELSE ${words.length} END`
