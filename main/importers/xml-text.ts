// Turns chunks of UTF-8 into text that never ends inside a character, and tells where a character of it lay in bytes.
import { decodeUtf8 } from './encoding.ts'

export type TextPiece = {
  readonly text: string
  /** Bytes in front of the first that is no UTF-8, counted from the first byte of the file; null where all are. */
  readonly damagedAt: number | null
}

export type XmlText = {
  readonly write: (chunk: Uint8Array) => TextPiece
  /** The offset of a character begun and not ended, or null. */
  readonly unfinished: () => number | null
  /** How many bytes were given so far. */
  readonly bytes: () => number
  /** The byte at which a character stands; characters count as JavaScript strings do. Must not go back behind an earlier question. */
  readonly byteOf: (character: number) => number
}

const LONGEST = 4

export function createXmlText(): XmlText {
  let held = new Uint8Array(0)
  let bytes = 0
  let text = ''
  /** Where `text` begins. */
  let characterBase = 0
  let byteBase = 0
  let ascii = true
  /** The last place asked for: everything before it is counted. */
  let cursor = 0
  let cursorByte = 0

  const byteOf = (character: number): number => {
    const index = Math.min(character - characterBase, text.length)
    if (ascii) return byteBase + Math.max(index, 0)
    for (; cursor < index; cursor++) {
      const code = text.charCodeAt(cursor)
      // Each half of a surrogate pair counts two of the four bytes.
      cursorByte += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3
    }
    return cursorByte
  }
  const begin = (next: string, byteLength: number): void => {
    byteBase = byteOf(characterBase + text.length)
    characterBase += text.length
    text = next
    ascii = next.length === byteLength
    cursor = 0
    cursorByte = byteBase
  }

  return {
    write(chunk) {
      const all = joined(held, chunk)
      const before = bytes - held.length
      bytes += chunk.length
      const whole = all.subarray(0, all.length - tailOf(all))
      const decoded = decodeUtf8(whole)
      if (decoded !== null) {
        held = all.slice(whole.length)
        begin(decoded, whole.length)
        return { text: decoded, damagedAt: null }
      }
      const good = goodLength(whole)
      const prefix = decodeUtf8(whole.subarray(0, good)) ?? ''
      begin(prefix, good)
      return { text: prefix, damagedAt: before + good }
    },
    unfinished: () => (held.length === 0 ? null : bytes - held.length),
    bytes: () => bytes,
    byteOf,
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** How many bytes at the end begin a character that is not whole yet. */
function tailOf(bytes: Uint8Array): number {
  for (let back = 1; back < LONGEST && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** The length of the longest beginning that is whole UTF-8 characters. */
function goodLength(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const tail = tailOf(bytes.subarray(0, middle))
    if (decodeUtf8(bytes.subarray(0, middle - tail)) === null) bad = middle
    else good = middle
  }
  return good - tailOf(bytes.subarray(0, good))
}
