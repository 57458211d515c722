import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { ocsf } from './ocsf.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(ocsf, fixture('ocsf', name))

describe('OCSF of any producer', () => {
  it('maps a compliance finding of Security Hub', async () => {
    const { records } = await read('findings.json')
    expect(records[0]).toEqual({
      ...UNSTATED,
      toolRecordId: 'finding-1',
      checkId: 'SQS.1',
      title: 'Queues are encrypted',
      description: 'Looks at queues.',
      result: 'fail',
      statusRaw: 'FAILED',
      severity: 'high',
      severityRaw: 'High',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders',
      resourceType: 'AwsSqsQueue',
      scannerService: 'sqs',
      provider: 'aws',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.500Z',
      seenAtRaw: '2026-03-02T07:00:00.500+01:00',
      timeQuality: 'exact',
      remediationText: 'Encrypt it.',
      remediationUrls: ['https://docs.example.com/SQS.1'],
      remediationCode: [{ kind: 'reference', text: 'aws sqs set-queue-attributes' }],
      categories: ['Software and Configuration Checks'],
      compliance: [
        { framework: 'standards/pci-dss/v/3.2.1', ids: [] },
        { framework: 'PCI DSS', ids: ['10.5.2', '11.5'] },
        { framework: 'NIST.800-53.r5', ids: ['SC-7(10)'] },
      ],
      toolName: 'Security Hub',
      toolVersion: '2018-10-08',
    })
  })

  it.each([
    [2, 'not-applicable', false, 'active', 'passed with nothing evaluated (trap T3)'],
    [3, 'pass', true, 'active', 'passed and suppressed'],
    [4, 'error', false, 'resolved', 'a warning, resolved'],
    [5, 'fail', false, 'archived', 'id and word at odds: the id'],
    [6, 'unknown', false, 'active', 'a word nobody knows'],
    [7, 'unknown', false, 'active', 'no compliance status at all'],
    [8, 'fail', false, 'active', 'a vulnerability'],
    [9, 'fail', false, 'archived', 'a detection, never a pass'],
    [10, 'fail', true, 'active', 'the old class, suppressed by state_id'],
    [11, 'unknown', false, 'active', 'an incident'],
    [12, 'unknown', false, 'active', 'an event that is no finding; its Success is no pass'],
  ])('record %i is %s (muted %s, %s): %s', async (number, result, muted, lifecycle) => {
    expect((await read('findings.json')).records[number - 1]).toMatchObject({ result, muted, lifecycle })
  })

  it('tells what it could not tell, and rejects what is no event', async () => {
    const { records, rejections, warnings } = await read('findings.json')
    expect(records.length).toBe(12)
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record])).toEqual([['wrong-shape', 13]])
    expect(warnings.map(({ code, pointer }) => [code, pointer?.record])).toEqual([
      ['not-evaluated', 2],
      ['unknown-status', 5],
      ['unknown-status', 6],
      ['unknown-status', 7],
      ['unknown-status', 11],
      ['unknown-status', 12],
    ])
  })

  it('reads vulnerabilities, several resources and the older shapes', async () => {
    const { records } = await read('findings.json')
    expect(records[7]).toMatchObject({
      checkId: 'CVE-2026-0001',
      severity: 'critical',
      severityRaw: '5',
      resourceId: 'i-1',
      otherResources: ['i-2'],
      remediationText: 'Update.',
      scannerService: 'ec2',
    })
    expect(records[8]).toMatchObject({ checkId: 'TTPs/Stealth', severity: 'unknown', scannerService: 'iam', provider: null })
    expect(records[9]).toMatchObject({ title: 'Old class', remediationUrls: ['https://docs.example.com/kb'] })
  })

  it.each([
    ['findings.json', 'OCSF'],
    ['prowler-compliance.json', 'Prowler compliance OCSF'],
  ])('%s: detected as %s, the same re-cut and in chunks of any size', async (name, label) => {
    const bytes = fixture('ocsf', name)
    expect(ocsf.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain', label })
    const reading = await readAll(ocsf, bytes)
    expect(recutAll(ocsf, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(ocsf, bytes, size)).items).toEqual(reading.items)
  })

  it('warns where Security Hub keeps a score of another severity (trap T16)', async () => {
    const event = { class_uid: 2004, severity: 'Low', severity_id: 2, unmapped: { 'Severity.Normalized': '40' } }
    const { records, warnings } = await readAll(ocsf, bytesOf(JSON.stringify(event)))
    expect(records[0]).toMatchObject({ severity: 'low', severityRaw: 'Low' })
    expect(warnings.map(({ code }) => code)).toEqual(['severity-disagrees'])
  })

  it('leaves Prowler findings to their own format', () => {
    for (const name of ['v5.ocsf.json', 'v4-0.ocsf.json', 'v3.ocsf.json'])
      expect(ocsf.detect(viewOf(fixture('prowler-ocsf', name)))).toBeNull()
  })
})

describe('Prowler compliance findings', () => {
  it('take the effective result, the check and the requirement from their places (trap T21)', async () => {
    const { records, warnings } = await read('prowler-compliance.json')
    expect(records[0]).toMatchObject({
      checkId: 'sqs_queues_not_publicly_accessible',
      title: 'Queues are not open',
      description: 'Close every queue',
      statusText: 'Too weak.',
      result: 'fail',
      statusRaw: 'FAIL',
      scannerService: 'sqs',
      provider: 'aws',
      accountId: '111122223333',
      region: 'eu-west-1',
      seenAt: '2026-03-02T06:00:00.000Z',
      compliance: [{ framework: 'OURS-1.0', ids: ['9.1'] }],
      toolName: 'Prowler',
      toolVersion: '5.32.0',
      perRequirement: true,
    })
    expect(warnings).toEqual([])
  })

  it('manual requirements are manual work and say nothing again; muted stands beside the result', async () => {
    const { records } = await read('prowler-compliance.json')
    expect(records[1]).toMatchObject({ checkId: null, result: 'manual', perRequirement: false, title: 'Ask who runs it' })
    expect(records[2]).toMatchObject({ checkId: 'sqs_x', result: 'fail', muted: true, perRequirement: true, scannerService: 'sqs' })
  })
})
