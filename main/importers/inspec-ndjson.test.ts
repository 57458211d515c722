import { describe, expect, it } from 'vitest'
import { inspecNdjson } from './inspec-ndjson.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const bytes = fixture('inspec-ndjson', 'run.log')
const reading = readAll(inspecNdjson, bytes)

describe('Chef InSpec log', () => {
  it('maps a line from its places', async () => {
    expect((await reading).records[0]).toMatchObject({
      checkId: 'c-1',
      title: 'Clocks agree',
      description: 'Clocks should agree.',
      statusText: 'chrony is installed',
      result: 'pass',
      statusRaw: 'passed',
      severity: 'medium',
      severityRaw: '0.5',
      resourceId: 'host-1.example.com',
      resourceName: 'redhat',
      seenAt: '2026-03-02T06:00:00.000Z',
      categories: ['Base', '2.2 Services'],
      compliance: [
        { framework: 'ISO27001_2013', ids: ['A.12.4.4'] },
        { framework: 'cis', ids: ['linux:2.2'] },
      ],
      toolName: 'Chef InSpec',
    })
  })

  it('takes the log’s own word for a control, but not over an error', async () => {
    const { records, warnings } = await reading
    expect(records.map(({ statusRaw, result, muted }) => [statusRaw, result, muted])).toEqual([
      ['passed', 'pass', false],
      ['failed', 'fail', false],
      ['skipped', 'manual', false],
      ['waived', 'not-applicable', true],
      ['passed', 'error', false],
      ['puzzled', 'unknown', false],
      ['passed', 'pass', false],
    ])
    expect(warnings.map(({ code }) => code)).toEqual(['tool-failure', 'unknown-status'])
  })

  it('cuts every record again', async () => {
    const { first, again } = recutAll(inspecNdjson, bytes, await reading)
    expect(again).toEqual(first)
  })

  it('is told by its keys', () => {
    expect(inspecNdjson.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    expect(inspecNdjson.detect(viewOf(bytesOf('{"results":[],"profile":{},"impact":1}')))).toBeNull()
  })
})
