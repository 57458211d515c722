import { describe, expect, it } from 'vitest'
import { pagesFor } from './windowed-rows.ts'

describe('pages to fetch', () => {
  it('are those that hold the rows on screen, and no others', () => {
    expect(pagesFor(0, 30)).toEqual([0])
    expect(pagesFor(190, 230)).toEqual([0, 1])
    expect(pagesFor(99_900, 99_999)).toEqual([499])
  })

  it('are the first one where nothing is on screen yet', () => {
    expect(pagesFor(0, -1)).toEqual([0])
  })
})
