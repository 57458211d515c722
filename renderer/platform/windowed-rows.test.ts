import { describe, expect, it } from 'vitest'
import { pagesFor, totalOf } from './windowed-rows.ts'

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

describe('the total of a list', () => {
  const known = { list: 'findings', total: 12_000 }

  it('stays known while the pages on screen are being fetched', () => {
    expect(totalOf('findings', [], known)).toBe(known)
  })

  it('is unknown for another list until its first page is here', () => {
    expect(totalOf('findings status:open', [], known)).toBeNull()
    expect(totalOf('findings status:open', [{ total: 7, at: 1 }], known)).toEqual({ list: 'findings status:open', total: 7 })
  })

  it('is that of the page fetched last', () => {
    const pages = [
      { total: 11_998, at: 20 },
      { total: 12_000, at: 10 },
    ]
    expect(totalOf('findings', pages, known)?.total).toBe(11_998)
    expect(totalOf('findings', pages.toReversed(), null)?.total).toBe(11_998)
  })

  it('keeps its identity while nothing changes, so that drawing comes to rest', () => {
    expect(totalOf('findings', [{ total: 12_000, at: 30 }], known)).toBe(known)
  })
})
