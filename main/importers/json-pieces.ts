// What the JSON splitter gives, piece by piece, and the one place where a record's text becomes a value.
import type { IssueCode } from '#domain/imports'
import { isObject, type JsonObject } from './fields.ts'

/** All offsets count bytes from the first byte of the file. */
export type JsonPiece =
  | { readonly kind: 'record'; readonly offset: number; readonly length: number; readonly value: JsonObject }
  /** Bytes that should have been a record, or the place where the text stops being JSON. Counts as one record. */
  | {
      readonly kind: 'rejection'
      readonly code: IssueCode
      readonly message: string
      readonly offset: number
      readonly length: number | null
    }
  /** Untidiness that lost nothing: documents glued together, commas too many. */
  | { readonly kind: 'untidy'; readonly message: string; readonly offset: number }
  /** The members beside a records array, e.g. NextToken. Comes once before the array and once after it. */
  | { readonly kind: 'envelope'; readonly members: JsonObject }

/** The object a JSON text holds; null where it is another value or no JSON. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Gives the number of members of all objects in a parsed value. Recursive: only for values whose depth is known to be bounded. */
export function memberCount(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) for (const item of value) count += memberCount(item)
  else for (const member of Object.values(value)) count += 1 + memberCount(member)
  return count
}
