// SARIF and Checkov on real scanner output, against counts made here in the plainest way. The samples stay where they are.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll } from './reading.fixture.ts'
import { importerFor } from './registry.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples-documents: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

const FORMATS = ['sarif', 'checkov'] as const
type Sample = { readonly file: string; readonly formatId: string }
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const read = index.flatMap(({ file, formatId }) =>
  FORMATS.filter((known) => known === formatId).map((known) => ({ file, formatId: known })),
)
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))

const importer = (formatId: (typeof FORMATS)[number]) => {
  const found = importerFor(formatId)
  if (found === null) throw new Error(`no importer for ${formatId}`)
  return found
}
const encodingOf = (bytes: Uint8Array) => (bytes[0] === 0xff ? 'utf-16le' : 'utf-8')

type Plain = { readonly [key: string]: unknown }
const list = (value: unknown): readonly Plain[] => (Array.isArray(value) ? (value as Plain[]) : [])

/** The status words of a file's records, counted without any of our code. */
function plainCount(file: string, formatId: string): Readonly<Record<string, number>> {
  const bytes = load(file)
  const root: unknown = JSON.parse(new TextDecoder(encodingOf(bytes)).decode(bytes))
  const words =
    formatId === 'sarif' ? sarifWords(root as Plain) : (Array.isArray(root) ? (root as Plain[]) : [root as Plain]).flatMap(checkovWords)
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
const sarifWords = (root: Plain): readonly string[] =>
  list(root['runs']).flatMap((run) => list(run['results']).map((result) => (typeof result['kind'] === 'string' ? result['kind'] : 'none')))
const checkovWords = (report: Plain): readonly string[] => {
  const results = (report['results'] ?? {}) as Plain
  const lists = ['passed_checks', 'failed_checks', 'skipped_checks', 'unknown_checks'].flatMap((name) => list(results[name]))
  return lists.map((check) => String((check['check_result'] as Plain)['result']))
}

describe.runIf(present)('detection', () => {
  it.each(read)('$file is $formatId', ({ file, formatId }) => {
    expect(detectFormat(headOf(load(file)))).toMatchObject({ formatId, confidence: 'certain' })
  })

  it('takes no other file for one of these', () => {
    const wrong = index
      .filter(({ formatId }) => !FORMATS.some((known) => known === formatId))
      .map(({ file }) => ({ file, detected: detectFormat(headOf(load(file))).formatId }))
      .filter(({ detected }) => FORMATS.some((known) => known === detected))
    expect(wrong).toEqual([])
  })
})

describe.runIf(present)('every SARIF and Checkov sample', () => {
  it.each(read)('$file: records and status words as counted plainly; each record re-cuts to itself', async ({ file, formatId }) => {
    const bytes = load(file)
    const reading = await readAll(importer(formatId), bytes, undefined, encodingOf(bytes))
    const counts: Record<string, number> = {}
    for (const { statusRaw } of reading.records) counts[statusRaw ?? 'none'] = (counts[statusRaw ?? 'none'] ?? 0) + 1
    expect(counts).toEqual(plainCount(file, formatId))
    expect(reading.rejections).toEqual([])
    expect(recutAll(importer(formatId), bytes, reading, encodingOf(bytes)).again).toEqual(reading.records)
  })

  it.each(read.filter(({ file }) => load(file).length < 60_000))(
    '$file: chunks of 1 and 7 bytes give the same items',
    async ({ file, formatId }) => {
      const { items } = await readAll(importer(formatId), load(file), undefined, encodingOf(load(file)))
      for (const size of [1, 7]) expect((await readAll(importer(formatId), load(file), size, encodingOf(load(file)))).items).toEqual(items)
    },
  )
})
