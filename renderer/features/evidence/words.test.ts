import { describe, expect, it } from 'vitest'
import { filingWords, rangeWords } from './words.ts'

describe('evidence in words', () => {
  it('names the rule that filed a record and how sure it is', () => {
    expect(filingWords({ service: 'iam', topic: 'resilience', rule: 'prowler-service', confidence: 'high' })).toBe(
      'Rule prowler-service (high confidence)',
    )
  })

  it('says plainly that no rule fired', () => {
    expect(filingWords({ service: null, topic: null, rule: 'none', confidence: 'none' })).toContain('Unfiled')
  })

  it('gives first and last byte of a range', () => {
    expect(rangeWords(1000, 1)).toBe('bytes 1,000–1,000 (1)')
    expect(rangeWords(0, 4096)).toBe('bytes 0–4,095 (4,096)')
  })
})
