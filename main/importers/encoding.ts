// What the first bytes say about the text behind them, and strict decoding (FORMATS.md §2).
import { AppError } from '#domain/errors'

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be'

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
  return { encoding: 'utf-8', mark: 0 }
}

/** Cuts the stream into moderate pieces without its byte order mark. Throws AppError('import-rejected') on UTF-16. */
export async function* utf8Chunks(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly chunk: Uint8Array; readonly offset: number }> {
  let head = new Uint8Array(0)
  let started = false
  let offset = 0
  for await (const chunk of bytes) {
    let rest = chunk
    if (!started) {
      const joined = new Uint8Array(head.length + chunk.length)
      joined.set(head)
      joined.set(chunk, head.length)
      head = joined
      if (head.length < HEAD) continue
      started = true
      rest = head
      offset = startOf(head)
      rest = rest.subarray(offset)
    }
    for (let at = 0; at < rest.length; at += PIECE) {
      const chunkPart = rest.subarray(at, at + PIECE)
      yield { chunk: chunkPart, offset }
      offset += chunkPart.length
    }
  }
  if (!started && head.length > 0) {
    const mark = startOf(head)
    if (mark < head.length) yield { chunk: head.subarray(mark), offset: mark }
  }
}

/** Enough bytes to see any byte order mark. */
const HEAD = 4
/** Bounds what one step keeps in memory, however large the chunks of the source are. */
const PIECE = 256 * 1024

function startOf(head: Uint8Array): number {
  const { encoding, mark } = encodingOf(head)
  if (encoding !== 'utf-8')
    throw new AppError(
      'import-rejected',
      `The file is ${encoding.toUpperCase()} text, as Windows PowerShell writes with “>”. Convert it to UTF-8 and import that; nothing of it was read.`,
      { encoding },
    )
  return mark
}
