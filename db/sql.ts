// Turns filter terms into SQL conditions with bound values. Column names come from the caller's table, never from the filter.
import type { FilterTerm } from '#domain/filter'

export type SqlValue = string | number
export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] }

/** How a field of the query language is asked of a table: its column, and what its words mean there. */
export type FilterColumn = { readonly sql: string; readonly value?: (word: string) => SqlValue | null }

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function fieldCondition(column: FilterColumn, values: readonly string[]): Condition {
  const parts: string[] = []
  const bound: SqlValue[] = []
  for (const word of values) {
    if (word.toLowerCase() === 'none') {
      parts.push(`${column.sql} IS NULL`)
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

/** All terms as one condition; `1` where there are none. Text is looked for, case-blind, in `textColumns`. */
export function whereOf(
  terms: readonly FilterTerm[],
  columns: Readonly<Record<string, FilterColumn>>,
  textColumns: readonly string[],
): Condition {
  const parts: string[] = []
  const values: SqlValue[] = []
  for (const term of terms) {
    let condition: Condition
    if (term.kind === 'text') {
      condition = {
        sql: `(${textColumns.map((column) => `coalesce(${column}, '') LIKE ? ESCAPE '\\'`).join(' OR ')})`,
        values: textColumns.map(() => like(term.text)),
      }
    } else {
      const column = columns[term.field]
      if (!column) continue
      condition = fieldCondition(column, term.values)
    }
    parts.push(term.negated ? `NOT coalesce(${condition.sql}, 0)` : condition.sql)
    values.push(...condition.values)
  }
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values }
}

/** `CASE column WHEN 'a' THEN 0 …`: the order of an ordered word list, unknown words last. */
export const rankOf = (column: string, words: readonly string[]): string =>
  `CASE ${column} ${words.map((word, rank) => `WHEN '${word}' THEN ${rank}`).join(' ')} ELSE ${words.length} END`
