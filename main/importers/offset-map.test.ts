import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOffsetMap, shiftedBy } from './offset-map.ts'

type Run = readonly [count: number, from: number, to: number]

/** The source offset of every character, one by one. */
function plainly(start: number, runs: readonly Run[]): { readonly text: number; readonly source: number }[] {
  const places: { text: number; source: number }[] = []
  let text = 0
  let source = start
  for (const [count, from, to] of runs)
    for (let n = 0; n < count; n++) {
      places.push({ text, source })
      text += to
      source += from
    }
  places.push({ text, source })
  return places
}

describe('createOffsetMap', () => {
  const width = fc.constantFrom([1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [4, 4])
  const run = fc.tuple(fc.integer({ min: 1, max: 300 }), width).map(([count, [from = 1, to = 1]]): Run => [count, from, to])

  it('finds every character where it lay', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.array(run, { maxLength: 40 }), (start, runs) => {
        const map = createOffsetMap(start)
        for (const [count, from, to] of runs) map.add(count, from, to)
        for (const { text, source } of plainly(start, runs)) expect(map.source(text)).toBe(source)
      }),
      { numRuns: 30 },
    )
  })

  it('finds characters far behind many changes of width, in any order of asking', () => {
    const runs = Array.from({ length: 5000 }, (_, n): Run => (n % 2 === 0 ? [1 + (n % 5), 2, 1] : [1, 2, 3]))
    const map = createOffsetMap(2)
    for (const [count, from, to] of runs) map.add(count, from, to)
    for (const { text, source } of plainly(2, runs).reverse()) expect(map.source(text)).toBe(source)
  })

  it('can be asked while it grows', () => {
    const map = createOffsetMap(2)
    for (let n = 0; n < 1000; n++) {
      map.add(1, 2, 1)
      map.add(1, 4, 4)
      expect([map.source(5 * n), map.source(5 * n + 1), map.source(5 * n + 5)]).toEqual([2 + 6 * n, 4 + 6 * n, 8 + 6 * n])
    }
  })

  it('counts runs longer than 32 bits hold', () => {
    const map = createOffsetMap(0)
    map.add(5_000_000_000, 2, 1)
    map.add(1, 2, 3)
    map.add(1, 2, 1)
    expect(map.source(4_999_999_999)).toBe(9_999_999_998)
    expect(map.source(5_000_000_003)).toBe(10_000_000_002)
  })

  it('gives the end of the source for what lies behind it', () => {
    const map = createOffsetMap(3)
    expect(map.source(7)).toBe(3)
    map.add(2, 2, 3)
    expect([map.source(6), map.source(99)]).toEqual([7, 7])
  })
})

it('text that only moved lies as far behind as it moved', () => {
  expect(shiftedBy(3).source(10)).toBe(13)
})
