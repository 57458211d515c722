// Follows a JSON value without brackets (a string, a number, a word) to its end. What it says does not matter: it is no record.
import { stopOf } from './json-outline.ts'
import { isBracket, QUOTE } from './json-scan.ts'

export type JsonScalar = {
  /** Takes the next byte; false where the value ended before it. */
  readonly take: (byte: number) => boolean
  /** True where the bytes taken are one whole JSON value. */
  readonly sound: () => boolean
}

/** Longer ones are no number and no word. */
const MAX_LENGTH = 256
const BACKSLASH = 0x5c
const COMMA = 0x2c

export function createJsonScalar(): JsonScalar {
  let text = ''
  let length = 0
  let quoted = false
  let escaped = false
  let closed = false
  return {
    take(byte) {
      if (closed) return false
      if (quoted) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) escaped = true
        else closed = byte === QUOTE
      } else if (length === 0 && byte === QUOTE) quoted = true
      else if (length > 0 && (byte <= 0x20 || isBracket(byte) || byte === COMMA || byte === QUOTE)) return false
      else if (length < MAX_LENGTH) text += String.fromCharCode(byte)
      length += 1
      return true
    },
    sound: () => (quoted ? closed : text.length === length && stopOf(text).state === 'whole'),
  }
}
