import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { prowlerV3Json } from './prowler-v3-json.ts'
import { fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const bytes = fixture('prowler-v3-json', 'findings.json')

describe('Prowler 3 JSON', () => {
  it('maps every member; a link in a code field is a link', async () => {
    const { records } = await readAll(prowlerV3Json, bytes)
    expect(records[0]).toEqual({
      ...UNSTATED,
      toolRecordId: 'prowler-aws-sqs_open-111122223333-eu-west-1-orders',
      checkId: 'sqs_queues_not_publicly_accessible',
      title: 'Queues are not open',
      description: 'Looks who may send to a queue.',
      statusText: 'Queue orders is open.',
      result: 'fail',
      statusRaw: 'FAIL',
      severity: 'high',
      severityRaw: 'high',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders',
      resourceType: 'AwsSqsQueue',
      scannerService: 'sqs',
      provider: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2023-04-25T23:49:42.744599',
      seenAtRaw: '2023-04-25T23:49:42.744599',
      timeQuality: 'naive-local',
      risk: 'Anybody may write.',
      remediationText: 'Name the senders.',
      remediationUrls: ['https://docs.example.com/sqs', 'https://docs.example.com/tf'],
      remediationCode: [{ kind: 'CLI', text: 'aws sqs set-queue-attributes' }],
      categories: ['internet-exposed'],
      compliance: [
        { framework: 'CIS-9.9', ids: ['9.1', '9.2'] },
        { framework: 'HIPAA', ids: ['164_308'] },
      ],
      toolName: 'Prowler',
    })
  })

  it('INFO is the manual check, WARNING the muted one; accounts as numbers and of other providers are kept', async () => {
    const { records, rejections, warnings } = await readAll(prowlerV3Json, bytes)
    expect(records.map(({ result, muted, accountId, resourceId }) => [result, muted, accountId, resourceId]).slice(1)).toEqual([
      ['manual', false, '111122223333', 'x'],
      ['unknown', true, '011122223333', 'y'],
      ['pass', false, 'Audit', 'z'],
    ])
    expect(rejections).toEqual([expect.objectContaining({ code: 'wrong-shape' })])
    expect(warnings.map(({ code }) => code)).toEqual(['account-damaged', 'unknown-severity'])
  })

  it('is detected, and the same re-cut and in chunks of any size', async () => {
    expect(prowlerV3Json.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(prowlerV3Json, bytes)
    expect(recutAll(prowlerV3Json, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(prowlerV3Json, bytes, size)).items).toEqual(reading.items)
  })
})
