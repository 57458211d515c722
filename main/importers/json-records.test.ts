import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonPiece } from './json-pieces.ts'
import { createJsonRecordSplitter } from './json-records.ts'
import { bytesOf } from './reading.fixture.ts'

function split(source: string | Uint8Array, chunkSize = Number.MAX_SAFE_INTEGER, maxRecordBytes?: number): readonly JsonPiece[] {
  const bytes = typeof source === 'string' ? bytesOf(source) : source
  const splitter = createJsonRecordSplitter(maxRecordBytes === undefined ? {} : { maxRecordBytes })
  const pieces: JsonPiece[] = []
  for (let at = 0; at < bytes.length; at += chunkSize) pieces.push(...splitter.write(bytes.subarray(at, at + chunkSize)))
  pieces.push(...splitter.end())
  return pieces
}
const values = (pieces: readonly JsonPiece[]): unknown[] => pieces.flatMap((piece) => (piece.kind === 'record' ? [piece.value] : []))
const rejections = (pieces: readonly JsonPiece[]) => pieces.filter((piece) => piece.kind === 'rejection')
/** The places of what was rejected: code, first byte, length. */
const places = (pieces: readonly JsonPiece[]) => rejections(pieces).map(({ code, offset, length }) => [code, offset, length])
const untidy = (pieces: readonly JsonPiece[]) => pieces.filter((piece) => piece.kind === 'untidy').map((piece) => piece.offset)

describe('the shapes records come in', () => {
  it.each([
    ['a bare array', '[{"a":1}, {"a":2}]'],
    ['an array under Findings', '{"Findings":[{"a":1},{"a":2}]}'],
    ['an array under findings, after other members', '{"n":{"findings":"no"},"findings" : [{"a":1},{"a":2}],"z":[]}'],
    ['an EventBridge event', '{"resources":["findings"],"detail":{"x":{},"findings":[{"a":1},{"a":2}]},"id":"q"}'],
    ['a recorded API response', '{"status_code":200,"data":{"Findings":[{"a":1},{"a":2}],"m":{}}}'],
    ['one object per line', '{"a":1}\n{"a":2}\n'],
    ['one object per line, CRLF', '{"a":1}\r\n{"a":2}\r\n'],
    ['pages of an API one per line', '{"Findings":[{"a":1}]}\n{"Findings":[{"a":2}]}'],
    ['two arrays of one envelope', '{"Findings":[{"a":1}],"findings":[{"a":2}]}'],
  ])('%s', (_, text) => {
    const pieces = split(text)
    expect(values(pieces)).toEqual([{ a: 1 }, { a: 2 }])
    expect(rejections(pieces)).toEqual([])
    expect(untidy(pieces)).toEqual([])
  })

  it('a single object is one record, whatever arrays it holds deeper', () => {
    const text = '{"x":{"findings":[{"a":1}]},"list":[[{"Findings":[1]}]],"s":"findings","y":["findings",[1]]}'
    expect(values(split(text))).toEqual([JSON.parse(text)])
  })

  it('gives the members beside the array', () => {
    const members = split('{"A":1,"Findings":[{"a":1}],"NextToken":"n"}').filter((piece) => piece.kind === 'envelope')
    expect(members.map((piece) => piece.members)).toEqual([{ A: 1, Findings: [] }, expect.objectContaining({ NextToken: 'n' })])
  })

  it.each(['[]', '{"Findings":[]}', '', ' \n'])('holds no record: %j', (text) => {
    const pieces = split(text)
    expect([...values(pieces), ...rejections(pieces)]).toEqual([])
  })
})

describe('untidy files that lost nothing', () => {
  it.each([
    ['arrays glued together', '[{"a":1}][{"a":2}]', [9]],
    ['objects glued together', '{"a":1}{"a":2}', [7]],
    ['a run appended to a closed array', '[{"a":1}]{"a":2},{"a":3}]', [9, 16, 17, 24]],
    ['a missing comma', '[{"a":1}{"a":2}]', [8]],
    ['a trailing comma', '[{"a":1},{"a":2},]', [17]],
    ['a doubled comma', '[{"a":1},,{"a":2}]', [9]],
  ])('%s', (_, text, at) => {
    const pieces = split(text)
    expect(values(pieces).length).toBe(text.split('"a"').length - 1)
    expect(rejections(pieces)).toEqual([])
    expect(untidy(pieces)).toEqual(at)
  })
})

describe('damage', () => {
  it.each([
    ['the file ends behind a comma', '[{"a":1},', 9, 'expected another record'],
    ['the file ends behind a record', '[{"a":1}', 8, 'expected , or ]'],
    ['the file ends inside a record', '[{"a":1},{"a":', 14, 'expected a value'],
    ['the file ends inside a string', '[{"a":1},{"a":"x', 16, 'expected the rest of a string'],
    ['the envelope is not closed', '{"Findings":[{"a":1}]', 21, 'expected , or }'],
  ])('%s: one rejection at the end, whole records kept', (_, text, offset, expected) => {
    const pieces = split(text)
    expect(values(pieces)).toEqual([{ a: 1 }])
    expect(places(pieces)).toEqual([['damaged-json', offset, null]])
    expect(rejections(pieces)[0]?.message).toContain(expected)
  })

  it.each([
    ['a spare comma inside a record', '[{"a":1,},{"a":2},{"a":3}]', [['damaged-json', 1, 8]], 'at byte 8 expected a property name'],
    ['a bad escape', '[{"a":"\\q"},{"a":2},{"a":3}]', [['damaged-json', 1, 10]], 'at byte 7'],
    ['no JSON between records', '[oops,{"a":2},{"a":3}]', [['damaged-json', 1, 5]], 'expected a record'],
  ])('%s: that record is rejected, the others are kept', (_, text, expected, words) => {
    const pieces = split(text)
    expect(values(pieces)).toEqual([{ a: 2 }, { a: 3 }])
    expect(places(pieces)).toEqual(expected)
    expect(rejections(pieces)[0]?.message).toContain(words)
  })

  it('reads on where a quote was left open and swallowed the next record', () => {
    const pieces = split('[{"a":"foo},{"a":"b"},{"a":"c"}]')
    expect(values(pieces)).toEqual([{ a: 'b' }, { a: 'c' }])
    expect(places(pieces)).toEqual([['damaged-json', 14, null]])
  })

  it('reads on where a brace is missing', () => {
    const pieces = split('[{"a":{"b":1},{"a":2},{"a":3}]')
    expect(values(pieces)).toEqual([{ a: 2 }, { a: 3 }])
    expect(places(pieces)).toEqual([['damaged-json', 14, null]])
  })

  it('reads on behind a line that was cut', () => {
    const pieces = split('{"a":1}\n{"a":\n{"a":3}\n{"a":"x\n{"a":4}\n')
    expect(values(pieces)).toEqual([{ a: 1 }, { a: 3 }, { a: 4 }])
    expect(places(pieces)).toEqual([
      ['damaged-json', 13, 1],
      ['damaged-json', 29, 1],
    ])
  })

  it('reads on behind log lines between records', () => {
    const pieces = split('INFO {start}\n{"a":1}\nWARN done\n{"a":2}\n')
    expect(values(pieces)).toEqual([{ a: 1 }, { a: 2 }])
    expect(places(pieces)).toEqual([
      ['damaged-json', 0, 13],
      ['damaged-json', 21, 10],
    ])
  })

  it('rejects items that are no object, one by one', () => {
    const pieces = split('[{"a":1},3,"x\\"]",null,[{"a":9}],{"a":2}]')
    expect(values(pieces)).toEqual([{ a: 1 }, { a: 2 }])
    expect(places(pieces)).toEqual([
      ['not-an-object', 9, 1],
      ['not-an-object', 11, 6],
      ['not-an-object', 18, 4],
      ['not-an-object', 23, 9],
    ])
  })

  it('rejects a record that is not UTF-8 and keeps its neighbours', () => {
    const bytes = bytesOf('[{"a":"1"},{"a":"?"},{"a":"3"}]')
    bytes[17] = 0xe9
    const pieces = split(bytes)
    expect(values(pieces)).toEqual([{ a: '1' }, { a: '3' }])
    expect(places(pieces)).toEqual([['bad-encoding', 11, 9]])
  })

  it('rejects a record over the limit with its range and reads on', () => {
    const pieces = split(`[{"a":1},{"a":"${'x'.repeat(5000)}"},{"a":3}]`, 64, 1000)
    expect(values(pieces)).toEqual([{ a: 1 }, { a: 3 }])
    expect(places(pieces)).toEqual([['record-too-large', 9, 5008]])
  })
})

describe('hostile files', () => {
  it('keeps a __proto__ key as data', () => {
    const [record] = values(split('[{"__proto__":{"polluted":true},"constructor":1}]'))
    expect(Object.keys(record ?? {})).toEqual(['__proto__', 'constructor'])
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('rejects a record a million levels deep and reads on', () => {
    const deep = `{"a":${'['.repeat(1e6)}${']'.repeat(1e6)}}`
    const pieces = split(`[${deep},{"a":2}]`, 65536)
    expect(values(pieces)).toEqual([{ a: 2 }])
    expect(places(pieces)).toEqual([['other', 1, deep.length]])
  })

  it('ends in bounded time on nothing but opening brackets, braces or quotes', () => {
    for (const text of ['[', '{"a":', '{"a":"', '[{"a":\n']) {
      const pieces = split(text.repeat(200_000), 65536)
      expect(values(pieces)).toEqual([])
      expect(rejections(pieces).length).toBeGreaterThan(0)
    }
  })
})

const anyByte = fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\n', ' ', 'x', '0')
const json = fc.jsonValue({ maxDepth: 3 })
const record = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), json, { minKeys: 1, maxKeys: 4, noNullPrototype: true })

describe('properties', () => {
  it('gives every record with its exact range, under any chunking, indentation and wrapper', () => {
    const wrappers = [(list: string) => list, (list: string) => `{"Findings":${list}}`, (list: string) => `{"detail":{"findings":${list}}}`]
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 6 }),
        fc.constantFrom(...wrappers),
        fc.nat(4),
        fc.integer({ min: 1, max: 40 }),
        (list, wrap, indent, size) => {
          const bytes = bytesOf(wrap(JSON.stringify(list, null, indent)))
          const pieces = split(bytes, size)
          expect(rejections(pieces)).toEqual([])
          expect(values(pieces)).toEqual(JSON.parse(JSON.stringify(list)))
          const ranges = pieces.flatMap((piece) => (piece.kind === 'record' ? [piece] : []))
          const cut = ranges.map(({ offset, length }) => new TextDecoder().decode(bytes.subarray(offset, offset + length)))
          expect(cut.map((slice): unknown => JSON.parse(slice))).toEqual(values(pieces))
        },
      ),
    )
  })

  it('gives the same pieces for every chunk size, whatever one byte was changed or where the file was cut', () => {
    const text = JSON.stringify(
      [
        { id: 1, a: { b: [1, 'x"\\'] } },
        { id: 2, a: '{' },
        { id: 3, a: null },
      ],
      null,
      1,
    )
    fc.assert(
      fc.property(fc.nat(text.length), anyByte, fc.boolean(), (at, char, cut) => {
        const damaged = cut ? text.slice(0, at) : text.slice(0, at) + char + text.slice(at + 1)
        const whole = split(damaged)
        for (const size of [1, 3, 7]) expect(split(damaged, size)).toEqual(whole)
      }),
    )
  })

  it('never loses an undamaged record without a rejection', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), fc.nat(), anyByte, (list, place, char) => {
        const text = JSON.stringify(list)
        const at = place % text.length
        const pieces = split(text.slice(0, at) + char + text.slice(at + 1))
        const told = values(pieces).length === list.length || rejections(pieces).length > 0 || untidy(pieces).length > 0
        expect(told).toBe(true)
      }),
    )
  })
})

describe('a property named twice', () => {
  it.each([
    ['in the record itself', '{"status":"FAIL","status":"PASS"}'],
    ['deep inside', '{"a":[{"b":{"c":1,"d":":","c":1}}]}'],
    ['spelt in two ways', '{"a":1,"\\u0061":2}'],
    ['that is __proto__', '{"__proto__":1,"__proto__":2}'],
  ])('%s costs that record, not the others', (_, twice) => {
    const text = `[{"k":1},${twice},{"k":2}]`
    for (const size of [1, 5, 1000]) {
      const pieces = split(text, size)
      expect(values(pieces)).toEqual([{ k: 1 }, { k: 2 }])
      expect(places(pieces)).toEqual([['other', 9, twice.length]])
    }
    expect(rejections(split(`${twice}\n{"k":1}\n`))).toHaveLength(1)
  })

  it('is never seen where every object names each once', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 4 }), fc.nat(3), (list, indent) => {
        const text = `{"Findings":${JSON.stringify(list, null, indent)}}`
        for (const size of [1, 7, 1000]) expect(rejections(split(text, size))).toEqual([])
      }),
    )
  })
})
