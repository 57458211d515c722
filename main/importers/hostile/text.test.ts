// Hostile XML, CSV and JavaScript (field/trust.md T14, T16, T17) in every importer, whatever it reads: nothing thrown, nothing run,
// nothing that hangs, and the format itself keeps what is whole. What XML readers refuse and why, xml-hostile.test.ts says.
import { describe, expect, it } from 'vitest'
import { detectFormat } from '../detect.ts'
import type { Importer } from '../importer.ts'
import { bytesOf, fixture, headOf, readAll } from '../reading.fixture.ts'
import { IMPORTERS, importerFor } from '../registry.ts'
import { cellsOf } from './cells.fixture.ts'
import { examine } from './invariants.fixture.ts'
import { seeds } from './seeds.fixture.ts'

const MANY = 30_000
const times = (text: string, n = MANY): string => text.repeat(n)
const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
const HEADER = 'AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;STATUS;CHECK_ID'

const FILES: readonly (readonly [what: string, bytes: Uint8Array])[] = (
  [
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an entity that grows by powers', `<!DOCTYPE a [<!ENTITY l0 "ha">${LAUGHS}]><a>&l9;</a>`],
    ['a large entity named often', `<!DOCTYPE a [<!ENTITY x "${times('a')}">]><a>${times('&x;')}</a>`],
    ['XInclude', '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>'],
    ['thousands of attributes', `<a ${Array.from({ length: MANY }, (_, n) => `a${n}=""`).join(' ')}/>`],
    ['thousands of elements inside one another', times('<a>')],
    ['thousands of brackets', times('<')],
    ['thousands of ampersands', `<a>${times('&')}</a>`],
    ['UTF-7', '<?xml version="1.0" encoding="UTF-7"?><a>+ADw-script+AD4-</a>'],
    ['a header only', `${HEADER}\n`],
    ['a header without line end', HEADER],
    ['bare carriage returns', `${HEADER}\r1;2;3;4;5\r1;2;3;4;5`],
    ['an unclosed quote', `${HEADER}\n1;"2;3;4;5\n1;2;3;4;5\n`],
    ['thousands of quotes', `${HEADER}\n${times('"')}`],
    ['thousands of delimiters', `${HEADER}\n${times(';')}`],
    ['thousands of columns', Array.from({ length: MANY }, (_, n) => `c${n}`).join(';')],
    ['thousands of equal columns', times('STATUS;')],
    ['thousands of line ends', times('\r\n')],
    ['mixed delimiters', `${HEADER.replaceAll(';', ',')}\n1;2,3;4,5\n1,2,3,4,5\n`],
    ['a script', `scoutsuite_results =\n{"a":1};${'globalThis.polluted = 1;'}`],
    ['a script before', 'globalThis.polluted = 1; scoutsuite_results = {"a":1}'],
    ['a script that calls', 'scoutsuite_results = (() => { globalThis.polluted = 1 })()'],
    ['a script of names', times('a')],
    ['only spaces', times(' ')],
    ['only zeros', times('\0')],
    ['nothing', ''],
  ] as const
).flatMap(([what, text]) => [
  [what, bytesOf(text)] as const,
  ...(text.length < 1000
    ? [
        [`${what}, with a mark`, bytesOf(`\ufeff${text}`)] as const,
        [`${what}, in UTF-16`, new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))] as const,
        [`${what}, in UTF-16 the other way round`, new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())] as const,
        [`${what}, in code page 1252`, new Uint8Array(Buffer.from(`${text}\xe9\x80\x81`, 'latin1'))] as const,
      ]
    : []),
])

describe.each(FILES)('%s', (_what, bytes) => {
  it('harms no importer, and is detected without harm', async () => {
    expect(() => detectFormat(headOf(bytes))).not.toThrow()
    const faults: string[] = []
    for (const importer of IMPORTERS) {
      const { faults: found } = await examine(importer, bytes)
      faults.push(...found.map((fault) => `${importer.formatId}: ${fault.slice(0, 500)}`))
    }
    expect(faults).toEqual([])
    expect('polluted' in globalThis).toBe(false)
  })
})

const CSV_FILES = seeds().filter(({ name }) => name.endsWith('.csv'))

describe.each(CSV_FILES)('$name', ({ importer, bytes }) => {
  const lines = new TextDecoder()
    .decode(bytes)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
  const [header = '', ...rest] = lines

  it('without rows is no rejection, and says that it holds none', async () => {
    for (const text of [header, `${header}\n`, `${header}\r\n\r\n`]) {
      const { records, rejections, warnings } = await readAll(importer, bytesOf(text))
      expect([records, rejections, warnings.map(({ code }) => code)]).toEqual([[], [], ['no-records']])
    }
  })

  it('is read the same with line ends of every kind, where no cell holds any', async () => {
    const { records } = await readAll(importer, bytesOf([header, ...rest].join('\n')))
    if (rest.some((line) => (line.split('"').length - 1) % 2 === 1)) return
    for (const end of ['\r', '\r\n', '\r\r\n', '\n\n']) {
      const { reading, faults } = await examine(importer, bytesOf([header, ...rest].join(end)))
      expect([faults, reading?.records]).toEqual([[], records])
    }
  })

  it('takes a cell of 200 KB whole', async () => {
    const text = 'long "cell", with; every|thing\tin it. '.repeat(6000)
    const long = await Promise.all(
      cellsOf(bytes).map(async (cell) => {
        const { reading, faults } = await examine(importer, cell.with(text))
        return [
          ...faults,
          ...(JSON.stringify(reading?.records ?? '').includes(JSON.stringify(text.trim()).slice(1, 1000)) ? ['whole'] : []),
        ]
      }),
    )
    const found = long.flat()
    if (importer.formatId !== 'prowler-v2-csv') expect(found).toContain('whole')
    expect(found.filter((fault) => fault !== 'whole')).toEqual([])
  })

  it('with a quote that is never closed keeps the rows before it and rejects once', async () => {
    const before = await readAll(importer, bytesOf([header, ...rest].join('\n')))
    const text = `${[header, ...rest].join('\n').replace(/[\r\n]+$/, '')}\n"never closed${';a'.repeat(100)}`
    const { reading, faults } = await examine(importer, bytesOf(text))
    expect(faults).toEqual([])
    expect(reading?.records.length).toBe(before.records.length)
    expect(reading?.rejections.length).toBe(before.rejections.length + 1)
  })

  it('in code page 1252 keeps its letters where that was accepted', async () => {
    const [cell] = cellsOf(bytes)
    const words = 'façade € “x”'
    const utf8 = await readAll(importer, cell?.with(words) ?? bytes)
    const page = Buffer.from(
      new TextDecoder()
        .decode(cell?.with(words))
        .replaceAll('€', '\x80')
        .replaceAll('–', '\x96')
        .replaceAll('“', '\x93')
        .replaceAll('”', '\x94'),
      'latin1',
    )
    expect((await readAll(importer, new Uint8Array(page), 64 * 1024, 'windows-1252')).records).toEqual(utf8.records)
  })
})

describe.each(['scoutsuite', 'scout2'] as const)('%s', (formatId) => {
  const importer = importerFor(formatId) as Importer
  const bytes = fixture(formatId, 'aws.js')
  const text = new TextDecoder().decode(bytes)

  it.each([
    ['behind the assignment', `${text};globalThis.polluted = 1`],
    ['behind it, without a semicolon', `${text}\nglobalThis.polluted = 1`],
    ['behind it, as a second document', `${text}\n({}).constructor.constructor('globalThis.polluted = 1')()`],
  ])('never runs what stands %s, and tells of it', async (_where, script) => {
    const before = await readAll(importer, bytes)
    const { reading, faults } = await examine(importer, bytesOf(script))
    expect(faults).toEqual([])
    expect(reading?.records).toEqual(before.records)
    expect(reading?.rejections.map(({ code, pointer }) => [code, (pointer?.offset ?? 0) >= text.trimEnd().length])).toEqual([
      ['damaged-json', true],
    ])
    expect('polluted' in globalThis).toBe(false)
  })

  it('never runs what stands before it', async () => {
    const script = `globalThis.polluted = 1;\n${text}`
    expect(detectFormat(headOf(bytesOf(script))).importable).toBe(false)
    const { reading, faults } = await examine(importer, bytesOf(script))
    expect([faults, reading?.records.length, reading?.rejections.length]).toEqual([[], 0, 1])
    expect('polluted' in globalThis).toBe(false)
  })
})
