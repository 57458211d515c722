import { describe, expect, it } from 'vitest'
import { prowlerCsv } from './prowler-csv.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(prowlerCsv, fixture('prowler-csv', name))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('Prowler 5', () => {
  it('maps every column by its name', async () => {
    const { records } = await read('v5.csv')
    expect(records[0]).toEqual({
      toolRecordId: 'prowler-aws-sqs_x-111122223333-eu-west-1-orders-1',
      checkId: 'sqs_queues_not_publicly_accessible',
      title: 'Queues; not open',
      description: 'Looks who may send – to a queue.',
      statusText: 'Queue "orders-1" is open;\nto everybody.',
      result: 'fail',
      statusRaw: 'FAIL',
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: 'high',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders-1',
      resourceName: 'orders-1',
      resourceType: 'AwsSqsQueue',
      otherResources: [],
      scannerService: 'sqs',
      provider: 'aws',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T07:00:00.123456',
      seenAtRaw: '2026-03-02 07:00:00.123456',
      timeQuality: 'naive-local',
      risk: 'Anybody may write.',
      remediationText: 'Name the senders.',
      remediationUrls: [
        'https://docs.example.com/sqs',
        'https://docs.example.com/tf',
        'https://a.example.com/1',
        'https://a.example.com/2',
      ],
      remediationCode: [{ kind: 'CLI', text: 'aws sqs set-queue-attributes' }],
      categories: ['internet-exposed', 'trustboundaries'],
      compliance: [
        { framework: 'CIS-9.9', ids: ['9.1', '9.2'] },
        { framework: 'Onboarding', ids: ['Queues, topics and mail'] },
      ],
      toolName: 'Prowler',
      toolVersion: '5.12.0',
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it('sets muted beside the result; keeps unknown words; reads epoch times', async () => {
    const { records, warnings, rejections } = await read('v5.csv')
    expect(records.map(({ result, muted }) => [result, muted])).toEqual([
      ['fail', false],
      ['pass', false],
      ['manual', false],
      ['fail', true],
      ['unknown', false],
      ['fail', false],
      ['fail', false],
    ])
    expect(records[5]).toMatchObject({ seenAt: '2026-03-02T06:00:00.000Z', timeQuality: 'exact' })
    expect(rejections).toEqual([])
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['account-damaged', 1],
    ])
  })
})

describe('Prowler 3', () => {
  it('reads INFO as manual and WARNING as muted with its result lost', async () => {
    const { records } = await read('v3.csv')
    expect(records.map(({ result, muted }) => [result, muted])).toEqual([
      ['pass', false],
      ['fail', false],
      ['manual', false],
      ['unknown', true],
    ])
    expect(records[0]).toMatchObject({
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders-0',
      accountId: '111122223333',
      compliance: [],
      timeQuality: 'naive-local',
    })
  })
})

describe('files saved by a spreadsheet', () => {
  it('finds another delimiter, refuses accounts turned to floats, puts lost zeros back', async () => {
    const { records, rejections, warnings } = await read('spreadsheet.csv')
    expect(records.map((record) => record.accountId)).toEqual(['011122223333', '111122223333'])
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record, pointer?.line])).toEqual([['account-damaged', 1, 2]])
    expect(codes(warnings)).toEqual([['account-damaged', 1]])
  })
})

describe('reading', () => {
  it('keeps the header as context, first', async () => {
    const { items, contexts } = await read('v5.csv')
    expect(items[0]?.kind).toBe('context')
    expect(contexts.get(0)).toMatch(/^AUTH_METHOD;TIMESTAMP;/)
  })

  it.each(['v5.csv', 'v3.csv', 'spreadsheet.csv'])('%s: a record re-cut from its own bytes is the same', async (name) => {
    const bytes = fixture('prowler-csv', name)
    const { first, again } = recutAll(prowlerCsv, bytes, await readAll(prowlerCsv, bytes))
    expect(again).toEqual(first)
    expect(first.length).toBeGreaterThan(0)
  })

  it.each([1, 7, 64 * 1024])('chunks of %i bytes give the same items', async (size) => {
    const bytes = fixture('prowler-csv', 'v5.csv')
    expect((await readAll(prowlerCsv, bytes, size)).items).toEqual((await readAll(prowlerCsv, bytes, 1e9)).items)
  })

  it('rejects ragged rows with their place and keeps their neighbours', async () => {
    const [header = '', row = ''] = new TextDecoder().decode(fixture('prowler-csv', 'v3.csv')).split('\r\n')
    const text = [header, row, `${row};`, 'x;y', row].join('\r\n')
    const { records, rejections } = await readAll(prowlerCsv, bytesOf(text))
    expect(records.length).toBe(2)
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record, pointer?.offset])).toEqual([
      ['ragged-row', 2, header.length + row.length + 4],
      ['ragged-row', 3, header.length + 2 * row.length + 7],
    ])
  })

  it('passes over a header written again by an appended run, and says so', async () => {
    const text = new TextDecoder().decode(fixture('prowler-csv', 'v3.csv'))
    const { records, rejections, warnings } = await readAll(prowlerCsv, bytesOf(text + text))
    expect(records.length).toBe(8)
    expect(rejections).toEqual([])
    expect(codes(warnings)).toEqual([['other', 1]])
  })

  it('keeps offsets true behind a byte order mark and blank lines', async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x0d, 0x0a, ...fixture('prowler-csv', 'v5.csv')])
    const reading = await readAll(prowlerCsv, bytes, 5)
    expect(reading.records.length).toBe(7)
    expect(recutAll(prowlerCsv, bytes, reading).again).toEqual(reading.records)
  })

  it('a header alone is a scan without rows', async () => {
    const header = new TextDecoder().decode(fixture('prowler-csv', 'v5.csv')).split('\r\n')[0] ?? ''
    for (const text of [header, `${header}\r\n`]) {
      const { items, warnings } = await readAll(prowlerCsv, bytesOf(text))
      expect(items.length).toBe(2)
      expect(codes(warnings)).toEqual([['no-records', 1]])
      expect(prowlerCsv.detect(viewOf(bytesOf(text)))?.confidence).toBe('certain')
    }
  })

  it('refuses a file with another header as a whole', async () => {
    await expect(readAll(prowlerCsv, bytesOf('a;b\n1;2\n'))).rejects.toMatchObject({ code: 'import-rejected' })
    expect(() => prowlerCsv.recut(bytesOf('1;2'), null)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
  })
})
