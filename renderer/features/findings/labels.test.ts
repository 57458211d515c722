import { describe, expect, it } from 'vitest'
import { fieldLabel, readableChanges, valueWords } from './labels.ts'

describe('a history step', () => {
  it('leaves out bookkeeping and what stayed empty, and nothing else', () => {
    const change = (field: string, before: string | null, after: string | null) => ({ field, before, after })
    const step = {
      seq: 3,
      at: '2026-11-20T09:00:00.000Z',
      actor: 'Ada',
      reason: null,
      changes: [
        change('findingId', null, 'x'),
        change('revision', '1', '2'),
        change('cause', null, ''),
        change('title', null, 'Root has no MFA'),
        change('owner', 'Ada', null),
      ],
    }
    expect(readableChanges(step).map(({ field }) => field)).toEqual(['title', 'owner'])
  })

  it('tells values in the words of the screen, and unknown ones as they are', () => {
    expect([valueWords('severity', 'high'), valueWords('status', 'risk-accepted'), valueWords('severity', 'dire')]).toEqual([
      'High',
      'Risk accepted',
      'dire',
    ])
    expect([fieldLabel('clientResponse'), fieldLabel('scannerSeverity'), fieldLabel('novel')]).toEqual([
      'Client’s response',
      'Scanner’s severity',
      'novel',
    ])
  })
})
