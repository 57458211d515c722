// Opens a PDF with classic cross-reference tables (what pdfkit and increment.ts write) and gives its objects.
// Fails closed: cross-reference streams, hybrid, encrypted and linearised files are refused as `unsupported`.
import { PdfLexer } from './lexer.ts'
import { dict, isDict, type PdfDict, PdfError, PdfRef, PdfStream, type PdfValue } from './objects.ts'

type Place = { readonly offset: number; readonly generation: number }

/** One `xref … %%EOF`: the original document or one incremental update. */
export type PdfRevision = { readonly xrefOffset: number; readonly end: number; readonly trailer: PdfDict }

export type PdfDocument = {
  readonly bytes: Uint8Array
  /** Newest first. */
  readonly revisions: readonly PdfRevision[]
  /** The newest trailer. */
  readonly trailer: PdfDict
  readonly rootRef: PdfRef
  readonly root: PdfDict
  /** Numbers of all objects in use, ascending. */
  readonly objectNumbers: readonly number[]
  /** The object with this number; null where it does not exist (§7.3.10). Throws PdfError where it is malformed. */
  object(number: number): PdfValue
  /** Follows a reference, if it is one. `undefined` (a missing key) gives null. */
  resolve(value: PdfValue | undefined): PdfValue
  /** As `resolve`, for values that must be dictionaries (a stream's dictionary does not count). Null where it is none. */
  resolveDict(value: PdfValue | undefined): PdfDict | null
}

const XREF_ENTRY_BYTES = 20
const MAX_OBJECT_NUMBER = 8_388_607

/** Where the newest cross-reference table starts; also checks that nothing follows the document's end. */
function newestXref(bytes: Buffer): number {
  const eof = bytes.lastIndexOf('%%EOF')
  const head = eof < 0 ? '' : bytes.toString('latin1', Math.max(0, eof - 64), eof)
  const match = /startxref(?:\r\n|\n|\r)(\d{1,15})(?:\r\n|\n|\r)$/.exec(head)
  if (match === null) throw new PdfError('end', 'the file has no complete end: it was cut off')
  if (!/^(?:\r\n|\n|\r)?$/.test(bytes.toString('latin1', eof + 5, eof + 8)))
    throw new PdfError('end', 'bytes follow the end of the document: something was appended, or a later part was cut off')
  return Number(match[1])
}

/** Reads one table with its trailer. Every entry is exactly twenty bytes (§7.5.4). */
function readRevision(bytes: Buffer, xrefOffset: number): { revision: PdfRevision; entries: ReadonlyMap<number, Place | null> } {
  const lexer = new PdfLexer(bytes, xrefOffset)
  if (xrefOffset >= bytes.length) throw new PdfError('end', 'the cross-reference table lies beyond the end of the file')
  if (bytes.toString('latin1', xrefOffset, xrefOffset + 4) !== 'xref')
    throw new PdfError('unsupported', 'the file keeps its cross-references in a form (stream) that Tickmark does not write')
  lexer.position += 4
  const entries = new Map<number, Place | null>()
  while (!lexer.takeWord('trailer')) {
    const first = lexer.integer()
    const count = lexer.integer()
    lexer.skipSpace()
    const end = lexer.position + count * XREF_ENTRY_BYTES
    if (first + count > MAX_OBJECT_NUMBER || end > bytes.length) throw new PdfError('malformed', 'a cross-reference section is too long')
    for (let index = 0; index < count; index += 1) {
      const at = lexer.position + index * XREF_ENTRY_BYTES
      const match = /^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$/.exec(bytes.toString('latin1', at, at + XREF_ENTRY_BYTES))
      if (match === null) throw new PdfError('malformed', `a cross-reference entry is malformed (byte ${at})`)
      if (entries.has(first + index)) throw new PdfError('malformed', `object ${first + index} is listed twice in one table`)
      const offset = Number(match[1])
      if (match[3] === 'n' && offset >= xrefOffset) throw new PdfError('malformed', `object ${first + index} lies behind its table`)
      entries.set(first + index, match[3] === 'n' ? { offset, generation: Number(match[2]) } : null)
    }
    lexer.position = end
  }
  const trailer = lexer.dictionary()
  if (trailer.has('XRefStm')) throw new PdfError('unsupported', 'the file mixes two kinds of cross-references (hybrid)')
  if (trailer.has('Encrypt')) throw new PdfError('unsupported', 'the file is encrypted')
  lexer.expectWord('startxref')
  const stated = lexer.integer()
  const eof = bytes.indexOf('%%EOF', lexer.position)
  if (stated !== xrefOffset || eof < 0 || !/^\s+$/.test(bytes.toString('latin1', lexer.position, eof)))
    throw new PdfError('unsupported', 'a cross-reference table is not followed by its own end (linearised, or damaged)')
  return { revision: { xrefOffset, end: eof + 5, trailer }, entries }
}

function readRevisions(bytes: Buffer): { revisions: readonly PdfRevision[]; places: ReadonlyMap<number, Place> } {
  const revisions: PdfRevision[] = []
  const newest = new Map<number, Place | null>()
  let offset: number | null = newestXref(bytes)
  while (offset !== null) {
    const { revision, entries } = readRevision(bytes, offset)
    revisions.push(revision)
    for (const [number, place] of entries) if (!newest.has(number)) newest.set(number, place)
    const previous = revision.trailer.get('Prev')
    if (previous !== undefined && (typeof previous !== 'number' || !Number.isInteger(previous) || previous < 0 || previous >= offset))
      throw new PdfError('unsupported', 'the revisions of the file do not follow one another')
    offset = previous === undefined ? null : previous
  }
  const places = new Map<number, Place>()
  for (const [number, place] of [...newest].sort(([a], [b]) => a - b)) if (place !== null) places.set(number, place)
  return { revisions, places }
}

/** Opens the document. Throws PdfError; objects themselves are read when asked for. */
export function openPdf(input: Uint8Array): PdfDocument {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
  if (!/^%PDF-[12]\.\d[\r\n]/.test(bytes.toString('latin1', 0, 9))) throw new PdfError('not-pdf', 'the file does not begin as a PDF does')
  const { revisions, places } = readRevisions(bytes)
  const trailer = revisions[0]?.trailer ?? dict({})
  const cache = new Map<number, PdfValue>()
  const reading = new Set<number>()

  const streamLength = (length: PdfValue | undefined): number => {
    const value = resolve(length)
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new PdfError('malformed', 'a stream has no length')
    return value
  }

  const readStream = (lexer: PdfLexer, streamDict: PdfDict): PdfStream => {
    const lineEnd = bytes[lexer.position] === 0x0d ? 2 : 1
    if (bytes[lexer.position + lineEnd - 1] !== 0x0a) throw new PdfError('malformed', `a stream begins wrongly (byte ${lexer.position})`)
    const start = lexer.position + lineEnd
    const end = start + streamLength(streamDict.get('Length'))
    if (end > bytes.length) throw new PdfError('malformed', `a stream is longer than the file (byte ${start})`)
    lexer.position = end
    lexer.expectWord('endstream')
    return new PdfStream(streamDict, bytes.subarray(start, end), start)
  }

  const readObject = (number: number, place: Place): PdfValue => {
    const lexer = new PdfLexer(bytes, place.offset)
    if (lexer.integer() !== number || lexer.integer() !== place.generation)
      throw new PdfError('malformed', `object ${number} is not where the cross-reference table says`)
    lexer.expectWord('obj')
    const value = lexer.value()
    const whole = isDict(value) && lexer.takeWord('stream') ? readStream(lexer, value) : value
    lexer.expectWord('endobj')
    return whole
  }

  const object = (number: number): PdfValue => {
    const known = cache.get(number)
    if (known !== undefined) return known
    const place = places.get(number)
    if (place === undefined) return null
    if (reading.has(number)) throw new PdfError('malformed', `object ${number} refers to itself`)
    reading.add(number)
    try {
      const value = readObject(number, place)
      cache.set(number, value)
      return value
    } finally {
      reading.delete(number)
    }
  }

  const resolve = (value: PdfValue | undefined): PdfValue => {
    let current = value ?? null
    for (let hops = 0; current instanceof PdfRef; hops += 1) {
      if (hops > 10) throw new PdfError('malformed', 'references run in a circle')
      const place = places.get(current.number)
      if (place !== undefined && place.generation !== current.generation)
        throw new PdfError('malformed', `object ${current.number} is referred to by a wrong generation`)
      current = object(current.number)
    }
    return current
  }

  const resolveDict = (value: PdfValue | undefined): PdfDict | null => {
    const resolved = resolve(value)
    return isDict(resolved) ? resolved : null
  }

  const rootRef = trailer.get('Root')
  const root = resolveDict(rootRef)
  if (!(rootRef instanceof PdfRef) || root === null) throw new PdfError('malformed', 'the document has no catalog')
  return { bytes, revisions, trailer, rootRef, root, objectNumbers: [...places.keys()], object, resolve, resolveDict }
}
