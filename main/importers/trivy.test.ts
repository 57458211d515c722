import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import type { Importer } from './importer.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'
import { trivy } from './trivy.ts'
import { trivyK8s } from './trivy-k8s.ts'
import { trivyOperator } from './trivy-operator.ts'

const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])
const report = readAll(trivy, fixture('trivy', 'schema-2.json'))
/** Records count from 1. */
const record = async (number: number) => (await report).records[number - 1]

async function readsAgain(importer: Importer, bytes: Uint8Array): Promise<void> {
  const reading = await readAll(importer, bytes)
  const { first, again } = recutAll(importer, bytes, reading)
  expect(again).toEqual(first)
  for (const size of [1, 7]) expect((await readAll(importer, bytes, size)).items).toEqual(reading.items)
}

describe('a report of Trivy', () => {
  it('gives every finding once, packages and metadata never', async () => {
    const { records, rejections, warnings } = await report
    expect(resultsOf(records)).toEqual({ fail: 5, pass: 1, 'fail+muted': 2, unknown: 1 })
    expect(codes(rejections)).toEqual([['wrong-shape', 1]])
    expect(codes(warnings)).toEqual([
      ['unknown-severity', 1],
      ['unknown-status', 1],
      ['not-listed', 1],
    ])
  })

  it('maps a vulnerability; a fix that exists makes nothing fixed', async () => {
    expect(await record(1)).toEqual({
      ...UNSTATED,
      checkId: 'CVE-2099-0001',
      title: 'A hole',
      description: 'A hole in openssl.',
      statusText: 'openssl 1.1.0; fixed in 1.1.1.',
      result: 'fail',
      statusRaw: 'fixed',
      severity: 'high',
      severityRaw: 'HIGH',
      resourceId: 'go.mod#openssl',
      resourceName: 'openssl',
      seenAt: '2026-04-05T04:07:08.500Z',
      seenAtRaw: '2026-04-05T06:07:08.5+02:00',
      timeQuality: 'scan-time-only',
      remediationText: 'Update openssl to 1.1.1.',
      remediationUrls: ['https://avd.example.com/CVE-2099-0001', 'https://example.com/1'],
      compliance: [{ framework: 'CWE', ids: ['CWE-79'] }],
      toolName: 'Trivy',
      toolVersion: '0.60.0',
    })
    expect(await record(2)).toMatchObject({ resourceId: 'go.mod#app/lib zlib', severity: 'unknown', title: 'CVE-2099-0002' })
  })

  it('keeps a suppressed finding as what it is, muted', async () => {
    expect(await record(3)).toMatchObject({
      checkId: 'CVE-2099-0003',
      result: 'fail',
      muted: true,
      statusRaw: 'not_affected',
      statusText: 'curl 8; no fixed version is named. Not reachable. vex.json',
    })
  })

  it.each([
    [
      4,
      {
        result: 'fail',
        scannerService: 's3',
        provider: 'aws',
        resourceId: 'main.tf#aws_s3_bucket.logs',
        remediationText: 'Enable logging',
      },
    ],
    [5, { result: 'pass', resourceId: 'main.tf' }],
    [6, { result: 'fail', muted: true, severity: 'unknown', provider: 'kubernetes', scannerService: null, resourceId: 'main.tf:9' }],
    [7, { result: 'unknown', statusRaw: 'MAYBE' }],
  ])('record %i is the misconfiguration %j', async (number, expected) => {
    expect(await record(number)).toMatchObject(expected)
  })

  it('never quotes a secret (trap T19)', async () => {
    expect(await record(8)).toMatchObject({
      checkId: 'aws-access-key-id',
      statusText: 'A secret was found in line 4.',
      resourceId: 'config.env:4',
    })
    expect(JSON.stringify((await report).records)).not.toContain('AKIA')
  })

  it('reads licences, targets named behind their findings, and accounts', async () => {
    expect(await record(9)).toMatchObject({ checkId: 'GPL-3.0', resourceId: 'OS Packages#bash' })
    expect((await readAll(trivy, fixture('trivy', 'legacy.json'))).records).toMatchObject([
      { resourceId: 'debian 10#apt', timeQuality: 'none' },
    ])
    expect((await readAll(trivy, fixture('trivy', 'account.json'))).records).toMatchObject([
      { resourceId: 'arn:aws:s3:::logs', provider: 'aws', accountId: '111122223333', scannerService: 's3' },
    ])
  })

  it('knows its time wherever that stands, and waits for none where there is none', async () => {
    const results = [{ Target: 'a', Type: 'debian', Vulnerabilities: [{ VulnerabilityID: 'CVE-1', PkgName: 'b' }] }]
    const timed = { SchemaVersion: 2, CreatedAt: '2026-03-02T06:00:00Z', ArtifactName: 'a', Results: results }
    const { CreatedAt: _, ...untimed } = timed
    for (const report of [timed, Object.fromEntries(Object.entries(timed).reverse())]) {
      const { records, warnings } = await readAll(trivy, bytesOf(JSON.stringify(report)))
      expect(records.map(({ seenAt }) => seenAt)).toEqual(['2026-03-02T06:00:00.000Z'])
      expect(warnings.map(({ code }) => code)).toEqual([])
    }
    for (const report of [untimed, Object.fromEntries(Object.entries(untimed).reverse())])
      expect((await readAll(trivy, bytesOf(JSON.stringify(report)))).records.map(({ timeQuality }) => timeQuality)).toEqual(['none'])
  })

  it('a vulnerability said not to affect the package stays a fail, and the import says whose judgement is asked for', async () => {
    const found = { VulnerabilityID: 'CVE-2026-1', PkgName: 'bash', InstalledVersion: '5.0', Severity: 'LOW', Status: 'not_affected' }
    const document = {
      SchemaVersion: 2,
      ArtifactName: 'a',
      Results: [{ Target: 't', Vulnerabilities: [found, { ...found, Status: 'affected' }] }],
    }
    const { records, warnings } = await readAll(trivy, bytesOf(JSON.stringify(document)))
    expect(records.map(({ result, statusRaw }) => [result, statusRaw])).toEqual([
      ['fail', 'not_affected'],
      ['fail', 'affected'],
    ])
    expect(codes(warnings)).toEqual([['other', 1]])
  })

  it('that found nothing gives no record and says so', async () => {
    const { records, warnings } = await readAll(trivy, fixture('trivy', 'nothing-found.json'))
    expect([records, codes(warnings)]).toEqual([[], [['no-records', 1]]])
  })

  it.each(['schema-2.json', 'legacy.json', 'account.json'])('%s is read again the same, in chunks of any size', async (name) => {
    await expect(readsAgain(trivy, fixture('trivy', name))).resolves.toBeUndefined()
  })

  it.each([
    'null',
    '[]',
    '{"SchemaVersion":"2018-10-08","ArtifactName":"x"}',
    '[{"Target":1}]',
    '{"SchemaVersion":2,"ClusterName":"x","Resources":[]}',
  ])('%s is none', (text) => {
    expect(trivy.detect(viewOf(bytesOf(text)))).toBeNull()
  })
})

describe('a report of Trivy on a cluster', () => {
  it('names its cluster wherever that stands', async () => {
    const { ClusterName, ...others } = JSON.parse(new TextDecoder().decode(fixture('trivy-k8s', 'cluster.json'))) as Record<string, unknown>
    const { records } = await readAll(trivyK8s, bytesOf(JSON.stringify({ ...others, ClusterName })))
    expect(records).toEqual((await readAll(trivyK8s, fixture('trivy-k8s', 'cluster.json'))).records)
  })

  it('names the resource, and the cluster where that is one of AWS', async () => {
    const { records, warnings } = await readAll(trivyK8s, fixture('trivy-k8s', 'cluster.json'))
    const eks = { scannerService: 'eks', provider: 'aws', region: 'eu-west-1', accountId: '111122223333', resourceType: 'Deployment' }
    expect(records).toMatchObject([
      { ...eks, checkId: 'CVE-2099-0001', resourceId: 'default/Deployment/web web:1 (debian 12)#openssl' },
      { ...eks, checkId: 'KSV-0001', resourceId: 'default/Deployment/web:2' },
    ])
    expect(codes(warnings)).toEqual([
      ['not-listed', 1],
      ['tool-failure', 1],
    ])
    expect((await readAll(trivyK8s, fixture('trivy-k8s', 'local.json'))).records).toMatchObject([
      { provider: 'kubernetes', accountId: null },
    ])
  })

  it.each(['cluster.json', 'local.json'])('%s is detected, and read again the same', async (name) => {
    const bytes = fixture('trivy-k8s', name)
    expect(trivyK8s.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    expect(trivy.detect(viewOf(bytes))).toBeNull()
    await readsAgain(trivyK8s, bytes)
  })
})

describe('reports of the Trivy Operator', () => {
  it('map checks, secrets and vulnerabilities', async () => {
    const { records, warnings } = await readAll(trivyOperator, fixture('trivy-operator', 'by-kind.json'))
    const where = 'default/ReplicaSet/web-1/nginx'
    expect(records).toMatchObject([
      {
        checkId: 'KSV014',
        result: 'fail',
        statusText: 'One. Two.',
        resourceId: where,
        toolVersion: '0.50.1',
        timeQuality: 'scan-time-only',
      },
      { checkId: 'KSV015', result: 'pass' },
      { checkId: 'KSV016', result: 'unknown' },
      { checkId: 'aws-secret-access-key', statusText: 'A secret was found.', resourceId: `${where}#root/x.txt` },
      { checkId: 'CVE-2099-0001', resourceId: `${where}#curl`, otherResources: ['library/nginx:alpine'], severity: 'critical' },
    ])
    expect(codes(warnings)).toEqual([['unknown-status', 1]])
  })

  it('take the severity of the requirement where a check states none', async () => {
    const { records } = await readAll(trivyOperator, fixture('trivy-operator', 'compliance.json'))
    expect(records).toMatchObject([
      { checkId: 'AVD-KSV-0001', severity: 'high', perRequirement: true, compliance: [{ framework: 'CIS Kubernetes', ids: ['1.1.1'] }] },
    ])
  })

  it.each([
    ['by-kind.json', 5],
    ['array.json', 4],
    ['list.json', 3],
    ['compliance.json', 1],
  ])('%s is detected, has %i records, and is read again the same', async (name, records) => {
    const bytes = fixture('trivy-operator', name)
    expect(trivyOperator.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    expect((await readAll(trivyOperator, bytes)).records).toHaveLength(records)
    await readsAgain(trivyOperator, bytes)
  })
})
