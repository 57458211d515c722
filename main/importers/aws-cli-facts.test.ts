import { describe, expect, it } from 'vitest'
import { saysWhat } from './aws-cli-facts.ts'

describe('what an answer holds, in one sentence', () => {
  it('quotes an answer of nothing but numbers and switches: a password policy is evidence by its values', () => {
    expect(saysWhat({ MinimumPasswordLength: 14, RequireSymbols: true, ExpirePasswords: false }, 'PasswordPolicy')).toBe(
      'ExpirePasswords false; MinimumPasswordLength 14; RequireSymbols true.',
    )
  })

  it('quotes all of an account summary, however far down the root user stands', () => {
    const summary = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`Quota${n}`, n]))
    expect(saysWhat({ ...summary, AccountMFAEnabled: 0 }, 'SummaryMap')).toMatch(/^AccountMFAEnabled 0; Quota0 0; .*Quota29 29; /)
  })

  it.each([
    ['a text among them, which may be a secret (trap T19)', { Enabled: true, ApiKey: 'k-123' }],
    ['more members than a summary has', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`n${n}`, 7]))],
  ])('names members only where there is %s', (_, content) => {
    expect(saysWhat(content, 'Response')).toMatch(/^\d+ members under Response: /)
    expect(saysWhat(content, 'Response')).not.toMatch(/k-123|n0 7/)
  })
})
