import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWords } from './text-diff.ts'

const side = (pieces: ReturnType<typeof diffWords>, other: 'removed' | 'added') =>
  pieces
    .filter((piece) => piece.kind !== other)
    .map((piece) => piece.text)
    .join('')

describe('diffWords', () => {
  it('marks only the words that changed', () => {
    expect(diffWords('the root user has no MFA', 'the root user has a hardware MFA')).toEqual([
      { kind: 'same', text: 'the root user has ' },
      { kind: 'removed', text: 'no' },
      { kind: 'added', text: 'a hardware' },
      { kind: 'same', text: ' MFA' },
    ])
  })

  it('gives nothing for two empty texts and one piece for equal ones', () => {
    expect(diffWords('', '')).toEqual([])
    expect(diffWords('same', 'same')).toEqual([{ kind: 'same', text: 'same' }])
  })

  it('gives both texts back exactly, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const pieces = diffWords(before, after)
        expect(side(pieces, 'added')).toBe(before)
        expect(side(pieces, 'removed')).toBe(after)
      }),
    )
  })

  it('shows a very long rewritten text as replaced, losing nothing', () => {
    const before = 'alpha beta '.repeat(2000)
    const after = 'gamma delta '.repeat(2000)
    const pieces = diffWords(before, after)
    expect(side(pieces, 'added')).toBe(before)
    expect(side(pieces, 'removed')).toBe(after)
  })
})
