import { describe, expect, it } from 'vitest'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'
import { sarif } from './sarif.ts'

const read = (name: string) => readAll(sarif, fixture('sarif', name))
const runs = read('runs.sarif')
/** Fixture results count from 1. */
const result = async (number: number) => (await runs).records[number - 1]
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('a SARIF result', () => {
  it('is mapped with the rule it names', async () => {
    expect(await result(1)).toEqual({
      toolRecordId: '00000000-0000-4000-8000-000000000001',
      checkId: 'TW001',
      title: 'Queues are encrypted',
      description: 'Looks whether a queue template sets a key.',
      statusText: 'Queue orders in first.yaml has {no} key{2}.',
      result: 'fail',
      statusRaw: null,
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: '8.1',
      resourceId: 'stack/first.yaml',
      resourceName: 'Resources.Orders',
      resourceType: 'resource',
      otherResources: ['stack/second.yaml'],
      scannerService: null,
      provider: null,
      partition: null,
      region: null,
      accountId: null,
      seenAt: '2026-03-02T06:01:00.000Z',
      seenAtRaw: '2026-03-02T06:01:00Z',
      timeQuality: 'scan-time-only',
      risk: null,
      remediationText: 'Set KmsMasterKeyId.',
      remediationUrls: ['https://docs.example.com/TW001'],
      remediationCode: [
        { kind: 'fix', text: 'Add a key' },
        { kind: 'fix', text: 'KmsMasterKeyId: alias/q' },
      ],
      categories: ['security'],
      compliance: [
        { framework: 'House rules', ids: ['H-7'] },
        { framework: 'NIST SP 800-53', ids: ['SC-28'] },
        { framework: 'cwe', ids: ['cwe-311'] },
      ],
      toolName: 'Template Watch',
      toolVersion: '3.1.4',
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it.each([
    [2, 'high', 'error', 'the level of its rule'],
    [3, 'low', 'note', 'its own level before that of the rule'],
    [4, 'critical', 'CRITICAL', 'a word for a score'],
    [5, 'unknown', '11', 'a score out of range'],
    [6, 'informational', '0.0', 'a score of zero'],
    [7, 'medium', null, 'nothing: the standard says warning'],
    [8, 'informational', 'none', 'the level none'],
    [11, 'informational', null, 'nothing, being no failure: the standard says none'],
    [16, 'unknown', 'loud', 'a level nobody knows'],
  ])('%i has severity %s (%s) from %s (trap T10)', async (number, severity, severityRaw, _from) => {
    expect(await result(number)).toMatchObject({ severity, severityRaw })
  })

  it.each([
    [7, 'fail', null],
    [11, 'pass', 'pass'],
    [12, 'not-applicable', 'notApplicable'],
    [13, 'manual', 'review'],
    [14, 'unknown', 'open'],
    [15, 'info', 'informational'],
    [16, 'unknown', 'mystery'],
  ])('%i is %s because its kind is %s', async (number, outcome, statusRaw) => {
    expect(await result(number)).toMatchObject({ result: outcome, statusRaw })
  })

  it.each([
    [17, true, 'accepted'],
    [18, false, 'an empty list: looked at and not suppressed'],
    [19, false, 'under review'],
    [20, false, 'rejected by one'],
  ])('%i: muted %s where its suppressions are %s; it still fails', async (number, muted) => {
    expect(await result(number)).toMatchObject({ muted, result: 'fail' })
  })

  it.each([
    [2, 'TW002', 'Topics have an owner', 'by index alone'],
    [8, 'X1', 'From an extension', 'by index in an extension'],
    [9, 'TW002/sub', 'Topics have an owner', 'by the beginning of a hierarchical id'],
    [10, 'TW002', 'Topics have an owner', 'by id where the index says otherwise'],
    [7, 'unheard-of', null, 'nowhere'],
  ])('%i: check %s, title %s, found %s', async (number, checkId, title, _how) => {
    expect(await result(number)).toMatchObject({ checkId, title })
  })

  it('says what no longer is there, fills shared messages, takes the address of an artifact and keeps its own time', async () => {
    expect(await result(21)).toMatchObject({ lifecycle: 'resolved', result: 'fail' })
    expect(await result(8)).toMatchObject({ statusText: 'Shared: yes.' })
    expect(await result(9)).toMatchObject({ statusText: '*Hierarchical*' })
    expect(await result(2)).toMatchObject({ resourceId: 'stack/second.yaml', resourceName: 'stack/second.yaml:3' })
    expect(await result(23)).toMatchObject({ seenAt: '2026-03-01T00:00:00.000Z', timeQuality: 'exact' })
  })

  it('is about AWS only where an ARN says so', async () => {
    expect(await result(22)).toMatchObject({ provider: 'aws', scannerService: 'sns', region: 'eu-west-1', accountId: '111122223333' })
  })

  it('does not take a help text that is only a link for a description', async () => {
    expect(await result(4)).toMatchObject({ description: null, remediationText: null, remediationUrls: ['https://docs.example.com/TW003'] })
  })
})

describe('a SARIF file', () => {
  it('warns of words nobody knows and of what the tool could not look at (trap T12)', async () => {
    const { warnings, rejections } = await runs
    expect(codes(warnings)).toEqual([
      ['unknown-severity', 1],
      ['unknown-status', 1],
      ['unknown-severity', 1],
      ['tool-failure', 1],
    ])
    expect(warnings.at(-1)?.message).toContain('stack/broken.yaml could not be read')
    expect(rejections).toEqual([])
  })

  it('may name the tool behind the results; severities are the same', async () => {
    const { records, warnings } = await read('tool-behind.sarif')
    expect(records.map(({ statusText, checkId, severity, toolName }) => [statusText, checkId, severity, toolName])).toEqual([
      ['first', 'bucket_encrypted', 'high', 'Prowler'],
      ['second', 'bucket_logged', 'low', 'Prowler'],
      ['third', 'a', 'medium', 'Other'],
      ['fourth', 'o', 'medium', 'Outside'],
    ])
    expect(records.map(({ timeQuality }) => timeQuality)).toEqual(['scan-time-only', 'scan-time-only', 'none', 'none'])
    expect(codes(warnings)).toEqual([
      ['not-listed', 1],
      ['tool-failure', 1],
      ['incomplete-export', 1],
      ['late-context', 1],
      ['tool-failure', 1],
    ])
  })

  it('that breaks before its tool leaves severities unknown, unless a result has its own level', async () => {
    const text = '{"runs":[{"results":[{"ruleId":"a","message":{}},{"ruleId":"a","level":"error","message":{}}],"too'
    const { records, warnings, rejections } = await readAll(sarif, bytesOf(text))
    expect(records.map(({ severity, checkId, toolName }) => [severity, checkId, toolName])).toEqual([
      ['unknown', 'a', null],
      ['high', 'a', null],
    ])
    expect(codes(warnings)).toEqual([['late-context', 2]])
    expect(codes(rejections)).toEqual([['damaged-json', 1]])
  })

  it.each([
    ['runs.sarif', 23],
    ['tool-behind.sarif', 4],
  ])('%s gives %i records, the same re-cut and in chunks of any size', async (name, count) => {
    const bytes = fixture('sarif', name)
    const reading = await readAll(sarif, bytes)
    expect(reading.records.length).toBe(count)
    expect(recutAll(sarif, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(sarif, bytes, size)).items).toEqual(reading.items)
  })

  it('rejects what stands among the results and is none', async () => {
    const bytes = bytesOf('{"version":"2.1.0","runs":[{"tool":{},"results":[{"message":{}},null,{"other":1},[]]}]}')
    const { records, rejections } = await readAll(sarif, bytes)
    expect(records.length).toBe(1)
    expect(codes(rejections)).toEqual([
      ['not-an-object', 1],
      ['wrong-shape', 1],
      ['not-an-object', 1],
    ])
  })

  it.each([
    ['{"version":"2.1.0","runs":[]}', true],
    ['{"$schema":"https://example.com/sarif-schema-2.1.0.json","runs":[{"results":[]}]}', true],
    ['{"runs":[{"tool":{"driver":{"name":"x"}},"results":[]}]}', true],
    ['{"runs":[{"results":[{"message":{"text":"x"},"ruleId":"y"}]}]}', true],
    ['{"version":"1.0.0","runs":[{"tool":{"name":"x"},"results":[]}]}', false],
    ['{"runs":[{"id":1}]}', false],
    ['{"version":"2.1.0","runs":3}', false],
    ['[{"version":"2.1.0","runs":[]}]', false],
  ])('%s is one: %s', (text, expected) => {
    expect(sarif.detect(viewOf(bytesOf(text))) !== null).toBe(expected)
  })
})
