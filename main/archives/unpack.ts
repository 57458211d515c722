// Streams of bytes: ranges of a file, and deflate and gzip unpacked within a budget. Nothing is kept beyond one piece.
import type { FileHandle } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip, createInflateRaw } from 'node:zlib'

const PIECE_BYTES = 64 * 1024

/** Packed bytes that cannot be unpacked; the message says why. What was unpacked before may be wrong already. */
export class UnpackError extends Error {
  override readonly name = 'UnpackError'
}

/** Gives up to `length` bytes at `offset`, fewer only where the file ends. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let had = 0
  while (had < length) {
    const { bytesRead } = await file.read(bytes, had, length - had, offset + had)
    if (bytesRead === 0) break
    had += bytesRead
  }
  return bytes.subarray(0, had)
}

/** Streams the bytes from `start` up to `end`, or to where the file ends. */
export async function* fileRange(file: FileHandle, start: number, end: number, pieceBytes = PIECE_BYTES): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await readAt(file, at, Math.min(pieceBytes, end - at))
    if (piece.length === 0) return
    at += piece.length
    yield piece
  }
}

export type Packing = 'deflate' | 'gzip'

/**
 * Unpacks a stream. Gzip may consist of several members, one behind the other (RFC 1952 §2.2); its checksums are checked.
 * `onEnd` hears how many packed bytes were used, once all were unpacked. Throws UnpackError where the bytes are damaged or cut off.
 */
export async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  packing: Packing,
  onEnd: (packedBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const inflate = packing === 'gzip' ? createGunzip() : createInflateRaw()
  const source = Readable.from(packed, { objectMode: false })
  // Errors of either side reach the reader below, which is the one that can tell them.
  pipeline(source, inflate, () => undefined)
  try {
    for await (const piece of inflate as AsyncIterable<Uint8Array>) yield piece
  } catch (error) {
    throw asUnpackError(error)
  } finally {
    inflate.destroy()
    source.destroy()
  }
  onEnd(inflate.bytesWritten)
}

function asUnpackError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (!(error instanceof Error) || typeof code !== 'string' || !code.startsWith('Z_')) return error
  const reason = code === 'Z_BUF_ERROR' ? 'its packed data is cut off' : `its packed data is damaged (${error.message})`
  return new UnpackError(reason, { cause: error })
}

/** The first `length` bytes of a stream, or all of a shorter one; the rest is not read. */
export async function firstOf(bytes: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let had = 0
  for await (const piece of bytes) {
    pieces.push(piece)
    had += piece.length
    if (had >= length) break
  }
  return Buffer.concat(pieces).subarray(0, length)
}
