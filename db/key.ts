// From passphrase to key, once per session and off the main thread: every further connection opens with the derived key, and the
// passphrase itself need not be kept (ADR 0022).
import { pbkdf2, randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { promisify } from 'node:util'

const derive = promisify(pbkdf2)

/** PBKDF2-HMAC-SHA512, 256,000 rounds, 256-bit key, the salt in the file's first 16 bytes: SQLCipher 4's defaults, kept for both ciphers. */
const ROUNDS = 256_000
const KEY_BYTES = 32
const SALT_BYTES = 16

/** How the pages of a file are encrypted: AEGIS-256, or the SQLCipher 4 scheme of files made before ADR 0022. */
export type PageCipher = 'aegis' | 'sqlcipher'

/** `hex` is key and salt, as SQLite3 Multiple Ciphers takes a raw key (`x'…'`). */
export type RawKey = { readonly cipher: PageCipher; readonly hex: string }

const keyOf = async (passphrase: string, salt: Buffer, cipher: PageCipher): Promise<RawKey> => {
  const key = await derive(passphrase.normalize('NFKC'), salt, ROUNDS, KEY_BYTES, 'sha512')
  return { cipher, hex: key.toString('hex') + salt.toString('hex') }
}

/** A key for a file that is about to be made, with a fresh salt. */
export const newKey = (passphrase: string): Promise<RawKey> => keyOf(passphrase, randomBytes(SALT_BYTES), 'aegis')

/** The key of an existing file, if the passphrase is the right one; the salt is read from the file. */
export function keyForFile(path: string, passphrase: string, cipher: PageCipher): Promise<RawKey> {
  const salt = Buffer.alloc(SALT_BYTES)
  const file = openSync(path, 'r')
  try {
    readSync(file, salt, 0, SALT_BYTES, 0)
  } finally {
    closeSync(file)
  }
  return keyOf(passphrase, salt, cipher)
}
