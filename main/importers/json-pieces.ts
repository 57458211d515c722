// What the JSON splitter gives, piece by piece.
import type { IssueCode } from '#domain/imports'
import { isObject, type JsonObject } from './fields.ts'
import { readJson } from './json-value.ts'

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

/** The object a JSON text holds; null where it is another value or no JSON. Of any depth, and with numbers as doubles: for no records. */
export const parseObject = (text: string): JsonObject | null => objectIn(() => JSON.parse(text) as unknown)

/** The record a JSON text holds, and how many members its objects have; null where it is another value or no JSON. */
export function readObject(text: string): { readonly value: JsonObject; readonly members: number } | null {
  let members = 0
  const value = objectIn(() => {
    const read = readJson(text)
    members = read.members
    return read.value
  })
  return value === null ? null : { value, members }
}

function objectIn(read: () => unknown): JsonObject | null {
  try {
    const value = read()
    return isObject(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
