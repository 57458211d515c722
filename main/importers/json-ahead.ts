// Reads a record of a list at once where the next one begins like the first of the file did, instead of following its brackets byte by
// byte. Nothing is taken on trust: the text of a JSON object ends at one place only, so text that JSON.parse takes is that record.
import { isAscii } from 'node:buffer'
import { decodeUtf8 } from './encoding.ts'
import { type ObjectRead, readObject } from './json-pieces.ts'
import { isSpace, MAX_DEPTH, QUOTE } from './json-scan.ts'

export type ReadAhead = ObjectRead & {
  /** The index after the record. */
  readonly end: number
  /** True where the text has no room for a property that is named twice; otherwise its colons are to be counted. */
  readonly complete: boolean
}

export type JsonAhead = {
  /** Reads the record that begins at index `from`; null where that cannot be told from this chunk alone. */
  readonly read: (chunk: Uint8Array, from: number, signature: Uint8Array, limit: number) => ReadAhead | null
}

/** Longer signatures are no use. */
const MAX_SIGNATURE = 256

const COMMA = 0x2c
const CLOSE_OBJECT = 0x7d
/** Where so many guesses more were wrong than right, guessing costs more than it saves. */
const MOST_WRONG = 8

export function createJsonAhead(): JsonAhead {
  let chunkSeen: Uint8Array | null = null
  let view: Buffer = Buffer.alloc(0)
  /** The whole chunk, where it is ASCII: a character for a byte, cut faster than decoded. */
  let ascii: string | null = null
  /** The first place from `from` on where a record may begin; -1 where none does in this chunk. Looked for once, however often asked. */
  let next = 0
  let wrong = 0

  const nextFrom = (chunk: Uint8Array, from: number, signature: Uint8Array): number => {
    if (chunk !== chunkSeen) {
      chunkSeen = chunk
      view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
      ascii = isAscii(chunk) ? decodeUtf8(chunk) : null
      next = 0
    }
    if (next >= 0 && next < from) next = view.indexOf(signature, from)
    return next
  }

  return {
    read(chunk, from, signature, limit) {
      if (wrong >= MOST_WRONG) return null
      let end = nextFrom(chunk, from + 1, signature) - 1
      while (end > from && isSpace(chunk[end])) end -= 1
      if (end <= from || chunk[end] !== COMMA) return null
      end -= 1
      while (end > from && isSpace(chunk[end])) end -= 1
      if (chunk[end] !== CLOSE_OBJECT || end - from >= limit) return null
      const text = ascii === null ? decodeUtf8(chunk.subarray(from, end + 1)) : ascii.slice(from, end + 1)
      const read = text === null ? null : readObject(text, MAX_DEPTH)
      if (read === null || text === null) {
        wrong += 1
        return null
      }
      if (wrong > 0) wrong -= 1
      return { ...read, end: end + 1, complete: read.shortest === text.length }
    },
  }
}

/** The opening brace and first key of a record, white space included: what the other records of the file begin with, too. */
export function signatureOf(record: Uint8Array): Uint8Array | null {
  const first = record.indexOf(QUOTE)
  const close = first < 0 ? -1 : record.indexOf(QUOTE, first + 1)
  return close < 0 || close > MAX_SIGNATURE ? null : record.slice(0, close + 1)
}
