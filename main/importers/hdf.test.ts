import { describe, expect, it } from 'vitest'
import { hdf } from './hdf.ts'
import { statusOfControl } from './hdf-status.ts'
import { noNote } from './notes.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'

const bytes = fixture('hdf', 'overlay.json')
const reading = readAll(hdf, bytes)
const control = async (id: string) => (await reading).records.filter(({ checkId }) => checkId === id)

describe('InSpec report', () => {
  it('maps every field from its place', async () => {
    expect(await control('c-fail')).toEqual([
      {
        toolRecordId: null,
        checkId: 'c-fail',
        title: 'Fails',
        description: 'It fails.',
        statusText: 'window is shut: expected shut, got open\ndoor is shut',
        result: 'fail',
        statusRaw: 'passed, failed',
        muted: false,
        lifecycle: 'active',
        severity: 'medium',
        severityRaw: 'medium',
        resourceId: 'prod-account',
        resourceName: 'aws',
        resourceType: null,
        otherResources: [],
        scannerService: null,
        provider: 'aws',
        partition: null,
        region: null,
        accountId: null,
        seenAt: '2026-03-02T06:00:00.000Z',
        seenAtRaw: '2026-03-02T07:00:00+01:00',
        timeQuality: 'exact',
        risk: 'Because.',
        remediationText: 'Mend it.',
        remediationUrls: ['https://docs.example.com/guide'],
        remediationCode: [{ kind: 'check', text: 'Look.' }],
        categories: ['Base'],
        compliance: [
          { framework: 'nist Rev_4', ids: ['AC-6', 'AC-2 (1)'] },
          { framework: 'cci', ids: ['CCI-000001'] },
          { framework: 'stig_id', ids: ['ST-1'] },
          { framework: 'cis_controls', ids: ['5.1'] },
        ],
        toolName: 'InSpec',
        toolVersion: '5.22.3',
        topic: null,
        perRequirement: false,
        wholeText: null,
      },
    ])
  })

  it.each([
    ['c-fail', 'fail', false, 'medium'],
    ['c-pass', 'pass', false, 'medium'],
    ['c-error', 'error', false, 'informational'],
    ['c-waived', 'not-applicable', true, 'critical'],
    ['c-zero', 'not-applicable', false, 'informational'],
    ['c-skip', 'manual', false, 'low'],
    ['c-odd', 'unknown', false, 'informational'],
    ['own-1', 'skipped', false, 'medium'],
  ])('control %s is %s, muted %s, severity %s', async (id, result, muted, severity) => {
    expect(await control(id)).toMatchObject([{ result, muted, severity }])
  })

  it('an overlay’s copies are no records, its own controls are; both are said', async () => {
    const { records, warnings } = await reading
    expect(records).toHaveLength(8)
    expect(resultsOf(records)).toEqual({
      fail: 1,
      pass: 1,
      error: 1,
      'not-applicable': 1,
      'not-applicable+muted': 1,
      manual: 1,
      unknown: 1,
      skipped: 1,
    })
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ['tool-failure', 1],
      ['unknown-status', 1],
      ['other', 1],
      ['tool-failure', 1],
    ])
  })

  it('a control without results is a record where no profile is wrapped', async () => {
    const { records } = await readAll(
      hdf,
      bytesOf(
        '{"platform":{"name":"x"},"profiles":[{"name":"a","depends":[{"name":"lib"}],"controls":[{"id":"c","impact":0.7}]}],"version":"5"}',
      ),
    )
    expect(records).toMatchObject([{ checkId: 'c', result: 'skipped', severity: 'high', severityRaw: '0.7', resourceId: 'x' }])
  })

  it('names the converter where another tool’s output was converted', async () => {
    const text = '{"platform":{"name":"Heimdall Tools","target_id":"t"},"version":"2.6","profiles":[{"name":"a","controls":[{"id":"c"}]}]}'
    expect((await readAll(hdf, bytesOf(text))).records).toMatchObject([{ toolName: 'Heimdall Tools', resourceId: 't', resourceName: null }])
  })

  it('cuts every record again, whatever the chunks', async () => {
    const whole = await reading
    expect(recutAll(hdf, bytes, whole).again).toEqual(whole.records)
    for (const size of [1, 7]) expect((await readAll(hdf, bytes, size)).items).toEqual(whole.items)
  })

  it('is told by platform and profiles; a profile alone is no report', () => {
    expect(hdf.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain', toolVersion: '5.22.3' })
    expect(hdf.detect(viewOf(bytesOf('{"name":"base","controls":[{"id":"c"}],"supports":[],"groups":[]}')))).toBeNull()
    expect(hdf.detect(viewOf(bytesOf('{"platform":{"name":"x"},"profiles":[],"statistics":{},"version":"5"}')))).toMatchObject({
      toolVersion: '5',
    })
  })
})

describe('the roll-up of a control', () => {
  const result = (control: Record<string, unknown>) => statusOfControl(control, noNote).result
  const results = (...statuses: readonly string[]) => statuses.map((status) => ({ status }))

  it.each([
    ['error before a waiver', { waiver_data: { skipped_due_to_waiver: true }, results: results('error') }, 'error'],
    ['impact 0 before a failure', { impact: 0, results: results('failed') }, 'not-applicable'],
    ['failed before passed', { results: results('passed', 'failed') }, 'fail'],
    ['passed before skipped', { results: results('skipped', 'passed') }, 'pass'],
    ['a waiver that did not set the control aside', { waiver_data: { skipped_due_to_waiver: false }, results: results('passed') }, 'pass'],
    ['a waived control without results', { waiver_data: { skipped_due_to_waiver: true }, results: [] }, 'not-applicable'],
    ['an empty backtrace', { results: [{ status: 'passed', backtrace: null }] }, 'pass'],
    ['a result without a status', { results: [{ code_desc: 'x' }] }, 'unknown'],
  ])('%s', (_, control, expected) => {
    expect(result(control)).toBe(expected)
  })
})
