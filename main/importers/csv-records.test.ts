import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { type CsvPiece, createCsvRowSplitter } from './csv-records.ts'
import { bytesOf } from './reading.fixture.ts'

function split(
  source: string | Uint8Array,
  delimiter = ',',
  chunkSize = Number.MAX_SAFE_INTEGER,
  maxRecordBytes?: number,
): readonly CsvPiece[] {
  const bytes = typeof source === 'string' ? bytesOf(source) : source
  const splitter = createCsvRowSplitter(maxRecordBytes === undefined ? { delimiter } : { delimiter, maxRecordBytes })
  const pieces: CsvPiece[] = []
  for (let at = 0; at < bytes.length; at += chunkSize) pieces.push(...splitter.write(bytes.subarray(at, at + chunkSize)))
  pieces.push(...splitter.end())
  return pieces
}
const rows = (pieces: readonly CsvPiece[]) => pieces.flatMap((piece) => (piece.kind === 'row' ? [piece.fields] : []))
const rejections = (pieces: readonly CsvPiece[]) => pieces.filter((piece) => piece.kind === 'rejection')

describe('rows', () => {
  it.each([
    ['LF', 'a,b\nc,d\n'],
    ['CRLF', 'a,b\r\nc,d\r\n'],
    ['CR', 'a,b\rc,d\r'],
    ['CR CR LF, as Windows runs write', 'a,b\r\r\nc,d\r\r\n'],
    ['no end on the last row', 'a,b\nc,d'],
    ['blank lines between', '\n\na,b\n\r\n\nc,d\n\n'],
  ])('end with %s', (_, text) => {
    expect(rows(split(text))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('hold delimiters, quotes and line ends inside quotes', () => {
    expect(rows(split('"a;1";"say ""hi""";"two\r\nlines"\nx;"";\n', ';'))).toEqual([
      ['a;1', 'say "hi"', 'two\r\nlines'],
      ['x', '', ''],
    ])
  })

  it('keep a quote inside an unquoted field as it is', () => {
    expect(rows(split('5" pipe,b\n'))).toEqual([['5" pipe', 'b']])
  })

  it('say exactly where they lie, without their line end', () => {
    const text = 'h1,h2\r\n"é\n",b\r\nc,d'
    const bytes = bytesOf(text)
    const places = split(text).map(({ offset, length, line }) => ({
      text: new TextDecoder().decode(bytes.subarray(offset, offset + (length ?? 0))),
      line,
    }))
    expect(places).toEqual([
      { text: 'h1,h2', line: 1 },
      { text: '"é\n",b', line: 2 },
      { text: 'c,d', line: 4 },
    ])
  })
})

describe('where quotes are plain text', () => {
  it('every line end ends a row, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', 'é'), minLength: 1, maxLength: 12 }), { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\r', '\r\r\n'),
        fc.integer({ min: 1, max: 9 }),
        (lines, end, size) => {
          const bytes = bytesOf(lines.map((line) => `${line}${end}`).join(''))
          const splitter = createCsvRowSplitter({ delimiter: ',', quotes: false })
          const pieces: CsvPiece[] = []
          for (let at = 0; at < bytes.length; at += size) pieces.push(...splitter.write(bytes.subarray(at, at + size)))
          pieces.push(...splitter.end())
          expect(rows(pieces)).toEqual(lines.map((line) => line.split(',')))
        },
      ),
    )
  })
})

describe('damage', () => {
  it('an unclosed quote is one rejection at its byte; rows before it are kept', () => {
    const pieces = split('a,b\nc,"d\ne,f\n')
    expect(rows(pieces)).toEqual([['a', 'b']])
    expect(rejections(pieces)).toEqual([expect.objectContaining({ code: 'unclosed-quote', offset: 6, length: 7, line: 2 })])
  })

  it('text behind a closing quote rejects its row only', () => {
    const pieces = split('a,b\n"c"x,d\ne,f\n')
    expect(rows(pieces)).toEqual([
      ['a', 'b'],
      ['e', 'f'],
    ])
    expect(rejections(pieces)).toEqual([expect.objectContaining({ code: 'other', offset: 4, length: 6 })])
  })

  it('a row that is not UTF-8 is rejected, its neighbours are kept', () => {
    const bytes = bytesOf('a,b\nc,?\ne,f\n')
    bytes[6] = 0xe9
    const pieces = split(bytes)
    expect(rows(pieces)).toEqual([
      ['a', 'b'],
      ['e', 'f'],
    ])
    expect(rejections(pieces)).toEqual([expect.objectContaining({ code: 'bad-encoding', offset: 4, length: 3 })])
  })

  it('a row over the limit is rejected with its range', () => {
    const pieces = split(`a,b\nc,"${'x'.repeat(5000)}"\ne,f\n`, ',', 64, 1000)
    expect(rows(pieces).length).toBe(2)
    expect(rejections(pieces)).toEqual([expect.objectContaining({ code: 'record-too-large', offset: 4, length: 5004 })])
  })
})

describe('against papaparse', () => {
  const field = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '"', ';', ',', '\n', '\r\n', '=', '😀'), maxLength: 8 })
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }))

  it('gives the same rows for any table, delimiter, line end and chunking', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n' as const, '\r\n' as const),
        fc.integer({ min: 1, max: 30 }),
        (data, delimiter, newline, size) => {
          const text = Papa.unparse(data, { delimiter, newline })
          const theirs = Papa.parse<string[]>(text, { delimiter, newline, skipEmptyLines: true })
          expect(theirs.errors).toEqual([])
          expect(rows(split(text, delimiter, size))).toEqual(theirs.data)
        },
      ),
    )
  })

  it('gives the same pieces for every chunk size, damaged or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é'), maxLength: 40 }), (text) => {
        const whole = split(text)
        for (const size of [1, 2, 7]) expect(split(text, ',', size)).toEqual(whole)
      }),
    )
  })
})
