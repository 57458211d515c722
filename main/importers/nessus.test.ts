import { describe, expect, it } from 'vitest'
import { nessus } from './nessus.ts'
import { readNessusTime } from './nessus-time.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const scan = readAll(nessus, fixture('nessus', 'scan.nessus'))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('what plugins found', () => {
  it('maps every field from its place', async () => {
    expect((await scan).records[0]).toEqual({
      toolRecordId: null,
      checkId: '9001',
      title: 'Old library',
      description: 'An old library was found.\n\nThe library is old.',
      statusText: 'Version : 1.0 – “old”',
      result: 'fail',
      statusRaw: null,
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: 'High',
      resourceId: '192.0.2.10',
      resourceName: 'web.example.org',
      resourceType: null,
      otherResources: ['i-0123456789abcdef0', '192.0.2.10:443/tcp'],
      scannerService: 'ec2',
      provider: 'aws',
      partition: null,
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:10:00.000Z',
      seenAtRaw: '1772431800',
      timeQuality: 'scan-time-only',
      risk: null,
      remediationText: 'Update it.',
      remediationUrls: ['https://docs.example.org/library'],
      remediationCode: [{ kind: 'reference', text: 'run: update library' }],
      categories: ['Web Servers'],
      compliance: [
        { framework: 'CVE', ids: ['CVE-2026-0001', 'CVE-2026-0002'] },
        { framework: 'IAVA', ids: ['2026-A-0001'] },
        { framework: 'CWE', ids: ['79'] },
      ],
      toolName: 'Nessus',
      toolVersion: null,
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it('files information as information, and takes the severity where the risk factor differs', async () => {
    const { records, warnings } = await scan
    expect(records.slice(1, 4).map(({ result, severity, severityRaw }) => [result, severity, severityRaw])).toEqual([
      ['info', 'informational', 'None'],
      ['fail', 'critical', 'Medium'],
      ['unknown', 'unknown', '9'],
    ])
    expect(records[1]?.remediationText).toBeNull()
    expect(codes(warnings)).toEqual([
      ['severity-disagrees', 1],
      ['unknown-severity', 1],
      ['unknown-status', 1],
    ])
  })
})

describe('checks of audit files', () => {
  it('are known by their names and have no severity', async () => {
    expect((await scan).records[4]).toMatchObject({
      toolRecordId: 'abc1',
      checkId: '1.1 Passwords end',
      title: '1.1 Passwords end',
      description: 'Old passwords leak.',
      statusText: 'Actual value: 99999\nPolicy value: 90',
      result: 'fail',
      statusRaw: 'FAILED',
      severity: 'unknown',
      severityRaw: '3',
      resourceId: 'host-b',
      provider: null,
      seenAt: '2026-03-02T06:00:00',
      seenAtRaw: 'Mon Mar  2 06:00:00 2026',
      timeQuality: 'naive-local',
      remediationText: 'Set 90.',
      remediationUrls: ['https://docs.example.org/age'],
      compliance: [
        { framework: '800-53', ids: ['AC-2'] },
        { framework: 'CCI', ids: ['CCI-000213', 'CCI-000214'] },
        { framework: 'LEVEL1', ids: [] },
      ],
    })
  })

  it('have a result of each word; warnings and errors are no failures', async () => {
    const { records } = await scan
    expect(records.slice(4).map(({ statusRaw, result }) => [statusRaw, result])).toEqual([
      ['FAILED', 'fail'],
      ['PASSED', 'pass'],
      ['WARNING', 'manual'],
      ['ERROR', 'error'],
      ['SHRUG', 'unknown'],
    ])
    expect(records[7]?.statusText).toBe('Error: no rights')
  })

  it('are known where the prefix was never declared', async () => {
    const { records } = await readAll(
      nessus,
      bytesOf(
        '<NessusClientData_v2><Report><ReportHost name="h"><ReportItem pluginID="1" severity="0"><cm:compliance-result>FAILED</cm:compliance-result></ReportItem></ReportHost></Report></NessusClientData_v2>',
      ),
    )
    expect(records[0]).toMatchObject({ result: 'fail', checkId: '1', timeQuality: 'none' })
  })
})

describe('reading', () => {
  it('is detected, rejects an item without a plugin, keeps one context per host, re-cuts in chunks of any size', async () => {
    const bytes = fixture('nessus', 'scan.nessus')
    expect(nessus.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await scan
    expect([reading.records.length, codes(reading.rejections), reading.contexts.size]).toEqual([9, [['wrong-shape', 1]], 2])
    expect(recutAll(nessus, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(nessus, bytes, size)).items).toEqual(reading.items)
  })

  it('says that what describes a host came behind its items', async () => {
    const bytes = bytesOf(
      '<NessusClientData_v2><Report><ReportHost name="h"><ReportItem pluginID="1" severity="0"/><HostProperties><tag name="host-fqdn">h.example.org</tag></HostProperties><ReportItem pluginID="1" severity="0"/></ReportHost></Report></NessusClientData_v2>',
    )
    const reading = await readAll(nessus, bytes)
    expect(reading.records.map(({ resourceName }) => resourceName)).toEqual([null, 'h.example.org'])
    expect(codes(reading.warnings)).toEqual([['late-context', 1]])
    expect(recutAll(nessus, bytes, reading).again).toEqual(reading.records)
  })
})

it.each([
  ['Wed Mar 23 15:07:52 2022', '2022-03-23T15:07:52', 'naive-local'],
  ['Feb 9, 2024 21:01:01 UTC', '2024-02-09T21:01:01.000Z', 'exact'],
  ['Feb 9, 2024 21:01:01 CET', '2024-02-09T21:01:01', 'naive-local'],
  ['2024-02-09T21:01:01Z', '2024-02-09T21:01:01.000Z', 'exact'],
  ['Xyz 9, 2024 21:01:01 UTC', null, 'none'],
  ['N/A', null, 'none'],
])('the time %s', (words, seenAt, timeQuality) => {
  expect(readNessusTime(words)).toEqual({ seenAt, seenAtRaw: words, timeQuality })
})
