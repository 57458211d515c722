// Cuts JSON documents into records over raw bytes, without holding the file: arrays, arrays under a findings key, single
// objects, NDJSON, documents glued together, and what is left of a damaged file. Knows no scan format.
import type { IssueCode } from '#domain/imports'
import { type ByteSearch, createByteSearch, holds } from './byte-search.ts'
import { createByteStore, MAX_RECORD_BYTES } from './byte-store.ts'
import { asciiOf, decodeUtf8 } from './encoding.ts'
import { createJsonAhead, type ReadAhead, signatureOf } from './json-ahead.ts'
import { stopOf } from './json-outline.ts'
import { type JsonPiece, type ObjectRead, parseObject, readObject } from './json-pieces.ts'
import { createJsonScalar } from './json-scalar.ts'
import { CLOSE_ARRAY, createJsonScan, isSpace, MAX_DEPTH, NEWLINE, OPEN_ARRAY, OPEN_OBJECT } from './json-scan.ts'

export type JsonRecordSplitter = {
  /** Takes the next bytes of the file; gives what they completed, in source order. */
  readonly write: (chunk: Uint8Array) => readonly JsonPiece[]
  /** Says that the file ends here; gives what was left. */
  readonly end: () => readonly JsonPiece[]
}

/** How often reading goes back to look for records behind a place of damage; bounds the time a hostile file can take. */
const MAX_REWINDS = 100
/** An open value is checked for damage at this size first, then at every eightfold: it may be swallowing its followers. */
const FIRST_CHECK = 1024 * 1024

/** Keys an array of records may stand under, directly or inside one of the holders (FORMATS.md §6.1). */
const RECORD_KEYS = ['Findings', 'findings']
/** Longer keys are no key of a list; what is looked at of a string is bounded by it. */
const LONGEST_LIST_KEY = 64
const HOLDER_KEYS = ['detail', 'data']

const GLUED = 'The file is not one JSON document: several were written one behind the other. All their records were read.'
const SPARE_COMMA = 'A comma stands where a record should follow. No record was lost by it.'

const COMMA = 0x2c
const LINE_START = new Uint8Array([NEWLINE, OPEN_OBJECT])
const BRACE = LINE_START.subarray(1)
const NOTHING = new Uint8Array(0)

/** `root` = a whole document, `item` = an item of a records array, `rest` = what follows the array inside its envelope. */
type Role = 'root' | 'item' | 'rest'
type Mode = 'between' | 'item' | 'after-item' | 'value' | 'scalar' | 'lost'
/** Bytes to read again, because damage was found to lie before them. */
type Again = { readonly bytes: Uint8Array; readonly offset: number } | null

/**
 * Makes a splitter for one file, whose first byte lies at `offset`. Damage inside a record costs that record; reading goes on
 * where the next one can be recognised by the way records of this file begin. `maxRecordBytes` is for tests.
 */
export function createJsonRecordSplitter(
  options: { readonly offset?: number; readonly maxRecordBytes?: number; readonly lists?: readonly string[] } = {},
): JsonRecordSplitter {
  const lists = [...RECORD_KEYS, ...(options.lists ?? [])]
  const limit = options.maxRecordBytes ?? MAX_RECORD_BYTES
  const scan = createJsonScan()
  const held = createByteStore()
  let pieces: JsonPiece[] = []
  let mode: Mode = 'between'
  let position = options.offset ?? 0
  let records = 0

  // Documents and arrays.
  let documents = 0
  let lineEnded = true
  let onePerLine = false
  let afterComma = false
  /** Objects open around the records array: 0 for a bare array, 1 or 2 inside an envelope. */
  let envelopeDepth = 0

  // The open value. `opener` is what must stand before its bytes to make them one JSON text.
  let role: Role = 'root'
  let start = 0
  let opener = ''
  let inHolder = false
  let firstLineEnd: number | null = null
  let dropped = false
  let nextCheck = FIRST_CHECK
  const reader = createJsonAhead()
  /** The open value, where it was read already and only its colons are to be counted. */
  let ahead: ReadAhead | null = null
  let scalar = createJsonScalar()

  // Damage, and the search for the record behind it.
  let signature: Uint8Array | null = null
  let search: ByteSearch | null = null
  let damage: { readonly offset: number; readonly message: string } | null = null
  let rewinds = 0

  const reject = (code: IssueCode, offset: number, length: number | null, message: string): void => {
    records += 1
    pieces.push({ kind: 'rejection', code, offset, length, message })
  }
  const untidy = (offset: number, message: string): void => {
    pieces.push({ kind: 'untidy', offset, message })
  }
  const open = (as: Role, offset: number): void => {
    mode = 'value'
    role = as
    start = offset
    opener = ''
    inHolder = dropped = false
    firstLineEnd = null
    nextCheck = FIRST_CHECK
    held.clear()
    scan.begin(as !== 'item')
  }
  const close = (): void => {
    held.clear()
    ahead = null
    if (role === 'item') {
      mode = 'after-item'
      return
    }
    mode = 'between'
    documents += 1
    lineEnded = false
  }
  const whereBegun = (): string => (role === 'rest' ? 'behind the records' : `inside record ${records + 1}, which begins at byte ${start}`)

  /** Gives up on the text at `offset`; the search for the next record begins wherever reading goes on. */
  const loseTrack = (offset: number, message: string, needle = role === 'item' ? signature : LINE_START): void => {
    damage = { offset, message }
    search = needle === null ? null : createByteSearch(needle)
    held.clear()
    mode = 'lost'
  }
  /** Damage between records: the next brace begins one, where it is not known yet how this file's records begin. */
  const recordStart = (): Uint8Array => (role === 'item' ? (signature ?? BRACE) : LINE_START)
  const settleDamage = (end: number): void => {
    if (damage === null) return
    const { offset, message } = damage
    const skipped = end - offset
    reject(
      'damaged-json',
      offset,
      skipped > 0 ? skipped : null,
      skipped > 0 ? `${message} ${skipped} bytes from there on were not read.` : message,
    )
    damage = null
  }

  /** The open value, of which `bytes` were read up to `here`, cannot be JSON: finds the exact place and goes on behind it. */
  const breakOff = (bytes: Uint8Array, here: number): Again => {
    const outline = stopOf(opener + asciiOf(bytes))
    let at = outline.state === 'damaged' ? start + outline.at - opener.length : here
    let expected = outline.expected ?? 'nothing more'
    // Where every record so far was one line, a record that breaks after its line broke at the line's end.
    if (role === 'root' && onePerLine && firstLineEnd !== null && firstLineEnd < at) {
      at = firstLineEnd
      expected = stopOf(asciiOf(bytes.subarray(0, at - start))).expected ?? expected
    }
    if (role === 'item') signature ??= signatureOf(bytes.subarray(0, Math.max(at - start, 0)))
    loseTrack(at, `The file is damaged at byte ${at}, ${whereBegun()}: expected ${expected}.`)
    rewinds += 1
    if (rewinds > MAX_REWINDS) return null
    // The record behind may begin just before the damage: a string left open ends inside the next record's first key.
    let from = at - start
    if (role === 'item') from -= (signature?.length ?? 1) - 1
    else while (isSpace(bytes[from - 1])) from -= 1
    from = Math.max(from, 1)
    return { bytes: bytes.subarray(from), offset: start + from }
  }

  const takeRecord = (read: ObjectRead, length: number, isComplete: boolean): void => {
    if (isComplete) {
      records += 1
      pieces.push({ kind: 'record', offset: start, length, value: read.value })
    } else reject('other', start, length, `Record ${records + 1} names a property twice; what it says would depend on who reads it.`)
  }

  /** Takes a value whose brackets are balanced. */
  const finish = (bytes: Uint8Array): Again => {
    const end = start + bytes.length
    if (ahead !== null) {
      takeRecord(ahead, bytes.length, ahead.members === scan.colons)
      close()
      return null
    }
    if (role === 'rest') {
      const members = parseObject(opener + (decodeUtf8(bytes) ?? asciiOf(bytes)))
      if (members === null) return breakOff(bytes, end)
      pieces.push({ kind: 'envelope', members })
      close()
      return null
    }
    const text = decodeUtf8(bytes)
    const name = `Record ${records + 1}`
    if (scan.tooDeep) reject('other', start, bytes.length, `${name} is nested more than ${MAX_DEPTH} levels deep.`)
    else if (scan.kindAt(1) !== OPEN_OBJECT) reject('not-an-object', start, bytes.length, `${name} is an array, not an object.`)
    else if (text === null) reject('bad-encoding', start, bytes.length, `${name} is not valid UTF-8.`)
    else {
      const read = readObject(text)
      if (read === null) {
        const outline = stopOf(asciiOf(bytes))
        const next = role === 'item' ? (signature ?? signatureOf(bytes)) : LINE_START
        // What begins like the next record behind the damage was swallowed by this one.
        if (next !== null && rewinds < MAX_REWINDS && holds(bytes, next, Math.max(outline.at - next.length + 1, 1)))
          return breakOff(bytes, end)
        reject(
          'damaged-json',
          start,
          bytes.length,
          `${name} is not valid JSON: at byte ${start + outline.at} expected ${outline.expected}.`,
        )
      } else {
        takeRecord(read, bytes.length, read.members === scan.colons)
        if (role === 'item') signature ??= signatureOf(bytes)
        else onePerLine = (onePerLine || documents === 0) && firstLineEnd === null
      }
    }
    close()
    return null
  }

  /** True where the bracket just opened holds the records of an envelope. */
  const opensRecords = (chunk: Uint8Array, base: number, from: number): boolean => {
    const kind = scan.kindAt(scan.depth)
    const lastString = (): string => {
      const { start: first, end } = scan.lastString
      let text = ''
      if (end - first <= LONGEST_LIST_KEY)
        for (let at = first; at < end; at++) text += String.fromCharCode((at < base + from ? held.at(at - start) : chunk[at - base]) ?? 0)
      return text
    }
    if (kind === OPEN_OBJECT) {
      if (scan.depth === 2) inHolder = HOLDER_KEYS.includes(lastString())
      return false
    }
    const inObject = scan.kindAt(scan.depth - 1) === OPEN_OBJECT && scan.kindAt(1) === OPEN_OBJECT
    return inObject && (scan.depth === 2 || (scan.depth === 3 && inHolder)) && lists.includes(lastString())
  }
  const enterArray = (bytes: Uint8Array): boolean => {
    const members = parseObject(`${opener}${decodeUtf8(bytes) ?? asciiOf(bytes)}]${'}'.repeat(scan.depth - 1)}`)
    if (members === null) return false
    pieces.push({ kind: 'envelope', members })
    envelopeDepth = scan.depth - 1
    held.clear()
    mode = 'item'
    role = 'item'
    afterComma = false
    return true
  }
  const leaveArray = (offset: number): void => {
    if (envelopeDepth === 0) {
      mode = 'between'
      documents += 1
      lineEnded = false
      return
    }
    open('rest', offset + 1)
    for (let level = 0; level < envelopeDepth; level++) scan.enter(OPEN_OBJECT)
    opener = `${'{"":'.repeat(envelopeDepth)}[]`
    inHolder = envelopeDepth === 2
    envelopeDepth = 0
  }

  /** A sound value may grow up to the limit and is then read without being kept; a damaged one is broken off here. */
  const checkHeld = (here: number): Again => {
    nextCheck *= 8
    const bytes = held.with(NOTHING)
    if (rewinds < MAX_REWINDS && !scan.tooDeep && stopOf(opener + asciiOf(bytes)).state === 'damaged') return breakOff(bytes, here)
    if (held.length > limit) {
      held.clear()
      dropped = true
    }
    return null
  }

  /** Reads on in the open value from index `from`; gives the index after what was used. */
  const readValue = (chunk: Uint8Array, base: number, from: number): { readonly at: number; readonly again: Again } => {
    const taken = (to: number): Uint8Array => held.with(chunk.subarray(from, to))
    if (role === 'item' && signature !== null && base + from === start) {
      ahead = reader.read(chunk, from, signature, limit)
      if (ahead?.complete === true) {
        const { end } = ahead
        takeRecord(ahead, end - from, true)
        close()
        return { at: end, again: null }
      }
    }
    for (let i = from; ; ) {
      const { stop, at } = scan.run(chunk, base, i)
      i = at
      if (stop === 'line') firstLineEnd = base + at
      else if (stop === 'opened') {
        if (dropped || !opensRecords(chunk, base, from)) continue
        const bytes = taken(at)
        return { at, again: enterArray(bytes) ? null : breakOff(bytes, base + at) }
      } else if (stop === 'broken') {
        if (!dropped) return { at: at + 1, again: breakOff(taken(at + 1), base + at) }
        loseTrack(base + at, `The file is damaged at byte ${base + at}, ${whereBegun()}: brackets or quotes do not match.`)
        return { at, again: null }
      } else if (stop === 'end') {
        if (!dropped && held.length + at - from <= limit) return { at, again: finish(taken(at)) }
        reject('record-too-large', start, base + at - start, `Record ${records + 1} is larger than ${limit} bytes.`)
        close()
        return { at, again: null }
      } else {
        if (dropped) return { at, again: null }
        held.add(chunk.subarray(from))
        return { at, again: held.length >= nextCheck || held.length > limit ? checkHeld(base + at) : null }
      }
    }
  }

  const openScalar = (as: Role, offset: number): number => {
    open(as, offset)
    mode = 'scalar'
    scalar = createJsonScalar()
    return 0
  }
  const readScalar = (byte: number, offset: number): number => {
    if (scalar.take(byte)) return 1
    finishScalar(offset)
    return 0
  }
  const finishScalar = (end: number): void => {
    if (scalar.sound()) {
      reject('not-an-object', start, end - start, `Record ${records + 1} is a single value, not an object.`)
      close()
    } else
      loseTrack(
        start,
        `The file is damaged at byte ${start}: expected ${role === 'item' ? 'a record' : 'a JSON object or array'}.`,
        recordStart(),
      )
  }

  // The three readers below take one byte outside any value and give how many they used: 0 leaves it to the value it opened.
  const readBetween = (byte: number, offset: number): number => {
    if (byte === NEWLINE) lineEnded = true
    if (isSpace(byte)) return 1
    const opening = byte === OPEN_OBJECT || byte === OPEN_ARRAY
    if (documents > 0 && (opening ? byte === OPEN_ARRAY || !lineEnded : byte === COMMA || byte === CLOSE_ARRAY)) {
      untidy(offset, GLUED)
      if (!opening) return 1
    }
    if (byte === OPEN_OBJECT) {
      open('root', offset)
      return 0
    }
    if (byte !== OPEN_ARRAY) return openScalar('root', offset)
    role = 'item'
    mode = 'item'
    envelopeDepth = 0
    afterComma = false
    return 1
  }
  const readItem = (byte: number, offset: number): number => {
    if (isSpace(byte)) return 1
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      open('item', offset)
      return 0
    }
    const closing = byte === CLOSE_ARRAY
    if (!closing && !(byte === COMMA && afterComma)) return openScalar('item', offset)
    if (afterComma) untidy(offset, SPARE_COMMA)
    if (closing) leaveArray(offset)
    return 1
  }
  const readAfterItem = (byte: number, offset: number): number => {
    if (isSpace(byte)) return 1
    if (byte === COMMA) {
      mode = 'item'
      afterComma = true
    } else if (byte === CLOSE_ARRAY) leaveArray(offset)
    else if (byte === OPEN_OBJECT) {
      untidy(offset, GLUED)
      open('item', offset)
      return 0
    } else loseTrack(offset, `The file is damaged at byte ${offset}, behind record ${records}: expected , or ].`, recordStart())
    return 1
  }

  const readLost = (chunk: Uint8Array, base: number, from: number): number => {
    const after = search?.feed(chunk, from) ?? -1
    if (search === null || after < 0) return chunk.length
    const found = search.needle === LINE_START ? search.needle.subarray(1) : search.needle
    const offset = base + after - found.length
    settleDamage(offset)
    open(role === 'item' ? 'item' : 'root', offset)
    scan.enter(OPEN_OBJECT)
    held.add(found)
    return after
  }

  /** Reads a run of bytes whose first lies at `offset`. Damage sends parts of it round again; the stack keeps them in order. */
  const read = (bytes: Uint8Array, offset: number): void => {
    const parts = [{ bytes, offset }]
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const { bytes: chunk, offset: base } = part
      let i = 0
      while (i < chunk.length) {
        if (mode === 'lost') i = readLost(chunk, base, i)
        else if (mode === 'value') {
          const { at, again } = readValue(chunk, base, i)
          i = at
          if (again !== null) {
            parts.push({ bytes: chunk.subarray(at), offset: base + at }, again)
            break
          }
        } else {
          const byte = chunk[i] as number
          if (mode === 'scalar') i += readScalar(byte, base + i)
          else if (mode === 'between') i += readBetween(byte, base + i)
          else if (mode === 'item') i += readItem(byte, base + i)
          else i += readAfterItem(byte, base + i)
        }
      }
    }
  }
  /** The file ends while a value is open: truncation, or damage that was not noticed before. */
  const endInValue = (): void => {
    const bytes = held.with(NOTHING)
    const outline = dropped ? null : stopOf(opener + asciiOf(bytes))
    const again =
      outline?.state === 'damaged' || (onePerLine && firstLineEnd !== null && outline !== null) ? breakOff(bytes, position) : null
    if (again !== null) read(again.bytes, again.offset)
    else if (mode === 'value') {
      const expected = outline?.expected ?? 'its end'
      loseTrack(position, `The file ends at byte ${position}, ${whereBegun()}: expected ${expected}.`)
    }
  }
  const take = (): readonly JsonPiece[] => {
    const taken = pieces
    pieces = []
    return taken
  }

  return {
    write(chunk) {
      read(chunk, position)
      position += chunk.length
      return take()
    },
    end() {
      while (mode === 'value') endInValue()
      if (mode === 'scalar') finishScalar(position)
      const unclosed = mode === 'item' ? (afterComma ? 'another record' : 'a record or ]') : mode === 'after-item' ? ', or ]' : null
      settleDamage(position)
      if (unclosed !== null)
        reject('damaged-json', position, null, `The file ends at byte ${position}, behind record ${records}: expected ${unclosed}.`)
      mode = 'between'
      return take()
    },
  }
}
