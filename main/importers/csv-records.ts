// Cuts CSV into rows over raw bytes (RFC 4180: quoted fields may hold delimiters, quotes and line ends), with exact ranges.
// Any run of CR and LF outside quotes ends a row, because Windows tools write CR CR LF (FORMATS.md §2). Knows no columns.
import type { IssueCode } from '#domain/imports'
import { createByteStore, MAX_RECORD_BYTES } from './byte-store.ts'
import { decodeUtf8 } from './encoding.ts'

/** Offsets count bytes from the first byte of the file; a row's range leaves out its line end. Lines count from 1. */
export type CsvPiece =
  | {
      readonly kind: 'row'
      readonly offset: number
      readonly length: number
      readonly line: number
      readonly text: string
      readonly fields: readonly string[]
    }
  | {
      readonly kind: 'rejection'
      readonly code: IssueCode
      readonly message: string
      readonly offset: number
      readonly length: number | null
      readonly line: number
    }

export type CsvRowSplitter = {
  readonly write: (chunk: Uint8Array) => readonly CsvPiece[]
  readonly end: () => readonly CsvPiece[]
}

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d

type State = 'row-start' | 'field-start' | 'plain' | 'quoted' | 'quote-seen'

/**
 * Makes a splitter for one file, whose first byte lies at `offset`. `delimiter` is one ASCII character. A quoted field left
 * open swallows the rest of the file, which is one rejection at its opening quote.
 */
export function createCsvRowSplitter(options: {
  readonly delimiter: string
  readonly offset?: number
  readonly maxRecordBytes?: number
  /** False where quotes are plain text and every line end ends a row. */
  readonly quotes?: boolean
}): CsvRowSplitter {
  const delimiter = options.delimiter.charCodeAt(0)
  const limit = options.maxRecordBytes ?? MAX_RECORD_BYTES
  const quotes = options.quotes ?? true
  const plain = steppingOver([delimiter, CR, LF])
  const quoted = steppingOver([QUOTE, CR, LF])
  const held = createByteStore()
  let pieces: CsvPiece[] = []
  let state: State = 'row-start'
  let position = options.offset ?? 0
  let line = 1
  let lastWasCr = false
  let start = 0
  let startLine = 1
  let quoteAt = 0
  let dropped = false

  const finish = (tail: Uint8Array, end: number): void => {
    const length = end - start
    const at = { offset: start, length, line: startLine }
    if (dropped || length > limit)
      pieces.push({
        kind: 'rejection',
        code: 'record-too-large',
        message: `The row at line ${startLine} is larger than ${limit} bytes.`,
        ...at,
      })
    else {
      const text = decodeUtf8(held.with(tail))
      const fields = text === null ? null : quotes ? fieldsOf(text, options.delimiter) : text.split(options.delimiter)
      if (text === null)
        pieces.push({
          kind: 'rejection',
          code: 'bad-encoding',
          message: `The row at line ${startLine} is not valid UTF-8 (Prowler 4.0 on Windows wrote code page 1252).`,
          ...at,
        })
      else if (fields === null)
        pieces.push({ kind: 'rejection', code: 'other', message: `The row at line ${startLine} has text behind a closing quote.`, ...at })
      else pieces.push({ kind: 'row', text, fields, ...at })
    }
    held.clear()
    dropped = false
    state = 'row-start'
  }
  const countLine = (byte: number): void => {
    if (byte === CR || !lastWasCr) line += 1
    lastWasCr = byte === CR
  }

  const read = (chunk: Uint8Array): void => {
    const base = position
    let from = 0
    for (let i = 0; i < chunk.length; ) {
      const byte = chunk[i] as number
      if (state === 'row-start') {
        if (byte === CR || byte === LF) {
          countLine(byte)
          i += 1
          continue
        }
        state = 'field-start'
        start = base + i
        startLine = line
        from = i
      }
      if (state === 'quoted' || state === 'plain') {
        const steady = state === 'quoted' ? quoted : plain
        const before = i
        while (i < chunk.length && steady[chunk[i] as number] === 1) i += 1
        if (i > before) lastWasCr = false
        if (i === chunk.length) break
      }
      const next = chunk[i] as number
      if (state === 'quoted') {
        if (next === QUOTE) {
          state = 'quote-seen'
          lastWasCr = false
        } else countLine(next)
      } else if (next === QUOTE && quotes && state !== 'plain') {
        if (state === 'field-start') quoteAt = base + i
        state = 'quoted'
        lastWasCr = false
      } else if (next === CR || next === LF) {
        finish(chunk.subarray(from, i), base + i)
        countLine(next)
      } else {
        state = next === delimiter ? 'field-start' : 'plain'
        lastWasCr = false
      }
      i += 1
    }
    if (state === 'row-start' || dropped) return
    held.add(chunk.subarray(from))
    if (held.length > limit) {
      dropped = true
      held.clear()
    }
  }
  const take = (): readonly CsvPiece[] => {
    const taken = pieces
    pieces = []
    return taken
  }

  return {
    write(chunk) {
      read(chunk)
      position += chunk.length
      return take()
    },
    end() {
      if (state === 'quoted')
        pieces.push({
          kind: 'rejection',
          code: 'unclosed-quote',
          message: `The row at line ${startLine} opens a quote at byte ${quoteAt} that is never closed; nothing behind it could be read.`,
          offset: quoteAt,
          length: position - quoteAt,
          line: startLine,
        })
      else if (state !== 'row-start') finish(new Uint8Array(0), position)
      return take()
    },
  }
}

/** The fields of one row's text, or null where a quoted field is not closed or goes on behind its closing quote. */
export function fieldsOf(text: string, delimiter: string): readonly string[] | null {
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      let field = ''
      let from = at + 1
      for (;;) {
        const close = text.indexOf('"', from)
        if (close < 0) return null
        field += text.slice(from, close)
        at = close + 1
        if (text[at] !== '"') break
        field += '"'
        from = at + 1
      }
      fields.push(field)
      if (at < text.length && text[at] !== delimiter) return null
    } else {
      const end = text.indexOf(delimiter, at)
      fields.push(end < 0 ? text.slice(at) : text.slice(at, end))
      at = end < 0 ? text.length : end
    }
    if (at >= text.length) return fields
    at += 1
  }
}

function steppingOver(stops: readonly number[]): Uint8Array {
  const table = new Uint8Array(256).fill(1)
  for (const stop of stops) table[stop] = 0
  return table
}
