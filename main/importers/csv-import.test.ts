// What every CSV format has to bear (law T16), held against each of them.
import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { type CsvFormat, importCsv, recutCsv } from './csv-import.ts'
import type { Importer } from './importer.ts'
import { powerpipeCsv } from './powerpipe-csv.ts'
import { prowlerComplianceCsv } from './prowler-compliance-csv.ts'
import { prowlerCsv } from './prowler-csv.ts'
import { prowlerV2Csv } from './prowler-v2-csv.ts'
import { bytesOf, readAll, recutAll, viewOf } from './reading.fixture.ts'

type Kind = {
  readonly name: string
  readonly importer: Importer
  readonly delimiter: string
  readonly columns: readonly string[]
  readonly account: string | null
  readonly words: string
  readonly quotes: boolean
}
const KINDS: readonly Kind[] = [
  {
    name: 'Prowler 5',
    importer: prowlerCsv,
    delimiter: ';',
    columns: ['AUTH_METHOD', 'TIMESTAMP', 'ACCOUNT_UID', 'PROVIDER', 'CHECK_ID', 'STATUS', 'STATUS_EXTENDED'],
    account: 'ACCOUNT_UID',
    words: 'STATUS_EXTENDED',
    quotes: true,
  },
  {
    name: 'Prowler 3',
    importer: prowlerCsv,
    delimiter: ';',
    columns: ['ASSESSMENT_START_TIME', 'FINDING_UNIQUE_ID', 'PROVIDER', 'CHECK_ID', 'STATUS', 'STATUS_EXTENDED', 'ACCOUNT_ID'],
    account: 'ACCOUNT_ID',
    words: 'STATUS_EXTENDED',
    quotes: true,
  },
  {
    name: 'Prowler compliance',
    importer: prowlerComplianceCsv,
    delimiter: ';',
    columns: ['PROVIDER', 'DESCRIPTION', 'ACCOUNTID', 'ASSESSMENTDATE', 'STATUS', 'STATUSEXTENDED', 'RESOURCEID', 'CHECKID'],
    account: 'ACCOUNTID',
    words: 'STATUSEXTENDED',
    quotes: true,
  },
  {
    name: 'Prowler 2',
    importer: prowlerV2Csv,
    delimiter: ',',
    columns: ['PROFILE', 'ACCOUNT_NUM', 'REGION', 'TITLE_ID', 'CHECK_RESULT', 'TITLE_TEXT', 'CHECK_RESULT_EXTENDED'],
    account: 'ACCOUNT_NUM',
    words: 'CHECK_RESULT_EXTENDED',
    quotes: false,
  },
  {
    name: 'Powerpipe',
    importer: powerpipeCsv,
    delimiter: ',',
    columns: ['group_id', 'title', 'description', 'control_id', 'control_title', 'reason', 'resource', 'status'],
    account: null,
    words: 'reason',
    quotes: true,
  },
]

/** A row of `x`s, but for what is given. */
const row = ({ columns, delimiter }: Kind, cells: Readonly<Record<string, string>> = {}): string =>
  columns.map((name) => cells[name] ?? 'x').join(delimiter)
const file = (kind: Kind, rows: readonly string[], end = '\r\n'): string =>
  [kind.columns.join(kind.delimiter), ...rows].map((line) => `${line}${end}`).join('')
const wordsOf = async (kind: Kind, text: string, size?: number) => {
  const { records, rejections } = await readAll(kind.importer, bytesOf(text), size)
  return { words: records.map((record) => record.statusText), rejections: rejections.map(({ code }) => code) }
}

describe.each(KINDS)('$name', (kind) => {
  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['a bare CR', '\r'],
    ['CR CR LF, as Windows runs write', '\r\r\n'],
  ])('rows end with %s', async (_, end) => {
    const text = file(kind, [row(kind, { [kind.words]: 'a' }), row(kind, { [kind.words]: 'b' })], end)
    expect(kind.importer.detect(viewOf(bytesOf(text)))?.confidence).toBe('certain')
    for (const size of [1, 2, 1000]) expect(await wordsOf(kind, text, size)).toEqual({ words: ['a', 'b'], rejections: [] })
  })

  it('a cell of 200 kB is a cell', async () => {
    const words = 'ü'.repeat(100_000)
    expect(await wordsOf(kind, file(kind, [row(kind, { [kind.words]: words }), row(kind)]))).toEqual({
      words: [words, 'x'],
      rejections: [],
    })
  })

  it('a header alone is a scan without rows', async () => {
    for (const end of ['', '\n', '\r\n']) {
      const { records, rejections, warnings } = await readAll(kind.importer, bytesOf(file(kind, [], end)))
      expect([records, rejections, warnings.map(({ code }) => code)]).toEqual([[], [], ['no-records']])
    }
  })

  it.each([';', ',', '\t', '|'])('saved again with %j between its fields', async (delimiter) => {
    const other = { ...kind, delimiter }
    const text = file(other, [row(other, { [kind.words]: 'a' })])
    expect(kind.importer.detect(viewOf(bytesOf(text)))?.confidence).toBe('certain')
    expect(await wordsOf(other, text)).toEqual({ words: ['a'], rejections: [] })
  })

  it('a row that mixes separators is ragged, and only it', async () => {
    const other = kind.delimiter === ';' ? ',' : ';'
    const mixed = row(kind).replace(kind.delimiter, other)
    expect(await wordsOf(kind, file(kind, [row(kind), mixed, row(kind)]))).toEqual({ words: ['x', 'x'], rejections: ['ragged-row'] })
  })

  it('an open quote costs what stands behind it, in words, where the format quotes', async () => {
    const text = file(kind, [row(kind), row(kind, { [kind.words]: '"a' }), row(kind)])
    const expected = kind.quotes ? { words: ['x'], rejections: ['unclosed-quote'] } : { words: ['x', '"a', 'x'], rejections: [] }
    expect(await wordsOf(kind, text)).toEqual(expected)
  })

  it('a row of nothing but separators is an empty line, and no record', async () => {
    const empty = kind.columns.map(() => '').join(kind.delimiter)
    const text = file(kind, [row(kind, { [kind.words]: 'a' }), empty, empty.replaceAll(kind.delimiter, ` ${kind.delimiter}`), 'x'])
    const { records, rejections } = await readAll(kind.importer, bytesOf(text))
    expect(records.map(({ statusText }) => statusText)).toEqual(['a'])
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record, pointer?.line])).toEqual([['ragged-row', 2, 5]])
  })

  it('a line break within a cell is the same however it is written', async () => {
    if (!kind.quotes) return
    const text = file(
      kind,
      ['a\nb', 'a\r\nb', 'a\r\r\nb', 'a\rb'].map((cell) => row(kind, { [kind.words]: `"${cell}"` })),
    )
    expect((await wordsOf(kind, text)).words).toEqual(['a\nb', 'a\nb', 'a\nb', 'a\nb'])
  })

  it.each([
    ['as it was', (header: string) => header],
    ['with a byte order mark', (header: string) => `\ufeff${header}`],
    [
      'in quotes',
      (header: string) =>
        header
          .split(kind.delimiter)
          .map((name) => `"${name}"`)
          .join(kind.delimiter),
    ],
    ['in quotes behind a byte order mark', (header: string) => `\ufeff"${header.replaceAll(kind.delimiter, `"${kind.delimiter}"`)}"`],
    ['with blanks', (header: string) => header.replaceAll(kind.delimiter, ` ${kind.delimiter}`)],
  ])('a header that is repeated %s is no record', async (_, again) => {
    const header = kind.columns.join(kind.delimiter)
    const text = file(kind, [row(kind, { [kind.words]: 'a' }), again(header), row(kind, { [kind.words]: 'b' })])
    const { records, rejections, warnings, contexts } = await readAll(kind.importer, bytesOf(text))
    expect([records.map(({ statusText }) => statusText), rejections, contexts.size]).toEqual([['a', 'b'], [], 1])
    expect(warnings.filter(({ message }) => message.startsWith('The header is repeated'))).toHaveLength(1)
  })

  it('a header in another order among the rows says where the columns of the rows behind it are', async () => {
    const other = { ...kind, columns: [...kind.columns].reverse() }
    const text = `${file(kind, [row(kind, { [kind.words]: 'a' })])}${file(other, [row(other, { [kind.words]: 'b' })])}`
    const bytes = bytesOf(text)
    const reading = await readAll(kind.importer, bytes)
    expect(reading.records.map(({ statusText }) => statusText)).toEqual(['a', 'b'])
    expect([reading.rejections, reading.contexts.size]).toEqual([[], 2])
    expect(reading.warnings.filter(({ message }) => message.startsWith('A header with other columns'))).toHaveLength(1)
    expect(recutAll(kind.importer, bytes, reading).again).toEqual(reading.records)
  })

  it('so does a header with a column more', async () => {
    const other = { ...kind, columns: ['NEW', ...kind.columns] }
    const text = `${file(kind, [row(kind, { [kind.words]: 'a' })])}${file(other, [row(other, { [kind.words]: 'b' })])}`
    expect(await wordsOf(kind, text)).toEqual({ words: ['a', 'b'], rejections: [] })
  })

  it('a formula is text', async () => {
    const formula = '=HYPERLINK("http://x.example","a")'
    const cell = kind.quotes ? `"${formula.replaceAll('"', '""')}"` : '=1+1'
    expect(await wordsOf(kind, file(kind, [row(kind, { [kind.words]: cell })]))).toEqual({
      words: [kind.quotes ? formula : '=1+1'],
      rejections: [],
    })
  })
})

describe.each(KINDS.flatMap((kind) => (kind.account === null ? [] : [{ ...kind, account: kind.account }])))('$name', (kind) => {
  it('an account turned into a number is refused', async () => {
    const floats = ['1.11122E+11', '1,11122E+11', '111122223333.0', '1E11'].filter((text) => kind.quotes || !text.includes(','))
    const rows = floats.map((text) => row(kind, { [kind.account]: text, PROVIDER: 'aws' }))
    expect(await wordsOf(kind, file(kind, [...rows, row(kind, { [kind.account]: '111122223333' })]))).toEqual({
      words: ['x'],
      rejections: floats.map(() => 'account-damaged'),
    })
  })
})

describe('a format that remembers rows', () => {
  const format: CsvFormat = {
    expected: 'a,b',
    accepts: ({ columns }) => columns.has('A') && columns.has('B'),
    remember: () => {
      let before = ''
      return (column) => {
        const word = before
        before = column('A') ?? ''
        return word
      }
    },
    map: (column, _header, _note, remembered) => ({ ...UNSTATED, checkId: column('A'), title: remembered }),
  }
  const importer: Importer = {
    formatId: 'unknown',
    label: 'Remembering',
    detect: () => null,
    parse: (bytes) => importCsv(bytes, format),
    recut: (raw, context) => recutCsv(raw, context, format),
  }

  it('gives each row its context, before it, and each context once', async () => {
    const bytes = bytesOf('a,b\n1,x\n2,x\n1,x\n2,x\n')
    const reading = await readAll(importer, bytes)
    expect(reading.records.map(({ checkId, title }) => [checkId, title])).toEqual([
      ['1', ''],
      ['2', '1'],
      ['1', '2'],
      ['2', '1'],
    ])
    expect([...reading.contexts.values()]).toEqual(['a,b', '1\na,b', '2\na,b'])
    expect(recutAll(importer, bytes, reading).again).toEqual(reading.records)
    const seen = new Set<number>()
    for (const item of reading.items) {
      if (item.kind === 'context') seen.add(item.key)
      if (item.kind === 'record') expect(seen.has(item.context ?? -1)).toBe(true)
    }
  })
})
