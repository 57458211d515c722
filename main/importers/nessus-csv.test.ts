import { describe, expect, it } from 'vitest'
import { nessusCsv } from './nessus-csv.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(nessusCsv, fixture('nessus-csv', name))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('Nessus', () => {
  it('maps every field from its place', async () => {
    expect((await read('nessus.csv')).records[0]).toEqual({
      toolRecordId: null,
      checkId: '9001',
      title: 'Old library',
      description: 'An old library was found.\n\nThe library is old,\nvery old.',
      statusText: 'Version : 1.0',
      result: 'fail',
      statusRaw: null,
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: 'High',
      resourceId: '192.0.2.10',
      resourceName: null,
      resourceType: null,
      otherResources: ['192.0.2.10:443/tcp'],
      scannerService: null,
      provider: null,
      partition: null,
      region: null,
      accountId: null,
      seenAt: null,
      seenAtRaw: null,
      timeQuality: 'none',
      risk: null,
      remediationText: 'Update it.',
      remediationUrls: ['https://docs.example.org/library'],
      remediationCode: [{ kind: 'reference', text: 'ask somebody' }],
      categories: [],
      compliance: [
        { framework: 'CVE', ids: ['CVE-2026-0001'] },
        { framework: 'IAVA', ids: ['2026-A-0001'] },
      ],
      toolName: 'Nessus',
      toolVersion: null,
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it('reads the risk of audit checks as their result', async () => {
    const { records, rejections } = await read('nessus.csv')
    expect(records.slice(1).map(({ checkId, result, statusRaw, severity }) => [checkId, result, statusRaw, severity])).toEqual([
      ['9002', 'info', null, 'informational'],
      ['1.1 Passwords end', 'fail', 'FAILED', 'unknown'],
      ['21157', 'manual', 'WARNING', 'unknown'],
    ])
    expect(codes(rejections)).toEqual([['wrong-shape', 1]])
  })
})

it('files nothing as a failure whose risk is missing or a word it does not know', async () => {
  const { records, warnings } = await readAll(
    nessusCsv,
    bytesOf('Plugin ID,CVE,CVSS,Risk,Host\n1,,,Severe,a\n2,,,,a\n3,,,SKIPPED,a\n4,,,None,a\n5,,,Low,a\n'),
  )
  expect(records.map(({ result, statusRaw, severity, severityRaw }) => [result, statusRaw, severity, severityRaw])).toEqual([
    ['unknown', 'Severe', 'unknown', 'Severe'],
    ['unknown', null, 'unknown', null],
    ['unknown', 'SKIPPED', 'unknown', 'SKIPPED'],
    ['info', null, 'informational', 'None'],
    ['fail', null, 'low', 'Low'],
  ])
  expect(codes(warnings)).toEqual([
    ['unknown-severity', 1],
    ['unknown-status', 1],
    ['unknown-severity', 1],
  ])
})

it('a header that is repeated in quotes is no finding', async () => {
  const header = 'Plugin ID,CVE,CVSS,Risk,Host'
  const again = header.split(',').map((name) => `"${name}"`)
  const { records, rejections } = await readAll(
    nessusCsv,
    bytesOf(`${header}\n1,,,Low,192.0.2.1\n\ufeff${again.join(',')}\n2,,,High,192.0.2.1\n`),
  )
  expect(records.map(({ checkId, severityRaw }) => [checkId, severityRaw])).toEqual([
    ['1', 'Low'],
    ['2', 'High'],
  ])
  expect(rejections).toEqual([])
})

describe('Tenable.sc', () => {
  it('reads names, times and accepted risks, with columns that have no names', async () => {
    const { records } = await read('tenable.csv')
    expect(records[0]).toMatchObject({
      title: 'Old library',
      severity: 'critical',
      resourceId: '192.0.2.10',
      resourceName: 'web.example.org',
      otherResources: ['192.0.2.10:443/tcp'],
      seenAt: '2026-03-02T07:10:00.000Z',
      timeQuality: 'exact',
      categories: ['Web Servers'],
      compliance: [
        { framework: 'CVE', ids: ['CVE-2026-0001', 'CVE-2026-0002'] },
        { framework: 'IAVA', ids: ['2026-A-0001'] },
        { framework: 'CWE', ids: ['79'] },
      ],
      toolName: 'Tenable.sc',
    })
    expect(records[1]).toMatchObject({ result: 'info', muted: true, timeQuality: 'naive-local', remediationText: null })
  })

  it('reads audit checks out of the output of their plugin', async () => {
    expect((await read('tenable.csv')).records[2]).toMatchObject({
      checkId: '1.1 Passwords end',
      statusText: '99999',
      result: 'fail',
      statusRaw: 'FAILED',
      severity: 'unknown',
      severityRaw: 'High',
      compliance: [{ framework: '800-53', ids: ['IA-5'] }],
    })
  })
})

describe('reading', () => {
  it.each([
    ['nessus.csv', 4, 'Nessus CSV'],
    ['tenable.csv', 3, 'Tenable.sc CSV'],
  ])('%s is detected and gives %i records, the same re-cut and in chunks of any size', async (name, count, label) => {
    const bytes = fixture('nessus-csv', name)
    expect(nessusCsv.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain', label })
    const reading = await readAll(nessusCsv, bytes)
    expect(reading.records.length).toBe(count)
    expect(recutAll(nessusCsv, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(nessusCsv, bytes, size)).items).toEqual(reading.items)
  })

  it('does not take another header with the same first column', () => {
    expect(nessusCsv.detect(viewOf(bytesOf('Plugin,Category,Title,Resource\n')))).toBeNull()
  })
})
