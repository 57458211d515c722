// Turns the pieces of a JSON file into import items through a format's record mapper. Shared by every JSON importer.
import { AppError } from '#domain/errors'
import type { ScanRecord } from '#domain/evidence'
import type { IssueCode, SourcePointer } from '#domain/imports'
import { decodeUtf8 } from './encoding.ts'
import { isObject, type JsonObject } from './fields.ts'
import type { ByteStream, ImportItem } from './importer.ts'
import type { JsonPiece } from './json-pieces.ts'
import { createJsonRecordSplitter } from './json-records.ts'
import { readJson } from './json-value.ts'
import { noteNextPage } from './next-page.ts'
import { createNoteBook, type Note, type NoteBook, noNote } from './notes.ts'

/** A record as a format reads it, or why it is no record of that format. */
export type Mapped = ScanRecord | { readonly rejected: IssueCode; readonly because: string }
export type JsonMapping = (value: JsonObject, note: Note) => Mapped

export type JsonOptions = {
  /** Further keys an array of records may stand under, beside `Findings` and `findings`. */
  readonly lists?: readonly string[]
  /** Looks at the members beside a records array, which come in two parts: those before it and those behind it. */
  readonly beside?: (members: JsonObject, note: Note) => void
}

/** Reads a JSON file of records side by side, in any shape (FORMATS.md §6.1, §3.4), through `map`. Warnings come last, each once with its count. */
export async function* importJson(bytes: ByteStream, map: JsonMapping, options: JsonOptions = {}): AsyncGenerator<readonly ImportItem[]> {
  const notes = createNoteBook()
  const splitter = createJsonRecordSplitter(options.lists === undefined ? {} : { lists: options.lists })
  let records = 0
  const take = (pieces: readonly JsonPiece[]): readonly ImportItem[] => {
    const items: ImportItem[] = []
    for (const piece of pieces) {
      if (piece.kind === 'record' || piece.kind === 'rejection') records += 1
      const item = itemOf(piece, records, map, notes, options)
      if (item !== null) items.push(item)
    }
    return items
  }
  for await (const chunk of bytes) {
    const items = take(splitter.write(chunk))
    if (items.length > 0) yield items
  }
  const last = [...take(splitter.end())]
  if (records === 0) notes.add('no-records', 'The file holds no records: a scan that found nothing, or no scan.', null)
  for (const issue of notes.issues()) last.push({ kind: 'issue', issue })
  if (last.length > 0) yield last
}

/** Reads one record again from its bytes. Throws AppError('import-rejected') where they are no record of the format. */
export function recutJson(raw: Uint8Array, map: JsonMapping): ScanRecord {
  const text = decodeUtf8(raw)
  if (text === null) throw new AppError('import-rejected', 'The bytes of this record are not UTF-8 text.')
  let value: unknown
  try {
    value = readJson(text).value
  } catch (cause) {
    throw new AppError('import-rejected', 'The bytes of this record are not JSON.', {}, { cause })
  }
  if (!isObject(value)) throw new AppError('import-rejected', 'The bytes of this record are not a JSON object.')
  const mapped = map(value, noNote)
  if ('rejected' in mapped) throw new AppError('import-rejected', mapped.because, { code: mapped.rejected })
  return mapped
}

function itemOf(piece: JsonPiece, records: number, map: JsonMapping, notes: NoteBook, options: JsonOptions): ImportItem | null {
  if (piece.kind === 'envelope') {
    const note: Note = (code, message) => notes.add(code, message, null)
    noteNextPage(piece.members, note)
    options.beside?.(piece.members, note)
    return null
  }
  if (piece.kind === 'untidy') {
    notes.add('damaged-json', piece.message, { offset: piece.offset, length: null, record: null, line: null })
    return null
  }
  const pointer: SourcePointer = { offset: piece.offset, length: piece.length, record: records, line: null }
  if (piece.kind === 'rejection')
    return { kind: 'issue', issue: { kind: 'rejection', code: piece.code, message: piece.message, pointer, count: 1 } }
  const mapped = map(piece.value, (code, message) => notes.add(code, message, pointer))
  if ('rejected' in mapped)
    return {
      kind: 'issue',
      issue: { kind: 'rejection', code: mapped.rejected, message: `Record ${records}: ${mapped.because}`, pointer, count: 1 },
    }
  return { kind: 'record', offset: piece.offset, length: piece.length, context: null, record: mapped }
}
