// Cuts a file into whole JSON values, each one document however it is built inside: for files where the document itself is the
// record. Knows no format.
import type { IssueCode } from '#domain/imports'
import { createByteStore, MAX_RECORD_BYTES } from './byte-store.ts'
import { asciiOf, decodeUtf8 } from './encoding.ts'
import { stopOf } from './json-outline.ts'
import { createJsonScalar } from './json-scalar.ts'
import { createJsonScan, isSpace, MAX_DEPTH, OPEN_ARRAY, OPEN_OBJECT } from './json-scan.ts'
import { readJson } from './json-value.ts'

export type JsonDocumentPiece =
  | { readonly kind: 'document'; readonly offset: number; readonly length: number; readonly value: unknown }
  | { readonly kind: 'rejection'; readonly code: IssueCode; readonly message: string; readonly offset: number; readonly length: number }

const NOTHING = new Uint8Array(0)

export type JsonDocuments = {
  /** Takes the next bytes of the file; gives what they completed, in source order. */
  readonly write: (chunk: Uint8Array) => readonly JsonDocumentPiece[]
  /** Says that the file ends here; gives what was left. */
  readonly end: () => readonly JsonDocumentPiece[]
}

/** Makes a cutter for one file. Damage costs the rest of the file: one rejection that names the byte. `limit` is for tests. */
export function createJsonDocuments(limit = MAX_RECORD_BYTES): JsonDocuments {
  const scan = createJsonScan()
  const held = createByteStore()
  let scalar = createJsonScalar()
  let mode: 'between' | 'value' | 'scalar' | 'lost' = 'between'
  let position = 0
  let start = 0
  let dropped = false
  let damage: { readonly offset: number; readonly message: string } | null = null

  const keep = (part: Uint8Array): void => {
    dropped ||= held.length + part.length > limit
    if (dropped) held.clear()
    else held.add(part)
  }
  const open = (byte: number, offset: number): void => {
    start = offset
    dropped = false
    mode = byte === OPEN_OBJECT || byte === OPEN_ARRAY ? 'value' : 'scalar'
    if (mode === 'value') scan.begin(false)
    else scalar = createJsonScalar()
  }
  const lose = (offset: number, expected: string): void => {
    damage = { offset, message: `The file is damaged at byte ${offset}: expected ${expected}.` }
    mode = 'lost'
    held.clear()
  }
  const finish = (end: number): JsonDocumentPiece => {
    const raw = held.with(NOTHING).slice()
    const scanned = mode === 'value'
    held.clear()
    mode = 'between'
    if (dropped) return reject('record-too-large', start, end - start, `The answer at byte ${start} is larger than ${limit} bytes.`)
    if (scanned && scan.tooDeep)
      return reject('other', start, end - start, `The answer at byte ${start} is nested more than ${MAX_DEPTH} levels deep.`)
    return documentOf(raw, start, scanned ? scan.colons : 0)
  }
  const finishScalar = (end: number): readonly JsonDocumentPiece[] => {
    if (scalar.sound()) return [finish(end)]
    lose(start, 'a JSON value')
    return []
  }
  /** Where the value held so far stops being JSON; a value nested too deep is not looked into. */
  const loseInValue = (here: number): void => {
    const outline = dropped || scan.tooDeep ? null : stopOf(asciiOf(held.with(NOTHING)))
    lose(outline?.state === 'damaged' ? start + outline.at : here, outline?.expected ?? 'its end')
  }

  const write = (chunk: Uint8Array): readonly JsonDocumentPiece[] => {
    const pieces: JsonDocumentPiece[] = []
    let at = 0
    while (at < chunk.length && mode !== 'lost') {
      const byte = chunk[at] ?? 0
      if (mode === 'between') {
        if (isSpace(byte)) at += 1
        else open(byte, position + at)
      } else if (mode === 'scalar') {
        if (scalar.take(byte)) {
          keep(chunk.subarray(at, at + 1))
          at += 1
        } else pieces.push(...finishScalar(position + at))
      } else {
        const { stop, at: next } = scan.run(chunk, position, at)
        keep(chunk.subarray(at, stop === 'broken' ? next + 1 : next))
        at = next
        if (stop === 'broken') loseInValue(position + at)
        else if (stop === 'end') pieces.push(finish(position + at))
      }
    }
    position += chunk.length
    return pieces
  }
  return {
    write,
    end() {
      const pieces = mode === 'scalar' ? [...finishScalar(position)] : []
      if (mode === 'value') loseInValue(position)
      if (damage !== null) pieces.push(reject('damaged-json', damage.offset, position - damage.offset, damage.message))
      return pieces
    },
  }
}

function documentOf(raw: Uint8Array, offset: number, colons: number): JsonDocumentPiece {
  const text = decodeUtf8(raw)
  if (text === null) return reject('bad-encoding', offset, raw.length, `The answer at byte ${offset} is not valid UTF-8.`)
  try {
    const { value, members } = readJson(text)
    if (members === colons) return { kind: 'document', offset, length: raw.length, value }
    return reject(
      'other',
      offset,
      raw.length,
      `The answer at byte ${offset} names a property twice; what it says would depend on who reads it.`,
    )
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const outline = stopOf(asciiOf(raw))
    const message = `The answer at byte ${offset} is not valid JSON: at byte ${offset + outline.at} expected ${outline.expected ?? 'nothing more'}.`
    return reject('damaged-json', offset, raw.length, message)
  }
}

const reject = (code: IssueCode, offset: number, length: number, message: string): JsonDocumentPiece => ({
  kind: 'rejection',
  code,
  offset,
  length,
  message,
})
