import { describe, expect, it } from 'vitest'
import { findPlace } from './row-place.ts'

const rows = ['a', 'b', undefined, 'd', 'e']
const place = (name: string, from: number) =>
  findPlace(
    (index) => rows[index],
    (row) => row === name,
    from,
    rows.length,
  )

describe('the place of a row', () => {
  it('is found where it was, or near it', () => {
    expect([place('b', 1), place('e', 0), place('a', 4)]).toEqual([1, 4, 0])
  })

  it('is unknown where the row is not among the fetched ones', () => {
    expect(place('c', 2)).toBeNull()
    expect(
      findPlace(
        () => undefined,
        () => true,
        0,
        0,
      ),
    ).toBeNull()
  })
})
