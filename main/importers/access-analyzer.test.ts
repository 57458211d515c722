import { describe, expect, it } from 'vitest'
import { accessAnalyzer } from './access-analyzer.ts'
import { accessAnalyzerPolicyValidation } from './access-analyzer-policy-validation.ts'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'
import { bytesOf, readAll } from './reading.fixture.ts'

const findings = readFixture(accessAnalyzer, 'findings.json')

describe('findings', () => {
  it('maps every field from its place', async () => {
    expect((await findings).records[0]).toMatchObject({
      toolRecordId: 'finding-1',
      checkId: 'ExternalAccess',
      title: null,
      statusText: 'public true; principal AWS *; actions sqs:SendMessage.',
      severity: 'unknown',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders-1',
      resourceType: 'AWS::SQS::Queue',
      scannerService: 'sqs',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.000Z',
      toolName: 'IAM Access Analyzer',
    })
  })

  it.each([
    [1, 'fail', false, 'active', 'ACTIVE'],
    [2, 'fail', true, 'archived', 'ARCHIVED'],
    [3, 'fail', false, 'resolved', 'RESOLVED'],
    [4, 'error', false, 'active', 'ACTIVE'],
    [5, 'unknown', false, 'active', 'DREAMING'],
  ])('finding %i is %s, muted %s, %s', async (number, result, muted, lifecycle, statusRaw) => {
    expect((await findings).records[number - 1]).toMatchObject({ result, muted, lifecycle, statusRaw })
  })

  it('takes no half of a surrogate pair from the name of a principal into its sentence', async () => {
    const finding = { id: '1', resourceType: 'e', resourceOwnerAccount: '1', status: 'ACTIVE', principal: { '\udc00': '' } }
    const { records } = await readAll(accessAnalyzer, bytesOf(JSON.stringify({ findings: [finding] })))
    expect(records[0]?.statusText).toBe('principal \ufffd of another kind.')
  })

  it('keeps the kind of a finding as its check and says what is missing', async () => {
    const { records, warnings } = await findings
    expect(records[5]).toMatchObject({ checkId: 'UnusedIAMRole', scannerService: 'iam', region: null })
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['incomplete-export', 1],
    ])
  })

  it('reads single findings: wrapped, with details, and of events', async () => {
    expect((await readFixture(accessAnalyzer, 'get-finding.json')).records[0]).toEqual((await findings).records[0])
    const detailed = await readFixture(accessAnalyzer, 'get-finding-v2.json')
    expect(detailed.records[0]?.statusText).toBe('unused service sqs; actions SendMessage; last accessed 2025-02-01T00:00:00+00:00.')
    expect(codes(detailed.warnings)).toEqual([['incomplete-export', 1]])
    expect((await readFixture(accessAnalyzer, 'event.json')).records[0]).toMatchObject({ accountId: '111122223333', result: 'fail' })
  })
})

describe('checks of a policy', () => {
  it('keeps the word of each finding; only a suggestion is no fail', async () => {
    const { records, warnings } = await readFixture(accessAnalyzerPolicyValidation, 'findings.json')
    expect(records.map(({ result, statusRaw, severity }) => [result, statusRaw, severity])).toEqual([
      ['fail', 'ERROR', 'unknown'],
      ['fail', 'SECURITY_WARNING', 'unknown'],
      ['fail', 'WARNING', 'unknown'],
      ['info', 'SUGGESTION', 'unknown'],
      ['unknown', 'WHISPER', 'unknown'],
    ])
    expect(records[0]).toMatchObject({
      checkId: 'BAD_ACTION',
      statusText: 'Say it of BAD_ACTION. In the policy: Statement[0].Principal.AWS (line 8).',
      resourceId: null,
      remediationUrls: ['https://docs.example.com/BAD_ACTION'],
    })
    expect(records[2]?.statusText).toBe('Say it of OLD_VERSION.')
    expect(codes(warnings)).toEqual([
      ['other', 5],
      ['unknown-status', 1],
    ])
  })
})

describe('reading', () => {
  itReads(accessAnalyzer, [
    ['findings.json', 6],
    ['get-finding.json', 1],
    ['get-finding-v2.json', 1],
    ['event.json', 1],
  ])
  itReads(accessAnalyzerPolicyValidation, [['findings.json', 5]])
  const others = [
    ['Inspector', '{"findings":[{"findingArn":"a","awsAccountId":"1","resources":[],"status":"ACTIVE"}]}'],
    ['Macie', '{"findings":[{"id":"1","accountId":"1","category":"POLICY","type":"Policy:S3","schemaVersion":"1.0"}]}'],
    ['an empty list', '{"findings":[]}'],
  ] as const
  const validation = '{"findings":[{"issueCode":"A","findingType":"ERROR","learnMoreLink":"https://a","id":"1"}]}'
  const access = '{"findings":[{"id":"1","resourceType":"AWS::S3::Bucket","status":"ACTIVE","resourceOwnerAccount":"1"}]}'
  itRefuses(accessAnalyzer, [...others, ['checks of a policy', validation]])
  itRefuses(accessAnalyzerPolicyValidation, [...others, ['findings about access', access]])
})
