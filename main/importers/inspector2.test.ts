import { describe, expect, it } from 'vitest'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'
import { inspector2 } from './inspector2.ts'

const findings = readFixture(inspector2, 'findings.json')

describe('findings', () => {
  it('maps every field from its place', async () => {
    expect((await findings).records[0]).toMatchObject({
      toolRecordId: 'arn:aws:inspector2:eu-west-1:111122223333:finding/1',
      checkId: 'CVE-2026-0001',
      title: 'CVE-2026-0001 - tea',
      statusText: 'Inspector score 7.5; fix available YES; exploit available NO; packages: tea 1.0 (fixed in 1.1), pot 2.0.',
      severity: 'high',
      severityRaw: 'HIGH',
      resourceId: 'i-1',
      resourceType: 'AWS_EC2_INSTANCE',
      scannerService: 'ec2',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.500Z',
      remediationText: null,
      remediationUrls: [],
      remediationCode: [{ kind: 'command', text: 'apt install tea' }],
      categories: ['PACKAGE_VULNERABILITY'],
      toolName: 'Inspector',
    })
  })

  it.each([
    [1, 'fail', false, 'active', 'high'],
    [2, 'fail', true, 'active', 'unknown'],
    [3, 'fail', false, 'resolved', 'informational'],
    [5, 'unknown', false, 'active', 'unknown'],
  ])('finding %i is %s, muted %s, %s, %s', async (number, result, muted, lifecycle, severity) => {
    expect((await findings).records[number - 1]).toMatchObject({ result, muted, lifecycle, severity })
  })

  it('reads what is no vulnerability of a package, and resources it has never heard of', async () => {
    const { records, warnings } = await findings
    expect(records[3]).toMatchObject({
      checkId: 'NETWORK_REACHABILITY',
      remediationText: 'Close it.',
      remediationUrls: ['https://docs.example.com/close'],
    })
    expect(records[3]?.statusText).toContain('open ports 22 to 22')
    expect(records[4]).toMatchObject({
      resourceType: 'Microsoft.Compute',
      scannerService: 'inspector2',
      otherResources: ['arn:aws:ecr:eu-west-1:111122223333:repository/tea'],
    })
    expect(records[5]?.scannerService).toBe('ecr')
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['unknown-severity', 1],
      ['incomplete-export', 1],
    ])
  })

  it('reads recorded times as local ones (trap T9)', async () => {
    expect((await readFixture(inspector2, 'recorded.json')).records[0]).toMatchObject({
      seenAt: '2026-03-02T06:05:09.007000',
      timeQuality: 'naive-local',
    })
  })
})

describe('reading', () => {
  itReads(inspector2, [
    ['findings.json', 6],
    ['event.json', 1],
    ['recorded.json', 1],
  ])
  itRefuses(inspector2, [
    ['coverage', '{"coveredResources":[{"accountId":"1","resourceId":"i"}]}'],
    ['Access Analyzer', '{"findings":[{"id":"1","resourceType":"a","status":"ACTIVE","resourceOwnerAccount":"1"}]}'],
    ['an error', '{}'],
  ])
})
