// Walks over the bytes of one JSON value, tracking strings and brackets only, until the value ends or cannot be JSON.
// The fast half of the splitter: checks no grammar beyond matching brackets and closed strings.

export const OPEN_ARRAY = 0x5b
export const CLOSE_ARRAY = 0x5d
export const OPEN_OBJECT = 0x7b
export const QUOTE = 0x22
export const NEWLINE = 0x0a
const BACKSLASH = 0x5c
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
const WATCHED_DEPTH = 3

/** 1 = a byte the walk steps over. */
const IN_STRING = new Uint8Array(256).fill(1)
IN_STRING.fill(0, 0, 0x20)
const OUTSIDE = new Uint8Array(256).fill(1)
for (const byte of [QUOTE, BACKSLASH]) IN_STRING[byte] = 0
for (const byte of [QUOTE, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT]) OUTSIDE[byte] = 0
const OUTSIDE_LINES = OUTSIDE.slice()
OUTSIDE_LINES[NEWLINE] = 0

export const isBracket = (byte: number): boolean => OUTSIDE[byte] === 0 && byte !== QUOTE

export function createJsonScan(): JsonScan {
  let depth = 0
  let kinds = new Uint8Array(64)
  let inString = false
  let escaped = false
  let watching = false
  let watchingLines = false
  let tooDeep = false
  let stringStart = 0
  let stringEnd = 0

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
    get lastString() {
      return { start: stringStart, end: stringEnd }
    },
    kindAt: (level) => kinds[level],
    enter,
    begin(watch) {
      depth = 0
      inString = escaped = tooDeep = false
      watching = watchingLines = watch
    },
    run(chunk, base, from) {
      const size = chunk.length
      const outside = watchingLines ? OUTSIDE_LINES : OUTSIDE
      let i = from
      while (i < size) {
        if (escaped) {
          escaped = false
          i += 1
          continue
        }
        const steady = inString ? IN_STRING : outside
        while (i < size && steady[chunk[i] as number] === 1) i += 1
        if (i === size) break
        const byte = chunk[i] as number
        if (inString) {
          if (byte === QUOTE) {
            inString = false
            stringEnd = base + i
          } else if (byte === BACKSLASH) escaped = true
          else return { stop: 'broken', at: i }
          i += 1
          continue
        }
        i += 1
        if (byte === QUOTE) {
          inString = true
          stringStart = base + i
        } else if (byte === NEWLINE) {
          watchingLines = false
          return { stop: 'line', at: i - 1 }
        } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
          enter(byte)
          if (watching && depth <= WATCHED_DEPTH) return { stop: 'opened', at: i }
        } else {
          if (kinds[depth] !== byte - CLOSING || depth === 0) return { stop: 'broken', at: i - 1 }
          depth -= 1
          if (depth === 0) return { stop: 'end', at: i }
        }
      }
      return { stop: 'more', at: size }
    },
  }
}
