// Plain text for people: tables, figures and counts. No colour, no markup; whatever a scan or a person wrote is made
// harmless for the terminal first (law 7: scan text is data).

// C0 and C1 controls, line and paragraph separators, and the marks that turn text direction around.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Gives text as one harmless line: control characters, line breaks and direction marks are written out as escapes. */
export const oneLine = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Gives text of several lines with everything but the line breaks and tabs made harmless. */
export const manyLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(oneLine).join('\t'))
    .join('\n')

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
export const figure = (value: number): string => grouped.format(value)

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** Gives a size in decimal units, e.g. `12.3 MB`. */
export function size(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${grouped.format(value)} ${BYTE_UNITS[unit] ?? ''}`
}

/** Gives `250 fail · 107 pass`, without the zeros; `none` where all are zero. */
export function counts(of: Readonly<Record<string, number>>): string {
  const parts = Object.entries(of).filter(([, count]) => count > 0)
  return parts.length === 0 ? 'none' : parts.map(([word, count]) => `${figure(count)} ${word}`).join(' · ')
}

/** Gives `1 record`, `2 records`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${figure(count)} ${count === 1 ? one : many}`

export type Cell = string | number | null | undefined
export type Column = {
  readonly title: string
  readonly align?: 'right'
  /** Longest text shown; what is longer ends in `…`. */
  readonly max?: number
}

const cellText = (cell: Cell, max: number | undefined): string => {
  if (cell === null || cell === undefined) return '-'
  const text = typeof cell === 'number' ? figure(cell) : oneLine(cell)
  if (max === undefined) return text
  const characters = [...text]
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`
}

/** Gives a table with its header and a rule under it; columns as wide as their longest cell. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => columns.map((column, index) => cellText(row[index], column.max)))
  const widths = columns.map((column, index) => Math.max(column.title.length, ...texts.map((row) => [...(row[index] ?? '')].length)))
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => {
        const text = cells[index] ?? ''
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - [...text].length))
        return column.align === 'right' ? gap + text : text + gap
      })
      .join('  ')
      .trimEnd()
  return [line(columns.map((column) => column.title)), line(widths.map((width) => '-'.repeat(width))), ...texts.map(line)].join('\n')
}

/** Gives `name: value` lines with the values under one another. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${`${name}:`.padEnd(width + 2)}${cellText(value, undefined)}`).join('\n')
}

/** Says how much of a list is shown, so that a shortened list never looks complete. */
export const shownOf = (shown: number, total: number, one: string, many?: string): string =>
  shown === total ? plural(total, one, many) : `${figure(shown)} of ${plural(total, one, many)} shown; --limit and --offset show more`

/** Joins blocks with an empty line between them, leaving empty ones out. */
export const blocks = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')
