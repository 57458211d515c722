// The key derivation of PKCS#12 (RFC 7292 appendix B): for the MAC of every such file and for the old ciphers.
// Runs in slices, so that many iterations do not hold up the event loop of the main thread.
import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { iterateHash } from './iterated-hash.ts'

/** What the derived bytes are for (appendix B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const

export type KdfHash = 'sha1' | 'sha256' | 'sha384' | 'sha512'

const SIZES: Readonly<Record<KdfHash, { readonly output: number; readonly block: number }>> = {
  sha1: { output: 20, block: 64 },
  sha256: { output: 32, block: 64 },
  sha384: { output: 48, block: 128 },
  sha512: { output: 64, block: 128 },
}
const SLICE = 8192

/** A passphrase as this derivation wants it: UTF-16 big-endian with a closing zero (appendix B.1). */
export const bmpPassphrase = (passphrase: string): Uint8Array => Buffer.from(`${passphrase}\0`, 'utf16le').swap16()

/** `bytes` repeated to fill whole blocks; nothing where there are none. */
function fillBlocks(bytes: Uint8Array, block: number): Uint8Array {
  const length = Math.ceil(bytes.length / block) * block
  return length === 0 ? new Uint8Array() : Buffer.alloc(length, bytes)
}

/** Adds B + 1 to each block of `state`, modulo the block's size (step 6C). */
function advance(state: Uint8Array, digest: Uint8Array, block: number): void {
  for (let start = 0; start < state.length; start += block) {
    let carry = 1
    for (let index = block - 1; index >= 0; index -= 1) {
      carry += (state[start + index] ?? 0) + (digest[index % digest.length] ?? 0)
      state[start + index] = carry & 0xff
      carry >>= 8
    }
  }
}

type KdfRequest = {
  readonly hash: KdfHash
  readonly purpose: (typeof PURPOSE)[keyof typeof PURPOSE]
  /** From `bmpPassphrase`. */
  readonly passphrase: Uint8Array
  readonly salt: Uint8Array
  readonly iterations: number
  /** Bytes wanted. */
  readonly length: number
}

/** Derives `length` bytes. */
export async function deriveBytes({ hash: algorithm, purpose, passphrase, salt, iterations, length }: KdfRequest): Promise<Uint8Array> {
  const { output, block } = SIZES[algorithm]
  const diversifier = Buffer.alloc(block, purpose)
  const state = Buffer.concat([fillBlocks(salt, block), fillBlocks(passphrase, block)])
  const parts: Uint8Array[] = []
  for (let produced = 0; produced < length; produced += output) {
    let digest: Uint8Array = hash(algorithm, Buffer.concat([diversifier, state]), 'buffer')
    for (let left = iterations - 1; left > 0; left -= SLICE) {
      digest = iterateHash(algorithm, digest, Math.min(left, SLICE))
      await setImmediate()
    }
    parts.push(digest)
    advance(state, digest, block)
  }
  return Buffer.concat(parts).subarray(0, length)
}
