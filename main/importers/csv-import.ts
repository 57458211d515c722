// Turns a CSV file into import items through a format's row mapper. The header decides the delimiter and is kept as context.
import { AppError } from '#domain/errors'
import type { ScanRecord } from '#domain/evidence'
import type { IssueCode } from '#domain/imports'
import { createCsvRowSplitter, fieldsOf } from './csv-records.ts'
import { decodeUtf8 } from './encoding.ts'
import type { ByteStream, ImportItem } from './importer.ts'
import { createNoteBook, type Note, noNote } from './notes.ts'

/** The header of a CSV file: how it separates fields and where each column stands. Names are compared in upper case. */
export type CsvHeader = {
  readonly text: string
  readonly delimiter: string
  readonly columns: ReadonlyMap<string, number>
  readonly width: number
}

/** The text of a row in a column; null where the column is missing or empty. */
export type Column = (name: string) => string | null
type Mapped = ScanRecord | { readonly rejected: IssueCode; readonly because: string }

export type CsvFormat = {
  /** True where a header is this format's. */
  readonly accepts: (header: CsvHeader) => boolean
  /** The same of a row among others, where `accepts` refuses a file by throwing. */
  readonly repeats?: (header: CsvHeader) => boolean
  /** Names the header that was expected, for people. */
  readonly expected: string
  /**
   * Cuts a row into fields, for formats that know no quoting: every line end then ends a row. Absent where fields are quoted as
   * RFC 4180 says.
   */
  readonly fields?: (text: string, header: CsvHeader) => readonly string[]
  /**
   * For formats whose rows depend on rows before them: looks at each row once, in order, and gives one word on one line that tells
   * what `map` must know of them; '' where that is nothing. The word becomes part of the row's context.
   */
  readonly remember?: () => (column: Column) => string
  readonly map: (column: Column, header: CsvHeader, note: Note, remembered: string) => Mapped
}

/** Spreadsheets re-save with other delimiters than the tool's (FORMATS.md §2). */
const DELIMITERS = [';', ',', '\t', '|']
/** Longer first lines are no header. */
const MAX_HEADER_BYTES = 64 * 1024

/** Longer cells name no column. */
const LONGEST_NAME = 256

const REPEATED_HEADER = 'The header is repeated: several files were written one behind the other. All their rows were read.'
const OTHER_HEADER =
  'A header with other columns, or in another order, stands among the rows: several files were written one behind the other. The rows behind it were read by it.'

const isLineEnd = (byte: number): boolean => byte === 0x0a || byte === 0x0d

/** Reads a header line under the delimiter that makes the format accept it; null where none does. */
export function readHeader(text: string, accepts: CsvFormat['accepts']): CsvHeader | null {
  for (const delimiter of DELIMITERS) {
    const fields = fieldsOf(text, delimiter)
    if (fields === null) continue
    const header = headerOf(text, delimiter, fields)
    if (accepts(header)) return header
  }
  return null
}

function headerOf(text: string, delimiter: string, fields: readonly string[]): CsvHeader {
  const columns = new Map<string, number>()
  for (const [index, field] of fields.entries()) {
    const name = nameOf(field)
    if (!columns.has(name)) columns.set(name, index)
  }
  return { text, delimiter, columns, width: fields.length }
}

const nameOf = (cell: string): string => cell.trim().toUpperCase()

/**
 * The header a row is, of files written one behind the other: however it is quoted, with a byte order mark in front, in another order
 * or of another version of the format. Null where it is no header.
 */
function headerAmong(
  row: { readonly text: string; readonly fields: readonly string[] },
  header: CsvHeader,
  format: CsvFormat,
): CsvHeader | null {
  if (row.text === header.text) return header
  if (row.fields.some((cell) => cell.length > LONGEST_NAME)) return null
  const shared = row.fields.filter((cell) => header.columns.has(nameOf(cell.replaceAll('"', '')))).length
  // Contexts keep a header as their last line.
  if (shared < Math.min(2, header.width) || /[\r\n]/.test(row.text)) return null
  const text = row.text.startsWith('\ufeff') ? row.text.slice(1) : row.text
  const names = (line: string): readonly string[] => (fieldsOf(line, header.delimiter) ?? []).map(nameOf)
  const mine = names(text)
  const known = names(header.text)
  if (mine.join('\n') === known.join('\n')) return header
  const other = headerOf(text, header.delimiter, mine)
  const isHeader = mine.toSorted().join('\n') === known.toSorted().join('\n') || (format.repeats ?? format.accepts)(other)
  return isHeader ? other : null
}

/** Reads a CSV file. Throws AppError('import-rejected') where its first line is not the format's header. */
export async function* importCsv(bytes: ByteStream, format: CsvFormat): AsyncGenerator<readonly ImportItem[]> {
  const notes = createNoteBook()
  let header: CsvHeader | null = null
  let splitter: ReturnType<typeof createCsvRowSplitter> | null = null
  const remember = format.remember?.() ?? (() => '')
  const contexts = new Map<string, number>()
  let records = 0
  let head = new Uint8Array(0)

  const keyOf = (remembered: string, header: CsvHeader, items: ImportItem[]): number => {
    const text = remembered === '' ? header.text : `${remembered}\n${header.text}`
    const known = contexts.get(text)
    if (known !== undefined) return known
    const key = contexts.size
    contexts.set(text, key)
    items.push({ kind: 'context', key, text })
    return key
  }
  const take = (chunk: Uint8Array | null): ImportItem[] => {
    const items: ImportItem[] = []
    if (splitter === null || header === null) return items
    let known: CsvHeader = header
    for (const piece of chunk === null ? splitter.end() : splitter.write(chunk)) {
      // Spreadsheets write the delimiters of empty rows.
      if (piece.kind === 'row' && piece.fields.every((field) => field.trim() === '')) continue
      const again = piece.kind === 'row' ? headerAmong(piece, known, format) : null
      if (again !== null) {
        const at = { offset: piece.offset, length: piece.length, record: null, line: piece.line }
        if (contexts.size === 0) keyOf('', known, items)
        else notes.add('other', again === known ? REPEATED_HEADER : OTHER_HEADER, at)
        known = header = again
        continue
      }
      records += 1
      const pointer = { offset: piece.offset, length: piece.length, record: records, line: piece.line }
      const reject = (code: IssueCode, message: string) =>
        items.push({ kind: 'issue', issue: { kind: 'rejection', code, message, pointer, count: 1 } })
      if (piece.kind === 'rejection') {
        reject(piece.code, piece.message)
        continue
      }
      const fields = format.fields?.(piece.text, known) ?? piece.fields
      const remembered = fields.length === known.width ? remember(columnOf(fields, known)) : ''
      const mapped = mapRow(fields, known, format, remembered, (code, message) => notes.add(code, message, pointer))
      if ('rejected' in mapped) reject(mapped.rejected, mapped.because)
      else
        items.push({
          kind: 'record',
          offset: piece.offset,
          length: piece.length,
          context: keyOf(remembered, known, items),
          record: mapped,
        })
    }
    return items
  }
  const begin = (whole: boolean): boolean => {
    const first = head.findIndex((byte) => !isLineEnd(byte))
    const length = first < 0 ? -1 : head.subarray(first).findIndex(isLineEnd)
    if (length < 0 && !whole && head.length < MAX_HEADER_BYTES) return false
    const text = decodeUtf8(head.subarray(Math.max(first, 0), length < 0 ? head.length : first + length))
    header = text === null ? null : readHeader(text, format.accepts)
    if (header === null)
      throw new AppError('import-rejected', `The first line is not the header of this format; expected ${format.expected}.`)
    splitter = createCsvRowSplitter({ delimiter: header.delimiter, quotes: format.fields === undefined })
    return true
  }

  for await (const chunk of bytes) {
    let next = chunk
    if (splitter === null) {
      const joined = new Uint8Array(head.length + chunk.length)
      joined.set(head)
      joined.set(chunk, head.length)
      head = joined
      if (!begin(false)) continue
      next = head
    }
    const items = take(next)
    if (items.length > 0) yield items
  }
  const last: ImportItem[] = []
  if (splitter === null && head.length > 0) {
    begin(true)
    last.push(...take(head))
  }
  last.push(...take(null))
  if (records === 0) notes.add('no-records', 'The file holds no rows: a scan that found nothing, or no scan.', null)
  for (const issue of notes.issues()) last.push({ kind: 'issue', issue })
  if (last.length > 0) yield last
}

/** Reads one row again from its bytes and its context: the header, below what was remembered. Throws AppError('import-rejected'). */
export function recutCsv(raw: Uint8Array, context: string | null, format: CsvFormat): ScanRecord {
  const cut = context?.lastIndexOf('\n') ?? -1
  const header = context === null ? null : readHeader(context.slice(cut + 1), format.accepts)
  if (context === null || header === null)
    throw new AppError('import-rejected', `The header kept with this import is not the one of this format: ${format.expected}.`)
  const text = decodeUtf8(raw)
  const fields = text === null ? null : (format.fields?.(text, header) ?? fieldsOf(text, header.delimiter))
  if (fields === null) throw new AppError('import-rejected', 'The bytes of this row are not CSV in UTF-8.')
  const mapped = mapRow(fields, header, format, context.slice(0, Math.max(cut, 0)), noNote)
  if ('rejected' in mapped) throw new AppError('import-rejected', mapped.because, { code: mapped.rejected })
  return mapped
}

function mapRow(fields: readonly string[], header: CsvHeader, format: CsvFormat, remembered: string, note: Note): Mapped {
  if (fields.length !== header.width)
    return { rejected: 'ragged-row', because: `The row has ${fields.length} fields, its header ${header.width}.` }
  return format.map(columnOf(fields, header), header, note, remembered)
}

/** Of another system, or written twice by Windows: the same table re-saved says the same. */
const LINE_BREAK = /\r+\n|\r/g

const columnOf =
  (fields: readonly string[], { columns }: CsvHeader): Column =>
  (name) => {
    const field = fields[columns.get(name) ?? -1]
    if (field === undefined || field === '') return null
    return field.includes('\r') ? field.replace(LINE_BREAK, '\n') : field
  }
