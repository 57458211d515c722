import { describe, expect, it } from 'vitest'
import { oscalAr } from './oscal-ar.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(oscalAr, fixture('oscal-ar', name))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])
const SYNTAXES = ['results.json', 'results.xml']

describe.each(SYNTAXES)('%s', (name) => {
  const record = async (id: string) => (await read(name)).records.find(({ toolRecordId }) => toolRecordId === id)

  it('maps a finding from its place', async () => {
    expect(await record('f-1')).toMatchObject({
      checkId: 'ac-6.1_obj',
      title: 'Least privilege',
      description: 'Not kept.',
      statusText: 'Reason: fail\nSee the bucket.\nObservations: o-1',
      result: 'fail',
      statusRaw: 'not-satisfied',
      severity: 'unknown',
      seenAt: '2026-03-02T05:05:00.000Z',
      timeQuality: 'scan-time-only',
    })
  })

  it('reads every state, drafts before 1.0 too', async () => {
    const ids = ['f-1', 'f-2', 'f-3', 'f-4']
    expect(await Promise.all(ids.map(async (id) => (await record(id))?.result))).toEqual(['fail', 'pass', 'pass', 'unknown'])
    expect(await record('f-2')).toMatchObject({ title: 'Locks' })
  })

  it('keeps an observation as information, with what its subject says', async () => {
    expect(await record('o-1')).toMatchObject({
      title: 'Bucket is open',
      description: 'Seen on the bucket.',
      statusText: 'Screen shot – “open”\nhttps://evidence.example.org/1',
      result: 'info',
      statusRaw: null,
      resourceId: 'arn:aws:s3:::orders',
      resourceType: 'resource',
      otherResources: ['s-2'],
      scannerService: 's3',
      provider: 'aws',
      partition: 'aws',
      seenAt: '2026-03-02T05:01:00.000Z',
      timeQuality: 'exact',
      categories: ['TEST-AUTOMATED'],
    })
  })

  it('takes the result a tool wrote beside an observation', async () => {
    expect(await record('o-2')).toMatchObject({ checkId: 'xccdf_example_rule_age', result: 'fail', statusRaw: 'fail', severity: 'medium' })
  })

  it('is detected, rejects what has no id, and re-cuts in chunks of any size', async () => {
    const bytes = fixture('oscal-ar', name)
    expect(oscalAr.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(oscalAr, bytes)
    expect([reading.records.length, codes(reading.rejections), codes(reading.warnings)]).toEqual([
      6,
      [['wrong-shape', 1]],
      [['unknown-status', 1]],
    ])
    expect(recutAll(oscalAr, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(oscalAr, bytes, size)).items).toEqual(reading.items)
  })
})

it('reads the same records from both syntaxes', async () => {
  const [json, xml] = await Promise.all(SYNTAXES.map(read))
  expect(xml?.records).toEqual(json?.records)
})

it('reads XML behind white space', async () => {
  const { warnings } = await readAll(oscalAr, bytesOf('\n\n  <assessment-results xmlns="http://csrc.nist.gov/ns/oscal/1.0"/>'), 1)
  expect(codes(warnings)).toEqual([['no-records', 1]])
})

it.each([
  '{"results":[]}',
  '{"assessment-results":[]}',
  '<assessment-results/>',
  '<assessment-plan xmlns="http://csrc.nist.gov/ns/oscal/1.0"/>',
])('does not take %s for assessment results', (text) => {
  expect(oscalAr.detect(viewOf(bytesOf(text)))).toBeNull()
})
