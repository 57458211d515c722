// Reads a tar's bytes in order, from a file, whose members can be stepped over, or from a stream, whose bytes must all be read.
import type { FileHandle } from 'node:fs/promises'
import { readAt } from './unpack.ts'

/** `read` and `skip` give fewer than asked for only where the bytes end. */
export type ByteSource = {
  /** How many bytes were read or stepped over. */
  readonly position: () => number
  readonly read: (length: number) => Promise<Uint8Array>
  /** Gives how many bytes there were to step over. */
  readonly skip: (length: number) => Promise<number>
}

export function fileSource(file: FileHandle, size: number): ByteSource {
  let at = 0
  return {
    position: () => at,
    async read(length) {
      const bytes = await readAt(file, at, Math.min(length, size - at))
      at += bytes.length
      return bytes
    },
    skip(length) {
      const there = Math.min(length, size - at)
      at += there
      return Promise.resolve(there)
    },
  }
}

export function streamSource(stream: AsyncIterator<Uint8Array>): ByteSource {
  let held: Uint8Array = new Uint8Array(0)
  let ended = false
  let at = 0
  let failure: { readonly error: unknown } | null = null
  /** A stream that failed says so once and then seems to have ended; whoever reads on must hear of it too. */
  const attempt = async (): Promise<IteratorResult<Uint8Array>> => {
    if (failure !== null) throw failure.error
    try {
      return await stream.next()
    } catch (error) {
      failure = { error }
      throw error
    }
  }
  /** Up to `length` bytes of one piece; none at the end. */
  const some = async (length: number): Promise<Uint8Array> => {
    while (held.length === 0 && !ended) {
      const next = await attempt()
      if (next.done === true) ended = true
      else held = next.value
    }
    const bytes = held.subarray(0, length)
    held = held.subarray(length)
    at += bytes.length
    return bytes
  }
  return {
    position: () => at,
    async read(length) {
      const first = await some(length)
      if (first.length === length) return first
      const pieces = [first]
      let had = first.length
      for (let piece = first; had < length && piece.length > 0; had += piece.length) {
        piece = await some(length - had)
        pieces.push(piece)
      }
      return Buffer.concat(pieces)
    },
    async skip(length) {
      let had = 0
      while (had < length) {
        const piece = await some(length - had)
        if (piece.length === 0) break
        had += piece.length
      }
      return had
    },
  }
}
