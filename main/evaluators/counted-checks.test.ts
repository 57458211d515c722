import { describe, expect, it } from 'vitest'
import { combine, type NamedStatement } from './combine.ts'
import { type CheckCount, countedChecks } from './counted-checks.ts'

const count = (result: CheckCount['result'], n: number, more: Partial<CheckCount> = {}): CheckCount => ({
  check: 'IAM.5',
  result,
  muted: false,
  account: '111122223333',
  count: n,
  ...more,
})
const says = (...counts: readonly CheckCount[]) =>
  countedChecks({ checks: ['IAM.5', 'iam_user_mfa'], counts, accounts: ['111122223333'], failing: [] })

describe('counts of checks', () => {
  it.each([
    ['all pass', [count('pass', 7)], 'met', 'All 7 records that pass or fail pass (IAM.5 7)'],
    ['one fails', [count('pass', 6), count('fail', 1)], 'partly-met', '1 of 7 records that pass or fail do fail (IAM.5 1)'],
    ['all fail', [count('fail', 3)], 'not-met', '3 of 3 records'],
    ['only errors', [count('error', 2)], null, '2 could not be tested (error)'],
    ['passes and errors', [count('pass', 2), count('error', 1)], null, '1 could not be tested'],
    ['passes and manual', [count('pass', 2), count('manual', 1)], null, 'for a person to judge'],
    ['passes and what does not apply', [count('pass', 2), count('not-applicable', 1)], 'met', '1 do not apply'],
    ['only muted', [count('fail', 2, { muted: true })], null, 'not weighed: 2 muted, of them failing 2'],
    ['muted fails beside passes', [count('pass', 2), count('fail', 1, { muted: true })], 'met', '1 muted, of them failing 1'],
    ['passes of another account only', [count('pass', 2, { account: '222233334444' })], null, 'no record is of 111122223333'],
    ['fails of another account only', [count('fail', 2, { account: '222233334444' })], 'not-met', 'no record is of 111122223333'],
  ] as const)('%s', (_name, counts, verdict, words) => {
    const found = says(...counts)
    expect(found?.verdict).toBe(verdict)
    expect(found?.reason).toContain(words)
  })

  it('name the checks without a record, and say nothing where none has any', () => {
    expect(says(count('pass', 1))?.reason).toContain('1 of the 2 checks that test this have no record (iam_user_mfa)')
    expect(says()).toBeNull()
  })
})

describe('several statements on one criterion', () => {
  const said = (verdict: NamedStatement['verdict'], reason = ''): NamedStatement => ({
    evaluatorId: 'e',
    verdict,
    reason,
    full: reason,
    places: [],
  })
  const together = (...verdicts: readonly NamedStatement['verdict'][]) =>
    combine(
      'c',
      verdicts.map((verdict) => said(verdict)),
    )?.verdict

  it('weigh faults before gaps and gaps before passes', () => {
    expect(together('met', 'met')).toBe('met')
    expect(together('met', null)).toBeNull()
    expect(together('not-met', null)).toBe('not-met')
    expect(together('not-met', 'met')).toBe('partly-met')
    expect(together('partly-met', null)).toBe('partly-met')
    expect(together('not-applicable', 'met')).toBe('met')
    expect(together('not-applicable', null)).toBeNull()
    expect(together('not-applicable')).toBe('not-applicable')
    expect(combine('c', [])).toBeNull()
  })

  it('have another digest when anything they say differs, also in the part of a list that is not shown', () => {
    const a = combine('c', [{ ...said('met', 'a, b (shown 2 of 3)'), full: 'a, b, c' }])
    const b = combine('c', [{ ...said('met', 'a, b (shown 2 of 3)'), full: 'a, b, d' }])
    expect(a?.digest).not.toBe(b?.digest)
  })
})
