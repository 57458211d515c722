// Makes self-signed document-signing certificates (RFC 5280, RFC 9336) and the key pairs they belong to.
import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeyAlgorithm } from '#domain/identity'
import { OID } from '../der/oids.ts'
import { readBitBytes, readDer, readItems } from '../der/read.ts'
import {
  bitString,
  booleanTrue,
  explicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  time,
  unsignedInteger,
} from '../der/write.ts'
import { writeName } from './names.ts'

export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject }

const generate = promisify(generateKeyPair)

/** A fresh key pair; RSA takes a second or so, off the main thread. */
export async function generateKeys(algorithm: KeyAlgorithm): Promise<KeyPair> {
  if (algorithm === 'rsa-3072') return generate('rsa', { modulusLength: 3072 })
  return generate('ec', { namedCurve: 'P-256' })
}

/** AlgorithmIdentifier of SHA-256 signatures by this key (RFC 4055 §5, RFC 5758 §3.2). */
export const sha256SignatureAlgorithm = (key: KeyObject): Uint8Array =>
  key.asymmetricKeyType === 'ec' ? sequence(oid(OID.ecdsaSha256)) : sequence(oid(OID.rsaSha256), nullValue())

/** Signs with SHA-256: PKCS#1 v1.5 for RSA, DER-encoded (r, s) for ECDSA. */
export const signSha256 = (key: KeyObject, data: Uint8Array): Uint8Array => sign('sha256', data, { key, dsaEncoding: 'der' })

const extension = (id: string, critical: boolean, value: Uint8Array): Uint8Array =>
  sequence(oid(id), ...(critical ? [booleanTrue()] : []), octetString(value))

export type SelfSignedRequest = {
  readonly name: string
  /** Empty = left out. */
  readonly organisation: string
  /** ISO 3166 alpha-2; empty = left out. */
  readonly country: string
  readonly keys: KeyPair
  /** Sixteen random bytes; the top bit is cleared and the next set, so the number is positive and keeps its length. */
  readonly serial: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Gives the DER certificate: end entity, digitalSignature and nonRepudiation, purpose document signing. */
export function createSelfSigned(request: SelfSignedRequest): Uint8Array {
  const { keys, notBefore, notAfter } = request
  const serial = Uint8Array.from(request.serial)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const subject = writeName(request)
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' })
  // RFC 7093 §2, method 1: the leftmost 160 bits of SHA-256.
  const keyId = createHash('sha256')
    .update(readBitBytes(readItems(readDer(publicKey))[1]))
    .digest()
    .subarray(0, 20)
  const algorithm = sha256SignatureAlgorithm(keys.publicKey)
  const extensions = sequence(
    extension(OID.basicConstraints, true, sequence()),
    extension(OID.keyUsage, true, namedBits([0, 1])),
    extension(OID.extendedKeyUsage, false, sequence(oid(OID.documentSigning))),
    extension(OID.subjectKeyIdentifier, false, octetString(keyId)),
  )
  const body = sequence(
    explicit(0, integer(2)),
    unsignedInteger(serial),
    algorithm,
    subject,
    sequence(time(notBefore), time(notAfter)),
    subject,
    publicKey,
    explicit(3, extensions),
  )
  return sequence(body, algorithm, bitString(signSha256(keys.privateKey, body)))
}
