// Walks over the bytes of JSON documents, telling records (by their paths) from what stands around them. Holds one record at
// most; records and passed-over values are followed by their brackets only. Knows no scan format and judges no record.
import type { IssueCode } from '#domain/imports'
import { createByteStore, MAX_RECORD_BYTES } from './byte-store.ts'
import { asciiOf, decodeUtf8 } from './encoding.ts'
import { stopOf } from './json-outline.ts'
import type { PathMatcher, PathState } from './json-path.ts'
import { CLOSE_ARRAY, isSpace, MAX_DEPTH, NEWLINE, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-scan.ts'
import { createJsonTree, MAX_HELD_BYTES, type Place } from './json-tree.ts'
import { type JsonRead, readJson } from './json-value.ts'
import { createValueScan } from './json-value-scan.ts'

export type FoundRecord = {
  readonly offset: number
  /** Valid during the call only. */
  readonly bytes: Uint8Array
  readonly place: Place
  /** Colons outside strings, as many as members in all objects of the record. */
  readonly colons: number
  /** Whether what stands around the record is the envelope that makes it one; null where it needs none. */
  readonly enveloped: (() => boolean) | null
}

/** What stops the reading of a file. */
export type Damage = {
  readonly offset: number
  /** Where the record begins that the damage lies in; null outside records. */
  readonly within: number | null
  readonly expected: string
}

export type WalkSink = {
  /** The walk stops where this becomes true, and goes on with the next `write`. */
  readonly busy: boolean
  readonly record: (found: FoundRecord) => void
  /** Bytes that are a record by their place, but cannot be read; `what` goes on from "Record 7". */
  readonly reject: (code: IssueCode, offset: number, length: number, what: string) => void
  readonly note: (code: IssueCode, offset: number, message: string) => void
  /** A container that may hold records is complete. */
  readonly closed: (container: unknown) => void
  /** A document is over; what is left of its payload. */
  readonly over: (payload: unknown) => void
  /** Nothing is read from here on; what was read of the payload. */
  readonly damaged: (damage: Damage, payload: unknown) => void
}

export type JsonWalk = {
  /** Takes the next bytes of the file; gives how many it used: all, unless the sink is busy. */
  readonly write: (chunk: Uint8Array) => number
  readonly end: () => void
}

const COMMA = 0x2c
const COLON = 0x3a
const SEMICOLON = 0x3b
const CLOSE_OBJECT = 0x7d
const NOTHING = new Uint8Array(0)

const GLUED = 'The file is not one JSON document: several were written one behind the other. All of them were read.'
const SPARE_COMMA = 'A comma stands where something should follow. No record was lost by it.'
const TWICE = 'A property around the records is named twice; the last one was taken.'
const OUTGROWN = `More than ${MAX_HELD_BYTES} bytes stand around the records; some of it was not looked at.`
const DEEP_AROUND = `Something around the records is nested more than ${MAX_DEPTH} levels deep; it was not looked at.`
const NO_TEXT = 'Text around the records is not valid UTF-8; what is no text was replaced.'
const TOO_DEEP = `is nested more than ${MAX_DEPTH} levels deep.`

const EXPECTED = {
  array: { first: 'a value or ]', item: 'a value', key: 'a value', colon: ':', value: 'a value', next: ', or ]' },
  object: { first: 'a property name or }', item: 'a value', key: 'a property name', colon: ':', value: 'a value', next: ', or }' },
} as const

/** What wraps a payload, and the key beside it that says so (FORMATS.md §3.3). */
const ENVELOPES: ReadonlyMap<string | number, string> = new Map([
  ['detail', 'detail-type'],
  ['data', 'status_code'],
])
const MARKS = new Set(ENVELOPES.values())

/** `name =`, as JavaScript that assigns a document begins (FORMATS.md §3.2). */
const SCRIPT = /^(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$]{0,80}\s*=\s*$/
const SCRIPT_START = /[A-Za-z_$]/
const SCRIPT_BYTE = /[\w$\s=]/
const MAX_SCRIPT = 200

const lossy = new TextDecoder('utf-8', { ignoreBOM: true })
const isOpening = (byte: number): boolean => byte === OPEN_OBJECT || byte === OPEN_ARRAY
/** Bytes no value can begin with, not even a wrong one. */
const isStray = (byte: number): boolean => byte < 0x20 || byte === COMMA || byte === COLON || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT
const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null

/** `record`; `kept` = around the records; `skip` = passed over; `deep` = passed over because it lies too deep; `key` of an object. */
type Role = 'record' | 'kept' | 'skip' | 'deep' | 'key'
type Mode = 'between' | 'script' | 'structure' | 'value' | 'lost'

/** Makes a walk over one file. `limits` are for tests. */
export function createJsonWalk(
  matcher: PathMatcher,
  sink: WalkSink,
  limits: { readonly recordBytes?: number; readonly heldBytes?: number } = {},
): JsonWalk {
  const maxRecordBytes = limits.recordBytes ?? MAX_RECORD_BYTES
  const scan = createValueScan()
  const held = createByteStore()
  const tree = createJsonTree(
    {
      duplicate: () => sink.note('other', putAt, TWICE),
      outgrown: () => sink.note('other', putAt, OUTGROWN),
    },
    limits.heldBytes,
  )
  let mode: Mode = 'between'
  let position = 0
  /** Where what is put into the tree begins, or what ends there ends: `position` of a value also depends on the chunks. */
  let putAt = 0

  // Between documents.
  let documents = 0
  let lineEnded = true
  let script: 'possible' | 'read' | 'none' = 'possible'

  /** Keys of the outermost object of this document that make it an envelope. */
  let marks = new Set<string>()

  // The open value.
  let role: Role = 'kept'
  let start = 0
  let dropped = false

  const outermost = (): unknown => {
    const root = tree.bottom?.container
    if (root === undefined || Array.isArray(root)) return root
    for (const [key, mark] of ENVELOPES) if (marks.has(mark) && isContainer(root[key])) return root[key]
    return root
  }
  const damage = (offset: number, expected: string): void => {
    const within = mode === 'value' && role === 'record' ? start : null
    sink.damaged({ offset, within, expected }, outermost())
    mode = 'lost'
    tree.clear()
    held.clear()
  }
  /** The value whose `bytes` were read cannot be JSON: names the exact place. */
  const damageInside = (bytes: Uint8Array, otherwise: number): void => {
    const { state, at, expected } = stopOf(asciiOf(bytes))
    if (dropped || state === 'whole') damage(otherwise, 'the rest of a value')
    else damage(start + at, expected ?? 'the rest of a value')
  }

  const documentOver = (): void => {
    documents += 1
    lineEnded = false
    mode = 'between'
  }
  /** A value is complete: what may follow it. */
  const valueOver = (): void => {
    const frame = tree.top
    if (frame === undefined) documentOver()
    else {
      frame.wants = 'next'
      mode = 'structure'
    }
  }
  const closeContainer = (): void => {
    const frame = tree.top
    if (frame === undefined) return
    if (tree.depth === 1) {
      sink.over(outermost())
      tree.clear()
      documentOver()
      return
    }
    sink.closed(frame.container)
    tree.pop()
    valueOver()
  }

  /** The envelope around the place where reading stands, if anything makes it look like one. */
  const envelope = (): (() => boolean) | null => {
    const root = tree.bottom
    const mark = root === undefined || tree.top?.fromPayload === null ? undefined : ENVELOPES.get(root.key)
    if (root === undefined || mark === undefined) return null
    const seen = marks
    return () => seen.has(mark)
  }

  const openValue = (as: Role, offset: number, first: number): void => {
    mode = 'value'
    role = as
    start = offset
    dropped = as === 'skip' || as === 'deep'
    scan.begin(first)
  }
  /** Begins the value at `offset`; gives how many bytes it used: 1 where the walk went inside, 0 where the value is followed. */
  const beginValue = (first: number, offset: number): 0 | 1 => {
    const frame = tree.top
    let fromRoot: PathState = matcher.start
    let fromPayload: PathState | null = null
    if (frame !== undefined) {
      fromRoot = matcher.step(frame.fromRoot, frame.key)
      if (frame.fromPayload !== null) fromPayload = matcher.step(frame.fromPayload, frame.key)
      else if (tree.depth === 1 && !Array.isArray(frame.container) && ENVELOPES.has(frame.key)) fromPayload = matcher.start
    }
    if (fromRoot.record || (fromPayload ?? matcher.none).record) openValue('record', offset, first)
    else if (fromRoot.skip || (fromPayload ?? matcher.none).skip) openValue('skip', offset, first)
    else if (!isOpening(first) || (frame !== undefined && !fromRoot.open && fromPayload?.open !== true)) openValue('kept', offset, first)
    else if (tree.depth >= MAX_DEPTH) openValue('deep', offset, first)
    else {
      if (frame === undefined) marks = new Set()
      tree.push(first === OPEN_ARRAY, fromRoot, fromPayload)
      mode = 'structure'
      return 1
    }
    return 0
  }

  const openRecordPlace = (): { readonly place: Place; readonly enveloped: FoundRecord['enveloped'] } => {
    const frame = tree.top
    const enveloped = envelope()
    const fits = frame === undefined ? matcher.start.record : matcher.step(frame.fromRoot, frame.key).record
    const inPayload = frame?.fromPayload != null && matcher.step(frame.fromPayload, frame.key).record
    if (!fits) return { place: tree.place(1), enveloped }
    return { place: tree.place(inPayload && enveloped?.() === true ? 1 : 0), enveloped: null }
  }
  const textAround = (bytes: Uint8Array): string => {
    const text = decodeUtf8(bytes)
    if (text === null) sink.note('bad-encoding', start, NO_TEXT)
    return text ?? lossy.decode(bytes)
  }
  const parsed = (bytes: Uint8Array): JsonRead | null => {
    try {
      return readJson(textAround(bytes))
    } catch (error) {
      if (error instanceof SyntaxError) return null
      throw error
    }
  }
  const keepValue = (bytes: Uint8Array): void => {
    const read = parsed(bytes)
    if (read === null) return damageInside(bytes, start)
    if (scan.colons > 0 && read.members !== scan.colons) sink.note('other', start, TWICE)
    putAt = start
    if (tree.top === undefined) sink.reject('not-an-object', start, bytes.length, 'is a single value, not an object.')
    else tree.put(read.value, bytes.length)
    valueOver()
  }
  const takeKey = (bytes: Uint8Array): void => {
    const read = parsed(bytes)
    const frame = tree.top
    if (read === null || frame === undefined) return damageInside(bytes, start)
    frame.key = String(read.value)
    if (tree.depth === 1 && MARKS.has(frame.key)) marks.add(frame.key)
    frame.wants = 'colon'
    mode = 'structure'
  }
  /** Takes the value whose last byte lies before `end`. */
  const takeValue = (bytes: Uint8Array, end: number): void => {
    if (role === 'kept' && !dropped && !scan.tooDeep) return keepValue(bytes)
    if (role === 'key' && !dropped) return takeKey(bytes)
    if (role === 'deep') sink.reject('other', start, end - start, TOO_DEEP)
    else if (role === 'record') {
      if (dropped) sink.reject('record-too-large', start, end - start, `is larger than ${maxRecordBytes} bytes.`)
      else if (scan.tooDeep) sink.reject('other', start, end - start, TOO_DEEP)
      else sink.record({ offset: start, bytes, colons: scan.colons, ...openRecordPlace() })
      // A record leaves a hole: of a list that breaks off, the length says how many there were.
      const { container, key } = tree.top ?? {}
      if (Array.isArray(container)) container.length = Number(key) + 1
      if (tree.top === undefined) sink.over(null)
    } else if (role === 'key') return damage(start, 'a shorter property name')
    else if (role === 'kept') sink.note('other', start, dropped ? OUTGROWN : DEEP_AROUND)
    valueOver()
  }
  /** Reads on in the open value from index `from`; gives the index after what was used. */
  const readValue = (chunk: Uint8Array, base: number, from: number): number => {
    const { stop, at } = scan.run(chunk, from)
    if (stop === 'more') {
      if (!dropped) held.add(chunk.subarray(from))
      if (held.length > maxRecordBytes) {
        dropped = true
        held.clear()
      }
      return at
    }
    const used = stop === 'end' ? at : at + 1
    dropped ||= held.length + used - from > maxRecordBytes
    const bytes = dropped ? NOTHING : held.with(chunk.subarray(from, used))
    if (stop === 'end') takeValue(bytes, base + at)
    else damageInside(bytes, base + at)
    held.clear()
    return used
  }

  /** Takes a byte inside a container, outside any value; gives 0 where it leaves it to the value it opened. */
  const readStructure = (byte: number, offset: number): 0 | 1 => {
    const frame = tree.top
    if (frame === undefined) return 1
    const array = Array.isArray(frame.container)
    const { wants } = frame
    if (byte === (array ? CLOSE_ARRAY : CLOSE_OBJECT) && wants !== 'colon' && wants !== 'value') {
      if (wants === 'item' || wants === 'key') sink.note('damaged-json', offset, SPARE_COMMA)
      if (Array.isArray(frame.container)) frame.container.length = Number(frame.key) + (wants === 'next' ? 1 : 0)
      closeContainer()
    } else if (wants === 'next') {
      if (byte !== COMMA) damage(offset, EXPECTED[array ? 'array' : 'object'].next)
      else if (typeof frame.key === 'number') {
        frame.key += 1
        frame.wants = 'item'
      } else frame.wants = 'key'
    } else if (wants === 'colon') {
      if (byte === COLON) frame.wants = 'value'
      else damage(offset, ':')
    } else if (byte === COMMA && (wants === 'item' || wants === 'key')) sink.note('damaged-json', offset, SPARE_COMMA)
    else if (wants === 'value' || array) {
      if (!isStray(byte)) return beginValue(byte, offset)
      damage(offset, EXPECTED[array ? 'array' : 'object'][wants])
    } else if (byte === QUOTE) {
      openValue('key', offset, byte)
      return 0
    } else damage(offset, EXPECTED.object[wants])
    return 1
  }
  /** Takes a byte between documents; gives 0 where it leaves it to what it opened. */
  const readBetween = (byte: number, offset: number): 0 | 1 => {
    const opening = isOpening(byte)
    if (script === 'possible') {
      script = 'none'
      if (SCRIPT_START.test(String.fromCharCode(byte))) {
        mode = 'script'
        start = offset
        return 0
      }
    }
    if (script === 'read' && byte === SEMICOLON && documents > 0) return 1
    if (documents > 0 && (opening ? byte === OPEN_ARRAY || !lineEnded : byte === COMMA || byte === CLOSE_ARRAY)) {
      sink.note('other', offset, GLUED)
      if (!opening) return 1
    }
    if (!isStray(byte)) return beginValue(byte, offset)
    damage(offset, 'a JSON object or array')
    return 1
  }
  /** What stood before the document is over: an assignment, or the beginning of a value without brackets. */
  const leaveScript = (opening: boolean): void => {
    const bytes = held.with(NOTHING).slice()
    held.clear()
    mode = 'between'
    if (opening && SCRIPT.test(asciiOf(bytes))) script = 'read'
    else read(bytes, start)
  }

  const read = (chunk: Uint8Array, base: number): number => {
    let i = 0
    while (i < chunk.length && mode !== 'lost' && !sink.busy) {
      if (mode === 'value') {
        i = readValue(chunk, base, i)
        continue
      }
      const byte = chunk[i] as number
      position = base + i
      putAt = position
      if (mode === 'script') {
        if (held.length < MAX_SCRIPT && SCRIPT_BYTE.test(String.fromCharCode(byte))) {
          held.add(chunk.subarray(i, i + 1))
          i += 1
        } else leaveScript(isOpening(byte))
      } else if (isSpace(byte)) {
        if (byte === NEWLINE) lineEnded = true
        i += 1
      } else i += mode === 'structure' ? readStructure(byte, position) : readBetween(byte, position)
    }
    const used = mode === 'lost' ? chunk.length : i
    position = base + used
    return used
  }

  return {
    write: (chunk) => read(chunk, position),
    end() {
      if (mode === 'script') leaveScript(false)
      const frame = tree.top
      const expected = frame === undefined ? 'a value' : EXPECTED[Array.isArray(frame.container) ? 'array' : 'object'][frame.wants]
      if (mode === 'structure') damage(position, expected)
      else if (mode === 'value') {
        const bytes = held.with(NOTHING)
        if (!scan.bare) damageInside(bytes, position)
        else if (frame === undefined) takeValue(bytes, position)
        else damage(position, EXPECTED[Array.isArray(frame.container) ? 'array' : 'object'].next)
      }
    },
  }
}
