// Keys and certificates for tests, good and bad, held in memory only.
import { randomBytes } from 'node:crypto'
import type { KeyAlgorithm } from '#domain/identity'
import { OID } from '../der/oids.ts'
import { contextTag, readDer, readItems, readOid, readOnly } from '../der/read.ts'
import { bitString, booleanTrue, explicit, namedBits, octetString, oid, sequence } from '../der/write.ts'
import type { UnlockedKey } from '../identity.ts'
import { readCertificate } from '../x509/certificate.ts'
import { createSelfSigned, generateKeys, type KeyPair, sha256SignatureAlgorithm, signSha256 } from '../x509/self-signed.ts'

export type KeyRequest = {
  readonly algorithm?: KeyAlgorithm
  readonly keys?: KeyPair
  readonly name?: string
  readonly notBefore?: string
  readonly notAfter?: string
  readonly serial?: Uint8Array
  /** Changes the certificate's body before it is signed. */
  readonly edit?: (body: Buffer) => Buffer
  /** Whose key signs the certificate; its own unless told. */
  readonly issuer?: UnlockedKey
}

/** Signs a changed certificate body again, so that only the change is new. */
function resign(der: Uint8Array, signer: KeyPair, edit: (body: Uint8Array) => Uint8Array): Uint8Array {
  const body = edit(readItems(readDer(der))[0]?.bytes ?? new Uint8Array())
  return sequence(body, sha256SignatureAlgorithm(signer.publicKey), bitString(signSha256(signer.privateKey, body)))
}

const withIssuer = (body: Uint8Array, issuer: Uint8Array): Uint8Array =>
  sequence(...readItems(readDer(body)).map(({ bytes }, index) => (index === 3 ? issuer : bytes)))

/** A key with a certificate valid for 2026 and self-signed, unless told otherwise. */
export async function makeKey(request: KeyRequest = {}): Promise<UnlockedKey> {
  const { edit, issuer } = request
  const keys = request.keys ?? (await generateKeys(request.algorithm ?? 'ecdsa-p256'))
  let der = createSelfSigned({
    name: request.name ?? 'Zoë Prüfer',
    organisation: 'Audit & Co',
    country: 'DE',
    keys,
    serial: request.serial ?? randomBytes(16),
    notBefore: new Date(request.notBefore ?? '2026-01-01T00:00:00Z'),
    notAfter: new Date(request.notAfter ?? '2026-12-31T23:59:59Z'),
  })
  if (edit !== undefined) der = resign(der, keys, (body) => edit(Buffer.from(body)))
  if (issuer !== undefined)
    der = resign(der, { ...issuer, publicKey: issuer.certificate.publicKey }, (body) => withIssuer(body, issuer.certificate.subjectDer))
  return {
    identityId: '00000000-0000-4000-8000-000000000000',
    certificate: readCertificate(der),
    chain: issuer === undefined ? [] : [issuer.certificate, ...issuer.chain],
    privateKey: keys.privateKey,
  }
}

/** Turns digitalSignature and nonRepudiation into keyEncipherment (BIT STRING of the same length). */
export function withoutSigningUsage(body: Buffer): Buffer {
  const at = body.indexOf(Buffer.from('030206c0', 'hex'))
  if (at < 0) throw new Error(`no key usage ${OID.keyUsage} to change`)
  return Buffer.concat([body.subarray(0, at), Buffer.from('03020520', 'hex'), body.subarray(at + 4)])
}

/** Renames the key usage extension to one nobody knows, as if it were absent. */
export function withoutKeyUsage(body: Buffer): Buffer {
  const at = body.indexOf(Buffer.from('0603551d0f', 'hex'))
  if (at < 0) throw new Error(`no key usage ${OID.keyUsage} to change`)
  return Buffer.concat([body.subarray(0, at), Buffer.from('0603551d7f', 'hex'), body.subarray(at + 5)])
}

/** Makes a certificate authority of it: may issue, may not sign documents. */
export function asAuthority(body: Buffer): Buffer {
  const fields = readItems(readDer(body))
  const extensions = readItems(readOnly(fields.at(-1), contextTag(3))).map(({ bytes }) => {
    const id = readOid(readItems(readDer(bytes))[0])
    if (id === OID.basicConstraints) return sequence(oid(id), booleanTrue(), octetString(sequence(booleanTrue())))
    return id === OID.keyUsage ? sequence(oid(id), booleanTrue(), octetString(namedBits([5]))) : bytes
  })
  return Buffer.from(sequence(...fields.slice(0, -1).map(({ bytes }) => bytes), explicit(3, sequence(...extensions))))
}
