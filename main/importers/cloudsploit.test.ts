import { describe, expect, it } from 'vitest'
import { cloudsploit } from './cloudsploit.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'

const bytes = fixture('cloudsploit', 'aws.json')
const reading = readAll(cloudsploit, bytes)

describe('CloudSploit', () => {
  it('maps every field from its place, without a severity, a time or an account it does not have', async () => {
    expect((await reading).records[0]).toMatchObject({
      checkId: 'bucketAllUsers',
      title: 'Bucket open to all',
      description: 'No bucket is open.',
      statusText: 'The bucket is open',
      result: 'fail',
      statusRaw: 'FAIL',
      severity: 'unknown',
      severityRaw: null,
      resourceId: 'arn:aws:s3:::invoices',
      scannerService: 'S3',
      provider: 'aws',
      partition: 'aws',
      region: 'global',
      accountId: null,
      timeQuality: 'none',
      categories: ['PCI: keep data in.'],
      toolName: 'CloudSploit',
    })
    expect((await reading).records[1]).toMatchObject({ accountId: '111122223333', region: 'global', result: 'pass' })
  })

  it('keeps the words: WARN fails without a severity, UNKNOWN is an error of the tool (trap T12)', async () => {
    const { records, warnings, rejections } = await reading
    expect(records.map(({ statusRaw, result, severity }) => [statusRaw, result, severity]).slice(2)).toEqual([
      ['WARN', 'fail', 'unknown'],
      ['UNKNOWN', 'error', 'unknown'],
      ['UNKNOWN', 'error', 'unknown'],
      ['MAYBE', 'unknown', 'unknown'],
    ])
    expect(resultsOf(records)).toEqual({ fail: 2, pass: 1, error: 2, unknown: 1 })
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ['tool-failure', 2],
      ['unknown-status', 1],
    ])
    expect(rejections.map(({ code }) => code)).toEqual(['wrong-shape'])
  })

  it('says of no provider what only an ARN says', async () => {
    expect((await reading).records[2]).toMatchObject({ resourceId: null, provider: null, accountId: null, region: 'eu-west-1' })
  })

  it('cuts every record again', async () => {
    const { first, again } = recutAll(cloudsploit, bytes, await reading)
    expect(again).toEqual(first)
  })

  it('is told by its keys', () => {
    expect(cloudsploit.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    expect(cloudsploit.detect(viewOf(bytesOf('[{"plugin":"a","category":"b","status":"OK"}]')))).toBeNull()
    expect(cloudsploit.detect(viewOf(bytesOf('[]')))).toBeNull()
  })
})
