// Password-based encryption in PKCS#12 files: PBES2 (RFC 8018) both ways, the old SHA-1 schemes (RFC 7292 appendix C)
// for reading only.
import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '#domain/errors'
import { OID } from '../der/oids.ts'
import { DerError, type DerNode, readItems, readOctets, readOid, readSmallInteger, TAG } from '../der/read.ts'
import { integer, nullValue, octetString, oid, sequence } from '../der/write.ts'
import { bmpPassphrase, deriveBytes, PURPOSE } from './kdf.ts'
import { decryptRc2Cbc } from './rc2.ts'

/** OWASP's figure for PBKDF2 with HMAC-SHA-256 (2023). */
export const ITERATIONS = 600_000
// A hostile file could ask for hours of work.
const MAX_ITERATIONS = 10_000_000

const derive = promisify(pbkdf2)

export const wrongPassphrase = (): AppError => new AppError('passphrase-wrong', 'The passphrase does not open this key.')
const unsupported = (what: string): AppError =>
  new AppError('invalid-input', `The PKCS#12 file is encrypted in a way Tickmark does not read: ${what}.`)

type OldScheme = { readonly key: number; readonly cipher: 'des-ede3-cbc' | 'rc2' }
const OLD_SCHEMES: ReadonlyMap<string, OldScheme> = new Map([
  [OID.pbeSha1TripleDes, { key: 24, cipher: 'des-ede3-cbc' }],
  [OID.pbeSha1TripleDes2, { key: 16, cipher: 'des-ede3-cbc' }],
  [OID.pbeSha1Rc2x128, { key: 16, cipher: 'rc2' }],
  [OID.pbeSha1Rc2x40, { key: 5, cipher: 'rc2' }],
])

const PRFS: ReadonlyMap<string, string> = new Map([
  [OID.hmacSha1, 'sha1'],
  [OID.hmacSha224, 'sha224'],
  [OID.hmacSha256, 'sha256'],
  [OID.hmacSha384, 'sha384'],
  [OID.hmacSha512, 'sha512'],
])

const CIPHERS: ReadonlyMap<string, { readonly name: string; readonly key: number }> = new Map([
  [OID.aes128Cbc, { name: 'aes-128-cbc', key: 16 }],
  [OID.aes192Cbc, { name: 'aes-192-cbc', key: 24 }],
  [OID.aes256Cbc, { name: 'aes-256-cbc', key: 32 }],
  [OID.tripleDesCbc, { name: 'des-ede3-cbc', key: 24 }],
])

/** Iteration count of a file, within reason. */
export function readIterations(node: DerNode | undefined): number {
  const count = readSmallInteger(node)
  if (count < 1 || count > MAX_ITERATIONS) throw unsupported(`${count} iterations`)
  return count
}

/** Takes off PKCS#7 padding; a wrong passphrase shows here first. */
function unpad(data: Uint8Array): Uint8Array {
  const count = data.at(-1) ?? 0
  if (count < 1 || count > 8 || data.subarray(-count).some((byte) => byte !== count)) throw wrongPassphrase()
  return data.subarray(0, -count)
}

function decipher(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    const stream = createDecipheriv(cipher, key, iv)
    return Buffer.concat([stream.update(data), stream.final()])
  } catch (error) {
    throw new AppError('passphrase-wrong', wrongPassphrase().message, {}, { cause: error })
  }
}

async function decryptOld(scheme: OldScheme, parameters: DerNode | undefined, passphrase: string, data: Uint8Array): Promise<Uint8Array> {
  const [saltNode, iterationsNode] = readItems(parameters)
  const request = {
    hash: 'sha1',
    passphrase: bmpPassphrase(passphrase),
    salt: readOctets(saltNode),
    iterations: readIterations(iterationsNode),
  } as const
  const key = await deriveBytes({ ...request, purpose: PURPOSE.key, length: scheme.key })
  const iv = await deriveBytes({ ...request, purpose: PURPOSE.iv, length: 8 })
  if (data.length === 0 || data.length % 8 !== 0) throw new DerError('encrypted data is cut off')
  if (scheme.cipher === 'rc2') return unpad(decryptRc2Cbc(key, iv, data))
  // Two-key triple DES is three-key triple DES with the first key again.
  return decipher('des-ede3-cbc', Buffer.concat([key, key]).subarray(0, 24), iv, data)
}

async function decryptPbes2(parameters: DerNode | undefined, passphrase: string, data: Uint8Array): Promise<Uint8Array> {
  const [derivation, scheme] = readItems(parameters)
  const [derivationId, derivationParameters] = readItems(derivation)
  if (readOid(derivationId) !== OID.pbkdf2) throw unsupported(`key derivation ${readOid(derivationId)}`)
  const [salt, iterations, ...rest] = readItems(derivationParameters)
  const prf = rest.find((node) => node.tag === TAG.sequence)
  const prfId = prf === undefined ? OID.hmacSha1 : readOid(readItems(prf)[0])
  const [schemeId, iv] = readItems(scheme)
  const digest = PRFS.get(prfId)
  const cipher = CIPHERS.get(readOid(schemeId))
  if (digest === undefined || cipher === undefined) throw unsupported(`${prfId} with ${readOid(schemeId)}`)
  const key = await derive(Buffer.from(passphrase, 'utf8'), readOctets(salt), readIterations(iterations), cipher.key, digest)
  return decipher(cipher.name, key, readOctets(iv), data)
}

/**
 * Decrypts data under the algorithm its file names. Throws AppError `passphrase-wrong`, or `invalid-input` for schemes
 * we do not read; DerError where the parameters are malformed.
 */
export async function decryptWithPassphrase(algorithm: DerNode | undefined, passphrase: string, data: Uint8Array): Promise<Uint8Array> {
  const [id, parameters] = readItems(algorithm)
  const dotted = readOid(id)
  if (dotted === OID.pbes2) return decryptPbes2(parameters, passphrase, data)
  const old = OLD_SCHEMES.get(dotted)
  if (old === undefined) throw unsupported(dotted)
  return decryptOld(old, parameters, passphrase, data)
}

/** Encrypts with AES-256 under PBKDF2-HMAC-SHA-256: the AlgorithmIdentifier and the data, salt and IV fresh each time. */
export async function encryptWithPassphrase(
  passphrase: string,
  data: Uint8Array,
): Promise<{ algorithm: Uint8Array; encrypted: Uint8Array }> {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const key = await derive(Buffer.from(passphrase, 'utf8'), salt, ITERATIONS, 32, 'sha256')
  const stream = createCipheriv('aes-256-cbc', key, iv)
  const prf = sequence(oid(OID.hmacSha256), nullValue())
  const derivation = sequence(oid(OID.pbkdf2), sequence(octetString(salt), integer(ITERATIONS), prf))
  const algorithm = sequence(oid(OID.pbes2), sequence(derivation, sequence(oid(OID.aes256Cbc), octetString(iv))))
  return { algorithm, encrypted: Buffer.concat([stream.update(data), stream.final()]) }
}
