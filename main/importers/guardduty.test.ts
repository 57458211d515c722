import { describe, expect, it } from 'vitest'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'
import { guardDuty } from './guardduty.ts'

const findings = readFixture(guardDuty, 'findings.json')

describe('findings', () => {
  it('maps every field from its place', async () => {
    expect((await findings).records[0]).toMatchObject({
      toolRecordId: 'gd-1',
      checkId: 'Recon:IAMUser/Something',
      title: 'Somebody looked around.',
      statusText: 'Seen 3 times; action AWS_API_CALL ListRoles; resource role TARGET.',
      result: 'fail',
      statusRaw: 'Archived false',
      severity: 'medium',
      severityRaw: '5',
      resourceId: 'ASIAEXAMPLE',
      resourceName: 'dora',
      resourceType: 'AccessKey',
      scannerService: 'iam',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.000Z',
      toolName: 'GuardDuty',
    })
  })

  it('rates by number; a number off the scale is unknown and said', async () => {
    const { records, warnings } = await findings
    expect(records.map(({ severity }) => severity)).toEqual(['medium', 'high', 'critical', 'informational', 'unknown', 'low'])
    expect(codes(warnings)).toEqual([['unknown-severity', 1]])
  })

  it('names the resource of each kind, others beside it; unknown kinds file under GuardDuty', async () => {
    const { records } = await findings
    expect(records.map(({ resourceId, scannerService }) => [resourceId, scannerService])).toEqual([
      ['ASIAEXAMPLE', 'iam'],
      ['arn:aws:s3:::orders', 's3'],
      ['i-1', 'ec2'],
      ['arn:aws:lambda:eu-west-1:111122223333:function:f', 'lambda'],
      [null, 'guardduty'],
      ['ASIAEXAMPLE', 'iam'],
    ])
    expect(records[1]?.otherResources).toEqual(['ASIAEXAMPLE'])
  })

  it('keeps an archived finding as a fail that somebody muted', async () => {
    expect((await findings).records[2]).toMatchObject({ result: 'fail', muted: true, lifecycle: 'archived' })
  })

  it('reads camel case as it reads Pascal case', async () => {
    const first = (await findings).records.slice(0, 2)
    expect((await readFixture(guardDuty, 'export.ndjson')).records).toEqual(first)
    expect((await readFixture(guardDuty, 'event.json')).records).toEqual(first.slice(0, 1))
  })
})

describe('reading', () => {
  itReads(guardDuty, [
    ['findings.json', 6],
    ['export.ndjson', 2],
    ['event.json', 1],
  ])
  itRefuses(guardDuty, [
    ['ASFF', '{"Findings":[{"SchemaVersion":"2018-10-08","ProductArn":"a","Resource":{},"Service":{},"Severity":1}]}'],
    ['ids of findings', '{"FindingIds":["a","b"]}'],
    ['Trivy', '{"SchemaVersion":2,"Service":{},"Resource":{},"Severity":1}'],
    ['an empty list', '{"Findings":[]}'],
  ])
})
