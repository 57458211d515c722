import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import type { TextEncodingName } from '#domain/imports'
import { detectFormat } from './detect.ts'
import { textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { prowlerCsv } from './prowler-csv.ts'
import { prowlerOcsf } from './prowler-ocsf.ts'
import { bytesOf, fixture, headOf, readAll, recutAll } from './reading.fixture.ts'

/** Code page 1252 the other way round, from the platform's own table. */
const CP1252 = new Map(
  Array.from({ length: 256 }, (_, byte): [string, number] => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]),
)
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16())

/** How each form is written, and how its bytes are read again without our code. */
const FORMS: readonly {
  readonly name: string
  readonly encoding: TextEncodingName
  readonly encode: (text: string) => Uint8Array
  readonly decode: (bytes: Uint8Array) => string
}[] = [
  { name: 'UTF-8', encoding: 'utf-8', encode: bytesOf, decode: (bytes) => Buffer.from(bytes).toString('utf8') },
  {
    name: 'UTF-8 with a mark',
    encoding: 'utf-8',
    encode: (text) => bytesOf(`\ufeff${text}`),
    decode: (bytes) => Buffer.from(bytes).toString('utf8'),
  },
  {
    name: 'UTF-16LE',
    encoding: 'utf-16le',
    encode: (text) => new Uint8Array(Buffer.from(text, 'utf16le')),
    decode: (bytes) => Buffer.from(bytes).toString('utf16le'),
  },
  {
    name: 'UTF-16LE with a mark',
    encoding: 'utf-16le',
    encode: (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')),
    decode: (bytes) => Buffer.from(bytes).toString('utf16le'),
  },
  { name: 'UTF-16BE', encoding: 'utf-16be', encode: utf16be, decode: (bytes) => Buffer.from(bytes).swap16().toString('utf16le') },
  {
    name: 'UTF-16BE with a mark',
    encoding: 'utf-16be',
    encode: (text) => utf16be(`\ufeff${text}`),
    decode: (bytes) => Buffer.from(bytes).swap16().toString('utf16le'),
  },
]
const WINDOWS = {
  name: 'code page 1252',
  encoding: 'windows-1252' as const,
  encode: (text: string) => Uint8Array.from(text, (character) => CP1252.get(character) ?? 0x3f),
  decode: (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes),
}

/** Reads any JSON object, so that only the reading is tested. */
const map: JsonMapping = (value) => ({ ...UNSTATED, description: textOf(value['d']) })
const anyJson: Importer = {
  formatId: 'unknown',
  label: 'Any JSON',
  detect: () => null,
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}

const texts = (units: readonly string[]) =>
  fc.array(fc.string({ unit: fc.constantFrom(...units), maxLength: 12 }), { minLength: 1, maxLength: 6 })
const BOTH = ['a', 'b', '"', '\\', '\n', ' ', 'é', 'ß', 'ÿ']

async function check(form: (typeof FORMS)[number] | typeof WINDOWS, descriptions: readonly string[], size: number): Promise<void> {
  const records = descriptions.map((d) => JSON.stringify({ d }))
  const bytes = form.encode(`[\r\n${records.join(',\n  ')}\n]`)
  const reading = await readAll(anyJson, bytes, size, form.encoding)
  expect(reading.records.map((record) => record.description)).toEqual(descriptions.map((d) => (d === '' ? null : d)))
  const slices = reading.items.flatMap((item) =>
    item.kind === 'record' ? [form.decode(bytes.subarray(item.offset, item.offset + item.length))] : [],
  )
  expect(slices).toEqual(records)
  expect(recutAll(anyJson, bytes, reading, form.encoding).again).toEqual(reading.records)
}

describe('records of recoded files', () => {
  it.each(FORMS)('$name: every range is exactly the record, in chunks of 1 to 7 bytes, astral characters too', async (form) => {
    await fc.assert(
      fc.asyncProperty(
        texts([...BOTH, '€', '\u4e16', '\ufeff', '\ufffd', '😀', '🛡']),
        fc.integer({ min: 1, max: 7 }),
        (descriptions, size) => check(form, descriptions, size),
      ),
      { numRuns: 60 },
    )
  })

  it('code page 1252: the same', async () => {
    await fc.assert(
      fc.asyncProperty(texts([...BOTH, '€', '„', '™', 'Ÿ', '\u00a0']), fc.integer({ min: 1, max: 7 }), (descriptions, size) =>
        check(WINDOWS, descriptions, size),
      ),
      { numRuns: 60 },
    )
  })

  it.each(FORMS)('$name: a CSV keeps its rows, ranges and lines', async ({ encoding, encode, decode }) => {
    const text = new TextDecoder().decode(fixture('prowler-csv', 'v5.csv'))
    const plain = await readAll(prowlerCsv, bytesOf(text))
    const bytes = encode(text)
    const { first, again } = recutAll(prowlerCsv, bytes, await readAll(prowlerCsv, bytes, 3, encoding), encoding)
    expect(first).toEqual(plain.records)
    expect(again).toEqual(plain.records)
    const { items } = await readAll(prowlerCsv, bytes, 64 * 1024, encoding)
    const source = (list: typeof items, read: (from: number, to: number) => string) =>
      list.flatMap((item) => (item.kind === 'record' ? [read(item.offset, item.offset + item.length)] : []))
    expect(source(items, (from, to) => decode(bytes.subarray(from, to)))).toEqual(
      source(plain.items, (from, to) => new TextDecoder().decode(bytesOf(text).subarray(from, to))),
    )
  })
})

describe('what a reader of the balance is told', () => {
  it.each([
    ['utf-16le', 'UTF-16'],
    ['windows-1252', '1252'],
  ] as const)('%s: once, that the text was recoded', async (encoding, words) => {
    const form = encoding === 'windows-1252' ? WINDOWS : { encode: (text: string) => new Uint8Array(Buffer.from(text, 'utf16le')) }
    const { warnings } = await readAll(anyJson, form.encode('[{"d":"é"}]'), 5, encoding)
    expect(warnings).toEqual([expect.objectContaining({ code: 'recoded', count: 1, pointer: null })])
    expect(warnings[0]?.message).toContain(words)
  })

  it('nothing of the kind for UTF-8', async () => {
    expect((await readAll(anyJson, bytesOf('\ufeff[{"d":"é"}]'))).warnings).toEqual([])
  })

  it('issues point into the original bytes', async () => {
    const text = '[{"d":"😀é"},\n7,{"d":"b"},{"d":'
    const bytes = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
    const { rejections } = await readAll(anyJson, bytes, 3, 'utf-16le')
    expect(rejections.map(({ pointer }) => pointer?.offset)).toEqual([2 + 2 * text.indexOf('7'), expect.any(Number)])
    const notObject = rejections[0]?.pointer
    expect(Buffer.from(bytes.subarray(notObject?.offset, (notObject?.offset ?? 0) + (notObject?.length ?? 0))).toString('utf16le')).toBe(
      '7',
    )
  })
})

describe('words about bytes', () => {
  it.each(FORMS)('$name: messages name bytes of the original', async ({ encoding, encode, decode }) => {
    const bytes = encode('[{"d":"é€"},{"d":1,}, {"d":"ü')
    const { rejections } = await readAll(anyJson, bytes, 5, encoding)
    expect(rejections.length).toBe(2)
    const named = rejections.map(({ message }) => [...message.matchAll(/byte (\d+)/g)].map(([, place]) => Number(place)))
    const [[broken = 0] = [], [end = 0, begin = 0] = []] = named
    expect(decode(bytes.subarray(broken))[0]).toBe('}')
    expect(decode(bytes.subarray(begin))).toBe('{"d":"ü')
    expect(end).toBe(bytes.length)
  })

  it('says how many bytes of the original were not read', async () => {
    const text = '[{"d":"é"}}}}}]'
    const bytes = new Uint8Array(Buffer.from(text, 'utf16le'))
    const { rejections } = await readAll(anyJson, bytes, 5, 'utf-16le')
    expect(rejections.map(({ pointer, message }) => [pointer?.length, /(\d+) bytes from there/.exec(message)?.[1]])).toEqual([
      [2 * '}}}}]'.length, String(2 * '}}}}]'.length)],
    ])
  })
})

describe('text that is not what it was taken for', () => {
  it('half a surrogate pair costs its record only', async () => {
    const bytes = new Uint8Array(Buffer.from('[{"d":"a"},{"d":"\ud800"},{"d":"\udc00x"},{"d":"b"}]', 'utf16le'))
    for (const size of [1, 2, 3, 64]) {
      const { records, rejections } = await readAll(anyJson, bytes, size, 'utf-16le')
      expect(records.map((record) => record.description)).toEqual(['a', 'b'])
      expect(rejections.map(({ code, pointer }) => [code, pointer?.offset, pointer?.length])).toEqual([
        ['bad-encoding', 22, 18],
        ['bad-encoding', 42, 20],
      ])
      expect(rejections[0]?.message).toContain('UTF-16')
    }
  })

  it('a file cut in the middle of a character keeps its whole records', async () => {
    const whole = Buffer.from('[{"d":"a"},{"d":"😀', 'utf16le')
    for (const cut of [0, 1, 2, 3]) {
      const { records, rejections } = await readAll(anyJson, new Uint8Array(whole.subarray(0, whole.length - cut)), 5, 'utf-16le')
      expect(records.length).toBe(1)
      expect(rejections.length).toBe(1)
    }
  })

  it('a byte without meaning in code page 1252 costs its record only', async () => {
    const bytes = Uint8Array.from('[{"d":"a"},{"d":"?"},{"d":"b"}]', (character) => character.charCodeAt(0))
    bytes[17] = 0x81
    const { records, rejections } = await readAll(anyJson, bytes, 4, 'windows-1252')
    expect(records.map((record) => record.description)).toEqual(['a', 'b'])
    expect(rejections).toEqual([expect.objectContaining({ code: 'bad-encoding' })])
    expect(rejections[0]?.message).toContain('1252')
  })

  it('code page 1252 read as UTF-8 costs the rows that are none, one by one', async () => {
    const [header = '', row = ''] = new TextDecoder().decode(fixture('prowler-csv', 'v3.csv')).split('\r\n')
    const bytes = WINDOWS.encode([header, row, row.replace(';', 'ü;'), row].join('\r\n'))
    expect(detectFormat(headOf(bytes))).toMatchObject({ formatId: 'prowler-csv', encoding: 'windows-1252', importable: true })
    const asUtf8 = await readAll(prowlerCsv, bytes)
    expect(asUtf8.records.length).toBe(2)
    expect(asUtf8.rejections).toEqual([expect.objectContaining({ code: 'bad-encoding' })])
    const accepted = await readAll(prowlerCsv, bytes, 7, 'windows-1252')
    expect([accepted.records.length, accepted.rejections.length]).toEqual([3, 0])
    expect(recutAll(prowlerCsv, bytes, accepted, 'windows-1252').again).toEqual(accepted.records)
  })

  it('UTF-16 read as UTF-8 by force gives no records and says so', async () => {
    const text = new TextDecoder().decode(fixture('prowler-ocsf', 'v3.ocsf.json'))
    const bytes = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
    const forced = await readAll(prowlerOcsf, bytes)
    expect(forced.records).toEqual([])
    expect(forced.rejections.length).toBeGreaterThan(0)
    expect((await readAll(prowlerOcsf, bytes, 100, 'utf-16le')).records.length).toBe(4)
  })
})

describe('small files', () => {
  it.each(FORMS)('$name: nothing, a mark alone and one character are read without a fall', async ({ encoding, encode }) => {
    for (const text of ['', ' ', '7', '{}']) {
      const bytes = encode(text)
      for (const size of [1, 2, 64]) {
        const { records, rejections } = await readAll(anyJson, bytes, size, encoding)
        expect([records.length, rejections.length]).toEqual([text === '{}' ? 1 : 0, text === '7' ? 1 : 0])
      }
    }
  })
})
