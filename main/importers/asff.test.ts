import { describe, expect, it } from 'vitest'
import { asff } from './asff.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(asff, fixture('asff', name))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])
const hub = read('security-hub.json')
/** Fixture findings count from 1. */
const finding = async (number: number) => (await hub).records[number - 1]

describe('Security Hub', () => {
  it('maps every field from its place', async () => {
    expect(await finding(1)).toEqual({
      toolRecordId: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/SQS.1/finding/1',
      checkId: 'SQS.1',
      title: 'Queues are encrypted',
      description: 'Checks whether a queue is encrypted.',
      statusText: null,
      result: 'fail',
      statusRaw: 'FAILED',
      muted: false,
      lifecycle: 'active',
      severity: 'medium',
      severityRaw: 'MEDIUM',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders-1',
      resourceName: null,
      resourceType: 'AwsSqsQueue',
      otherResources: ['arn:aws:kms:eu-west-1:111122223333:key/1'],
      scannerService: 'sqs',
      provider: 'aws',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.500Z',
      seenAtRaw: '2026-03-02T07:00:00.500+01:00',
      timeQuality: 'exact',
      risk: null,
      remediationText: 'Encrypt it.',
      remediationUrls: ['https://docs.example.com/SQS.1'],
      remediationCode: [],
      categories: ['Software and Configuration Checks/Industry and Regulatory Standards'],
      compliance: [
        { framework: 'standards/nist-800-53/v/5.0.0', ids: [] },
        { framework: 'PCI DSS v3.2.1', ids: ['10.5.2', '11.5'] },
        { framework: 'NIST.800-53.r5', ids: ['SC-7(10)'] },
      ],
      toolName: 'Security Hub',
      toolVersion: null,
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it.each([
    [2, 'pass', 'PASSED'],
    [3, 'not-applicable', 'PASSED with nothing evaluated'],
    [4, 'not-applicable', 'PASSED with a rule that does not apply'],
    [5, 'error', 'WARNING because access was denied'],
    [6, 'not-applicable', 'NOT_AVAILABLE because the rule does not apply'],
    [7, 'unknown', 'NOT_AVAILABLE without a reason'],
    [8, 'fail', 'no Compliance block: a detection, never a pass'],
    [16, 'unknown', 'a word nobody knows'],
  ])('finding %i is %s: %s (trap T3)', async (number, result) => {
    expect((await finding(number))?.result).toBe(result)
  })

  it.each([
    ['{}', 'unknown', 1],
    ['{"SecurityControlId":"X.1"}', 'unknown', 1],
    ['{"Status":null}', 'unknown', 1],
    ['{"Status":true}', 'unknown', 1],
    ['[{"Status":"PASSED"}]', 'unknown', 1],
    ['null', 'fail', 0],
  ])('a Compliance block of %s is %s', async (block, result, warnings) => {
    const text = `{"SchemaVersion":"2018-10-08","Id":"a","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub","AwsAccountId":"111122223333","Title":"t","Severity":{"Label":"LOW"},"Compliance":${block}}`
    const reading = await readAll(asff, bytesOf(text))
    expect(reading.records.map((record) => record.result)).toEqual([result])
    expect(reading.warnings.filter(({ code }) => code === 'unknown-status')).toHaveLength(warnings)
  })

  it.each([
    [1, 'active', false],
    [9, 'archived', false],
    [10, 'resolved', false],
    [11, 'active', true],
  ])('finding %i stands as %s, muted %s, and still fails', async (number, lifecycle, muted) => {
    expect(await finding(number)).toMatchObject({ lifecycle, muted, result: 'fail' })
  })

  it.each([
    [8, 'low', 'LOW'],
    [12, 'high', '75'],
    [13, 'critical', '10'],
    [14, 'unknown', null],
  ])('finding %i has severity %s from %s', async (number, severity, severityRaw) => {
    expect(await finding(number)).toMatchObject({ severity, severityRaw })
  })

  it('keeps the old control id and its standard', async () => {
    expect(await finding(17)).toMatchObject({
      checkId: 'IAM.6',
      scannerService: 'iam',
      compliance: [{ framework: 'arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0', ids: ['IAM.6'] }],
    })
  })

  it('files a finding without an account, with a warning (trap T20)', async () => {
    expect(await finding(15)).toMatchObject({ accountId: null, resourceId: 'i-1', scannerService: 'ec2' })
  })

  it('warns once of each thing, with its count; an incomplete export too (trap T14)', async () => {
    expect(codes((await hub).warnings)).toEqual([
      ['not-evaluated', 2],
      ['unknown-status', 1],
      ['severity-disagrees', 1],
      ['account-damaged', 1],
      ['unknown-status', 1],
      ['incomplete-export', 1],
    ])
    expect((await hub).rejections).toEqual([])
    expect((await hub).records.length).toBe(17)
  })
})

describe('Prowler as ASFF', () => {
  it('reads its own words: WARNING is muted, INFOED is manual', async () => {
    const { records } = await read('prowler.ndjson')
    expect(records.map(({ result, muted, statusRaw }) => [result, muted, statusRaw])).toEqual([
      ['pass', false, 'PASSED'],
      ['fail', false, 'FAILED'],
      ['unknown', true, 'WARNING'],
      ['manual', false, 'INFOED'],
    ])
  })

  it('keeps records of one id apart (trap T2) and takes check and service from GeneratorId', async () => {
    const { records } = await read('prowler.ndjson')
    expect(new Set(records.map((record) => record.toolRecordId)).size).toBe(1)
    expect(records[1]).toMatchObject({
      checkId: 'sqs_queues_not_publicly_accessible',
      scannerService: 'sqs',
      statusText: 'Queue orders-1 is open',
      resourceName: 'orders-1',
      toolName: 'Prowler',
      toolVersion: '3.3.0',
      remediationUrls: [],
    })
  })

  it('marks the last id of a requirement string that Prowler cut (trap T8)', async () => {
    const { records } = await read('prowler.ndjson')
    expect(records[0]?.compliance).toEqual([
      { framework: 'CIS-1.5', ids: ['1.20', '1.21'] },
      { framework: 'HIPAA', ids: ['164_308_a_1_ii_d', '164_308_a_3_ii_a', '164_308_a_6_ii', '164_312_…'] },
    ])
  })
})

describe('reading', () => {
  it.each([
    ['security-hub.json', 17],
    ['eventbridge.json', 2],
    ['recorded.json', 1],
    ['prowler.ndjson', 4],
  ])('%s is detected and gives %i records, the same re-cut and in chunks of any size', async (name, count) => {
    const bytes = fixture('asff', name)
    expect(asff.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(asff, bytes)
    expect(reading.records.length).toBe(count)
    expect(recutAll(asff, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(asff, bytes, size)).items).toEqual(reading.items)
  })

  it('does not take GuardDuty for ASFF (trap T6)', () => {
    const bytes = bytesOf('{"Findings":[{"SchemaVersion":"2.0","Service":{},"Resource":{},"Severity":8,"AccountId":"1"}]}')
    expect(asff.detect(viewOf(bytes))).toBeNull()
  })
})
