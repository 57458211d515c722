import { describe, expect, it } from 'vitest'
import type { EvidencePlace } from '#db/queries/evidence'
import { emptyFactors } from '#domain/engagement'
import { openPointsOf } from './open-points.ts'

type Facts = Parameters<typeof openPointsOf>[0]

const ENGAGEMENT: Facts['engagement'] = {
  factors: emptyFactors(),
  periodFrom: '2026-01-01',
  periodTo: '2026-03-31',
  accounts: ['111122223333'],
  regions: ['eu-west-1'],
}

const place = (some: Partial<EvidencePlace>): EvidencePlace => ({
  account: '111122223333',
  region: 'eu-west-1',
  day: '2026-02-01',
  utc: true,
  n: 1,
  ...some,
})

function countsOf(places: readonly EvidencePlace[], over: Partial<Facts['engagement']> = {}, repeated = 0): Record<string, number> {
  const points = openPointsOf({
    engagement: { ...ENGAGEMENT, ...over },
    findings: [],
    criteria: [],
    conclusions: [],
    signOffs: [],
    unfiled: 0,
    rejected: 0,
    places,
    repeated,
    inherited: [],
  })
  return Object.fromEntries(points.filter(({ code }) => code.startsWith('evidence-')).map(({ code, count }) => [code, count]))
}

describe('open points on evidence against the scope', () => {
  it('are none for evidence inside it', () => {
    expect(countsOf([place({}), place({ day: '2026-01-01' }), place({ day: '2026-03-31' })])).toEqual({})
  })

  it('count records, not places', () => {
    expect(countsOf([place({ account: '444455556666', n: 7 }), place({ account: '777788889999', n: 2 })])).toEqual({
      'evidence-outside-accounts': 9,
    })
  })

  it.each<[string, Partial<EvidencePlace>, number]>([
    ['a UTC day before the period', { day: '2025-12-31' }, 1],
    ['a UTC day after it', { day: '2026-04-01' }, 1],
    ['a local day just before it', { day: '2025-12-31', utc: false }, 0],
    ['a local day just after it', { day: '2026-04-01', utc: false }, 0],
    ['a local day two days before it', { day: '2025-12-30', utc: false }, 1],
    ['a local day two days after it', { day: '2026-04-02', utc: false }, 1],
  ])('compare dates: %s', (_, some, outside) => {
    expect(countsOf([place(some)])['evidence-outside-period'] ?? 0).toBe(outside)
  })

  it('count undated records apart, never as outside the period', () => {
    expect(countsOf([place({ day: null, utc: false, n: 3 })])).toEqual({ 'evidence-undated': 3 })
  })

  it('take no region, global services and unstated accounts for no breach of the scope', () => {
    expect(
      countsOf([place({ region: null }), place({ region: 'global' }), place({ region: 'aws-global' }), place({ account: null })]),
    ).toEqual({})
    expect(countsOf([place({ region: 'us-east-1', n: 4 })])).toEqual({ 'evidence-outside-regions': 4 })
  })

  it('limit nothing where the scope states no accounts or regions', () => {
    expect(countsOf([place({ account: '444455556666', region: 'us-east-1' })], { accounts: [], regions: [] })).toEqual({})
  })

  it('tell of repeated records', () => {
    expect(countsOf([], {}, 6)).toEqual({ 'evidence-repeated': 6 })
  })
})
