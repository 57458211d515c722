import { describe, expect, it } from 'vitest'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'
import { xccdf } from './xccdf.ts'

const read = (name: string) => readAll(xccdf, fixture('xccdf', name))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('results with their Benchmark', () => {
  it('maps every field from its place, the rule found through its Group', async () => {
    const { records } = await read('benchmark.xml')
    expect(records[0]).toEqual({
      toolRecordId: null,
      checkId: 'xccdf_example_rule_banner',
      title: 'A banner is shown – before log-in',
      description: 'People must be told.',
      statusText: null,
      result: 'pass',
      statusRaw: 'pass',
      muted: false,
      lifecycle: 'active',
      severity: 'medium',
      severityRaw: 'medium',
      resourceId: 'host-1',
      resourceName: 'host-1.example.org',
      resourceType: null,
      otherResources: ['192.0.2.1'],
      scannerService: null,
      provider: null,
      partition: null,
      region: null,
      accountId: null,
      seenAt: '2026-03-02T05:01:00.000Z',
      seenAtRaw: '2026-03-02T06:01:00+01:00',
      timeQuality: 'exact',
      risk: null,
      remediationText: 'Write /etc/issue.',
      remediationUrls: [],
      remediationCode: [],
      categories: [],
      compliance: [
        { framework: 'xccdf_example_benchmark_LINUX 1.0', ids: ['LNX-01-000010'] },
        { framework: 'xccdf_example_profile_strict', ids: [] },
        { framework: 'http://cyber.mil/cci', ids: ['CCI-000048'] },
        { framework: 'http://cce.mitre.org', ids: ['CCE-10000-1'] },
      ],
      toolName: 'checker',
      toolVersion: '2.1',
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it('reads mixed text in its order, and takes severity and fix from the rule where the result has none', async () => {
    const { records } = await read('benchmark.xml')
    expect(records[1]).toMatchObject({
      title: 'Passwords end after some days',
      description: 'At most [xccdf_example_value_days] days.\nNot 0.',
      risk: 'Old passwords leak.',
      severity: 'high',
      seenAt: '2026-03-02T06:02:00',
      timeQuality: 'naive-local',
      remediationUrls: ['https://docs.example.org/age'],
      remediationCode: [{ kind: 'urn:xccdf:fix:script:sh', text: 'chage -M 90 "$1"' }],
      compliance: [
        { framework: 'xccdf_example_benchmark_LINUX 1.0', ids: [] },
        { framework: 'xccdf_example_profile_strict', ids: [] },
        { framework: 'https://standards.example.org/800-53.pdf', ids: ['IA-5(1)', 'AC-2'] },
      ],
    })
  })

  it('keeps messages, output, instance and who overrode the result', async () => {
    const { records } = await read('benchmark.xml')
    expect(records[1]?.statusText).toBe(
      'Instance: alice\nmaximum is 99999\nalice 99999\nOverridden by J. Auditor: pass became fail. Seen by hand.',
    )
  })

  it('warns of words nobody knows and rejects a result without a rule', async () => {
    const { records, rejections, warnings } = await read('benchmark.xml')
    expect(records.map(({ result }) => result)).toEqual(['pass', 'fail', 'unknown'])
    expect(records[2]).toMatchObject({ severity: 'unknown', severityRaw: 'urgent', timeQuality: 'scan-time-only' })
    expect(codes(rejections)).toEqual([['wrong-shape', 1]])
    expect(rejections[0]?.pointer).toMatchObject({ record: 4, line: 51 })
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['unknown-severity', 1],
    ])
  })

  it('keeps one context per rule', async () => {
    const { contexts } = await read('benchmark.xml')
    expect(contexts.size).toBe(3)
  })
})

describe('a TestResult alone', () => {
  it('reads every result word (FORMATS.md §21)', async () => {
    const { records } = await read('test-result.xml')
    expect(records.map(({ statusRaw, result }) => [statusRaw, result])).toEqual([
      ['pass', 'pass'],
      ['fixed', 'pass'],
      ['fail', 'fail'],
      ['error', 'error'],
      ['unknown', 'unknown'],
      ['notapplicable', 'not-applicable'],
      ['notchecked', 'manual'],
      ['notselected', 'skipped'],
      ['informational', 'info'],
      [null, 'unknown'],
    ])
  })

  it('reads every severity and says that the time is that of the scan', async () => {
    const { records, warnings } = await read('test-result.xml')
    expect(records.map(({ severity }) => severity).slice(2, 8)).toEqual(['high', 'medium', 'low', 'informational', 'unknown', 'unknown'])
    expect(records[0]).toMatchObject({ title: null, seenAt: '2026-03-02T06:05:00.000Z', timeQuality: 'scan-time-only' })
    expect(codes(warnings)).toEqual([['unknown-status', 1]])
  })
})

describe('reading', () => {
  it.each([
    ['benchmark.xml', 3],
    ['test-result.xml', 10],
  ])('%s is detected and gives %i records, the same re-cut and in chunks of any size', async (name, count) => {
    const bytes = fixture('xccdf', name)
    expect(xccdf.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(xccdf, bytes)
    expect(reading.records.length).toBe(count)
    expect(recutAll(xccdf, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(xccdf, bytes, size)).items).toEqual(reading.items)
  })

  it('says that rules behind their results came too late', async () => {
    const { records, warnings } = await readAll(
      xccdf,
      bytesOf(
        '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2"><TestResult><rule-result idref="a"><result>pass</result></rule-result></TestResult><Rule id="a"><title>t</title></Rule></Benchmark>',
      ),
    )
    expect(records[0]?.title).toBeNull()
    expect(codes(warnings)).toEqual([['late-context', 1]])
  })

  it('says that it names the first hundred targets of a run only', async () => {
    const targets = '<target>h</target>'.repeat(150)
    const { records, warnings } = await readAll(
      xccdf,
      bytesOf(
        `<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2">${targets}<rule-result idref="a"><result>pass</result></rule-result></TestResult>`,
      ),
    )
    expect(records[0]?.otherResources.length).toBe(99)
    expect(codes(warnings)).toEqual([['other', 50]])
  })

  it('says that a benchmark alone holds no results', async () => {
    const { warnings } = await readAll(xccdf, bytesOf('<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2"/>'))
    expect(codes(warnings)).toEqual([['no-records', 1]])
  })

  it.each(['<Benchmark/>', '<TestResult xmlns="urn:other"/>', '<Group xmlns="http://checklists.nist.gov/xccdf/1.2"/>'])(
    'does not take %s for XCCDF',
    (text) => {
      expect(xccdf.detect(viewOf(bytesOf(text)))).toBeNull()
    },
  )

  it('refuses a file with another root', async () => {
    await expect(readAll(xccdf, bytesOf('<html/>'))).rejects.toMatchObject({ code: 'import-rejected' })
  })

  it.each([
    ['another element', '<x idref="a"/>'],
    ['two elements', '<rule-result idref="a"/><rule-result idref="b"/>'],
    ['half an element', '<rule-result idref="a">'],
  ])('refuses to re-cut %s', (_what, raw) => {
    const context = JSON.stringify({ namespaces: {}, of: { run: {}, rule: null } })
    expect(() => xccdf.recut(bytesOf(raw), context)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
  })

  it('refuses to re-cut without its context', () => {
    expect(() => xccdf.recut(bytesOf('<rule-result idref="a"/>'), null)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
  })
})
