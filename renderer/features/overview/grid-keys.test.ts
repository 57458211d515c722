import { describe, expect, it } from 'vitest'
import { placeAfterKey } from './grid-keys.ts'

describe('moving through the map', () => {
  it('goes cell by cell and stops at the edges', () => {
    expect(placeAfterKey('ArrowRight', { row: 0, column: 7 }, 3, 8)).toEqual({ row: 0, column: 7 })
    expect(placeAfterKey('ArrowDown', { row: 1, column: 2 }, 3, 8)).toEqual({ row: 2, column: 2 })
    expect(placeAfterKey('ArrowUp', { row: 0, column: 2 }, 3, 8)).toEqual({ row: 0, column: 2 })
    expect(placeAfterKey('End', { row: 1, column: 2 }, 3, 8)).toEqual({ row: 1, column: 7 })
  })

  it('passes over ten rows by page keys', () => {
    expect(placeAfterKey('PageDown', { row: 3, column: 2 }, 40, 8)).toEqual({ row: 13, column: 2 })
    expect(placeAfterKey('PageDown', { row: 35, column: 2 }, 40, 8)).toEqual({ row: 39, column: 2 })
    expect(placeAfterKey('PageUp', { row: 4, column: 2 }, 40, 8)).toEqual({ row: 0, column: 2 })
  })

  it('leaves other keys alone', () => {
    expect(placeAfterKey('Enter', { row: 0, column: 0 }, 3, 8)).toBeNull()
  })
})
