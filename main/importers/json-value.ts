// The one place where JSON text becomes values. Whole numbers that a double would change come as the digits that were written: an id
// of 64 bits must not be rounded to another one (field/trust.md T15).

export type JsonRead = {
  readonly value: unknown
  /** The members of all its objects; fewer than colons were written where a name stands twice in one object. */
  readonly members: number
}

/** Reads one JSON text. Throws SyntaxError on any other. Recursive: only for text whose depth is known to be bounded. */
export function readJson(text: string): JsonRead {
  const value: unknown = JSON.parse(text)
  const seen = { members: 0, large: false }
  look(value, seen)
  return { value: seen.large ? exact(text) : value, members: seen.members }
}

function look(value: unknown, seen: { members: number; large: boolean }): void {
  if (typeof value === 'number') {
    if (isLarge(value)) seen.large = true
  } else if (typeof value === 'object' && value !== null) {
    // Nothing is inherited by what JSON.parse gives; Object.values would make a list of each object first.
    if (Array.isArray(value)) for (const item of value) look(item, seen)
    else
      for (const name in value) {
        seen.members += 1
        look((value as Readonly<Record<string, unknown>>)[name], seen)
      }
  }
}

/** Whole numbers from 2⁵³ on have neighbours that a double cannot tell from them; from 2¹⁰²⁴ on it holds none at all. */
const isLarge = (value: number): boolean => Math.abs(value) > Number.MAX_SAFE_INTEGER

/** As JSON.parse, with large numbers that would come out otherwise as the text they were written in. Much slower, so only where one is. */
function exact(text: string): unknown {
  const keep = (_key: string, value: unknown, { source }: { readonly source?: string }): unknown =>
    typeof value === 'number' && isLarge(value) && String(value) !== source ? (source ?? value) : value
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown)
}
