// Writes CSV that spreadsheet programs open without harm: RFC 4180, and no cell that a spreadsheet would take for a formula (law 7).

/** What makes spreadsheet programs read a cell as a formula, at its beginning; also behind spaces, which some take away. */
const FORMULA = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/** One cell: a number as it is; text that could be a formula behind an apostrophe; quotes where they are needed. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows joined by CR LF, the last one ended too. UTF-8 with a byte order mark, without which Excel misreads it. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
