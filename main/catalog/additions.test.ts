import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '#domain/errors'
import { readAdditions } from './additions.ts'
import { type Applied, applyAdditions, NOTHING_KEPT } from './additions-apply.ts'
import { createFiler } from './filing.ts'
import { scanRecord } from './scan-record.fixture.ts'

const CRITERION = {
  service: 's3',
  topic: 'data-protection',
  slug: 'house-key',
  responsibility: 'customer',
  method: 'evidence',
  statement: 'Buckets of the finance department are under the key alias/finance.',
  howTested: 'The key of each bucket with the tag dept=finance.',
  provenBy: 'Output of get-bucket-encryption of these buckets.',
  source: 'House rule 17',
}
const file = (over: object): string => JSON.stringify({ tickmarkCatalog: 1, name: 'House', version: '1', ...over })
const apply = (over: object): Applied => applyAdditions(readAdditions('house.json', file(over)), NOTHING_KEPT, 'd1')
const places = (over: object): string[] => apply(over).faults.map((f) => `${f.place}: ${f.reason}`)
const refusal = (text: string): AppError => {
  try {
    readAdditions('house.json', text)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('it was not refused')
}

describe('a catalog file', () => {
  it('that says nothing changes nothing but the version', () => {
    const { catalog, faults } = apply({})
    expect(faults).toEqual([])
    expect(catalog.version).toMatch(/^\d{4}-\d\d-\d\d\.\d+\+d1$/)
    expect(catalog.services()).toHaveLength(171)
  })

  it('is refused with its name, the place and the reason', () => {
    expect(refusal('{"tickmarkCatalog": 1,').message).toMatch(/^house\.json is not JSON: /)
    expect(refusal(file({ tickmarkCatalog: 2 })).message).toContain('tickmarkCatalog: ')
    expect(refusal(`{"tickmarkCatalog":1,"name":"N","version":"1","criteria":[],"criteria":[]}`).message).toContain('criteria: given twice')
    expect(refusal('{"tickmarkCatalog":1,"name":"N","version":"1","__proto__":{}}').message).toContain('unknown: __proto__')
    expect(refusal(file({ critera: [] })).message).toContain('the whole file: unknown: critera')
    expect(refusal(file({ criteria: [{ ...CRITERION, topic: 'Data protection' }] })).message).toContain('criteria[0].topic: ')
    expect(refusal(file({ services: [{ key: 'x', chapter: { title: 'X', source: 'X', topics: [] } }] })).message).toContain(
      'services[0].chapter.topics: ',
    )
    const two = refusal(file({ name: '', criteria: [{ ...CRITERION, howTested: null }] }))
    expect(two.details).toMatchObject({ file: 'house.json', faults: 2 })
    expect(two.details['places']).toEqual([
      expect.stringMatching(/^name: /),
      'criteria[0]: howTested is null exactly where AWS answers for the criterion',
    ])
  })

  it('tells how many faults there are even where it lists only some', () => {
    const { details } = refusal(file({ leaveOut: Array.from({ length: 100 }, () => ({ criterionId: 'a.b.c' })) }))
    expect(details['faults']).toBe(100)
    expect(details['places']).toContain('and 60 more')
  })

  it('adds a service that records are then filed under', () => {
    const { catalog } = apply({ services: [{ key: 'payments', name: 'House Payments', arn: ['housepay'], segments: ['HousePay'] }] })
    expect(catalog.service('House Payments')).toMatchObject({ key: 'payments', hasChapter: false, origin: 'added' })
    expect(catalog.criteria('payments').some((c) => c.statement.includes('House Payments'))).toBe(true)
    const filed = createFiler(catalog)(scanRecord({ resourceId: 'arn:aws:housepay:eu-west-1:111122223333:till/1' }))
    expect(filed.service).toBe('payments')
  })

  it('that takes a scanner’s name from another service says so, and the name leads to its own alone', () => {
    const { catalog, takenOver } = apply({ services: [{ key: 'push', name: 'Push', arn: ['sms-voice'] }] })
    expect(takenOver).toEqual(['arn "sms-voice" from pinpoint'])
    const filed = createFiler(catalog)(scanRecord({ resourceId: 'arn:aws:sms-voice:eu-west-1:111122223333:pool/1' }))
    expect(filed.service).toBe('push')
  })

  it('changes only what it gives of a service and of a topic', () => {
    const { catalog } = apply({
      services: [{ key: 'sqs', name: 'Queues' }],
      topics: [{ topic: 'resilience', label: 'Continuity' }],
    })
    expect(catalog.service('sqs')).toMatchObject({ name: 'Queues', hasChapter: true, origin: 'changed' })
    expect(catalog.topicLabel('resilience')).toBe('Continuity')
    expect(catalog.topics().find((t) => t.topic === 'resilience')?.holds).toContain('Regions')
  })

  it('gives a service another chapter; worked-out criteria of topics it lacks go', () => {
    const chapter = { title: 'House view', source: 'House', topics: [{ topic: 'resilience', title: 'Continuity' }] }
    const { catalog, faults } = apply({ services: [{ key: 'pinpoint', chapter }] })
    expect(faults).toEqual([])
    expect([...new Set(catalog.criteria('pinpoint').map((c) => c.topic))]).toEqual(['resilience'])
  })

  it('adds a criterion, words one anew under its id, and leaves one out', () => {
    const { catalog } = apply({
      criteria: [CRITERION, { ...CRITERION, slug: 'at-rest', statement: 'Every bucket is under a key of ours.' }],
      leaveOut: [{ criterionId: 's3.data-protection.lifecycle', reason: 'Another team audits it' }],
    })
    expect(catalog.criterion('s3.data-protection.house-key')).toMatchObject({
      source: 'House rule 17',
      checks: [],
      when: [],
      subtopic: null,
    })
    expect(catalog.criterion('s3.data-protection.at-rest')?.statement).toBe('Every bucket is under a key of ours.')
    expect(catalog.criterion('s3.data-protection.lifecycle')).toBeUndefined()
  })

  it('adds a criterion to every service that has its topic', () => {
    const { catalog } = apply({ criteria: [{ ...CRITERION, service: '*', statement: '{service} is on the list of the works council.' }] })
    const found = catalog.services().flatMap((s) => catalog.criterion(`${s.key}.data-protection.house-key`) ?? [])
    expect(found).toHaveLength(catalog.services().filter((s) => s.chapter.some((c) => c.topic === 'data-protection')).length)
    expect(catalog.criterion('sqs.data-protection.house-key')?.statement).toBe('Amazon SQS is on the list of the works council.')
  })

  it('is told every reference that leads nowhere', () => {
    const topics = [
      { topic: 'resilience', title: 'R' },
      { topic: 'nope', title: 'N' },
      { topic: 'resilience', title: 'R' },
    ]
    expect(places({ services: [{ key: 'new-one' }] })).toEqual([
      'services[0].name: the catalog has no service new-one; a new one needs a name',
    ])
    expect(
      places({
        services: [
          { key: 'a1', name: 'A' },
          { key: 'a1', name: 'B' },
        ],
      }),
    ).toEqual(['services[1]: the service a1 is given twice'])
    expect(places({ services: [{ key: 'a1', name: 'A', chapter: { title: 'A', source: 'A', topics } }] })).toEqual([
      'services[0].chapter.topics[1].topic: the catalog has no topic nope',
      'services[0].chapter.topics[2].topic: the topic resilience is given twice',
    ])
    expect(places({ topics: [{ topic: 'own', label: 'Own' }] })).toEqual([
      'topics[0]: the catalog has no topic own; a new one needs label, holds, aws and customer',
    ])
    expect(places({ criteria: [{ ...CRITERION, service: 'nope' }] })).toEqual(['criteria[0].service: the catalog has no service nope'])
    expect(places({ criteria: [{ ...CRITERION, service: 'sso' }] })).toEqual([
      'criteria[0].topic: the chapter of sso has no topic data-protection',
    ])
    expect(places({ criteria: [CRITERION, CRITERION] })).toEqual(['criteria[1]: the same id as criteria[0]: s3.data-protection.house-key'])
    expect(places({ criteria: [{ ...CRITERION, subtopic: 'nope' }] })).toEqual([
      'criteria[0].subtopic: the topic data-protection has no part nope',
    ])
    expect(places({ criteria: [{ ...CRITERION, when: ['a.b'] }] })).toEqual(['criteria[0].when: the questionnaire has no answer a.b'])
    expect(places({ leaveOut: [{ criterionId: 's3.nope.nope', reason: 'r' }] })).toEqual([
      'leaveOut[0].criterionId: the catalog has no criterion s3.nope.nope',
    ])
  })

  it('gives the same catalog for the same content', () => {
    const over = { criteria: [CRITERION], services: [{ key: 'a1', name: 'A' }] }
    expect(JSON.stringify(apply(over).catalog.services())).toBe(JSON.stringify(apply(over).catalog.services()))
  })
})

it('the example of docs/catalog.md is a catalog file that fits', () => {
  const text = /```json\n(.*?)```/s.exec(readFileSync(join(import.meta.dirname, '../../docs/catalog.md'), 'utf8'))?.[1] ?? ''
  const { faults, takenOver, catalog } = applyAdditions(readAdditions('catalog.md', text), NOTHING_KEPT, 'd1')
  expect([faults, takenOver]).toEqual([[], []])
  expect(catalog.service('tills')?.chapter.map((c) => c.topic)).toEqual(['shop-floor', 'resilience'])
})
