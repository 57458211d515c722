import { describe, expect, it } from 'vitest'
import { excerptAround, markPlace, placeWords } from './excerpt.ts'

const at = (offset: number, length: number | null = null) => ({ offset, length, record: null, line: null })

describe('an excerpt of the original', () => {
  it('reaches to both sides of the place and never before the file', () => {
    expect(excerptAround(at(100, 50))).toEqual({ offset: 0, length: 2150 })
    expect(excerptAround(at(10_000, 50))).toEqual({ offset: 8000, length: 4050 })
    expect(excerptAround(at(10_000, 1_000_000)).length).toBe(65_536)
  })

  it('marks the place by bytes, also behind letters of several bytes', () => {
    expect(markPlace('äö{bad}x', 1000, at(1004, 5))).toEqual({ before: 'äö', marked: '{bad}', after: 'x' })
  })

  it('marks to the end of the line where no length is known', () => {
    expect(markPlace('one\ntwo three\nfour', 0, at(4))).toEqual({ before: 'one\n', marked: 'two three', after: '\nfour' })
  })

  it('names the place as far as it is known', () => {
    expect(placeWords({ offset: 1234, length: null, record: 706, line: null })).toBe('record 706, byte 1,234')
    expect(placeWords(null)).toBe('somewhere in the file')
  })
})
