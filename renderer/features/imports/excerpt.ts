// Which stretch of a source file to show around a rejected record, and where inside it the place lies.
import type { SourcePointer } from '#domain/imports'

const AROUND = 2_000
const MAX_LENGTH = 65_536

/** Offset and length in bytes for `imports.excerpt`: the place itself with some text on both sides. */
export function excerptAround(pointer: SourcePointer): { readonly offset: number; readonly length: number } {
  const offset = Math.max(0, pointer.offset - AROUND)
  const wanted = pointer.offset - offset + (pointer.length ?? 0) + AROUND
  return { offset, length: Math.min(MAX_LENGTH, wanted) }
}

export type Marked = { readonly before: string; readonly marked: string; readonly after: string }

/**
 * Splits an excerpt's text at the place. Offsets are bytes, text is characters: the split is counted in UTF-8, and a
 * place without a length is marked to the end of its line.
 */
export function markPlace(text: string, excerptOffset: number, pointer: SourcePointer): Marked {
  const bytes = new TextEncoder().encode(text)
  const from = clamp(pointer.offset - excerptOffset, bytes.length)
  const to = pointer.length === null ? endOfLine(bytes, from) : clamp(from + pointer.length, bytes.length)
  const decoder = new TextDecoder()
  return {
    before: decoder.decode(bytes.subarray(0, from)),
    marked: decoder.decode(bytes.subarray(from, to)),
    after: decoder.decode(bytes.subarray(to)),
  }
}

const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, value))

function endOfLine(bytes: Uint8Array, from: number): number {
  const newline = bytes.indexOf(0x0a, from)
  return newline === -1 ? bytes.length : newline
}

/** A place in words: record, line and byte, as far as known. */
export function placeWords(pointer: SourcePointer | null): string {
  if (pointer === null) return 'somewhere in the file'
  const parts = [
    pointer.record === null ? null : `record ${pointer.record.toLocaleString('en')}`,
    pointer.line === null ? null : `line ${pointer.line.toLocaleString('en')}`,
    `byte ${pointer.offset.toLocaleString('en')}`,
  ]
  return parts.filter((part) => part !== null).join(', ')
}
