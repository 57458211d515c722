import { describe, expect, it } from 'vitest'
import { Profile } from '#domain/profile'
import type { Importer } from './importer.ts'
import { profileImporter } from './profile.ts'
import { bytesOf, fixture, type Reading, readAll, recutAll, viewOf } from './reading.fixture.ts'

const CSV = {
  kind: 'csv',
  name: 'House list',
  tool: 'House scanner',
  delimiter: ';',
  provider: 'aws',
  columns: {
    checkId: 'control',
    status: ' OUTCOME ',
    severity: 'Impact',
    resourceId: 'Asset',
    muted: 'Accepted',
    seenAt: 'Seen',
    remediationUrl: 'Links',
    statusText: 'Note',
  },
  statuses: { OK: 'pass', nok: 'fail' },
  severities: { severe: 'critical', Minor: 'low' },
} as const

const JSON_NESTED = {
  kind: 'json',
  name: 'House report',
  tool: 'House scanner',
  records: 'report.areas.*.checks',
  provider: 'aws',
  columns: {
    checkId: 'check.id',
    title: 'check.title',
    status: 'outcome',
    severity: 'rank',
    muted: 'accepted',
    resourceId: 'assets.0.arn',
    accountId: 'account.id',
    seenAt: 'seen',
    description: 'tags',
  },
  statuses: { true: 'pass', False: 'fail' },
  severities: { 1: 'high', 2: 'low' },
} as const

const LINES = {
  kind: 'json',
  name: 'Lines',
  tool: 'Liner',
  records: '',
  provider: 'other',
  columns: { title: 'id', status: 'state', statusText: 'info.why' },
  statuses: { ok: 'pass', bad: 'fail' },
  severities: {},
} as const

const importerOf = (profile: unknown): Importer => profileImporter(Profile.parse(profile))
const readText = (profile: unknown, text: string): Promise<Reading> => readAll(importerOf(profile), bytesOf(text))
const wordsOf = (issues: Reading['warnings']) => issues.map(({ code, message, count }) => `${code} ${count}: ${message}`)

describe('a CSV read by a profile', () => {
  const read = (chunk?: number) => readAll(importerOf(CSV), fixture('profile', 'house.csv'), chunk)

  it('fills the mapped fields; quotes, delimiters and line ends in fields, a BOM and CRLF do not matter', async () => {
    const { records } = await read()
    expect(records[0]).toMatchObject({
      checkId: 'HC-1; access',
      result: 'fail',
      statusRaw: 'NOK',
      statusText: 'said "open",\non two lines',
      severity: 'critical',
      severityRaw: 'Severe',
      muted: false,
      resourceId: 'arn:aws:s3:eu-west-1:111122223333:bucket-a',
      scannerService: 's3',
      provider: 'aws',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-01T10:00:00.000Z',
      timeQuality: 'exact',
      remediationUrls: ['https://wiki.example.com/a', 'https://wiki.example.com/b'],
      remediationText: null,
      title: null,
      toolName: 'House scanner',
      toolVersion: null,
    })
    expect(records[1]).toMatchObject({
      result: 'pass',
      statusRaw: ' ok ',
      severity: 'low',
      muted: true,
      seenAt: '2026-03-01T11:00:00',
      timeQuality: 'naive-local',
      remediationUrls: [],
      remediationText: 'see the wiki',
      statusText: null,
    })
  })

  it('keeps words it was not told, as unknown, and says so; an empty status is unknown too', async () => {
    const { records, warnings } = await read()
    expect(records[2]).toMatchObject({
      result: 'unknown',
      statusRaw: 'Perhaps',
      severity: 'unknown',
      severityRaw: 'odd',
      muted: false,
      seenAt: null,
      seenAtRaw: 'last week',
      timeQuality: 'none',
    })
    expect(records[3]).toMatchObject({ checkId: 'HC-4', result: 'unknown', statusRaw: null, severity: 'unknown', severityRaw: null })
    expect(wordsOf(warnings)).toEqual([
      'unknown-status 1: Status “Perhaps” is not in the profile; filed as unknown.',
      'other 1: “maybe” in the column for muted is neither yes nor no; such records were filed as not muted.',
      'unknown-severity 1: Severity “odd” is not in the profile; filed as unknown.',
      'clock-odd 1: Some times are written in no form that can be read safely; their words were kept.',
      'unknown-status 1: Records without a status were filed as unknown.',
    ])
  })

  it('rejects ragged rows and rows that say nothing, each at its place, and steps over one of nothing but separators', async () => {
    const { records, rejections } = await read()
    expect(records).toHaveLength(4)
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record, pointer?.line])).toEqual([
      ['ragged-row', 5, 7],
      ['wrong-shape', 6, 8],
    ])
  })

  it('gives the same in chunks of any size, and again from the bytes of each record', async () => {
    const bytes = fixture('profile', 'house.csv')
    const whole = await read()
    for (const size of [1, 7]) expect((await read(size)).items).toEqual(whole.items)
    const { first, again } = recutAll(importerOf(CSV), bytes, whole)
    expect(again).toEqual(first)
    expect(first).toHaveLength(4)
  })

  it('refuses a file whose header lacks a mapped column, and names it', async () => {
    await expect(readText(CSV, 'Control;Outcome;Impact;Asset;Accepted;Seen;Links\nHC-1;ok;;;;;\n')).rejects.toThrow(
      /^The header has no column “Note”, which the profile “House list” maps\. Separated by “;”.*“Control”/,
    )
    const comma = { ...CSV, delimiter: ',' }
    await expect(readText(comma, 'Control;Outcome\nHC-1;ok\n')).rejects.toThrow('Separated by “,”, its columns are: “Control;Outcome”.')
  })

  it('refuses a header that names a mapped column twice; columns nobody mapped may stand there twice', async () => {
    const small = { ...CSV, columns: { checkId: 'Control', status: 'Outcome' } }
    await expect(readText(small, 'Control;OUTCOME;outcome\nHC-1;ok;nok\n')).rejects.toThrow('names the column “Outcome” 2 times')
    const { records } = await readText(small, 'Control;More;Outcome;More;;\nHC-1;;ok;;;\n')
    expect(records).toEqual([expect.objectContaining({ checkId: 'HC-1', result: 'pass' })])
  })

  it('reads every delimiter, and a file without a last line end', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const profile = { ...CSV, delimiter, columns: { checkId: 'Control', status: 'Outcome' } }
      const { records, rejections } = await readText(
        profile,
        [`Control${delimiter}Outcome`, `a${delimiter}ok`, `b${delimiter}nok`].join('\r'),
      )
      expect([records.map(({ result }) => result), rejections]).toEqual([['pass', 'fail'], []])
    }
  })

  it('says that a header alone is no record', async () => {
    const { records, warnings } = await readText({ ...CSV, columns: { checkId: 'Control', status: 'Outcome' } }, 'Control;Outcome\n')
    expect([records, warnings.map(({ code }) => code)]).toEqual([[], ['no-records']])
  })

  it('keeps every one of 10,000 rows, once', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => `HC-${n};${n % 3 === 0 ? 'nok' : 'ok'}`)
    const { records, rejections } = await readText(
      { ...CSV, columns: { checkId: 'Control', status: 'Outcome' } },
      `Control;Outcome\n${rows.join('\n')}\n`,
    )
    expect(new Set(records.map(({ checkId }) => checkId)).size).toBe(10_000)
    expect(records.filter(({ result }) => result === 'fail')).toHaveLength(3334)
    expect([records.length, rejections]).toEqual([10_000, []])
  })

  it('files nothing under AWS where the profile says another provider', async () => {
    const { records } = await readText(
      { ...CSV, provider: 'other', columns: { checkId: 'c', status: 's', resourceId: 'r', accountId: 'a' } },
      'c;s;r;a\nx;ok;arn:aws:s3:::b;42\n',
    )
    expect(records[0]).toMatchObject({ provider: 'other', scannerService: null, partition: null, accountId: '42' })
  })
})

describe('JSON read by a profile', () => {
  const bytes = fixture('profile', 'house.json')

  it('finds records below a path with any key, and fields below paths of their own', async () => {
    const { records, rejections } = await readAll(importerOf(JSON_NESTED), bytes)
    expect(records[0]).toMatchObject({
      checkId: 'HC-1',
      title: 'Buckets are closed',
      result: 'fail',
      statusRaw: 'false',
      severity: 'high',
      severityRaw: '1',
      resourceId: 'arn:aws:s3:::bucket-a',
      scannerService: 's3',
      accountId: '011122223333',
      seenAt: '2026-03-01T10:00:00.000Z',
    })
    expect(records[1]).toMatchObject({ checkId: 'HC-2', result: 'pass', muted: true, resourceId: null, description: 'a, b' })
    expect(records[2]).toMatchObject({ checkId: 'HC-3', result: 'unknown', statusRaw: 'later' })
    expect(records).toHaveLength(3)
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record])).toEqual([['not-an-object', 4]])
  })

  it('gives the same in chunks of any size, and again from the bytes of each record', async () => {
    for (const [profile, file] of [
      [JSON_NESTED, 'house.json'],
      [LINES, 'lines.ndjson'],
    ] as const) {
      const content = fixture('profile', file)
      const whole = await readAll(importerOf(profile), content)
      for (const size of [1, 7]) expect((await readAll(importerOf(profile), content, size)).items).toEqual(whole.items)
      const { first, again } = recutAll(importerOf(profile), content, whole)
      expect(again).toEqual(first)
    }
  })

  it('reads one object per line, an array, and a single object without a path', async () => {
    const lines = await readAll(importerOf(LINES), fixture('profile', 'lines.ndjson'))
    expect(lines.records.map(({ title, result, statusText }) => [title, result, statusText])).toEqual([
      ['a', 'pass', null],
      ['b', 'fail', 'open'],
    ])
    expect(lines.rejections.map(({ code, message }) => [code, message])).toEqual([
      ['wrong-shape', 'Record 3: Nothing the profile maps is filled in here.'],
    ])
    const array = await readText(LINES, '[{"id":"a","state":"OK"},{"id":"b","state":"bad","info":{"why":"open"}}]')
    expect(array.records).toEqual(lines.records)
    expect((await readText(LINES, '{"id":"a","state":"OK"}')).records).toEqual(lines.records.slice(0, 1))
  })

  it('refuses a file in which the path of the records leads nowhere; an empty list is a scan that found nothing', async () => {
    const profile = { ...LINES, records: 'result.items' }
    for (const text of ['{"result":{"rows":[{"id":"a","state":"ok"}]}}', '{"result":{"items":3}}', '[{"id":"a"}]', '{}'])
      await expect(readText(profile, text)).rejects.toMatchObject({
        code: 'import-rejected',
        message: 'The file has no list under “result.items”, where the profile “Lines” looks for records.',
      })
    for (const text of ['{"result":{"items":[]}}', '{"result":{"items":null}}'])
      expect((await readText(profile, text)).warnings.map(({ code }) => code)).toEqual(['no-records'])
  })

  it('names a mapped path that no record has, and a value that is none', async () => {
    const { warnings } = await readText(
      { ...LINES, columns: { ...LINES.columns, severity: 'sevrity', risk: 'info' } },
      '[{"id":"a","state":"ok","info":{"why":"x"}}]',
    )
    expect(wordsOf(warnings)).toEqual([
      'other 1: “info” holds objects, not a value. They were not read; map a value inside them.',
      'other 1: No record has “sevrity”, which the profile “Lines” maps.',
    ])
  })

  it('says where damage lies, with or without a path', async () => {
    const cut = '{"result":{"items":[{"id":"a","state":"ok"},{"id":"b","sta'
    const under = await readText({ ...LINES, records: 'result.items' }, cut)
    expect([under.records.length, under.rejections.map(({ code }) => code)]).toEqual([1, ['damaged-json']])
    const plain = await readText(LINES, '[{"id":"a","state":"ok"},{"id":"b","sta')
    expect([plain.records.length, plain.rejections.map(({ code }) => code)]).toEqual([1, ['damaged-json']])
  })
})

describe('a profile', () => {
  it('is never found by content', () => {
    expect(importerOf(CSV).detect(viewOf(fixture('profile', 'house.csv')))).toBeNull()
    expect(importerOf(CSV).formatId).toBe('custom')
  })

  it('reads nothing before a check and a status are mapped, and says what is missing', async () => {
    const problems = [
      [{ ...LINES, columns: {} }, 'Say which column holds the check or its title.'],
      [{ ...LINES, columns: { checkId: 'id' } }, 'Say which column holds the status.'],
      [{ ...LINES, statuses: { ok: 'pass', OK: 'fail' } }, 'The word “OK” has two meanings: upper and lower case are not told apart.'],
      [{ ...LINES, records: 'a..b' }, 'The path of the records has two dots in a row, or one at an end.'],
    ] as const
    for (const [profile, problem] of problems)
      await expect(readText(profile, '[]')).rejects.toThrow(`The profile “Lines” is not ready. ${problem}`)
  })

  it('cuts nothing else as its record', () => {
    for (const profile of [CSV, JSON_NESTED, LINES])
      expect(() => importerOf(profile).recut(bytesOf('"'), null)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
  })
})
