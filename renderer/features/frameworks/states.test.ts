import { describe, expect, it } from 'vitest'
import { type FrameworkSummary, noRequirementStates, RequirementState } from '#domain/framework'
import { groupsOf, STATE_LOOKS, STATE_ORDER } from './states.ts'

const framework = (frameworkId: string, more: Partial<FrameworkSummary> = {}): FrameworkSummary => ({
  frameworkId,
  name: frameworkId,
  version: '',
  kind: 'framework',
  publisher: null,
  licence: null,
  source: null,
  notice: null,
  list: 'part',
  listNote: null,
  writtenAs: [],
  selected: false,
  requirements: 2,
  states: { ...noRequirementStates(), 'not-tested': 2 },
  checks: 0,
  withoutRequirement: 0,
  ...more,
})

describe('the list of frameworks', () => {
  const touched = { states: { ...noRequirementStates(), fail: 1, 'not-tested': 1 } }

  it('puts every framework into one part', () => {
    const all = [
      framework('selected', { selected: true, writtenAs: ['x'] }),
      framework('named', { writtenAs: ['x'], ...touched }),
      framework('touched', touched),
      framework('unknown', { kind: 'unknown', writtenAs: ['x'] }),
      framework('reference', { kind: 'reference', writtenAs: ['x'] }),
      framework('untouched reference', { kind: 'reference' }),
      framework('untouched'),
    ]
    const groups = groupsOf(all).map(({ title, frameworks }) => [title, frameworks.map(({ frameworkId }) => frameworkId)])
    expect(groups).toEqual([
      ['Selected', ['selected']],
      ['Named by scans', ['named']],
      ['Touched', ['touched']],
      ['Only scans know it', ['unknown']],
      ['References', ['reference']],
      ['Not touched', ['untouched reference', 'untouched']],
    ])
  })

  it('leaves out parts with nothing in them', () => {
    expect(groupsOf([])).toEqual([])
  })
})

describe('states', () => {
  it('are all drawn, each by a shape of its own', () => {
    expect([...STATE_ORDER].sort()).toEqual([...RequirementState.options].sort())
    expect(new Set(Object.values(STATE_LOOKS).map(({ shape }) => shape)).size).toBe(RequirementState.options.length)
  })
})
