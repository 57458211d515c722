// Scanners of code and images, and documents, on the real samples, against counts made here in the plainest way.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll, resultsOf } from './reading.fixture.ts'
import { importerFor } from './registry.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples-iac: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

type Sample = { readonly file: string; readonly formatId: string }
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))

/** How often a member that every record of the format has, and nothing else in these files, occurs in the text. */
const MARKS: Readonly<Record<string, readonly RegExp[]>> = {
  trivy: [/"VulnerabilityID":/g, /"Resolution":/g, /"Confidence":/g],
  'trivy-k8s': [/"VulnerabilityID":/g, /"Resolution":/g],
  'trivy-operator': [/"vulnerabilityID":/g, /"checkID":/g, /"ruleID":/g],
  kics: [/"similarity_id":/g],
  tfsec: [/"rule_id":/g],
  terrascan: [/"rule_id":/g, /"errMsg":/g],
  'cfn-nag': [/"logical_resource_ids":/g],
  // Results name their rules; of the summary's controls only those nothing was checked against are records, under no framework.
  kubescape: [/"rules":/g],
  attachment: [],
}
const UNCHECKED_CONTROLS = 15
const read = index.filter(({ formatId }) => Object.hasOwn(MARKS, formatId))

function plainCount({ file, formatId }: Sample): number {
  const text = readFileSync(join(SAMPLES, file), 'utf8')
  const marks = (MARKS[formatId] ?? []).map((mark) => text.match(mark)?.length ?? 0)
  return marks.reduce((sum, count) => sum + count, formatId === 'kubescape' ? UNCHECKED_CONTROLS : 0)
}

function importerOf(formatId: string) {
  const importer = importerFor(formatId as FormatId)
  if (importer === null) throw new Error(`no importer for ${formatId}`)
  return importer
}

describe.runIf(present)('detection', () => {
  it.each(read)('$file is $formatId', ({ file, formatId }) => {
    expect(detectFormat(headOf(load(file)))).toMatchObject({ formatId, importable: true })
  })

  it('takes no other file for one of these', () => {
    const wrong = index
      .filter(({ formatId }) => !Object.hasOwn(MARKS, formatId))
      .map(({ file }) => ({ file, detected: detectFormat(headOf(load(file))).formatId }))
      .filter(({ detected }) => Object.hasOwn(MARKS, detected))
    expect(wrong).toEqual([])
  })

  it('leaves what is unknown, ambiguous or unreadable as it is', () => {
    const rest = index.filter(({ formatId }) => ['unknown', 'ambiguous', 'unreadable'].includes(formatId))
    expect(rest.map(({ file }) => detectFormat(headOf(load(file))).formatId)).toEqual(rest.map(({ formatId }) => formatId))
  })
})

describe.runIf(present)('every sample', () => {
  it.each(read)('$file: as many records as counted plainly; each re-cuts to itself', async (sample) => {
    const importer = importerOf(sample.formatId)
    const bytes = load(sample.file)
    const reading = await readAll(importer, bytes)
    expect(reading.rejections).toEqual([])
    expect(reading.records.length).toBe(plainCount(sample))
    const { first, again } = recutAll(importer, bytes, reading)
    expect(again).toEqual(first)
  })

  it.each(read.filter(({ file }) => load(file).length < 60_000))(
    '$file: chunks of 1 and 7 bytes give the same items',
    async ({ file, formatId }) => {
      const importer = importerOf(formatId)
      const { items } = await readAll(importer, load(file))
      for (const size of [1, 7]) expect((await readAll(importer, load(file), size)).items).toEqual(items)
    },
  )
})

describe.runIf(present)('the figures that must hold', () => {
  it.each([
    ['iac-and-other/kubescape_results.json', { pass: 20, 'not-applicable': UNCHECKED_CONTROLS }],
    ['iac-and-other/terrascan_many_findings.json', { fail: 9, error: 2 }],
    ['iac-and-other/tfsec_many_findings_legacy.json', { fail: 3, pass: 1 }],
    ['iac-and-other/tfsec_no_findings.json', {}],
    ['trivy/defectdojo_all_statuses.json', { fail: 8 }],
    ['trivy/defectdojo_kubernetes.json', { fail: 20 }],
    ['trivy/operator_all_reports_in_dict.json', { fail: 43 }],
  ])('%s', async (file, results) => {
    const { formatId } = detectFormat(headOf(load(file)))
    expect(resultsOf((await readAll(importerOf(formatId), load(file))).records)).toEqual(results)
  })
})
