// Scanners of infrastructure as code, each on a file of its own kind. Trivy is in trivy.test.ts.
import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { cfnLint } from './cfn-lint.ts'
import { cfnNag } from './cfn-nag.ts'
import { isObject } from './fields.ts'
import type { Importer } from './importer.ts'
import { kics } from './kics.ts'
import { kubescape } from './kubescape.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'
import { terrascan } from './terrascan.ts'
import { tfsec } from './tfsec.ts'

const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe.each<readonly [Importer, string, Readonly<Record<string, number>>]>([
  [kics, 'results.json', { fail: 3 }],
  [tfsec, 'results.json', { fail: 2, pass: 2, 'fail+muted': 1, unknown: 1 }],
  [terrascan, 'results.json', { error: 1, fail: 1, 'fail+muted': 1 }],
  [terrascan, 'nothing-found.json', {}],
  [cfnNag, 'results.json', { fail: 2, unknown: 1 }],
  [cfnLint, 'matches.json', { fail: 3, error: 1 }],
  [kubescape, 'results.json', { 'not-applicable': 2, manual: 1, fail: 1, 'fail+muted': 1, pass: 1, unknown: 1 }],
  [kubescape, 'sorted.json', { 'not-applicable': 2, manual: 1, fail: 1, 'fail+muted': 1, pass: 1, unknown: 1 }],
])('$formatId', (importer, name, results) => {
  const bytes = fixture(importer.formatId, name)

  it(`${name} is detected`, () => {
    expect(importer.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
  })

  it(`${name} gives ${JSON.stringify(results)}, read again the same and in chunks of any size`, async () => {
    const reading = await readAll(importer, bytes)
    expect([resultsOf(reading.records), reading.rejections]).toEqual([results, []])
    const { first, again } = recutAll(importer, bytes, reading)
    expect(again).toEqual(first)
    for (const size of [1, 7]) expect((await readAll(importer, bytes, size)).items).toEqual(reading.items)
  })
})

describe('KICS', () => {
  it('waits for what stands behind the files of a query that was sorted', async () => {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : isObject(value)
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, inner]) => [key, sorted(inner)]),
            )
          : value
    const bytes = fixture('kics', 'results.json')
    const { records } = await readAll(kics, bytesOf(JSON.stringify(sorted(JSON.parse(new TextDecoder().decode(bytes))))))
    expect(records).toEqual((await readAll(kics, bytes)).records)
  })

  const reading = readAll(kics, fixture('kics', 'results.json'))

  it('maps a match, with what its query says behind it', async () => {
    expect((await reading).records[0]).toEqual({
      ...UNSTATED,
      toolRecordId: 'sim-1',
      checkId: 'q-1',
      title: 'Bucket without encryption',
      description: 'Encrypt it.',
      statusText: 'It is not set',
      result: 'fail',
      statusRaw: 'MissingAttribute',
      severity: 'high',
      severityRaw: 'HIGH',
      resourceId: 's3.tf#aws_s3_bucket[logs]',
      resourceName: 'logs',
      resourceType: 'aws_s3_bucket',
      scannerService: 's3',
      provider: 'aws',
      seenAt: '2026-01-02T03:04:05.000Z',
      seenAtRaw: '2026-01-02T03:04:05Z',
      timeQuality: 'scan-time-only',
      remediationText: 'It should be set',
      remediationUrls: ['https://example.com/q-1'],
      categories: ['Encryption'],
      compliance: [{ framework: 'CWE', ids: ['311'] }],
      toolName: 'KICS',
      toolVersion: 'v2.1.0',
    })
  })

  it('knows TRACE, never quotes a value it found, and says what it could not do', async () => {
    const { records, warnings } = await reading
    expect(records[2]).toMatchObject({ severity: 'informational', provider: 'aws', statusText: 'Only this', remediationText: null })
    expect(JSON.stringify(records)).not.toContain('hunter2')
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      ['tool-failure', 'KICS could not read 1 of 3 files; they were not checked.'],
      ['tool-failure', '2 of 10 queries of KICS failed to run.'],
    ])
  })
})

describe('tfsec', () => {
  const reading = readAll(tfsec, fixture('tfsec', 'results.json'))

  it('maps words, numbers and the older forms', async () => {
    const { records, warnings } = await reading
    expect(records).toMatchObject([
      { statusRaw: '0', scannerService: 's3', provider: 'aws', resourceId: 's3.tf#aws_s3_bucket.logs', risk: 'No trace.' },
      { statusRaw: 'passed', result: 'pass', scannerService: 'vpc', resourceId: 'vpc.tf:4' },
      { statusRaw: 'ignored', muted: true },
      {
        statusRaw: 'passed true',
        result: 'pass',
        provider: 'gcp',
        severity: 'unknown',
        severityRaw: 'ERROR',
        remediationUrls: ['https://example.com/GCP009/'],
      },
      { statusRaw: null, result: 'fail' },
      { statusRaw: 'perhaps', result: 'unknown', provider: null },
    ])
    expect(codes(warnings)).toEqual([['unknown-status', 1]])
  })

  it('with null found nothing; other lists under results are not its own', async () => {
    const nothing = bytesOf('{"results":null}')
    expect(tfsec.detect(viewOf(nothing))).toMatchObject({ confidence: 'likely' })
    expect(codes((await readAll(tfsec, nothing)).warnings)).toEqual([['no-records', 1]])
    for (const text of ['{"results":[]}', '{"results":[{"uuid":"1"}]}', '{"results":null,"url":"x"}'])
      expect(tfsec.detect(viewOf(bytesOf(text)))).toBeNull()
  })
})

describe('Terrascan', () => {
  it('files what it could not read as errors, what was skipped as muted (trap T12)', async () => {
    const { records, warnings } = await readAll(terrascan, fixture('terrascan', 'results.json'))
    const time = { seenAt: '2026-05-19T13:13:06.083Z', seenAtRaw: '2026-05-19 13:13:06.083208 +0000 UTC' }
    expect(records).toMatchObject([
      { ...time, result: 'error', statusText: 'no helm charts found', resourceId: 'code' },
      { ...time, result: 'fail', checkId: 'AC_AWS_0001', resourceId: 's3.tf#aws_s3_bucket.logs', provider: 'aws', scannerService: 's3' },
      { ...time, muted: true, statusText: 'accepted', provider: 'gcp', scannerService: null },
    ])
    expect(codes(warnings)).toEqual([
      ['not-listed', 1],
      ['tool-failure', 1],
    ])
  })
})

describe('cfn_nag and cfn-lint', () => {
  it('name every resource of a violation and no severity', async () => {
    const { records, warnings } = await readAll(cfnNag, fixture('cfn-nag', 'results.json'))
    expect(records).toMatchObject([
      {
        checkId: 'F38',
        resourceId: 'role.yaml#Role',
        otherResources: ['role.yaml#Other'],
        severity: 'unknown',
        severityRaw: 'FAIL',
        provider: 'aws',
      },
      { checkId: 'W5', resourceId: 'role.yaml:5', statusRaw: 'WARN' },
      { checkId: 'X1', result: 'unknown' },
    ])
    expect(codes(warnings)).toEqual([['unknown-status', 1]])
  })

  it('a template that could not be read was not judged', async () => {
    const { records, warnings } = await readAll(cfnLint, fixture('cfn-lint', 'matches.json'))
    expect(records).toMatchObject([
      {
        checkId: 'E3002',
        result: 'fail',
        resourceId: 't.yaml#Resources.Bucket.Properties.Nme',
        resourceName: 'Bucket',
        toolRecordId: 'm-1',
      },
      { checkId: 'E0000', result: 'error' },
      { checkId: 'I3042', severity: 'informational' },
      { checkId: 'W1', severity: 'unknown', title: 'm' },
    ])
    expect(codes(warnings)).toEqual([
      ['tool-failure', 1],
      ['unknown-severity', 1],
    ])
  })
})

describe('Kubescape', () => {
  it.each(['results.json', 'sorted.json'])(
    '%s: results have the scale and frameworks of the summary; what nothing was checked for is no pass',
    async (name) => {
      const { records, warnings } = await readAll(kubescape, fixture('kubescape', name))
      const by = (resource: string | null, id: string) =>
        records.filter(({ resourceId, checkId }) => resourceId === resource && checkId === id)
      expect(by(null, 'C-1')).toMatchObject([
        { result: 'not-applicable', statusRaw: 'passed/irrelevant', compliance: [{ framework: 'MITRE', ids: ['C-1'] }] },
      ])
      expect(by(null, 'C-3')).toMatchObject([{ result: 'not-applicable', severity: 'unknown' }])
      expect(by(null, 'C-4')).toMatchObject([{ result: 'manual', severity: 'high' }])
      expect(by(null, 'C-2')).toEqual([])
      expect(by('path=1/api=apps/v1//Deployment/web', 'C-2')).toMatchObject([
        {
          result: 'fail',
          severity: 'critical',
          severityRaw: '9',
          statusText: 'Failed: rule-a.',
          resourceType: 'Deployment',
          resourceName: 'web',
          scannerService: 'eks',
          provider: 'aws',
          compliance: [
            { framework: 'NSA', ids: ['C-2'] },
            { framework: 'MITRE', ids: ['C-2'] },
          ],
        },
      ])
      expect(by('path=1/api=apps/v1//Deployment/db', 'C-2')).toMatchObject([{ result: 'fail', muted: true }, { result: 'pass' }])
      expect(new Set(codes(warnings).map(([code]) => code))).toEqual(new Set(['not-evaluated', 'unknown-status']))
    },
  )
})
