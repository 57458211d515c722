// Adds up hashes so that the order does not matter: 128-bit numbers in hex, modulo 2^128. Two sets of records with the same sum
// say the same; nothing here is a proof against a forger (the digests of import-digests.ts are).

const BITS = 128n
const MASK = (1n << BITS) - 1n
const DIGITS = Number(BITS) / 4

export const NO_HASH = '0'.repeat(DIGITS)

const read = (hash: string): bigint => BigInt(`0x${hash}`)
const write = (sum: bigint): string => (sum & MASK).toString(16).padStart(DIGITS, '0')

/** For sums of many hashes: add up numbers, and write the sum once. */
export const readHash = read
export const writeHash = write

/** How many hex digits of a hash are summed. */
export const HASH_DIGITS = DIGITS
export const addHash = (a: string, b: string): string => write(read(a) + read(b))
export const subtractHash = (a: string, b: string): string => write(read(a) - read(b) + MASK + 1n)
