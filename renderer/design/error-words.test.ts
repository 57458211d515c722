import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '#domain/errors'
import { ERROR_WORDS } from './error-words.ts'

describe('error words', () => {
  it.each(ERROR_CODES)('tell what happened and what to do for %s', (code) => {
    expect(ERROR_WORDS[code].title.length).toBeGreaterThan(5)
    expect(ERROR_WORDS[code].advice).toMatch(/\.$/)
  })

  it('have no code twice under one title', () => {
    const titles = ERROR_CODES.map((code) => ERROR_WORDS[code].title)
    expect(new Set(titles).size).toBe(titles.length)
  })
})
