import { describe, expect, it } from 'vitest'
import { powerpipeJson } from './powerpipe-json.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'

const bytes = fixture('powerpipe-json', 'benchmark.json')
const reading = readAll(powerpipeJson, bytes)
const FOUNDATIONS = 'Foundations'

describe('Powerpipe JSON', () => {
  it('maps every field from its place', async () => {
    expect((await reading).records[0]).toEqual({
      toolRecordId: null,
      checkId: 'mod.control.mfa',
      title: '1.2 Users have MFA',
      description: 'Users have MFA.',
      statusText: 'alice has no MFA.',
      result: 'fail',
      statusRaw: 'alarm',
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: 'high',
      resourceId: 'arn:aws:iam::111122223333:user/alice',
      resourceName: null,
      resourceType: null,
      otherResources: [],
      scannerService: 'IAM',
      provider: 'aws',
      partition: 'aws',
      region: null,
      accountId: '111122223333',
      seenAt: null,
      seenAtRaw: null,
      timeQuality: 'none',
      risk: null,
      remediationText: null,
      remediationUrls: [],
      remediationCode: [],
      categories: ['Compliance'],
      compliance: [
        { framework: FOUNDATIONS, ids: ['1 Identity'] },
        { framework: 'cis v1.4.0', ids: ['1.2'] },
        { framework: 'nist_800_53_rev_5', ids: [] },
      ],
      toolName: 'Powerpipe',
      toolVersion: null,
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it('reads each status, and leaves a missing or unknown one unknown', async () => {
    expect((await reading).records.map(({ statusRaw, result }) => [statusRaw, result])).toEqual([
      ['alarm', 'fail'],
      ['ok', 'pass'],
      ['info', 'info'],
      ['skip', 'skipped'],
      [null, 'not-applicable'],
      ['error', 'error'],
      ['alarm', 'fail'],
      ['perhaps', 'unknown'],
      [null, 'unknown'],
      ['info', 'info'],
    ])
  })

  it('a control without results is one record: nothing to check, or what made it fail', async () => {
    const { records } = await reading
    expect(records.slice(4, 6)).toMatchObject([
      { checkId: 'mod.control.nothing', statusText: null, severity: 'informational', severityRaw: 'none' },
      { checkId: 'mod.control.broken', statusText: 'relation "aws_iam_user" does not exist', severity: 'unknown', severityRaw: null },
    ])
  })

  it('a control under a second benchmark is there again, as saying again what the first says (trap T11)', async () => {
    const { records } = await reading
    expect(records[6]).toMatchObject({
      checkId: 'mod.control.mfa',
      compliance: [{ framework: FOUNDATIONS, ids: ['2 Again'] }],
      perRequirement: true,
      wholeText: null,
    })
    expect(records.filter(({ perRequirement }) => perRequirement)).toHaveLength(4)
  })

  it('warns of what was not checked and of words it does not know', async () => {
    expect((await reading).warnings.map(({ code, count }) => [code, count])).toEqual([
      ['tool-failure', 1],
      ['unknown-status', 1],
    ])
  })

  it('cuts every record again, whatever the chunks', async () => {
    const whole = await reading
    expect(recutAll(powerpipeJson, bytes, whole).again).toEqual(whole.records)
    for (const size of [1, 7]) expect((await readAll(powerpipeJson, bytes, size)).items).toEqual(whole.items)
  })

  it('names a tool although it found nothing', async () => {
    const empty = bytesOf(
      '{"group_id":"root_result_group","title":"T","description":"","tags":{},"summary":{"status":{}},"groups":null,"controls":null}',
    )
    expect(powerpipeJson.detect(viewOf(empty))).toMatchObject({ confidence: 'certain' })
    const { records, warnings } = await readAll(powerpipeJson, empty)
    expect([resultsOf(records), warnings.map(({ code }) => code)]).toEqual([{}, ['no-records']])
  })
})
