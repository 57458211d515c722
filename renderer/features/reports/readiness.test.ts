import { describe, expect, it } from 'vitest'
import type { Readiness } from '#domain/report'
import { planBuild, readyWord, readyWords } from './readiness.ts'

const ready = (service: string, over: Partial<Readiness> = {}): Readiness => ({
  service,
  serviceName: service.toUpperCase(),
  blockers: [],
  openPoints: [],
  balance: { holds: true, lines: [] },
  ...over,
})
const blocked = ready('iam', { blockers: [{ code: 'balance', message: 'off by one' }] })
const open = ready('sso', { openPoints: [{ code: 'untested', message: 'not tested', count: 3 }] })

describe('readiness', () => {
  it('is blocked by a gate or by a sum that does not hold, not by open points', () => {
    expect([blocked, open, ready('pinpoint'), ready('s3', { balance: { holds: false, lines: [] } })].map(readyWord)).toEqual([
      'blocked',
      'open-points',
      'ready',
      'blocked',
    ])
  })

  it('counts in words', () => {
    expect([blocked, open, ready('pinpoint')].map(readyWords)).toEqual(['1 blocker', '3 open points', 'Ready'])
  })

  it('plans only what was chosen and says what stands in the way', () => {
    const all = [blocked, open]
    expect(planBuild(all, new Set()).refusal).toContain('at least one')
    expect(planBuild(all, new Set(['sso']))).toMatchObject({ services: ['sso'], refusal: null })
    expect(planBuild(all, new Set(['sso', 'iam'])).refusal).toContain('IAM')
  })
})
