// What the first bytes say about the text behind them, and strict decoding (FORMATS.md §2).
import type { TextEncodingName } from '#domain/imports'

export type { TextEncodingName } from '#domain/imports'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const byteForByte = new TextDecoder('latin1')

/** The text of UTF-8 bytes, or null where they are not UTF-8. Never replaces anything. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** One character per byte, so that an index in the text is an offset in the bytes. For finding places, never for content. */
export const asciiOf = (bytes: Uint8Array): string => byteForByte.decode(bytes)

/** How many bytes of byte order mark stand in front, and the encoding they or the pattern of zero bytes tell. */
export function encodingOf(head: Uint8Array): { readonly encoding: TextEncodingName; readonly mark: number } {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 }
  if (a === 0 && b !== undefined && b !== 0) return { encoding: 'utf-16be', mark: 0 }
  if (b === 0 && a !== undefined && a !== 0) return { encoding: 'utf-16le', mark: 0 }
  return { encoding: isUtf8(head) ? 'utf-8' : 'windows-1252', mark: 0 }
}

/** A head may end inside a character; its last three bytes are not held against it. */
const isUtf8 = (head: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    // TextDecoder's only way to say no.
    return false
  }
}
