// The importers of single tools' own formats on real scanner output, against counts made here in the plainest way.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll, resultsOf } from './reading.fixture.ts'
import { importerFor } from './registry.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples-tools: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

type Sample = { readonly file: string; readonly formatId: string }
type Plain = Readonly<Record<string, unknown>>
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))

const list = (value: unknown): readonly Plain[] => (Array.isArray(value) ? (value as Plain[]) : [])
const members = (value: unknown): readonly Plain[] => Object.values((value ?? {}) as Record<string, Plain>)
const lines = (text: string): readonly Plain[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Plain)
const document = (text: string): Plain => JSON.parse(text) as Plain
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** A node and all groups below it. */
const groups = (node: Plain): readonly Plain[] => [node, ...list(node['groups']).flatMap(groups)]

/** How many records a file of each format holds, counted without any of our code. */
const PLAIN_COUNTS: Readonly<Record<string, (text: string) => number>> = {
  // A rule is as many records as it lists flagged items, at least one.
  scoutsuite: (text) =>
    sum(
      members(document(text.slice(text.indexOf('{')))['services'])
        .flatMap((service) => members(service['findings']))
        .map((rule) => Math.max(1, list(rule['items']).length)),
    ),
  // A control is as many records as it has results, at least one.
  'powerpipe-json': (text) =>
    sum(
      groups(document(text))
        .flatMap((group) => list(group['controls']))
        .map((control) => Math.max(1, list(control['results']).length)),
    ),
  // A policy is as many records as it has risks, at least one.
  cloudsplaining: (text) => {
    const root = document(text)
    const risks =
      /^(?:PrivilegeEscalation|DataExfiltration|ResourceExposure|ServiceWildcard|CredentialsExposure|InfrastructureModification)$/
    return sum(
      ['aws_managed_policies', 'customer_managed_policies', 'inline_policies']
        .flatMap((kind) => members(root[kind]))
        .map((policy) => Math.max(1, Object.entries(policy).filter(([key, found]) => risks.test(key) && list(found).length > 0).length)),
    )
  },
  // Each control once: where an overlay repeats it, the one with results.
  hdf: (text) =>
    new Set(list(document(text)['profiles']).flatMap((profile) => list(profile['controls']).map((control) => control['id']))).size,
  'inspec-ndjson': (text) => lines(text).length,
  'kube-bench': (text) => text.match(/"test_number"/g)?.length ?? 0,
}
const MINE = new Set([...Object.keys(PLAIN_COUNTS), 'scout2', 'cloudsploit', 'powerpipe-snapshot'])
const read = index.filter(({ formatId }) => formatId in PLAIN_COUNTS)

const reading = async ({ file, formatId }: Sample, chunkSize?: number) => {
  const importer = importerFor(formatId as 'hdf')
  if (importer === null) throw new Error(`no importer for ${formatId}`)
  const bytes = load(file)
  return { importer, bytes, reading: await readAll(importer, bytes, chunkSize) }
}

describe.runIf(present)('detection of single tools’ formats', () => {
  it.each(read)('$file is $formatId', ({ file, formatId }) => {
    expect(detectFormat(headOf(load(file)))).toMatchObject({ formatId, importable: true, confidence: 'certain' })
  })

  it('takes no other file for one of these', () => {
    const wrong = index
      .filter(({ formatId }) => !MINE.has(formatId))
      .map(({ file }) => ({ file, detected: detectFormat(headOf(load(file))).formatId }))
      .filter(({ detected }) => MINE.has(detected))
    expect(wrong).toEqual([])
  })
})

describe.runIf(present)('every sample of a single tool’s format', () => {
  it.each(read)('$file: as many records as counted plainly, none rejected; each re-cuts to itself', async (sample) => {
    const { importer, bytes, reading: whole } = await reading(sample)
    expect(whole.records.length).toBe(PLAIN_COUNTS[sample.formatId]?.(new TextDecoder().decode(bytes)))
    expect(whole.rejections).toEqual([])
    expect(recutAll(importer, bytes, whole).again).toEqual(whole.records)
  })

  it.each(read.filter(({ file }) => load(file).length < 60_000))('$file: chunks of 1 and 7 bytes give the same items', async (sample) => {
    const { reading: whole } = await reading(sample)
    for (const size of [1, 7]) expect((await reading(sample, size)).reading.items).toEqual(whole.items)
  })
})

describe.runIf(present)('the figures that must hold', () => {
  const results = async (file: string, formatId: string) => {
    const { reading: whole } = await reading({ file, formatId })
    return resultsOf(whole.records)
  }

  it('ScoutSuite: 144 of 148 rules checked nothing and are no passes (trap T13)', async () => {
    expect(await results('scoutsuite/archery_sample-report.js', 'scoutsuite')).toEqual({ 'not-applicable': 144, fail: 4 })
  })

  it('Powerpipe: 10 OK, 5 ALARM, 2 ERROR, 1 SKIP and 3 INFO, as its summary says', async () => {
    const counts = { pass: 10, fail: 5, error: 2, skipped: 1, info: 3 }
    expect(await results('powerpipe/expected_check_json.json', 'powerpipe-json')).toEqual(counts)
  })

  it('Powerpipe: one control under three benchmarks is there three times, twice as a repetition (trap T11)', async () => {
    const { reading: whole } = await reading({ file: 'powerpipe/expected_check_json_multiple_parents.json', formatId: 'powerpipe-json' })
    expect(whole.records.map(({ perRequirement, compliance }) => [perRequirement, compliance])).toEqual([
      [false, [{ framework: 'Top Benchmark', ids: ['Benchmark 1'] }]],
      [true, [{ framework: 'Top Benchmark', ids: ['Benchmark 2'] }]],
      [true, [{ framework: 'Top Benchmark', ids: ['Benchmark 3'] }]],
    ])
  })

  it('InSpec overlay: 101 of 202 controls repeat others without results and are no records', async () => {
    const { reading: whole } = await reading({ file: 'inspec-hdf/wrapper-acme-run.json', formatId: 'hdf' })
    expect(resultsOf(whole.records)).toEqual({ pass: 5, fail: 60, manual: 35, 'not-applicable': 1 })
    expect(whole.warnings.map(({ code }) => code)).toContain('other')
  })

  it('InSpec: a control that broke is an error, whatever failed beside it', async () => {
    expect(await results('inspec-hdf/aws_report_better.json', 'hdf')).toEqual({ fail: 21, pass: 9, manual: 5, error: 1 })
  })
})
