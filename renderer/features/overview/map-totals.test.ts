import { describe, expect, it } from 'vitest'
import { cellOf, counts, coverageOf, rowOf } from './coverage.fixture.ts'
import { mapTotals } from './map-totals.ts'

const s3 = rowOf({
  topics: [cellOf({ evidence: counts({ pass: 4 }) }), cellOf({ topic: 'resilience', evidence: counts({ fail: 1 }) })],
  unfiled: counts({ info: 2 }),
  evidence: counts({ pass: 4, fail: 1, info: 2 }),
})
const iam = rowOf({ key: 'iam', topics: [cellOf({ evidence: counts({ manual: 3 }) })], evidence: counts({ manual: 3 }) })

describe('totals of the coverage map', () => {
  it('add up over topics, records without topic and records without service', () => {
    const totals = mapTotals(
      coverageOf({
        services: [s3, iam],
        unfiled: counts({ unknown: 5 }),
        total: counts({ pass: 4, fail: 1, info: 2, manual: 3, unknown: 5 }),
      }),
    )
    expect(totals).toEqual({
      byTopic: new Map([
        ['data-protection', 7],
        ['resilience', 1],
      ]),
      withoutTopic: 2,
      withoutService: 5,
      total: 15,
      addsUp: true,
    })
  })

  it('say so when a record is missing from the cells', () => {
    expect(mapTotals(coverageOf({ services: [s3], total: counts({ pass: 4, fail: 1, info: 3 }) })).addsUp).toBe(false)
  })

  it('say so when a row does not hold what its cells hold', () => {
    const wrong = { ...s3, evidence: counts({ pass: 5, fail: 1, info: 2 }) }
    expect(mapTotals(coverageOf({ services: [wrong], total: counts({ pass: 4, fail: 1, info: 2 }) })).addsUp).toBe(false)
  })
})
