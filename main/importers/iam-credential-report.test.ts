import { describe, expect, it } from 'vitest'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'
import { iamCredentialReport } from './iam-credential-report.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readFixture(iamCredentialReport, name)
const text = (bytes: Uint8Array, offset = 0, length = bytes.length): string =>
  new TextDecoder().decode(bytes.subarray(offset, offset + length))
const facts = ({ records }: Awaited<ReturnType<typeof read>>) =>
  records.map(({ resourceName, statusText, accountId }) => [resourceName, statusText, accountId])

describe('the report', () => {
  it('gives each user as a record of facts, what says nothing left out', async () => {
    const { records } = await read('report.csv')
    expect(records[0]).toMatchObject({
      result: 'info',
      severity: 'unknown',
      resourceId: 'arn:aws:iam::111122223333:root',
      resourceName: '<root_account>',
      resourceType: 'iam root user',
      scannerService: 'iam',
      accountId: '111122223333',
      timeQuality: 'none',
      topic: 'identity-and-access-management',
    })
    expect(records[1]?.statusText).toBe(
      'password_enabled true; mfa_active false; password_last_used no_information; password_last_changed 2021-01-02T00:00:00+00:00; access_key_1_active true; access_key_1_last_rotated 2022-01-01T00:00:00+00:00; access_key_1_last_used_date 2026-02-02T00:00:00+00:00; access_key_2_active false; cert_1_active false; cert_2_active false; user_creation_time 2021-01-01T00:00:00+00:00.',
    )
  })

  it.each(['answer.json', 'answer-escaped.json', 'recorded.json'])('%s says the same, with the time of the report', async (name) => {
    const inAnswer = await read(name)
    expect(facts(inAnswer)).toEqual(facts(await read('report.csv')))
    const recorded = name === 'recorded.json'
    expect(inAnswer.records[0]).toMatchObject({
      seenAt: recorded ? '2026-03-02T06:05:09.007000' : '2026-03-02T06:00:00.000Z',
      timeQuality: recorded ? 'naive-local' : 'exact',
    })
  })

  it('names the very characters of base64 that hold a row', async () => {
    const bytes = fixture('iam-credential-report', 'answer.json')
    const { items } = await read('answer.json')
    const held = items.flatMap((item) => (item.kind === 'record' ? [Buffer.from(text(bytes, item.offset, item.length), 'base64')] : []))
    const lines = text(fixture('iam-credential-report', 'report.csv')).split('\n')
    const rows = [1, 2, 3, 5].map((line) => Buffer.from(lines[line] ?? ''))
    // Groups of three bytes: at most two of a neighbour on either side.
    expect(held.map((some, index) => some.includes(rows[index] ?? 'none') && some.length - (rows[index]?.length ?? 0) <= 4)).toEqual([
      true,
      true,
      true,
      true,
    ])
  })

  it.each(['report.csv', 'answer.json', 'recorded.json'])('%s: a row with fields missing is rejected at its place', async (name) => {
    const { rejections } = await read(name)
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record])).toEqual([['ragged-row', 4]])
    const { offset, length } = rejections[0]?.pointer ?? { offset: 0, length: null }
    const raw = text(fixture('iam-credential-report', name), offset, length ?? 0)
    expect(name === 'answer.json' ? Buffer.from(raw, 'base64').toString('utf8') : raw).toContain('user/short')
  })
})

describe('reading', () => {
  itReads(iamCredentialReport, [
    ['report.csv', 4],
    ['answer.json', 4],
    ['answer-escaped.json', 4],
    ['recorded.json', 4],
  ])
  itRefuses(iamCredentialReport, [
    ['an answer without its report', '{"GeneratedTime":"2026-03-02T06:00:00Z","ReportFormat":"text/csv"}'],
    ['another document with content', '{"Content":"aGVsbG8=","ReportFormat":"text/csv"}'],
    ['another CSV of users', 'user,arn,name\na,b,c'],
  ])

  it('is recognised and read where the report is longer than the head of the file', async () => {
    const [header = '', ...rows] = text(fixture('iam-credential-report', 'report.csv')).trim().split('\n')
    const many = [header, ...Array.from({ length: 3000 }, (_, index) => (rows[1] ?? '').replaceAll('dora', `dora-${index}`))].join('\n')
    const bytes = bytesOf(`{"Content":"${Buffer.from(many).toString('base64')}","ReportFormat":"text/csv"}`)
    expect(iamCredentialReport.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(iamCredentialReport, bytes)
    expect(reading.records.length).toBe(3000)
    expect(recutAll(iamCredentialReport, bytes, reading).again).toEqual(reading.records)
  })

  it('says where a cut answer ends, and refuses one that is no report', async () => {
    const whole = fixture('iam-credential-report', 'answer.json')
    const cut = await readAll(iamCredentialReport, whole.subarray(0, 400))
    expect([cut.records.length, cut.rejections.map(({ code }) => code)]).toEqual([0, ['damaged-json']])
    const other = await readAll(iamCredentialReport, bytesOf('{"Content":"aGVsbG8="}'))
    expect([codes(other.rejections), codes(other.warnings)]).toEqual([[['wrong-shape', 1]], []])
  })

  it('rejects damaged base64 at its place', async () => {
    const { rejections } = await readAll(iamCredentialReport, bytesOf('{"Content":"dXNlcixhcm4sdXNlcl9jcmVhdGlvbl90aW1l*"}'))
    expect(rejections.map(({ code, pointer }) => [code, pointer?.offset])).toEqual([['bad-encoding', 12]])
  })
})
