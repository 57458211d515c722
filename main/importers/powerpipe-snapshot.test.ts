import { describe, expect, it } from 'vitest'
import { powerpipeSnapshot } from './powerpipe-snapshot.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'

const bytes = fixture('powerpipe-snapshot', 'benchmark.pps')
const reading = readAll(powerpipeSnapshot, bytes)

describe('Powerpipe snapshot', () => {
  it('gives each row of a control its control, every way to it through the layout, and the time of the run', async () => {
    expect((await reading).records[0]).toMatchObject({
      checkId: 'mod.control.mfa',
      title: 'Users have MFA',
      description: 'All of them.',
      statusText: 'alice has no MFA.',
      result: 'fail',
      statusRaw: 'alarm',
      severity: 'high',
      resourceId: 'arn:aws:iam::111122223333:user/alice',
      scannerService: 'IAM',
      provider: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:05:00.000Z',
      timeQuality: 'scan-time-only',
      compliance: [
        { framework: 'Top', ids: ['One'] },
        { framework: 'Top', ids: [] },
        { framework: 'soc_2', ids: [] },
      ],
      perRequirement: false,
    })
  })

  it('a control without rows is one record: nothing to check, or what made it fail', async () => {
    const { records } = await reading
    expect(resultsOf(records)).toEqual({ fail: 1, pass: 1, 'not-applicable': 1, error: 1 })
    expect(records[3]).toMatchObject({ checkId: 'mod.control.broken', statusText: 'no such table', statusRaw: 'error' })
  })

  it('takes no row of a table for a result, and says so', async () => {
    expect((await reading).warnings.map(({ code }) => code)).toEqual(['tool-failure', 'not-listed'])
  })

  it('reads the members in any order', async () => {
    const { panels, ...others } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
    const { records } = await readAll(powerpipeSnapshot, bytesOf(JSON.stringify({ ...others, panels })))
    expect(records).toEqual((await reading).records)
  })

  it('cuts every record again, whatever the chunks', async () => {
    const whole = await reading
    expect(recutAll(powerpipeSnapshot, bytes, whole).again).toEqual(whole.records)
    for (const size of [1, 7]) expect((await readAll(powerpipeSnapshot, bytes, size)).items).toEqual(whole.items)
  })

  it('is told by its panels', () => {
    expect(powerpipeSnapshot.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    expect(powerpipeSnapshot.detect(viewOf(bytesOf('{"panels":{},"title":"a Grafana dashboard"}')))).toBeNull()
    expect(powerpipeSnapshot.detect(viewOf(bytesOf('{"panels":[{"type":"graph"}],"schemaVersion":36}')))).toBeNull()
  })
})
