// Follows one JSON value of any kind to its last byte, through chunks of any size. Checks no grammar: what the bytes say, and
// whether they are JSON at all, is for whoever parses them.
import { CLOSE_ARRAY, createJsonScan, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-scan.ts'

export type ValueScan = {
  /** True where the value is a number or a word, which nothing but the next byte ends. */
  readonly bare: boolean
  readonly tooDeep: boolean
  /** Colons outside strings: in JSON, as many as members in all its objects. */
  readonly colons: number
  /** Begins a value with its first byte, which `run` reads again. */
  readonly begin: (first: number) => void
  /** Reads on from index `from`. `end`: `at` is the index after the value; `broken`: the byte at `at` cannot stand there. */
  readonly run: (chunk: Uint8Array, from: number) => { readonly stop: 'more' | 'end' | 'broken'; readonly at: number }
}

const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const CLOSE_OBJECT = 0x7d

/** 1 for every byte that ends a number or a word. */
const ENDS = new Uint8Array(256)
ENDS.fill(1, 0, 0x21)
for (const byte of [QUOTE, COMMA, COLON, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT]) ENDS[byte] = 1

export function createValueScan(): ValueScan {
  const scan = createJsonScan()
  let kind: 'container' | 'string' | 'bare' = 'bare'
  /** Bytes of a string still to be passed over whatever they are: its opening quote, or what a backslash escapes. */
  let pass = 0

  const runString: ValueScan['run'] = (chunk, from) => {
    let i = from + pass
    pass = 0
    for (; i < chunk.length; i++) {
      const byte = chunk[i] as number
      if (byte === QUOTE) return { stop: 'end', at: i + 1 }
      if (byte < 0x20) return { stop: 'broken', at: i }
      if (byte === BACKSLASH) i += 1
    }
    pass = i - chunk.length
    return { stop: 'more', at: chunk.length }
  }
  const runBare: ValueScan['run'] = (chunk, from) => {
    let i = from
    while (i < chunk.length && ENDS[chunk[i] as number] === 0) i += 1
    return { stop: i < chunk.length ? 'end' : 'more', at: i }
  }

  return {
    get bare() {
      return kind === 'bare'
    },
    get tooDeep() {
      return kind === 'container' && scan.tooDeep
    },
    get colons() {
      return kind === 'container' ? scan.colons : 0
    },
    begin(first) {
      kind = first === OPEN_OBJECT || first === OPEN_ARRAY ? 'container' : first === QUOTE ? 'string' : 'bare'
      pass = kind === 'string' ? 1 : 0
      if (kind === 'container') scan.begin(false)
    },
    run(chunk, from) {
      if (kind === 'string') return runString(chunk, from)
      if (kind === 'bare') return runBare(chunk, from)
      const { stop, at } = scan.run(chunk, 0, from)
      return { stop: stop === 'end' || stop === 'broken' ? stop : 'more', at }
    },
  }
}
