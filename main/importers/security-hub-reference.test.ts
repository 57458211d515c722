import { describe, expect, it } from 'vitest'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'
import { securityHubReference } from './security-hub-reference.ts'

const read = (name: string) => readFixture(securityHubReference, name)

describe('controls', () => {
  it('are facts with the severity Security Hub gives them', async () => {
    expect((await read('controls.json')).records[0]).toMatchObject({
      checkId: 'PCI.SQS.1',
      title: 'Queues are encrypted',
      statusText: 'Control ENABLED.',
      result: 'info',
      statusRaw: 'ENABLED',
      severity: 'high',
      severityRaw: 'HIGH',
      resourceId: null,
      resourceName: 'pci-dss/v/3.2.1',
      scannerService: 'sqs',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.000Z',
      remediationUrls: ['https://docs.example.com/sqs'],
      compliance: [
        { framework: 'pci-dss/v/3.2.1', ids: ['PCI.SQS.1'] },
        { framework: 'PCI DSS', ids: ['2.2'] },
      ],
    })
  })

  it('a control that is switched off is skipped, with the reason; unknown words are said', async () => {
    const { records, warnings } = await read('controls.json')
    expect(records[1]).toMatchObject({ result: 'skipped', statusText: 'Control DISABLED; reason: No queues here.' })
    expect(records[2]).toMatchObject({ result: 'unknown', severity: 'unknown', severityRaw: 'SPICY' })
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['unknown-severity', 1],
      ['incomplete-export', 1],
    ])
  })

  it('reads definitions, associations with what was not given, and insights', async () => {
    expect((await read('definition.json')).records[0]).toMatchObject({ checkId: 'SQS.1', severity: 'medium', result: 'info' })
    const { records, warnings } = await read('associations.json')
    expect(records[0]).toMatchObject({
      checkId: 'SQS.1',
      result: 'skipped',
      severity: 'unknown',
      accountId: '111122223333',
      compliance: [
        { framework: 'arn:aws:securityhub:::standards/nist-800-53/v/5.0.0', ids: ['SQS.1'] },
        { framework: 'NIST.800-53.r5', ids: ['SC-7(10)'] },
      ],
    })
    expect(codes(warnings)).toEqual([['tool-failure', 1]])
    expect((await read('insight.json')).records[0]).toMatchObject({ result: 'info', statusText: 'orders-1 4.', region: 'eu-west-1' })
  })
})

describe('reading', () => {
  itReads(securityHubReference, [
    ['controls.json', 3],
    ['definition.json', 1],
    ['associations.json', 1],
    ['insight.json', 1],
  ])
  itRefuses(securityHubReference, [
    ['kube-bench', '{"Controls":[{"id":"1","version":"1.6","tests":[{"results":[]}]}]}'],
    ['an empty list that kube-bench shares', '{"Controls":[]}'],
    ['ASFF', '{"Findings":[{"ProductArn":"a","SchemaVersion":"2018-10-08","Compliance":{"SecurityControlId":"S3.1"}}]}'],
  ])
})
