// Turns the pieces of a JSON file into import items through a format's record mapper. Shared by every JSON importer.
import { AppError } from '#domain/errors'
import type { ScanRecord } from '#domain/evidence'
import type { IssueCode, SourcePointer } from '#domain/imports'
import { decodeUtf8, utf8Chunks } from './encoding.ts'
import { isObject, type JsonObject, textOf } from './fields.ts'
import type { ByteStream, ImportItem } from './importer.ts'
import type { JsonPiece } from './json-pieces.ts'
import { createJsonRecordSplitter } from './json-records.ts'
import { createNoteBook, type Note, type NoteBook, noNote } from './notes.ts'

/** A record as a format reads it, or why it is no record of that format. */
export type JsonMapping = (value: JsonObject, note: Note) => ScanRecord | { readonly rejected: IssueCode; readonly because: string }

/** Reads a JSON file of any shape (FORMATS.md §6.1, §3.4) through `map`. Warnings come last, each once with its count. */
export async function* importJson(bytes: ByteStream, map: JsonMapping): AsyncGenerator<readonly ImportItem[]> {
  const notes = createNoteBook()
  let splitter: ReturnType<typeof createJsonRecordSplitter> | null = null
  let records = 0
  const take = (pieces: readonly JsonPiece[]): readonly ImportItem[] => {
    const items: ImportItem[] = []
    for (const piece of pieces) {
      if (piece.kind === 'record' || piece.kind === 'rejection') records += 1
      const item = itemOf(piece, records, map, notes)
      if (item !== null) items.push(item)
    }
    return items
  }
  for await (const { chunk, offset } of utf8Chunks(bytes)) {
    splitter ??= createJsonRecordSplitter({ offset })
    const items = take(splitter.write(chunk))
    if (items.length > 0) yield items
  }
  const last = [...take(splitter?.end() ?? [])]
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
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('import-rejected', 'The bytes of this record are not JSON.', {}, { cause })
  }
  if (!isObject(value)) throw new AppError('import-rejected', 'The bytes of this record are not a JSON object.')
  const mapped = map(value, noNote)
  if ('rejected' in mapped) throw new AppError('import-rejected', mapped.because, { code: mapped.rejected })
  return mapped
}

function itemOf(piece: JsonPiece, records: number, map: JsonMapping, notes: NoteBook): ImportItem | null {
  if (piece.kind === 'envelope') {
    const token = textOf(piece.members['NextToken']) ?? textOf(piece.members['nextToken'])
    if (token !== null)
      notes.add('incomplete-export', 'The export is not complete: it names a next page (NextToken). Export again without a limit.', null)
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
  return { kind: 'record', offset: piece.offset, length: piece.length, record: mapped }
}
