import { describe, expect, it } from 'vitest'
import { aFinding } from './finding.fixture.ts'
import { changeBetween, planUndo } from './undo.ts'

describe('undo', () => {
  const before = aFinding({ severity: 'high', severityReason: '', revision: 3 })
  const after = aFinding({ severity: 'low', severityReason: 'behind a bastion', revision: 4 })

  it('writes the earlier values of exactly the fields that changed', () => {
    const change = changeBetween(before, after, ['severity', 'severityReason', 'owner'])
    expect(change?.fields).toEqual(['severity', 'severityReason'])
    expect(change && planUndo(change, after)).toEqual({ kind: 'patch', patch: { severity: 'high', severityReason: '' } })
  })

  it('is refused where somebody has changed the field again', () => {
    const change = changeBetween(before, after, ['severity', 'severityReason'])
    expect(change && planUndo(change, aFinding({ ...after, severityReason: 'other words' }))).toEqual({
      kind: 'overtaken',
      fields: ['severityReason'],
    })
  })

  it('knows no change where no written field differs', () => {
    expect(changeBetween(before, { ...before, revision: 4 }, ['severity'])).toBeNull()
  })
})
