// Cuts a stream of chunks into blocks of one size, for readers that look ahead: how far must not depend on who reads the file.
import type { ByteStream } from './importer.ts'

const BLOCK_BYTES = 64 * 1024

/** The same bytes in blocks of `size`, counted from the first byte; the last one may be smaller. A block is not changed afterwards. */
export async function* inBlocks(bytes: ByteStream, size = BLOCK_BYTES): ByteStream {
  let block = new Uint8Array(size)
  let filled = 0
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(chunk.length - at, size - filled)
      block.set(chunk.subarray(at, at + taken), filled)
      at += taken
      filled += taken
      if (filled < size) continue
      yield block
      block = new Uint8Array(size)
      filled = 0
    }
  if (filled > 0) yield block.subarray(0, filled)
}
