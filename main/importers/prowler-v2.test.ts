import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { prowlerV2Csv } from './prowler-v2-csv.ts'
import { prowlerV2Json } from './prowler-v2-json.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const readCsv = (name: string) => readAll(prowlerV2Csv, fixture('prowler-v2-csv', name))
const readJson = () => readAll(prowlerV2Json, fixture('prowler-v2-json', 'findings.ndjson'))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('Prowler 2 CSV', () => {
  it('of nine columns: a result and its words, no severity and no service', async () => {
    const { records, warnings } = await readCsv('nine.csv')
    expect(records[0]).toEqual({
      ...UNSTATED,
      checkId: 'check11',
      title: 'Keep the root user idle (Scored)',
      statusText: 'Root was not used',
      result: 'pass',
      statusRaw: 'PASS',
      provider: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      compliance: [{ framework: 'CIS', ids: ['1.1'] }],
      toolName: 'Prowler',
    })
    expect(records[1]).toMatchObject({ result: 'unknown', muted: true, statusRaw: 'WARNING', compliance: [] })
    expect(warnings).toEqual([])
  })

  it('of eighteen columns: quotes are text, a comma too many at the end is nothing', async () => {
    const { records } = await readCsv('eighteen.csv')
    expect(records[0]).toMatchObject({
      checkId: 'check13',
      title: 'Remove old keys (Scored)',
      statusText: 'User "orders" kept a key',
      result: 'fail',
      severity: 'medium',
      severityRaw: 'Medium',
      resourceId: null,
      resourceType: 'AwsIamUser',
      scannerService: 'iam',
      timeQuality: 'none',
      risk: '"orders" may still sign in',
      remediationText: 'Remove the key.',
      remediationUrls: ['https://docs.example.com/keys'],
      categories: ['IAM', 'Software and Configuration Checks/CIS'],
      compliance: [
        { framework: 'CIS', ids: ['1.3'] },
        { framework: 'ENS', ids: ['ens-op.acc.1.aws.iam.3', 'ens-op.acc.5.aws.iam.4'] },
      ],
    })
    expect(records[1]).toMatchObject({ result: 'info', risk: 'Some "risk"', remediationUrls: [], compliance: [] })
    expect(records[1]?.remediationCode).toEqual([{ kind: 'reference', text: 'none' }])
  })

  it('reads a row that another program quoted', async () => {
    const { records } = await readCsv('eighteen.csv')
    expect(records.at(-1)).toMatchObject({ checkId: 'extra79', statusText: 'eu-west-1: a, b and "c"', severity: 'low' })
  })

  it('keeps unknown words, takes the number where no check is named', async () => {
    const { records, warnings } = await readCsv('eighteen.csv')
    expect(records[2]).toMatchObject({
      checkId: '7.6',
      title: 'No bracket here',
      result: 'unknown',
      statusRaw: 'ODD',
      severity: 'unknown',
      severityRaw: 'Weird',
      compliance: [{ framework: 'PCI something', ids: [] }],
    })
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['unknown-severity', 1],
    ])
  })

  it('rejects a row whose commas cannot be told apart, and an account turned into a number', async () => {
    const { records, rejections } = await readCsv('eighteen.csv')
    expect(records.length).toBe(4)
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record, pointer?.line])).toEqual([
      ['ragged-row', 4, 5],
      ['account-damaged', 5, 6],
    ])
  })

  it('of twenty-five columns: resource and time too; lost zeros of the account are put back', async () => {
    const { records, warnings } = await readCsv('twenty-five.csv')
    expect(records[0]).toMatchObject({
      resourceId: 'orders',
      seenAt: '2022-05-02T07:00:00.000Z',
      timeQuality: 'exact',
      accountId: '011122223333',
      severity: 'critical',
    })
    expect(codes(warnings)).toEqual([['account-damaged', 1]])
  })

  it('an open quote costs its own row nothing and no other row anything', async () => {
    const text = new TextDecoder().decode(fixture('prowler-v2-csv', 'nine.csv')).replace('Root was', '"Root was')
    const { records, rejections } = await readAll(prowlerV2Csv, bytesOf(text), 3)
    expect(rejections).toEqual([])
    expect(records.map((record) => record.statusText)).toEqual(['"Root was not used', 'eu-west-1: no detector but accepted'])
  })

  it.each(['nine.csv', 'eighteen.csv', 'twenty-five.csv'])('%s: detected, the same re-cut and in chunks of any size', async (name) => {
    const bytes = fixture('prowler-v2-csv', name)
    expect(prowlerV2Csv.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain', label: 'Prowler 2 CSV' })
    const reading = await readAll(prowlerV2Csv, bytes)
    expect(recutAll(prowlerV2Csv, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(prowlerV2Csv, bytes, size)).items).toEqual(reading.items)
  })
})

describe('Prowler 2 JSON', () => {
  it('maps every member', async () => {
    const { records } = await readJson()
    expect(records[0]).toEqual({
      ...UNSTATED,
      checkId: 'check11',
      title: 'Keep the root user idle',
      statusText: 'eu-west-1: root was not used',
      result: 'pass',
      statusRaw: 'Pass',
      severity: 'high',
      severityRaw: 'High',
      resourceId: 'root',
      scannerService: 'iam',
      provider: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2021-08-23T06:38:21.000Z',
      seenAtRaw: '2021-08-23T06:38:21Z',
      timeQuality: 'exact',
      risk: 'Root may do all.',
      remediationText: 'Do not use it.',
      remediationUrls: ['https://docs.example.com/root'],
      categories: ['IAM'],
      compliance: [{ framework: 'CIS', ids: ['1.01'] }],
      toolName: 'Prowler',
    })
  })

  it('reads words in any case', async () => {
    const { records } = await readJson()
    expect(records.map(({ result, muted }) => [result, muted])).toEqual([
      ['pass', false],
      ['fail', false],
      ['info', false],
      ['unknown', true],
    ])
  })

  it('is detected, and the same re-cut and in chunks of any size', async () => {
    const bytes = fixture('prowler-v2-json', 'findings.ndjson')
    expect(prowlerV2Json.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(prowlerV2Json, bytes)
    expect(recutAll(prowlerV2Json, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(prowlerV2Json, bytes, size)).items).toEqual(reading.items)
  })

  it('one line is a file too; a record of another shape is rejected', async () => {
    const [first = ''] = new TextDecoder().decode(fixture('prowler-v2-json', 'findings.ndjson')).split('\n')
    const { records, rejections } = await readAll(prowlerV2Json, bytesOf(`${first}\n{"a":1}\n`))
    expect([records.length, rejections.map(({ code }) => code)]).toEqual([1, ['wrong-shape']])
  })
})
