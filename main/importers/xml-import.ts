// Turns the records of an XML file into import items through a format. Shared by every XML importer.
import { AppError } from '#domain/errors'
import type { ScanRecord } from '#domain/evidence'
import type { TextEncodingName } from '#domain/imports'
import { isObject, type JsonObject, objectOf } from './fields.ts'
import type { ByteStream, ImportItem } from './importer.ts'
import type { Mapped } from './json-import.ts'
import { createNoteBook, type Note, noNote } from './notes.ts'
import type { XmlAttributes, XmlElement } from './xml-element.ts'
import type { Namespaces } from './xml-namespaces.ts'
import { createXmlRecordReader, type XmlPiece, type XmlRole } from './xml-records.ts'

export type XmlFormat = {
  /** Local names a root may have; a file with another one is refused. */
  readonly roots: readonly string[]
  readonly role: (path: string) => XmlRole
  /** Begins the reading of one file. */
  readonly begin: () => XmlRun
  /** Reads one record. `context` is what the run gave for it. */
  readonly map: (record: XmlElement, context: JsonObject, note: Note) => Mapped
}

/** What is known of a file as far as it was read. */
export type XmlRun = {
  readonly entered?: (path: string, attributes: XmlAttributes) => void
  readonly kept?: (path: string, element: XmlElement, note: Note) => void
  /** What a record needs besides its own bytes. Records of one `id` have the same `of`, which is kept once. */
  readonly context: (record: XmlElement, path: string) => { readonly id: string; readonly of: () => JsonObject }
}

type Context = { readonly key: number; readonly of: JsonObject }
/** So many contexts are known again; one that was not met for long is kept a second time, under a new key. */
const MOST_CONTEXTS = 10_000

/** Reads an XML file. Throws AppError('import-rejected') where its root is not one of the format. */
export async function* importXml(
  bytes: ByteStream,
  format: XmlFormat,
  readAs: TextEncodingName = 'utf-8',
): AsyncGenerator<readonly ImportItem[]> {
  const reader = createXmlRecordReader({ role: format.role, readAs })
  const take = createItems(format)
  for await (const chunk of bytes) {
    const items = take(reader.write(chunk))
    if (items.length > 0) yield items
  }
  const last = [...take(reader.end()), ...take(null)]
  if (last.length > 0) yield last
}

/** Gives the items of the pieces one behind the other, and the warnings where the file is over (`null`). */
function createItems(format: XmlFormat): (pieces: readonly XmlPiece[] | null) => readonly ImportItem[] {
  const notes = createNoteBook()
  const run = format.begin()
  /** Only the last context is kept whole: records that share one usually stand together. */
  const keys = new Map<string, number>()
  let next = 0
  let current: { readonly id: string; readonly context: Context } | null = null
  let records = 0

  const contextOf = (piece: XmlPiece & { kind: 'record' }, items: ImportItem[]): Context => {
    const { id, of } = run.context(piece.element, piece.path)
    if (current?.id === id) return current.context
    const known = keys.get(id)
    const key = known ?? next
    const context = { key, of: of() }
    if (known === undefined) {
      if (keys.size >= MOST_CONTEXTS) keys.clear()
      keys.set(id, key)
      next += 1
      items.push({ kind: 'context', key, text: JSON.stringify({ namespaces: piece.namespaces, of: context.of }) })
    }
    current = { id, context }
    return context
  }
  const add = (piece: XmlPiece, items: ImportItem[]): void => {
    if (piece.kind === 'root') {
      if (!format.roots.includes(piece.name))
        throw new AppError('import-rejected', `The root element is not the one of this format; expected ${format.roots.join(' or ')}.`)
    } else if (piece.kind === 'entered') run.entered?.(piece.path, piece.attributes)
    else if (piece.kind === 'kept') run.kept?.(piece.path, piece.element, (code, message) => notes.add(code, message, null))
    else if (piece.kind === 'dropped')
      notes.add('record-too-large', 'A description beside the records is too large; records that need it come without it.', {
        ...placeOf(piece),
        record: null,
      })
    else {
      records += 1
      const pointer = { ...placeOf(piece), record: records }
      if (piece.kind === 'rejection') {
        items.push({ kind: 'issue', issue: { kind: 'rejection', code: piece.code, message: piece.message, pointer, count: 1 } })
        return
      }
      const { key, of } = contextOf(piece, items)
      const mapped = format.map(piece.element, of, (code, message) => notes.add(code, message, pointer))
      if ('rejected' in mapped) {
        const message = `Record ${records}: ${mapped.because}`
        items.push({ kind: 'issue', issue: { kind: 'rejection', code: mapped.rejected, message, pointer, count: 1 } })
      } else items.push({ kind: 'record', offset: piece.offset, length: piece.length, context: key, record: mapped })
    }
  }
  return (pieces) => {
    const items: ImportItem[] = []
    for (const piece of pieces ?? []) add(piece, items)
    if (pieces !== null) return items
    if (records === 0) notes.add('no-records', 'The file holds no records: a scan that found nothing, or no scan.', null)
    return notes.issues().map((issue) => ({ kind: 'issue', issue }))
  }
}

const placeOf = ({ offset, length, line }: { readonly offset: number; readonly length: number | null; readonly line: number }) => ({
  offset,
  length,
  line,
})

/** Reads one record again from its element and its context. Throws AppError('import-rejected') where they are no record of the format. */
export function recutXml(raw: Uint8Array, context: string | null, format: XmlFormat): ScanRecord {
  const { namespaces, of } = contextIn(context)
  const reader = createXmlRecordReader({ role: () => 'record', namespaces })
  const pieces = [...reader.write(raw), ...reader.end()]
  const [piece, ...others] = pieces.filter(({ kind }) => kind !== 'root')
  if (piece?.kind !== 'record' || others.length > 0)
    throw new AppError('import-rejected', 'The bytes of this record are not one XML element.')
  const mapped = format.map(piece.element, of, noNote)
  if ('rejected' in mapped) throw new AppError('import-rejected', mapped.because, { code: mapped.rejected })
  return mapped
}

function contextIn(text: string | null): { readonly namespaces: Namespaces; readonly of: JsonObject } {
  let value: unknown = null
  try {
    value = text === null ? null : JSON.parse(text)
  } catch (cause) {
    throw new AppError('import-rejected', 'The context kept with this record is not JSON.', {}, { cause })
  }
  if (!isObject(value)) throw new AppError('import-rejected', 'The context kept with this record is missing.')
  const namespaces = Object.entries(objectOf(value['namespaces'])).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { namespaces: Object.fromEntries(namespaces), of: objectOf(value['of']) }
}
