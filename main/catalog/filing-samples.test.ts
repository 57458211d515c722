// Filing measured on real scanner output, read here in the plainest way (the importers have their own tests). Prints its figures.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ScanRecord } from '#domain/evidence'
import { createCatalog } from './catalog.ts'
import { createFiler } from './filing.ts'
import { scanRecord } from './scan-record.fixture.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(SAMPLES)
if (!present) console.warn(`filing-samples: ${SAMPLES} is absent, nothing was measured on real scans`)

const catalog = createCatalog()
const file = createFiler(catalog)

type Node = { readonly [key: string]: unknown }
const node = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'))

function fromOcsf(finding: unknown): ScanRecord {
  const f = node(finding)
  const resource = node(list(f['resources'])[0])
  const unmapped = node(f['unmapped'])
  return scanRecord({
    checkId: text(node(f['metadata'])['event_code']) ?? text(unmapped['check_id']),
    title: text(node(f['finding_info'])['title']),
    resourceId: text(resource['uid']),
    resourceType: text(resource['type']),
    scannerService: text(node(resource['group'])['name']),
    provider: text(node(f['cloud'])['provider']) ?? 'kubernetes',
    categories: list(unmapped['categories']).filter((c) => typeof c === 'string'),
    toolName: text(node(node(f['metadata'])['product'])['name']),
  })
}

function fromAsff(finding: unknown): ScanRecord {
  const f = node(finding)
  const resource = node(list(f['Resources'])[0])
  const fields = node(f['ProductFields'])
  const generator = text(f['GeneratorId'])
  const url = text(node(node(f['Remediation'])['Recommendation'])['Url'])
  return scanRecord({
    checkId:
      text(node(f['Compliance'])['SecurityControlId']) ??
      text(fields['ControlId']) ??
      text(fields['RuleId']) ??
      generator
        ?.replace(/^prowler-/, '')
        .split('/')
        .at(-1) ??
      null,
    title: text(f['Title']),
    resourceId: text(resource['Id']),
    resourceType: text(resource['Type']),
    toolName:
      text(fields['aws/securityhub/ProductName']) ?? text(f['ProductName']) ?? (generator?.startsWith('prowler-') ? 'Prowler' : null),
    remediationUrls: url?.startsWith('http') ? [url] : [],
  })
}

function coverage(name: string, records: readonly ScanRecord[]): { records: number; service: number; topic: number } {
  const filed = records.map(file)
  const found = { records: records.length, service: filed.filter((f) => f.service).length, topic: filed.filter((f) => f.topic).length }
  const share = (n: number): string => `${((100 * n) / Math.max(1, records.length)).toFixed(1)} %`
  console.info(`${name}: ${found.records} records, service ${share(found.service)}, topic ${share(found.topic)}`)
  return found
}

describe.runIf(present)('filing of real scans', () => {
  it('gives every record of an AWS Prowler run a service and nearly every one a topic', () => {
    const run = list(json(SAMPLES, 'prowler-v4-run/prowler-output-111122223333-20240412104419.ocsf.json')).map(fromOcsf)
    const found = coverage('Prowler v4 AWS run', run)
    expect(found.records).toBe(361)
    expect(found.service).toBe(361)
    expect(found.topic).toBeGreaterThanOrEqual(355)
  })

  it('files a Prowler ASFF export by its check ids', () => {
    const run = list(json(SAMPLES, 'prowler-v3/prowler-output.asff.json')).map(fromAsff)
    const found = coverage('Prowler v3 ASFF', run)
    expect(found.records).toBe(731)
    expect(found.service).toBe(731)
    expect(found.topic).toBeGreaterThanOrEqual(700)
  })

  it('files Security Hub findings, old standards included', () => {
    const run = list(node(json(SAMPLES, 'aws-securityhub/samplescan_example.json'))['Findings']).map(fromAsff)
    const found = coverage('Security Hub export', run)
    expect(found.service / found.records).toBeGreaterThan(0.9)
    expect(found.topic / found.records).toBeGreaterThan(0.9)
  })

  it('gives no Kubernetes record an AWS service', () => {
    const run = list(json(SAMPLES, 'prowler-v4-run/prowler-output-docker-desktop-20240402142057.ocsf.json')).map(fromOcsf)
    expect(coverage('Prowler v4 Kubernetes run', run)).toMatchObject({ service: 0, topic: 0 })
  })
})
