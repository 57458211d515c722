import { describe, expect, it } from 'vitest'
import type { FindingText } from '#domain/finding'
import { changedFields, gapsOf, mergeOver, saveableFields } from './finding-draft.ts'

const base: FindingText = {
  title: 'Root has no second factor',
  condition: 'c',
  criterion: '',
  cause: '',
  effect: '',
  recommendation: '',
  clientResponse: '',
  severity: 'high',
  severityReason: '',
  status: 'draft',
  owner: '',
  dueDate: null,
}

describe('a draft', () => {
  it('names the fields that differ, in the order of the form', () => {
    expect(changedFields(base, { ...base, owner: 'Ada', condition: 'd' })).toEqual(['condition', 'owner'])
  })

  it('holds back a changed severity until it has a reason, and nothing else with it', () => {
    const draft = { ...base, severity: 'low' as const, effect: 'none seen' }
    expect(gapsOf(draft, 'high').map((gap) => gap.field)).toEqual(['severityReason'])
    expect(saveableFields(base, draft, 'high')).toEqual(['effect'])
    expect(saveableFields(base, { ...draft, severityReason: 'behind a bastion' }, 'high')).toEqual(['effect', 'severity', 'severityReason'])
  })

  it('needs no reason for a severity that goes back to the scanner’s', () => {
    const saved = { ...base, severity: 'low' as const, severityReason: 'behind a bastion' }
    expect(saveableFields(saved, { ...saved, severity: 'high', severityReason: '' }, 'high')).toEqual(['severity', 'severityReason'])
  })

  it('takes white space for no reason', () => {
    expect(gapsOf({ ...base, severity: 'low', severityReason: '  \n' }, 'high')).toHaveLength(1)
  })

  it('lets a person type a space at the end of a title', () => {
    const draft = { ...base, title: `${base.title} ` }
    expect(changedFields(base, draft)).toEqual([])
    expect(mergeOver(base, draft, { ...base, effect: 'theirs' }).draft.title).toBe(draft.title)
  })

  it('does not save an empty title', () => {
    expect(saveableFields(base, { ...base, title: '  ', owner: 'Ada' }, 'high')).toEqual(['owner'])
  })
})

describe('merging over a newer version', () => {
  it('keeps local words and takes the others’ other fields', () => {
    const merge = mergeOver(base, { ...base, cause: 'mine' }, { ...base, effect: 'theirs' })
    expect(merge).toEqual({ draft: { ...base, cause: 'mine', effect: 'theirs' }, clashes: [] })
  })

  it('names a field changed on both sides and keeps the local words', () => {
    const merge = mergeOver(base, { ...base, cause: 'mine' }, { ...base, cause: 'theirs' })
    expect(merge.clashes).toEqual(['cause'])
    expect(merge.draft.cause).toBe('mine')
  })

  it('sees no clash where both wrote the same', () => {
    expect(mergeOver(base, { ...base, cause: 'same' }, { ...base, cause: 'same' }).clashes).toEqual([])
  })
})
