// The one place where JSON text becomes values. Whole numbers that a double would change come as the digits that were written: an id
// of 64 bits must not be rounded to another one (field/trust.md T15).

export type JsonRead = {
  readonly value: unknown
  /** The members of all its objects; fewer than colons were written where a name stands twice in one object. */
  readonly members: number
  /**
   * No JSON text of this value is shorter. Where the text is just as long, each of its characters belongs to the value, and no member
   * was written that the value does not show.
   */
  readonly shortest: number
}

/**
 * Reads one JSON text. Throws SyntaxError on any other, and RangeError on a value nested more than `deepest` levels deep. Recursive:
 * without `deepest` only for text whose depth is known to be bounded.
 */
export function readJson(text: string, deepest = Number.POSITIVE_INFINITY): JsonRead {
  const value: unknown = JSON.parse(text)
  const seen = { members: 0, large: false, shortest: 0 }
  look(value, seen, deepest)
  return { value: seen.large ? exact(text) : value, members: seen.members, shortest: seen.shortest }
}

function look(value: unknown, seen: { members: number; large: boolean; shortest: number }, levels: number): void {
  if (typeof value === 'string') seen.shortest += value.length + QUOTES
  else if (typeof value === 'number') {
    if (isLarge(value)) seen.large = true
    seen.shortest += shortestNumber(value)
  } else if (typeof value === 'object' && value !== null) {
    if (levels === 0) throw new RangeError('JSON that is nested too deep')
    let items = 0
    // Nothing is inherited by what JSON.parse gives; Object.values would make a list of each object first.
    if (Array.isArray(value)) {
      items = value.length
      for (const item of value) look(item, seen, levels - 1)
    } else
      for (const name in value) {
        items += 1
        seen.members += 1
        seen.shortest += name.length + QUOTES + COLON
        look((value as Readonly<Record<string, unknown>>)[name], seen, levels - 1)
      }
    seen.shortest += BRACKETS + Math.max(items - 1, 0)
  } else seen.shortest += value === false ? 5 : 4
}

const QUOTES = 2
const BRACKETS = 2
const COLON = 1
/** `1e9` is shorter than its digits, and `1e-9`; numbers between are not shorter in any other way of writing them. */
const EXPONENT = 3
const MOST_DIGITS = 1000

const shortestNumber = (value: number): number => {
  const size = Math.abs(value)
  const mayHaveExponent = (size >= MOST_DIGITS && size % MOST_DIGITS === 0) || (size < 0.01 && size > 0) || isLarge(value)
  return mayHaveExponent ? EXPONENT : String(value).length
}

/** Whole numbers from 2⁵³ on have neighbours that a double cannot tell from them; from 2¹⁰²⁴ on it holds none at all. */
const isLarge = (value: number): boolean => Math.abs(value) > Number.MAX_SAFE_INTEGER

/** As JSON.parse, with large numbers that would come out otherwise as the text they were written in. Much slower, so only where one is. */
function exact(text: string): unknown {
  const keep = (_key: string, value: unknown, { source }: { readonly source?: string }): unknown =>
    typeof value === 'number' && isLarge(value) && String(value) !== source ? (source ?? value) : value
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown)
}
