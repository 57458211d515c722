import { describe, expect, it } from 'vitest'
import { rowAfterKey } from './row-keys.ts'

const key = (name: string) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false })

describe('moving through a list by keyboard', () => {
  it('starts at the first row and stops at both ends', () => {
    expect(rowAfterKey(key('ArrowDown'), null, 5, 3)).toBe(0)
    expect(rowAfterKey(key('ArrowDown'), 4, 5, 3)).toBe(4)
    expect(rowAfterKey(key('ArrowUp'), 0, 5, 3)).toBe(0)
  })

  it('moves by pages without leaving the list', () => {
    expect(rowAfterKey(key('PageDown'), 10, 100, 20)).toBe(30)
    expect(rowAfterKey(key('PageDown'), 95, 100, 20)).toBe(99)
    expect(rowAfterKey(key('PageUp'), 10, 100, 20)).toBe(0)
  })

  it('jumps to the ends', () => {
    expect(rowAfterKey(key('End'), 0, 100_000, 20)).toBe(99_999)
    expect(rowAfterKey(key('Home'), 99_999, 100_000, 20)).toBe(0)
  })

  it('leaves other keys, combinations and empty lists alone', () => {
    expect(rowAfterKey(key('x'), 3, 10, 5)).toBeNull()
    expect(rowAfterKey({ ...key('ArrowDown'), ctrlKey: true }, 3, 10, 5)).toBeNull()
    expect(rowAfterKey(key('ArrowDown'), null, 0, 5)).toBeNull()
  })
})
