// Prowler's other outputs, OCSF and Powerpipe CSV on real files, against counts made here in the plainest way, and one Prowler run
// in all its forms against itself. The samples stay where they are.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll, resultsOf } from './reading.fixture.ts'
import { importerFor } from './registry.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples-prowler: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

const FORMATS = ['prowler-v2-csv', 'prowler-v2-json', 'prowler-v3-json', 'prowler-compliance-csv', 'ocsf', 'powerpipe-csv'] as const
type Sample = { readonly file: string; readonly formatId: FormatId }
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const mine = index.filter(({ formatId }) => (FORMATS as readonly string[]).includes(formatId))
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))
const words = (file: string): string => readFileSync(join(SAMPLES, file), 'utf8')

async function read(file: string, formatId: FormatId) {
  const importer = importerFor(formatId)
  if (importer === null) throw new Error(`no importer for ${formatId}`)
  const bytes = load(file)
  const reading = await readAll(importer, bytes)
  return { importer, bytes, reading }
}

type Row = Readonly<Record<string, string>>
const rowsOf = (file: string, delimiter: string): readonly Row[] =>
  Papa.parse<Row>(words(file), { header: true, delimiter, skipEmptyLines: true }).data
const delimiterOf = (file: string): string => (/[;|,]/.exec(words(file).split('\n')[0] ?? '') ?? [','])[0]

/** The status words of a file, found without our code. */
function plainWords({ file, formatId }: Sample): string[] {
  switch (formatId) {
    case 'prowler-v2-csv':
      // No column before the result may hold a comma.
      return words(file)
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[4] ?? '')
    case 'prowler-v2-json':
      return words(file)
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as Row)['Status'] ?? '')
    case 'prowler-v3-json':
      return (JSON.parse(words(file)) as Row[]).map((record) => record['Status'] ?? '')
    case 'ocsf': {
      const { compliance, status } = JSON.parse(words(file)) as { compliance?: Row; status: string }
      return [compliance?.['status'] ?? status]
    }
    default:
      return rowsOf(file, delimiterOf(file)).map((row) => row['STATUS'] ?? row['status'] ?? '')
  }
}
function countOf(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe.runIf(present)('every sample of these formats', () => {
  it.each(mine)('$file is $formatId', ({ file, formatId }) => {
    expect(detectFormat(headOf(load(file)))).toMatchObject({ formatId, importable: true, confidence: 'certain', encoding: 'utf-8' })
  })

  it.each(mine)('$file: every record once, with the words counted plainly; each re-cuts to itself', async (sample) => {
    const { importer, bytes, reading } = await read(sample.file, sample.formatId)
    expect(countOf(reading.records.map((record) => record.statusRaw ?? 'none'))).toEqual(countOf(plainWords(sample)))
    expect(reading.rejections).toEqual([])
    expect(recutAll(importer, bytes, reading).again).toEqual(reading.records)
    expect(reading.records.filter((record) => record.result === 'unknown')).toEqual([])
  })

  it.each(mine.filter(({ file }) => load(file).length < 60_000))('$file: chunks of 1 and 7 bytes give the same items', async (sample) => {
    const { importer, bytes, reading } = await read(sample.file, sample.formatId)
    for (const size of [1, 7]) expect((await readAll(importer, bytes, size)).items).toEqual(reading.items)
  })
})

const RUN = 'prowler-v4-run/prowler-output-111122223333-20240412104419'
const compliance = (stem: string): readonly string[] =>
  readdirSync(join(SAMPLES, 'prowler-v4-run/compliance'))
    .filter((name) => name.includes(stem))
    .map((name) => `prowler-v4-run/compliance/${name}`)

describe.runIf(present)('one Prowler run in its forms (law T21)', () => {
  const by = (records: readonly ScanRecord[], field: (record: ScanRecord) => string | null) =>
    countOf(records.map((r) => field(r) ?? 'none'))

  it.each([
    [RUN, 'service', (r: ScanRecord) => r.scannerService],
    [RUN, 'severity', (r: ScanRecord) => r.severity],
    [RUN, 'status', (r: ScanRecord) => `${r.result} ${r.muted}`],
    [RUN, 'region', (r: ScanRecord) => r.region],
    [RUN, 'resource', (r: ScanRecord) => r.resourceId],
    ['prowler-v4-run/prowler-output-docker-desktop-20240402142057', 'service', (r: ScanRecord) => r.scannerService],
    ['prowler-v4-run/prowler-output-docker-desktop-20240402142057', 'severity', (r: ScanRecord) => r.severity],
    ['prowler-v4-run/prowler-output-docker-desktop-20240402142057', 'status', (r: ScanRecord) => `${r.result} ${r.muted}`],
  ])('%s: OCSF and CSV count alike by %s', async (stem, _, field) => {
    const fromOcsf = (await read(`${stem}.ocsf.json`, 'prowler-ocsf')).reading.records
    const fromCsv = (await read(`${stem}.csv`, 'prowler-csv')).reading.records
    expect(by(fromOcsf, field)).toEqual(by(fromCsv, field))
    expect(fromCsv.length).toBeGreaterThan(300)
  })

  it('its 22 compliance files say nothing the main file does not say, but for requirements without a check', async () => {
    const key = (r: ScanRecord) => [r.checkId, r.resourceName, r.region, r.accountId, r.result, r.statusText].join(' | ')
    const main = (await read(`${RUN}.csv`, 'prowler-csv')).reading.records
    const known = new Set(main.map(key))
    const services = new Map(main.map((r) => [r.checkId, r.scannerService]))
    const files = compliance('104419')
    expect(files.length).toBe(22)
    for (const file of files) {
      const { records } = (await read(file, 'prowler-compliance-csv')).reading
      const repeated = records.filter((record) => record.perRequirement)
      const alone = records.filter((record) => !record.perRequirement)
      expect(repeated.filter((record) => !known.has(key(record))).map(key)).toEqual([])
      // The main file's word is the check's own for all services but these two.
      const other = repeated.filter((record) => record.scannerService !== services.get(record.checkId))
      expect(other.filter(({ scannerService }) => !['ssmincidents', 'trustedadvisor'].includes(scannerService ?? ''))).toEqual([])
      expect(alone.every((record) => record.result === 'manual' && record.checkId === null && record.resourceId === null)).toBe(true)
      const plainAlone = rowsOf(file, ';').filter((row) => row['CHECKID'] === 'manual_check').length
      expect(alone.length).toBe(plainAlone)
    }
  })

  it('every compliance row names its framework and one requirement (trap T7)', async () => {
    for (const file of compliance('prowler-output')) {
      const { records } = (await read(file, 'prowler-compliance-csv')).reading
      expect(records.filter(({ compliance: [only, ...more] }) => only?.ids.length !== 1 || more.length > 0)).toEqual([])
      expect(records.filter((record) => record.title === null || record.timeQuality !== 'naive-local')).toEqual([])
    }
  })

  it('Kubernetes has no account column; its rows are all read, and the main file has each', async () => {
    const [file = ''] = compliance('kubernetes')
    const { records } = (await read(file, 'prowler-compliance-csv')).reading
    const main = (await read('prowler-v4-run/prowler-output-docker-desktop-20240402142057.csv', 'prowler-csv')).reading.records
    const key = (r: ScanRecord) => [r.checkId, r.statusText, r.region?.replace('namespace: ', ''), r.result].join(' | ')
    const known = new Set(main.map(key))
    expect(records.filter((record) => record.perRequirement && !known.has(key(record))).map(key)).toEqual([])
    expect(resultsOf(records)).toEqual({ pass: 587, fail: 152, manual: 61 })
    expect(new Set(records.map((record) => record.accountId))).toEqual(new Set([null]))
  })
})

describe.runIf(present)('figures that must hold', () => {
  it('Prowler 2: INFO is text, neither pass nor manual', async () => {
    const { reading } = await read('prowler-v2/defectdojo_many_vuln2.csv', 'prowler-v2-csv')
    expect(resultsOf(reading.records)).toEqual({ info: 88, pass: 84, fail: 42 })
  })

  it('Prowler 2: rows with a comma too many are read, their re-quoted fields too', async () => {
    const { reading } = await read('prowler-v2/defectdojo_issue4450.csv', 'prowler-v2-csv')
    expect(reading.records[0]?.risk).toMatch(/^The "root" account has/)
    expect(reading.records.map((record) => record.categories[0])).toEqual(['IAM', 'IAM', 'IAM', 'IAM'])
  })

  it('Security Hub in OCSF: a failed control and an open detection', async () => {
    const [control] = (await read('ocsf/sechub-pci.ocsf', 'ocsf')).reading.records
    expect(control).toMatchObject({
      checkId: 'Config.1',
      result: 'fail',
      statusRaw: 'FAILED',
      severity: 'medium',
      scannerService: 'config',
    })
    const [detection] = (await read('ocsf/sechub-guardduty.ocsf', 'ocsf')).reading.records
    expect(detection).toMatchObject({ result: 'fail', severity: 'low', scannerService: 'iam', accountId: '111111111111' })
  })

  it('Powerpipe: errors, skips and information are told apart', async () => {
    for (const file of ['powerpipe/expected_check_csv.csv', 'powerpipe/expected_check_csv_pipe_separator.csv']) {
      const { reading } = await read(file, 'powerpipe-csv')
      expect(resultsOf(reading.records)).toEqual({ pass: 10, fail: 5, error: 2, skipped: 1, info: 3 })
    }
  })
})
