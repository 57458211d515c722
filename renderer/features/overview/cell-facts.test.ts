import { describe, expect, it } from 'vitest'
import { CoverageState } from '#domain/coverage'
import { noPlaces } from '#domain/coverage-places'
import { noVerdicts } from '#domain/criterion'
import { hrefs } from '../../navigation/hrefs.ts'
import { cellFacts, composition, reachOfPlaces } from './cell-facts.ts'
import { cellOf, counts } from './coverage.fixture.ts'

describe('a cell of the coverage map', () => {
  it('shows failing records and leads to exactly them', () => {
    const facts = cellFacts('s3', cellOf({ state: 'fail', evidence: counts({ fail: 12, pass: 40 }) }))
    expect(facts).toEqual({
      number: 12,
      words: 'Failing: 12 records',
      href: hrefs.counted({ service: 's3', topic: 'data-protection', result: ['fail'] }),
    })
  })

  it('shows verdicts where a person, not a scan, found it failing', () => {
    const facts = cellFacts('pinpoint', cellOf({ state: 'fail', verdicts: { ...noVerdicts(), 'not-met': 1 } }))
    expect(facts.words).toBe('Failing: 1 criterion not met')
    expect(facts.href).toBe(hrefs.service('pinpoint', 'data-protection'))
  })

  it('names in its link every result that the undecided number counts', () => {
    const facts = cellFacts('s3', cellOf({ state: 'inconclusive', evidence: counts({ manual: 2, unknown: 3, fail: 1 }) }))
    expect(facts.number).toBe(6)
    expect(facts.href).toBe(hrefs.counted({ service: 's3', topic: 'data-protection', result: ['manual', 'unknown', 'fail'] }))
  })

  it('counts stale passes where an inconclusive topic has nothing else', () => {
    expect(cellFacts('s3', cellOf({ state: 'inconclusive', evidence: counts({ pass: 4, 'not-applicable': 2 }) }))).toMatchObject({
      number: 4,
      words: 'Inconclusive: 4 records',
    })
  })

  it('invents no number for what is no topic of the chapter', () => {
    expect(cellFacts('sso', cellOf({ state: 'not-in-chapter', inChapter: false }))).toMatchObject({
      number: null,
      words: 'Not a topic of this chapter',
    })
  })

  it('says of what only a verdict decided that it was judged by hand', () => {
    const facts = cellFacts('s3', cellOf({ state: 'pass', decidedBy: 'verdict', verdicts: { ...noVerdicts(), met: 2 } }))
    expect(facts).toMatchObject({ number: 2, words: 'Passing, judged by hand: 2 criteria met' })
  })

  it('counts refused calls where nothing else is known, and leads to exactly them', () => {
    const cell = cellOf({ why: 'access-denied', evidence: counts({ error: 3 }), unanswered: { denied: 2, failed: 1, notRun: 0 } })
    expect(cellFacts('sso', cell)).toEqual({
      number: 3,
      words: 'Not tested: 3 denied calls',
      href: hrefs.counted({ service: 'sso', topic: 'data-protection', result: ['error'] }),
    })
  })

  it('says why nothing is known', () => {
    expect(cellFacts('s3', cellOf({ why: 'place-not-scanned' }))).toMatchObject({ number: null, words: 'Not tested: unscanned' })
  })

  it.each(CoverageState.options)('has words for %s', (state) => {
    expect(cellFacts('s3', cellOf({ state })).words).not.toBe('')
  })
})

describe('the places of a cell', () => {
  it('are those with evidence, those expected, and those of which something is missing', () => {
    const places = { ...noPlaces(), tested: 3, 'partly-tested': 1, 'not-scanned': 2 }
    expect(reachOfPlaces(places)).toEqual({ tested: 4, expected: 6, holes: 3 })
  })
})

describe('the bar below a number', () => {
  it('adds up to the whole', () => {
    const parts = composition(counts({ pass: 3, fail: 1, manual: 4 }))
    expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(parts.map(({ part }) => part)).toEqual(['fail', 'other', 'pass'])
  })

  it('is empty without evidence', () => {
    expect(composition(counts({}))).toEqual([])
  })
})
