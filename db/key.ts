// From passphrase to key, exactly as SQLCipher 4 derives it, but once per session and off the main thread: every further
// connection opens with the derived key, and the passphrase itself need not be kept.
import { pbkdf2, randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { promisify } from 'node:util'

const derive = promisify(pbkdf2)

/** SQLCipher 4's defaults: PBKDF2-HMAC-SHA512, 256,000 rounds, 256-bit key, the salt in the file's first 16 bytes. */
const ROUNDS = 256_000
const KEY_BYTES = 32
const SALT_BYTES = 16

/** Key and salt in hex, as SQLCipher's raw key form takes them (`x'…'`). */
export type RawKey = string

const keyOf = async (passphrase: string, salt: Buffer): Promise<RawKey> => {
  const key = await derive(passphrase.normalize('NFKC'), salt, ROUNDS, KEY_BYTES, 'sha512')
  return key.toString('hex') + salt.toString('hex')
}

/** A key for a file that is about to be made, with a fresh salt. */
export const newKey = (passphrase: string): Promise<RawKey> => keyOf(passphrase, randomBytes(SALT_BYTES))

/** The key of an existing file, if the passphrase is the right one; the salt is read from the file. */
export function keyForFile(path: string, passphrase: string): Promise<RawKey> {
  const salt = Buffer.alloc(SALT_BYTES)
  const file = openSync(path, 'r')
  try {
    readSync(file, salt, 0, SALT_BYTES, 0)
  } finally {
    closeSync(file)
  }
  return keyOf(passphrase, salt)
}
