// XCCDF, Nessus and OSCAL on real scanner output, against counts made here in the plainest way. The samples stay where they are.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll, resultsOf } from './reading.fixture.ts'
import { importerFor } from './registry.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples-xml: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

type Sample = { readonly file: string; readonly formatId: FormatId }
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))
const importerOf = ({ formatId }: Sample) => {
  const importer = importerFor(formatId)
  if (importer === null) throw new Error(`no importer for ${formatId}`)
  return importer
}

const OURS: ReadonlySet<string> = new Set(['xccdf', 'nessus', 'nessus-csv', 'oscal-ar'])
const ours = index.filter(({ formatId }) => OURS.has(formatId))

/** Each record's word (result, severity number, risk), counted without any of our code. */
function plainCount({ file, formatId }: Sample): Record<string, number> {
  const text = readFileSync(join(SAMPLES, file), 'utf8')
  const counts: Record<string, number> = {}
  for (const word of wordsIn(text, formatId)) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
function wordsIn(text: string, formatId: FormatId): readonly string[] {
  if (formatId === 'nessus-csv') {
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, delimiter: ',', skipEmptyLines: true })
    return data.map((row) => row['Risk'] ?? row['Severity'] ?? '')
  }
  const word = formatId === 'xccdf' ? /<(?:\w+:)?rule-result\s[^>]*>\s*<(?:\w+:)?result>(\w+)</g : /<ReportItem\s[^>]*?\sseverity="(\d)"/g
  return [...text.matchAll(word)].map((match) => match[1] ?? '')
}
const RISKS: Readonly<Record<string, string>> = { None: '0', Low: '1', Medium: '2', High: '3', Critical: '4' }

describe.runIf(present)('detection of every sample', () => {
  it.each(ours)('$file is $formatId', ({ file, formatId }) => {
    expect(detectFormat(headOf(load(file)))).toMatchObject({ formatId, importable: true, confidence: 'certain' })
  })

  it('takes no other file for one of these', () => {
    const wrong = index
      .filter(({ formatId }) => !OURS.has(formatId))
      .map(({ file }) => ({ file, detected: detectFormat(headOf(load(file))).formatId }))
      .filter(({ detected }) => OURS.has(detected))
    expect(wrong).toEqual([])
  })

  it('does not take a part of OSCAL results without its root for one', () => {
    expect(detectFormat(headOf(load('oscal/ocp4-check-result.oscal.json')))).toMatchObject({ formatId: 'unknown', importable: false })
  })
})

describe.runIf(present)('every XCCDF and Nessus sample', () => {
  it.each(ours)('$file: records as counted plainly; each re-cuts to itself', async (sample) => {
    const importer = importerOf(sample)
    const bytes = load(sample.file)
    const reading = await readAll(importer, bytes)
    const counts: Record<string, number> = {}
    for (const { statusRaw, severityRaw } of reading.records) {
      const word = sample.formatId === 'nessus' ? (RISKS[severityRaw ?? ''] ?? '') : (statusRaw ?? severityRaw ?? '')
      counts[word] = (counts[word] ?? 0) + 1
    }
    expect(counts).toEqual(plainCount(sample))
    expect(reading.rejections).toEqual([])
    expect(reading.warnings).toEqual([])
    expect(recutAll(importer, bytes, reading).again).toEqual(reading.records)
  })

  it.each(ours.filter(({ formatId }) => formatId !== 'nessus-csv'))('$file: each record is exactly its own bytes', async (sample) => {
    const bytes = load(sample.file)
    const { items } = await readAll(importerOf(sample), bytes)
    const elements = [...new TextDecoder('latin1').decode(bytes).matchAll(/<((?:\w+:)?(?:rule-result|ReportItem))\s[\s\S]*?<\/\1>/g)]
    const ranges = items.flatMap((item) => (item.kind === 'record' ? [[item.offset, item.length]] : []))
    expect(ranges).toEqual(elements.map((element) => [element.index, element[0].length]))
  })

  it.each(ours.filter(({ file }) => load(file).length < 60_000))('$file: chunks of 1 and 7 bytes give the same items', async (sample) => {
    const { items } = await readAll(importerOf(sample), load(sample.file))
    for (const size of [1, 7]) expect((await readAll(importerOf(sample), load(sample.file), size)).items).toEqual(items)
  })

  it.each(ours.filter(({ formatId }) => formatId !== 'nessus-csv'))('$file: what was cut off costs one record', async (sample) => {
    const importer = importerOf(sample)
    const bytes = load(sample.file)
    const whole = await readAll(importer, bytes)
    const half = bytes.subarray(0, bytes.length >> 1)
    const { records, rejections } = await readAll(importer, half)
    expect(records).toEqual(whole.records.slice(0, records.length))
    expect(rejections.map(({ code, pointer }) => [code, pointer?.offset])).toEqual([['damaged-xml', half.length]])
  })
})

describe.runIf(present)('the figures that must hold', () => {
  const resultsIn = async (file: string) => {
    const sample = index.find((each) => each.file === file)
    if (sample === undefined) throw new Error(`no sample ${file}`)
    return resultsOf((await readAll(importerOf(sample), load(file))).records)
  }

  it.each([
    ['oscal/ocp4-check-result.xccdf.xml', { skipped: 193, pass: 24, fail: 3, 'not-applicable': 1 }],
    ['openscap-xccdf/xccdf-results-scc-rhel8.xml', { fail: 175, pass: 73 }],
    ['openscap-xccdf/defectdojo_many_vuln_rhsa.xml', { pass: 2904, fail: 31 }],
    ['nessus/defectdojo_nessus_with_cvssv3.nessus', { info: 23, fail: 26 }],
    ['nessus/defectdojo_nessus_many_vuln2-default.csv', { info: 29, fail: 1 }],
    ['nessus/defectdojo_issue_9612.csv', { fail: 3 }],
  ])('%s', async (file, expected) => {
    expect(await resultsIn(file)).toEqual(expected)
  })
})
