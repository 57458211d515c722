// Finds a short byte sequence in a stream whose chunks may cut it anywhere (Knuth–Morris–Pratt).

export type ByteSearch = {
  readonly needle: Uint8Array
  /** Gives the index in `chunk` just after the first match that ends at or after `from`, or -1; remembers a match begun. */
  readonly feed: (chunk: Uint8Array, from: number) => number
}

export function createByteSearch(needle: Uint8Array): ByteSearch {
  const failure = failureTable(needle)
  let matched = 0
  return {
    needle,
    feed(chunk, from) {
      for (let i = from; i < chunk.length; i++) {
        const byte = chunk[i]
        while (matched > 0 && needle[matched] !== byte) matched = failure[matched - 1] ?? 0
        if (needle[matched] === byte) matched += 1
        if (matched === needle.length) {
          matched = 0
          return i + 1
        }
      }
      return -1
    },
  }
}

/** True where `bytes` holds the needle at or after `from`. */
export const holds = (bytes: Uint8Array, needle: Uint8Array, from: number): boolean => createByteSearch(needle).feed(bytes, from) >= 0

function failureTable(needle: Uint8Array): Int32Array {
  const table = new Int32Array(needle.length)
  for (let i = 1, k = 0; i < needle.length; i++) {
    while (k > 0 && needle[k] !== needle[i]) k = table[k - 1] ?? 0
    if (needle[k] === needle[i]) k += 1
    table[i] = k
  }
  return table
}
