// Bytes of a value that runs over several chunks. Grows by doubling, so that one-byte chunks cost no more than large ones.

/** Larger records are rejected by every reader, so that one hostile record cannot take the machine's memory. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024

export type ByteStore = {
  readonly length: number
  readonly add: (bytes: Uint8Array) => void
  readonly clear: () => void
  readonly at: (index: number) => number | undefined
  /** The stored bytes followed by `more`. Valid until the next call where nothing is stored: it is then `more` itself. */
  readonly with: (more: Uint8Array) => Uint8Array
}

/** Kept between records, so that ordinary records reuse one buffer and a giant one is let go. */
const KEPT_BYTES = 1024 * 1024

export function createByteStore(): ByteStore {
  let buffer = new Uint8Array(0)
  let length = 0
  return {
    get length() {
      return length
    },
    add(bytes) {
      const needed = length + bytes.length
      if (needed > buffer.length) {
        const grown = new Uint8Array(Math.max(needed, buffer.length * 2, 4096))
        grown.set(buffer.subarray(0, length))
        buffer = grown
      }
      buffer.set(bytes, length)
      length = needed
    },
    clear() {
      length = 0
      if (buffer.length > KEPT_BYTES) buffer = new Uint8Array(0)
    },
    at: (index) => (index < length ? buffer[index] : undefined),
    with(more) {
      if (length === 0) return more
      const joined = new Uint8Array(length + more.length)
      joined.set(buffer.subarray(0, length))
      joined.set(more, length)
      return joined
    },
  }
}
