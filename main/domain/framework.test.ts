import { describe, expect, it } from 'vitest'
import { noVerdicts, type Verdict } from './criterion.ts'
import { type EvidenceResult, noResults } from './evidence.ts'
import { requirementState } from './framework.ts'

const facts = (active: readonly EvidenceResult[], stale: readonly EvidenceResult[], verdicts: readonly Verdict[]) => {
  const counted = { active: noResults(), stale: noResults(), verdicts: noVerdicts() }
  for (const result of active) counted.active[result] += 1
  for (const result of stale) counted.stale[result] += 1
  for (const verdict of verdicts) counted.verdicts[verdict] += 1
  return counted
}

describe('the state of a requirement', () => {
  it.each([
    [[], [], [], 'not-tested'],
    [[], [], ['not-tested'], 'not-tested'],
    [['pass'], [], [], 'pass'],
    [['pass', 'fail'], [], [], 'fail'],
    [['fail'], [], ['met'], 'fail'],
    [['pass'], [], ['not-met'], 'fail'],
    [['pass'], [], ['partly-met'], 'partly'],
    [['pass', 'manual'], [], [], 'inconclusive'],
    [['pass', 'error'], [], [], 'inconclusive'],
    [['info'], [], [], 'inconclusive'],
    [['unknown'], [], [], 'inconclusive'],
    [['skipped'], [], [], 'inconclusive'],
    [[], ['pass'], [], 'inconclusive'],
    [[], ['fail'], [], 'inconclusive'],
    [[], ['fail'], ['met'], 'judged'],
    [['manual'], [], ['met'], 'judged'],
    [['pass', 'manual'], [], ['met'], 'judged'],
    [[], [], ['met', 'not-tested'], 'judged'],
    [['pass'], [], ['met'], 'pass'],
    [['pass'], [], ['not-tested'], 'pass'],
    [[], [], ['inherited'], 'inherited'],
    [['not-applicable'], [], ['inherited'], 'inherited'],
    [['not-applicable'], [], [], 'not-applicable'],
    [[], ['not-applicable'], [], 'not-applicable'],
    [[], [], ['not-applicable'], 'not-applicable'],
    [['not-applicable', 'pass'], [], [], 'pass'],
  ] as const)('of current %j, stale %j, verdicts %j is %s', (active, stale, verdicts, state) => {
    expect(requirementState(facts(active, stale, verdicts))).toBe(state)
  })
})
