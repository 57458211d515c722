// The importers on real scanner output, against counts made here in the plainest way. The samples stay where they are.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { createCsvRowSplitter } from './csv-records.ts'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll, resultsOf } from './reading.fixture.ts'
import { importerFor } from './registry.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

type Sample = { readonly file: string; readonly formatId: string }
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))

/** Formats this folder reads or names; every other format's files must at least not be taken for one of them. */
const NAMED = new Set(
  'asff prowler-ocsf prowler-csv ocsf prowler-compliance-csv prowler-v2-csv prowler-v2-json prowler-v3-json unreadable ambiguous'.split(
    ' ',
  ),
)
const read = index.filter(({ formatId }) => ['asff', 'prowler-ocsf', 'prowler-csv'].includes(formatId))
const TRUNCATED = 'prowler-v4-run/prowler-output-docker-desktop-20240402142030.ocsf.json'

/** The status words of a file's records, counted without any of our code. */
function plainCount({ file, formatId }: Sample): Record<string, number> {
  const text = readFileSync(join(SAMPLES, file), 'utf8')
  const words = formatId === 'prowler-csv' ? csvWords(text) : jsonRecords(text).map((record) => wordOf(record, formatId))
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
function csvWords(text: string): string[] {
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, delimiter: ';', skipEmptyLines: true })
  return data.map((row) => row['STATUS'] ?? '')
}
type Plain = Readonly<Record<string, unknown>>
function jsonRecords(text: string): Plain[] {
  // The one truncated sample becomes whole by taking its last comma away.
  const root: unknown = JSON.parse(text.trimEnd().endsWith(',') ? `${text.trimEnd().slice(0, -1)}]` : text)
  const list = (node: unknown): Plain[] | undefined => (Array.isArray(node) ? (node as Plain[]) : undefined)
  const object = root as { Findings?: unknown; findings?: unknown; detail?: Plain; data?: Plain }
  return (
    list(root) ??
    list(object.Findings) ??
    list(object.findings) ??
    list(object.detail?.['findings']) ??
    list(object.data?.['Findings']) ?? [root as Plain]
  )
}
function wordOf(record: Plain, formatId: string): string {
  const word = formatId === 'prowler-ocsf' ? record['status_code'] : (record['Compliance'] as Plain | undefined)?.['Status']
  return typeof word === 'string' ? word : 'none'
}

describe.runIf(present)('detection of every sample', () => {
  it.each(index.filter(({ formatId }) => NAMED.has(formatId)))('$file is $formatId', ({ file, formatId }) => {
    expect(detectFormat(headOf(load(file)))).toMatchObject({ formatId })
  })

  it('takes no other file for one of these', () => {
    const wrong = index
      .filter(({ formatId }) => !NAMED.has(formatId))
      .map(({ file }) => ({ file, detected: detectFormat(headOf(load(file))).formatId }))
      .filter(({ detected }) => NAMED.has(detected))
    expect(wrong).toEqual([])
  })
})

describe.runIf(present)('every Prowler and ASFF sample', () => {
  it.each(read)('$file: records and status words as counted plainly; each record re-cuts to itself', async (sample) => {
    const importer = importerFor(sample.formatId as 'asff')
    if (importer === null) throw new Error(`no importer for ${sample.formatId}`)
    const bytes = load(sample.file)
    const reading = await readAll(importer, bytes)
    const counts: Record<string, number> = {}
    for (const { statusRaw } of reading.records) counts[statusRaw ?? 'none'] = (counts[statusRaw ?? 'none'] ?? 0) + 1
    expect(counts).toEqual(plainCount(sample))
    expect(reading.rejections.length).toBe(sample.file === TRUNCATED ? 1 : 0)
    expect(recutAll(importer, bytes, reading).again).toEqual(reading.records)
  })

  it.each(read.filter(({ file }) => load(file).length < 60_000))(
    '$file: chunks of 1 and 7 bytes give the same items',
    async ({ file, formatId }) => {
      const importer = importerFor(formatId as 'asff')
      if (importer === null) throw new Error(`no importer for ${formatId}`)
      const { items } = await readAll(importer, load(file))
      for (const size of [1, 7]) expect((await readAll(importer, load(file), size)).items).toEqual(items)
    },
  )
})

describe.runIf(present)('the figures that must hold', () => {
  const results = async (file: string, formatId: 'asff' | 'prowler-ocsf' | 'prowler-csv') => {
    const importer = importerFor(formatId)
    if (importer === null) throw new Error(`no importer for ${formatId}`)
    const { records, rejections } = await readAll(importer, load(file))
    return { results: resultsOf(records), rejections }
  }
  const run = 'prowler-v4-run/prowler-output-111122223333-20240412104419'

  it('Prowler 4, one run in two forms: 250 fail, 107 pass, 4 manual in both', async () => {
    const expected = { results: { fail: 250, pass: 107, manual: 4 }, rejections: [] }
    expect(await results(`${run}.ocsf.json`, 'prowler-ocsf')).toEqual(expected)
    expect(await results(`${run}.csv`, 'prowler-csv')).toEqual(expected)
  })

  it('Prowler 3 as ASFF: 731 records, never 728 (trap T2)', async () => {
    const { results: counts } = await results('prowler-v3/prowler-output.asff.json', 'asff')
    expect(counts).toEqual({ pass: 441, fail: 286, manual: 4 })
  })

  it('a run that was interrupted: 705 records and one rejection that names the byte', async () => {
    const { results: counts, rejections } = await results(TRUNCATED, 'prowler-ocsf')
    expect(counts).toEqual({ pass: 587, fail: 105, manual: 13 })
    expect(rejections.map(({ code, pointer }) => [code, pointer?.offset])).toEqual([['damaged-json', 1_448_076]])
    expect(rejections[0]?.message).toContain('1448076')
  })

  it('Security Hub: 23 of 51 PASSED evaluated nothing and are no passes (trap T3)', async () => {
    const { results: counts } = await results('aws-securityhub/samplescan_example.json', 'asff')
    expect(counts).toEqual({ pass: 28, 'not-applicable': 23, fail: 52 })
  })
})

describe.runIf(present)('the CSV splitter on every CSV sample', () => {
  it.each(index.filter(({ file }) => file.endsWith('.csv')))('$file: the rows papaparse gives', ({ file }) => {
    const bytes = load(file)
    const text = new TextDecoder('utf-8').decode(bytes)
    const delimiter = [';', '|', ','].find((candidate) => (text.split(/[\r\n]/, 1)[0] ?? '').includes(candidate)) ?? ','
    const mark = bytes[0] === 0xef ? 3 : 0
    const splitter = createCsvRowSplitter({ delimiter, offset: mark })
    const pieces = [...splitter.write(bytes.subarray(mark)), ...splitter.end()]
    const theirs = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true })
    expect(pieces.filter((piece) => piece.kind === 'rejection')).toEqual([])
    expect(pieces.map((piece) => (piece.kind === 'row' ? piece.fields : null))).toEqual(theirs.data)
  })
})
