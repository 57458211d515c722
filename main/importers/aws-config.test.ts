import { describe, expect, it } from 'vitest'
import { awsConfig } from './aws-config.ts'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'

const read = (name: string) => readFixture(awsConfig, name)

describe('evaluations of resources', () => {
  it('reads rule, resource, epoch time and account from their places', async () => {
    const { records, rejections } = await read('evaluations.json')
    expect(records[0]).toMatchObject({
      checkId: 'queue-encrypted',
      title: null,
      statusText: 'No key is set.',
      result: 'fail',
      statusRaw: 'NON_COMPLIANT',
      severity: 'unknown',
      severityRaw: null,
      resourceId: 'orders-1',
      resourceType: 'AWS::SQS::Queue',
      scannerService: 'sqs',
      provider: 'aws',
      region: null,
      accountId: null,
      seenAt: '2026-03-02T06:00:00.125Z',
      seenAtRaw: '1772431200.125',
      timeQuality: 'exact',
      toolName: 'AWS Config',
    })
    expect(records[1]).toMatchObject({ accountId: '111122223333', region: 'eu-west-1', partition: 'aws' })
    expect(rejections).toEqual([])
  })

  it('maps the four words of Config; another word is unknown and said', async () => {
    const { records, warnings } = await read('evaluations.json')
    expect(records.map(({ result }) => result)).toEqual(['fail', 'pass', 'not-applicable', 'unknown', 'unknown'])
    expect(records[3]?.scannerService).toBeNull()
    expect(codes(warnings)).toEqual([
      ['other', 4],
      ['unknown-status', 1],
      ['incomplete-export', 1],
    ])
  })

  it('reads recorded times as local ones, and the next page inside the recording (traps T9, T14)', async () => {
    const { records, warnings } = await read('recorded.json')
    expect(records[0]).toMatchObject({ seenAt: '2026-03-02T06:05:09.007000', timeQuality: 'naive-local' })
    expect(codes(warnings)).toContainEqual(['incomplete-export', 1])
  })

  it('takes account and Region of an aggregator', async () => {
    expect((await read('aggregated.json')).records[0]).toMatchObject({ accountId: '444455556666', region: 'eu-west-2', result: 'pass' })
  })
})

describe('rules, totals and recorders', () => {
  it('reads compliance per rule; a capped count is a floor (trap T14)', async () => {
    const { records, warnings } = await read('by-rule.json')
    expect(records.map(({ checkId, result, statusText }) => [checkId, result, statusText])).toEqual([
      ['queue-encrypted', 'fail', 'at least 25 resources contribute to this.'],
      ['root-mfa', 'unknown', null],
      ['trail-on', 'pass', null],
    ])
    expect(codes(warnings)).toContainEqual(['incomplete-export', 1])
  })

  it('reads the catalogue of rules as facts', async () => {
    expect((await read('rules.json')).records[0]).toMatchObject({
      checkId: 'queue-encrypted',
      title: 'Queues are encrypted.',
      statusText: 'Rule ACTIVE; source AWS SQS_ENCRYPTED; scope AWS::SQS::Queue; parameters {"key":"own"}.',
      result: 'info',
      resourceId: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-1',
      region: 'eu-west-1',
      accountId: '111122223333',
    })
  })

  it('reads totals and recorders as facts, no recorder too', async () => {
    expect((await read('summary.json')).records[0]).toMatchObject({
      result: 'info',
      statusText: '2 compliant; at least 100 non-compliant.',
    })
    expect((await read('no-recorder.json')).records[0]?.statusText).toBe('The answer lists no configuration recorder.')
    expect((await read('recorders.json')).records[0]).toMatchObject({
      statusText: 'Recorder default; all supported types true; global types false.',
      accountId: '111122223333',
      scannerService: 'config',
    })
  })
})

describe('reading', () => {
  itReads(awsConfig, [
    ['evaluations.json', 5],
    ['recorded.json', 1],
    ['aggregated.json', 1],
    ['by-rule.json', 3],
    ['rules.json', 1],
    ['summary.json', 1],
    ['recorders.json', 1],
    ['no-recorder.json', 1],
  ])
  itRefuses(awsConfig, [
    ['a simulation of IAM', '{"EvaluationResults":[{"EvalActionName":"sqs:Send","EvalDecision":"allowed"}]}'],
    ['an empty list that IAM shares', '{"EvaluationResults":[]}'],
    ['Prowler 3', '[{"CheckID":"a","Status":"PASS","ResourceId":"i","ResourceType":"AwsQueue","Compliance":{"CIS":["1"]}}]'],
    ['ASFF', '{"Findings":[{"ProductArn":"a","SchemaVersion":"2018-10-08","Compliance":{"Status":"PASSED"}}]}'],
  ])
})
