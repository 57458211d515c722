// Turns a CSV file into import items through a format's row mapper. The header decides the delimiter and is kept as context.
import { AppError } from '#domain/errors'
import type { ScanRecord } from '#domain/evidence'
import type { IssueCode } from '#domain/imports'
import { createCsvRowSplitter, fieldsOf } from './csv-records.ts'
import { decodeUtf8, utf8Chunks } from './encoding.ts'
import type { ByteStream, ImportItem } from './importer.ts'
import { createNoteBook, type Note, noNote } from './notes.ts'

/** The header of a CSV file: how it separates fields and where each column stands. Names are compared in upper case. */
export type CsvHeader = {
  readonly text: string
  readonly delimiter: string
  readonly columns: ReadonlyMap<string, number>
  readonly width: number
}

export type CsvFormat = {
  /** True where a header is this format's. */
  readonly accepts: (header: CsvHeader) => boolean
  /** Names the header that was expected, for people. */
  readonly expected: string
  readonly map: (
    column: (name: string) => string | null,
    header: CsvHeader,
    note: Note,
  ) => ScanRecord | { readonly rejected: IssueCode; readonly because: string }
}

/** Spreadsheets re-save with other delimiters than the tool's (FORMATS.md §2). */
const DELIMITERS = [';', ',', '\t', '|']
/** Longer first lines are no header. */
const MAX_HEADER_BYTES = 64 * 1024

const REPEATED_HEADER = 'The header is repeated: several files were written one behind the other. All their rows were read.'

const isLineEnd = (byte: number): boolean => byte === 0x0a || byte === 0x0d

/** Reads a header line under the delimiter that makes the format accept it; null where none does. */
export function readHeader(text: string, accepts: CsvFormat['accepts']): CsvHeader | null {
  for (const delimiter of DELIMITERS) {
    const fields = fieldsOf(text, delimiter)
    if (fields === null) continue
    const columns = new Map<string, number>()
    for (const [index, field] of fields.entries()) {
      const name = field.trim().toUpperCase()
      if (!columns.has(name)) columns.set(name, index)
    }
    const header = { text, delimiter, columns, width: fields.length }
    if (accepts(header)) return header
  }
  return null
}

/** Reads a CSV file. Throws AppError('import-rejected') where its first line is not the format's header. */
export async function* importCsv(bytes: ByteStream, format: CsvFormat): AsyncGenerator<readonly ImportItem[]> {
  const notes = createNoteBook()
  let header: CsvHeader | null = null
  let splitter: ReturnType<typeof createCsvRowSplitter> | null = null
  let headerSeen = false
  let records = 0
  let head = new Uint8Array(0)
  let headOffset: number | null = null

  const take = (chunk: Uint8Array | null): ImportItem[] => {
    const items: ImportItem[] = []
    if (splitter === null || header === null) return items
    for (const piece of chunk === null ? splitter.end() : splitter.write(chunk)) {
      if (piece.kind === 'row' && piece.text === header.text) {
        if (headerSeen) notes.add('other', REPEATED_HEADER, { offset: piece.offset, length: piece.length, record: null, line: piece.line })
        else items.push({ kind: 'context', context: header.text })
        headerSeen = true
        continue
      }
      records += 1
      const pointer = { offset: piece.offset, length: piece.length, record: records, line: piece.line }
      const mapped =
        piece.kind === 'rejection'
          ? { rejected: piece.code, because: piece.message }
          : mapRow(piece.fields, header, format, (code, message) => notes.add(code, message, pointer))
      if ('rejected' in mapped)
        items.push({ kind: 'issue', issue: { kind: 'rejection', code: mapped.rejected, message: mapped.because, pointer, count: 1 } })
      else if (piece.kind === 'row') items.push({ kind: 'record', offset: piece.offset, length: piece.length, record: mapped })
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
    splitter = createCsvRowSplitter({ delimiter: header.delimiter, offset: headOffset ?? 0 })
    return true
  }

  for await (const { chunk, offset } of utf8Chunks(bytes)) {
    let next = chunk
    if (splitter === null) {
      headOffset ??= offset
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

/** Reads one row again from its bytes and the header kept as context. Throws AppError('import-rejected'). */
export function recutCsv(raw: Uint8Array, context: string | null, format: CsvFormat): ScanRecord {
  const header = context === null ? null : readHeader(context, format.accepts)
  if (header === null)
    throw new AppError('import-rejected', `The header kept with this import is not the one of this format: ${format.expected}.`)
  const text = decodeUtf8(raw)
  const fields = text === null ? null : fieldsOf(text, header.delimiter)
  if (fields === null) throw new AppError('import-rejected', 'The bytes of this row are not CSV in UTF-8.')
  const mapped = mapRow(fields, header, format, noNote)
  if ('rejected' in mapped) throw new AppError('import-rejected', mapped.because, { code: mapped.rejected })
  return mapped
}

function mapRow(fields: readonly string[], header: CsvHeader, format: CsvFormat, note: Note): ReturnType<CsvFormat['map']> {
  if (fields.length !== header.width)
    return { rejected: 'ragged-row', because: `The row has ${fields.length} fields, its header ${header.width}.` }
  const column = (name: string): string | null => {
    const field = fields[header.columns.get(name) ?? -1]
    return field === undefined || field === '' ? null : field
  }
  return format.map(column, header, note)
}
