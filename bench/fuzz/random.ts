// Numbers that look random and are the same for the same seed.

export type Random = {
  /** A whole number from 0 up to, but without, `below`. */
  readonly below: (below: number) => number
  readonly chance: (of: number) => boolean
  readonly pick: <T>(from: readonly [T, ...T[]] | readonly T[]) => T
}

/** mulberry32: 32 bits of state, good enough to choose mutations. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    chance: (of) => below(of) === 0,
    pick(from) {
      if (from.length === 0) throw new Error('Nothing to pick from')
      return from[below(from.length)] as (typeof from)[number]
    },
  }
}
