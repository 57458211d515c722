// Reads named members out of JSON nobody has checked. Absent, empty and wrongly typed members all come out as null or [].

export type JsonObject = { readonly [key: string]: unknown }

const NONE: JsonObject = Object.freeze({})

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value where it is an object; an empty one otherwise, so that paths can be read without asking at every step. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : NONE)

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/**
 * A non-empty string, or a number as its digits. Everything else does not say anything: null. Half a surrogate pair, which no
 * UTF-8 can hold, becomes U+FFFD here, so that what is hashed is what can be stored; the original bytes keep it.
 */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value.toWellFormed()
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

export const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** The texts of a list; a lone text counts as a list of one (Prowler 4.0 wrote `categories: "secrets"`, FORMATS.md §4.7). */
export function textsOf(value: unknown): readonly string[] {
  const texts: string[] = []
  for (const item of Array.isArray(value) ? value : [value]) {
    const text = textOf(item)
    if (text !== null) texts.push(text)
  }
  return texts
}

/** The first that says something. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value)
    if (text !== null) return text
  }
  return null
}
