// Walks over the bytes of one JSON value, tracking strings and brackets only, until the value ends or cannot be JSON.
// The fast half of the splitter: checks no grammar beyond matching brackets and closed strings.

export const OPEN_ARRAY = 0x5b
export const CLOSE_ARRAY = 0x5d
export const OPEN_OBJECT = 0x7b
export const QUOTE = 0x22
export const NEWLINE = 0x0a
const CLOSE_OBJECT = 0x7d
/** Both kinds of closing bracket lie two above their opening one. */
const CLOSING = 2

export type ScanStop =
  /** The chunk is used up. */
  | 'more'
  /** The value's brackets are balanced; `at` is the index after it. */
  | 'end'
  /** While watching: a bracket was opened near the top; `at` is the index after it. */
  | 'opened'
  /** While watching: the first line end inside the value, at `at`. */
  | 'line'
  /** The byte at `at` cannot stand there: a bracket that does not match, a control character in a string. */
  | 'broken'

export type JsonScan = {
  readonly depth: number
  readonly tooDeep: boolean
  /** The bracket open at a depth; 1 is the value's own. */
  readonly kindAt: (depth: number) => number | undefined
  /** Colons outside strings since the value began: in a JSON value, as many as members in all its objects. */
  readonly colons: number
  /** Where the text of the last complete string began and ended. */
  readonly lastString: { readonly start: number; readonly end: number }
  /** Begins a new value. `watching` reports opened brackets of the first three levels and the first line end. */
  readonly begin: (watching: boolean) => void
  /** Counts an opening bracket that was read elsewhere. */
  readonly enter: (kind: number) => void
  readonly run: (chunk: Uint8Array, base: number, from: number) => { readonly stop: ScanStop; readonly at: number }
}

/** Deeper values are marked: nothing a scanner writes comes near, and deep values break recursive readers. */
export const MAX_DEPTH = 500
/** No value is followed deeper, so that a file of nothing but brackets takes little memory. */
const MOST_OPEN = 4_000_000
const WATCHED_DEPTH = 3

/** White space between the parts of a JSON text (RFC 8259 §2). */
export const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09

export const isBracket = (byte: number): boolean => (byte | 0x20) === OPEN_OBJECT || (byte | 0x20) === CLOSE_OBJECT

export function createJsonScan(): JsonScan {
  let depth = 0
  let kinds = new Uint8Array(64)
  let inString = false
  let escaped = false
  let watching = false
  let watchingLines = false
  let tooDeep = false
  let colons = 0
  let stringStart = 0
  let stringEnd = 0
  /** The chunk that was read last, and a view of it four bytes at a time. */
  let viewed: Uint8Array | null = null
  let view: DataView = new DataView(new ArrayBuffer(0))

  const enter = (kind: number): void => {
    depth += 1
    if (depth > MAX_DEPTH) tooDeep = true
    if (depth === kinds.length) {
      const grown = new Uint8Array(kinds.length * 2)
      grown.set(kinds)
      kinds = grown
    }
    kinds[depth] = kind
  }

  return {
    get depth() {
      return depth
    },
    get tooDeep() {
      return tooDeep
    },
    get colons() {
      return colons
    },
    get lastString() {
      return { start: stringStart, end: stringEnd }
    },
    kindAt: (level) => kinds[level],
    enter,
    begin(watch) {
      depth = colons = 0
      inString = escaped = tooDeep = false
      watching = watchingLines = watch
    },
    run(chunk, base, from) {
      const size = chunk.length
      if (chunk !== viewed) {
        viewed = chunk
        view = new DataView(chunk.buffer, chunk.byteOffset, size)
      }
      const words = view
      const lastWord = size - 4
      const lineEnd = watchingLines ? 0x0a : -1
      let i = from
      let quoted = inString
      if (escaped && i < size) {
        escaped = false
        i += 1
      }
      while (i < size) {
        if (quoted) {
          for (; i < size; i++) {
            // Four bytes at once while none of them is a quote, a backslash or a control character.
            while (i <= lastWord) {
              const word = words.getInt32(i)
              const quotes = word ^ 0x22222222
              const escapes = word ^ 0x5c5c5c5c
              const found = ((quotes - 0x01010101) & ~quotes) | ((escapes - 0x01010101) & ~escapes) | ((word - 0x20202020) & ~word)
              if ((found & 0x80808080) !== 0) break
              i += 4
            }
            // Literals, not the named constants: this loop sees every byte, and names cost a third of its speed.
            while (i < size) {
              const byte = chunk[i] as number
              if (byte === 0x22 || byte < 0x20 || byte === 0x5c) break
              i += 1
            }
            if (chunk[i] !== 0x5c) break
            i += 1
          }
          if (i >= size) {
            escaped = i > size
            break
          }
          if (chunk[i] !== 0x22) return { stop: 'broken', at: i }
          quoted = inString = false
          stringEnd = base + i
          i += 1
        }
        for (; i < size; i++) {
          const byte = chunk[i] as number
          if (byte <= 0x20) {
            if (byte !== lineEnd) continue
            watchingLines = false
            return { stop: 'line', at: i }
          }
          if (byte === 0x22) {
            quoted = inString = true
            i += 1
            stringStart = base + i
            break
          }
          if (byte < 0x5b) {
            if (byte === 0x3a) colons += 1
            continue
          }
          // This bit is all that tells [ from {, and ] from }.
          const bracket = byte | 0x20
          if (bracket === 0x7b) {
            if (depth === MOST_OPEN) return { stop: 'broken', at: i }
            enter(byte)
            if (watching && depth <= WATCHED_DEPTH) return { stop: 'opened', at: i + 1 }
          } else if (bracket === 0x7d) {
            if (kinds[depth] !== byte - CLOSING || depth === 0) return { stop: 'broken', at: i }
            depth -= 1
            if (depth === 0) return { stop: 'end', at: i + 1 }
          }
        }
      }
      return { stop: 'more', at: size }
    },
  }
}
