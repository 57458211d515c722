// How many records a file holds, counted in the plainest way, without any of our readers: where records lie side by side, every one of
// them must come out as a record or as a rejection.
import Papa from 'papaparse'

/** Formats whose bare JSON lists, and lines of JSON, hold one record per item whatever the item is. */
const FLAT: ReadonlySet<string> = new Set(['asff', 'prowler-ocsf', 'ocsf', 'guardduty', 'inspector2', 'prowler-v2-json', 'prowler-v3-json'])
const QUOTED_CSV: ReadonlySet<string> = new Set(['prowler-csv', 'prowler-compliance-csv', 'nessus-csv', 'powerpipe-csv'])

/** Null where this count cannot tell: wrapped lists, damaged files, formats whose records lie deep inside. */
export function plainCount(formatId: string, bytes: Uint8Array): number | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
  if (text.startsWith('\ufeff') || text.includes('\0')) return null
  if (FLAT.has(formatId)) return countOfJson(text)
  return QUOTED_CSV.has(formatId) ? countOfCsv(text) : null
}

function countOfJson(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.length : null
  } catch {
    return null
  }
}

function countOfCsv(text: string): number | null {
  const [header = '', ...rows] = text.split(/[\r\n]+/).filter((line) => line !== '')
  const delimiter = header.includes(';') ? ';' : ','
  // A row of nothing but delimiters is an empty line, as spreadsheets write it.
  const isEmpty = (line: string): boolean => (Papa.parse<string[]>(line, { delimiter }).data[0] ?? []).every((cell) => cell.trim() === '')
  const lines = [header, ...rows.filter((line) => !isEmpty(line))]
  if (/[\t|]/.test(header) || header.includes('"') || (delimiter === ';' && header.includes(','))) return null
  // Where a line end stands inside quotes, or a quote inside a plain cell, readers may differ: not this count's matter.
  if (lines.some((line) => Papa.parse(line, { delimiter }).errors.length > 0 || (line.split('"').length - 1) % 2 === 1)) return null
  // A header may come again in another order or of another version: which it is, this count cannot tell.
  const names = new Set(header.split(delimiter).filter((name) => name !== ''))
  const isLikeHeader = (line: string): boolean => line !== header && line.split(delimiter).filter((cell) => names.has(cell)).length > 2
  if (lines.some(isLikeHeader)) return null
  return lines.filter((line) => line !== header).length
}
