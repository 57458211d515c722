import { describe, expect, it } from 'vitest'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'
import { bytesOf, readAll, recutAll } from './reading.fixture.ts'
import { trustedAdvisor } from './trusted-advisor.ts'

const read = (name: string) => readFixture(trustedAdvisor, name)

describe('checks', () => {
  it('reads the check as a fact and each flagged resource with its own status; "error" is red, no error of the tool', async () => {
    const { records } = await read('check-result.json')
    expect(records.map(({ result, statusRaw, muted, region }) => [result, statusRaw, muted, region])).toEqual([
      ['info', 'error', false, null],
      ['fail', 'error', false, 'eu-west-1'],
      ['fail', 'warning', true, null],
      ['pass', 'ok', false, 'eu-west-1'],
    ])
    expect(records[1]).toMatchObject({
      toolRecordId: 'ta-1',
      checkId: 'chk1',
      statusText: 'eu-west-1 · orders-1 · Red',
      severity: 'unknown',
      resourceId: 'ta-1',
      seenAt: '2026-03-02T06:00:00.000Z',
    })
    expect(records[3]).toMatchObject({ resourceId: 'arn:aws:s3:::orders', scannerService: 's3' })
    expect(records[0]?.statusText).toBe('9 resources processed; 2 flagged; 0 ignored; 1 suppressed.')
  })

  it('waits for the check where it stands behind its resources', async () => {
    const { records, warnings } = await read('check-result-behind.json')
    expect(records.map(({ checkId, result, seenAt }) => [checkId, result, seenAt])).toEqual([
      ['chk1', 'fail', '2026-03-02T06:00:00.000Z'],
      ['chk1', 'not-applicable', '2026-03-02T06:00:00.000Z'],
    ])
    expect(codes(warnings)).toEqual([
      ['other', 2],
      ['not-evaluated', 1],
    ])
  })

  it.each([
    ['an empty list', { flaggedResources: [] }, 'fail'],
    ['no list', {}, 'fail'],
    ['a list', { flaggedResources: [{ status: 'error', resourceId: 'r', isSuppressed: false }] }, 'info'],
  ])('a check that flagged resources is the fail itself where there is %s of them', async (_, list, result) => {
    const summary = { resourcesProcessed: 1, resourcesFlagged: 1, resourcesIgnored: 0, resourcesSuppressed: 0 }
    const check = { checkId: 'chk1', timestamp: '2026-03-02T06:00:00Z', status: 'error', resourcesSummary: summary, ...list }
    const turned = Object.fromEntries(Object.entries(check).reverse())
    for (const answer of [check, turned]) {
      const bytes = bytesOf(JSON.stringify({ result: answer }))
      const reading = await readAll(trustedAdvisor, bytes)
      const whole = reading.records.filter(({ title }) => title === 'Trusted Advisor check as a whole')
      expect(whole.map((record) => [record.result, record.statusRaw])).toEqual([[result, 'error']])
      expect(recutAll(trustedAdvisor, bytes, reading).again).toEqual(reading.records)
    }
  })

  it('a check whose list of resources breaks off is no second fail', async () => {
    const text =
      '{"result":{"checkId":"chk1","timestamp":"2026-03-02T06:00:00Z","status":"error","resourcesSummary":{"resourcesProcessed":2,"resourcesFlagged":2},"flaggedResources":[{"status":"error","resourceId":"r","isSuppressed":false},{"sta'
    const { records, rejections } = await readAll(trustedAdvisor, bytesOf(text))
    expect(records.map(({ result }) => result)).toEqual(['info', 'fail'])
    expect(codes(rejections)).toEqual([['damaged-json', 1]])
  })

  it('a check that looked at nothing is no pass', async () => {
    const { records, warnings } = await read('summaries.json')
    expect(records.map(({ result }) => result)).toEqual(['pass', 'not-applicable', 'fail', 'not-applicable', 'unknown'])
    expect(codes(warnings)).toEqual([
      ['other', 5],
      ['not-evaluated', 1],
      ['unknown-status', 1],
    ])
  })

  it('reads HTML as text, and only web addresses as links (traps T17, T18)', async () => {
    expect((await read('checks.json')).records[0]).toMatchObject({
      checkId: 'chk1',
      title: 'Open queues',
      description: 'Checks queues.\nAlert\nRed: open & used\nReadx',
      statusText: 'Columns of its results: Region, Queue.',
      result: 'info',
      remediationUrls: ['https://docs.example.com/q'],
    })
  })
})

describe('recommendations', () => {
  it('reads status, stage, service, account and check', async () => {
    const { records, warnings } = await read('recommendations.json')
    expect(records.map(({ result, muted, lifecycle }) => [result, muted, lifecycle])).toEqual([
      ['fail', false, 'active'],
      ['not-applicable', false, 'active'],
      ['fail', true, 'active'],
      ['fail', false, 'resolved'],
    ])
    expect(records[0]).toMatchObject({
      checkId: 'chk2',
      title: 'Turn on MFA',
      statusText: '1 resources in error; 0 with a warning; 0 ok.',
      scannerService: 'iam',
      accountId: '111122223333',
      categories: ['security'],
    })
    expect(codes(warnings)).toEqual([
      ['not-evaluated', 1],
      ['incomplete-export', 1],
    ])
  })

  it('reads their resources; excluded ones are muted', async () => {
    expect((await read('resources.json')).records[0]).toMatchObject({
      result: 'fail',
      statusRaw: 'warning',
      muted: true,
      statusText: 'orders-1 · Yellow',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders-1',
      scannerService: 'sqs',
      region: 'eu-west-1',
      accountId: '111122223333',
    })
  })
})

describe('reading', () => {
  itReads(trustedAdvisor, [
    ['check-result.json', 4],
    ['check-result-behind.json', 2],
    ['summaries.json', 5],
    ['checks.json', 1],
    ['recommendations.json', 4],
    ['resources.json', 1],
  ])
  itRefuses(trustedAdvisor, [
    ['somebody’s result', '{"result":{"status":"ok"}}'],
    ['somebody’s checks', '{"checks":[{"id":"1","name":"a"}]}'],
    ['somebody’s summaries', '{"summaries":[{"status":"ok"}]}'],
  ])
})
