import { describe, expect, it } from 'vitest'
import type { CoverageState } from './coverage.ts'
import { type CoverageFacts, coverageState, decidedBy, splitByLifecycle, withoutUnanswered } from './coverage-state.ts'
import { noVerdicts, type VerdictCounts } from './criterion.ts'
import { noResults, type ResultCounts } from './evidence.ts'

type Some = { active?: Partial<ResultCounts>; stale?: Partial<ResultCounts>; verdicts?: Partial<VerdictCounts>; inChapter?: boolean }

const factsOf = ({ active, stale, verdicts, inChapter = true }: Some): CoverageFacts => ({
  inChapter,
  active: { ...noResults(), ...active },
  stale: { ...noResults(), ...stale },
  verdicts: { ...noVerdicts(), ...verdicts },
})
const stateOf = (some: Some): CoverageState => coverageState(factsOf(some))

describe('coverageState', () => {
  it.each<[string, Some, CoverageState]>([
    ['an active fail beside passes', { active: { fail: 1, pass: 40 } }, 'fail'],
    ['an active fail beside a met criterion', { active: { fail: 1 }, verdicts: { met: 1 } }, 'fail'],
    ['a criterion not met beside passes', { active: { pass: 1 }, verdicts: { 'not-met': 1 } }, 'fail'],
    ['a criterion partly met beside a met one', { active: { pass: 1 }, verdicts: { 'partly-met': 1, met: 1 } }, 'partly'],
    ['a criterion partly met beside undecided records', { active: { error: 1 }, verdicts: { 'partly-met': 1 } }, 'partly'],
    ['active passes alone', { active: { pass: 3 } }, 'pass'],
    ['pass and info', { active: { pass: 1, info: 2 } }, 'pass'],
    ['pass and not applicable', { active: { pass: 1, 'not-applicable': 9 } }, 'pass'],
    ['pass beside stale fails', { active: { pass: 1 }, stale: { fail: 2 } }, 'pass'],
    ['pass beside stale undecided records', { active: { pass: 1 }, stale: { manual: 2, error: 1 } }, 'pass'],
    ['met alone', { verdicts: { met: 1 } }, 'pass'],
    ['met and manual', { active: { manual: 2 }, verdicts: { met: 1 } }, 'pass'],
    ['met and only stale fails', { stale: { fail: 2 }, verdicts: { met: 1 } }, 'pass'],
    ['pass and manual', { active: { pass: 9, manual: 1 } }, 'inconclusive'],
    ['pass and error', { active: { pass: 9, error: 1 } }, 'inconclusive'],
    ['pass and unknown', { active: { pass: 9, unknown: 1 } }, 'inconclusive'],
    ['pass and skipped', { active: { pass: 9, skipped: 1 } }, 'inconclusive'],
    ['an archived pass alone', { stale: { pass: 1 } }, 'inconclusive'],
    [
      'an archived pass beside not applicable and an error',
      { active: { 'not-applicable': 10, error: 1 }, stale: { pass: 1 } },
      'inconclusive',
    ],
    ['an archived pass beside not applicable', { active: { 'not-applicable': 10 }, stale: { pass: 1 } }, 'inconclusive'],
    ['a resolved fail alone', { stale: { fail: 1 } }, 'inconclusive'],
    ['a stale manual record alone', { stale: { manual: 1 } }, 'inconclusive'],
    ['info alone', { active: { info: 1 } }, 'inconclusive'],
    ['undecided records beside an inherited criterion', { active: { manual: 1 }, verdicts: { inherited: 2 } }, 'inconclusive'],
    ['inherited alone', { verdicts: { inherited: 1 } }, 'inherited'],
    ['inherited and not applicable', { active: { 'not-applicable': 1 }, verdicts: { inherited: 1 } }, 'inherited'],
    ['records that say not applicable', { active: { 'not-applicable': 1 } }, 'not-applicable'],
    ['a criterion that does not apply', { verdicts: { 'not-applicable': 1 } }, 'not-applicable'],
    ['nothing', { verdicts: { 'not-tested': 4 } }, 'not-tested'],
    ['nothing outside the chapter', { inChapter: false }, 'not-in-chapter'],
    ['a pass outside the chapter', { inChapter: false, active: { pass: 1 } }, 'pass'],
  ])('%s', (_, facts, state) => {
    expect(stateOf(facts)).toBe(state)
  })
})

describe('splitByLifecycle', () => {
  it('counts archived and resolved records apart from active ones, and loses none', () => {
    const { active, stale } = splitByLifecycle([
      { result: 'pass', lifecycle: 'active', count: 2 },
      { result: 'pass', lifecycle: 'archived', count: 3 },
      { result: 'fail', lifecycle: 'resolved', count: 4 },
    ])
    expect([active.pass, stale.pass, active.fail, stale.fail]).toEqual([2, 3, 0, 4])
  })
})

describe('decidedBy', () => {
  it.each<[string, Some, ReturnType<typeof decidedBy>]>([
    ['a failing record', { active: { fail: 1 }, verdicts: { met: 1 } }, 'records'],
    ['a criterion not met, no scan', { verdicts: { 'not-met': 1 } }, 'verdict'],
    ['both failing', { active: { fail: 1 }, verdicts: { 'not-met': 1 } }, 'both'],
    ['passing records', { active: { pass: 2 } }, 'records'],
    ['a met criterion over what the scanner left open', { active: { manual: 2 }, verdicts: { met: 1 } }, 'verdict'],
    ['a met criterion and passing records', { active: { pass: 2 }, verdicts: { met: 1 } }, 'both'],
    ['a stale not-applicable record', { stale: { 'not-applicable': 1 } }, 'records'],
    ['nothing', {}, null],
  ])('%s', (_, some, by) => {
    expect(decidedBy(factsOf(some), stateOf(some))).toBe(by)
  })
})

describe('calls of the kit without an answer', () => {
  const calls = { denied: 2, failed: 1, notRun: 3 }
  it('leave a topic not tested that has nothing else', () => {
    const recorded = factsOf({ active: { error: 3, skipped: 3 } })
    expect(coverageState(recorded)).toBe('inconclusive')
    expect(coverageState(withoutUnanswered(recorded, calls))).toBe('not-tested')
  })

  it('take nothing from what other tools left undecided', () => {
    expect(coverageState(withoutUnanswered(factsOf({ active: { error: 4, skipped: 3 } }), calls))).toBe('inconclusive')
  })
})
