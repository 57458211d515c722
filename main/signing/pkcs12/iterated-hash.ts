// Hashes a digest again and again, as the key derivation of PKCS#12 does hundreds of thousands of times. For SHA-256 the
// compression function (FIPS 180-4 §6.2.2) runs here: a call into the native library for every round takes about three times as long.
import { hash } from 'node:crypto'

/** The first 32 bits of the fractional parts of the roots of the first primes (FIPS 180-4 §4.2.2, §5.3.3). */
const primes = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && Array.from({ length: n - 2 }, (_, d) => n % (d + 2)).every(Boolean),
)
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0
const ROUND_CONSTANTS = Int32Array.from(primes.slice(0, 64), (prime) => fraction(Math.cbrt(prime)))
const INITIAL = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

const rotate = (value: number, count: number): number => (value >>> count) | (value << (32 - count))
const word = (words: Int32Array, index: number): number => words[index] ?? 0

/** One block: fills the message schedule from its first sixteen words and leaves the hash in the first eight. */
function compress(schedule: Int32Array): void {
  for (let t = 16; t < 64; t += 1) {
    const early = word(schedule, t - 15)
    const late = word(schedule, t - 2)
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    schedule[t] = (sigma1 + word(schedule, t - 7) + sigma0 + word(schedule, t - 16)) | 0
  }
  let a = word(INITIAL, 0)
  let b = word(INITIAL, 1)
  let c = word(INITIAL, 2)
  let d = word(INITIAL, 3)
  let e = word(INITIAL, 4)
  let f = word(INITIAL, 5)
  let g = word(INITIAL, 6)
  let h = word(INITIAL, 7)
  for (let t = 0; t < 64; t += 1) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + sum1 + choice + word(ROUND_CONSTANTS, t) + word(schedule, t)) | 0
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + sum0 + majority) | 0
  }
  schedule[0] = (a + word(INITIAL, 0)) | 0
  schedule[1] = (b + word(INITIAL, 1)) | 0
  schedule[2] = (c + word(INITIAL, 2)) | 0
  schedule[3] = (d + word(INITIAL, 3)) | 0
  schedule[4] = (e + word(INITIAL, 4)) | 0
  schedule[5] = (f + word(INITIAL, 5)) | 0
  schedule[6] = (g + word(INITIAL, 6)) | 0
  schedule[7] = (h + word(INITIAL, 7)) | 0
}

/** SHA-256 applied `rounds` times to a value of 32 bytes: always one block, its padding always the same. */
function iterateSha256(digest: Uint8Array, rounds: number): Uint8Array {
  const view = Buffer.from(digest)
  const schedule = new Int32Array(64)
  for (let index = 0; index < 8; index += 1) schedule[index] = view.readInt32BE(index * 4)
  for (let round = 0; round < rounds; round += 1) {
    schedule.fill(0, 8, 16)
    schedule[8] = 0x80000000 | 0
    schedule[15] = 256
    compress(schedule)
  }
  for (let index = 0; index < 8; index += 1) view.writeInt32BE(word(schedule, index), index * 4)
  return view
}

/** Applies the hash `rounds` times to one of its own digests. */
export function iterateHash(algorithm: 'sha1' | 'sha256' | 'sha384' | 'sha512', digest: Uint8Array, rounds: number): Uint8Array {
  if (algorithm === 'sha256') return iterateSha256(digest, rounds)
  let current = digest
  for (let round = 0; round < rounds; round += 1) current = hash(algorithm, current, 'buffer')
  return current
}
