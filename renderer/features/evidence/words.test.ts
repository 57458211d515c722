import { describe, expect, it } from 'vitest'
import { rangeWords } from './words.ts'

describe('evidence in words', () => {
  it('gives first and last byte of a range', () => {
    expect(rangeWords(1000, 1)).toBe('bytes 1,000–1,000 (1)')
    expect(rangeWords(0, 4096)).toBe('bytes 0–4,095 (4,096)')
  })
})
