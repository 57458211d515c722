// The MAC that closes a PKCS#12 file (RFC 7292 §4): tells a wrong passphrase from a damaged file.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '#domain/errors'
import { OID } from '../der/oids.ts'
import { type DerNode, readItems, readOctets, readOid } from '../der/read.ts'
import { integer, nullValue, octetString, oid, sequence } from '../der/write.ts'
import { ITERATIONS, readIterations } from './encryption.ts'
import { bmpPassphrase, deriveBytes, type KdfHash, PURPOSE } from './kdf.ts'

const HASHES: ReadonlyMap<string, { readonly hash: KdfHash; readonly length: number }> = new Map([
  [OID.sha1, { hash: 'sha1', length: 20 }],
  [OID.sha256, { hash: 'sha256', length: 32 }],
  [OID.sha384, { hash: 'sha384', length: 48 }],
  [OID.sha512, { hash: 'sha512', length: 64 }],
])

async function macOf(hash: KdfHash, length: number, passphrase: Uint8Array, salt: Uint8Array, iterations: number, data: Uint8Array) {
  const key = await deriveBytes({ hash, purpose: PURPOSE.mac, passphrase, salt, iterations, length })
  return createHmac(hash, key).update(data).digest()
}

/** Whether the passphrase is the file's and its content whole. An empty passphrase is tried in both its spellings. */
export async function checkMac(macData: DerNode, passphrase: string, data: Uint8Array): Promise<boolean> {
  const [digestInfo, salt, iterationsNode] = readItems(macData)
  const [algorithm, expected] = readItems(digestInfo)
  const dotted = readOid(readItems(algorithm)[0])
  const known = HASHES.get(dotted)
  if (known === undefined) throw new AppError('invalid-input', `The PKCS#12 file is sealed in a way Tickmark does not read: ${dotted}.`)
  const iterations = iterationsNode === undefined ? 1 : readIterations(iterationsNode)
  const spellings = passphrase === '' ? [bmpPassphrase(''), new Uint8Array()] : [bmpPassphrase(passphrase)]
  for (const spelling of spellings) {
    const mac = await macOf(known.hash, known.length, spelling, readOctets(salt), iterations, data)
    if (readOctets(expected).length === mac.length && timingSafeEqual(readOctets(expected), mac)) return true
  }
  return false
}

/** MacData over the content: SHA-256, and as many iterations as the key's encryption, or the MAC would be the easier thing to guess at. */
export async function createMac(passphrase: string, data: Uint8Array): Promise<Uint8Array> {
  const salt = randomBytes(16)
  const mac = await macOf('sha256', 32, bmpPassphrase(passphrase), salt, ITERATIONS, data)
  const digestInfo = sequence(sequence(oid(OID.sha256), nullValue()), octetString(mac))
  return sequence(digestInfo, octetString(salt), integer(ITERATIONS))
}
