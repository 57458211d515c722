// What the JSON splitter gives, piece by piece.
import type { IssueCode } from '#domain/imports'
import { isObject, type JsonObject } from './fields.ts'
import { type JsonRead, readJson } from './json-value.ts'

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
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export type ObjectRead = Omit<JsonRead, 'value'> & { readonly value: JsonObject }

/** The record a JSON text holds; null where it is another value, no JSON, or nested deeper than `deepest` levels. */
export function readObject(text: string, deepest?: number): ObjectRead | null {
  try {
    const { value, members, shortest } = readJson(text, deepest)
    return isObject(value) ? { value, members, shortest } : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null
    throw error
  }
}
