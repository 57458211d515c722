// Reads an X.509 certificate (RFC 5280) as far as signing needs it. Judging whether it may sign is fitness.ts's.
import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { OID } from '../der/oids.ts'
import {
  contextTag,
  DerError,
  type DerNode,
  hasBit,
  readDer,
  readItems,
  readOctets,
  readOid,
  readOnly,
  readTime,
  TAG,
} from '../der/read.ts'
import { readName } from './names.ts'

export type Certificate = {
  readonly der: Uint8Array
  readonly subject: string
  readonly issuer: string
  /** Common name of the subject, else the whole subject. */
  readonly name: string
  /** Encoded names and serial number, for comparing byte by byte. */
  readonly subjectDer: Uint8Array
  readonly issuerDer: Uint8Array
  readonly serialDer: Uint8Array
  /** Lower-case hex. */
  readonly serialNumber: string
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprint: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly selfSigned: boolean
  readonly publicKey: KeyObject
  /** OID of the algorithm the issuer signed with. */
  readonly signatureAlgorithm: string
  /** OID of the digest inside RSA-PSS parameters; null for every other algorithm. */
  readonly pssDigest: string | null
  /** null = the extension is absent. */
  readonly keyUsage: { readonly digitalSignature: boolean; readonly nonRepudiation: boolean } | null
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

function readKeyUsage(extensions: readonly DerNode[]): Certificate['keyUsage'] {
  for (const extension of extensions) {
    const items = readItems(extension)
    if (readOid(items[0]) !== OID.keyUsage) continue
    const bits = readDer(readOctets(items.at(-1)))
    return { digitalSignature: hasBit(bits, 0), nonRepudiation: hasBit(bits, 1) }
  }
  return null
}

/** RSASSA-PSS-params begins with `[0]` hash algorithm; left out it means SHA-1 (RFC 4055 §3.1). */
function readPssDigest(parameters: DerNode | undefined): string {
  const first = parameters === undefined ? undefined : readItems(parameters)[0]
  return first?.tag === contextTag(0) ? readOid(readItems(readOnly(first, contextTag(0)))[0]) : OID.sha1
}

/** Reads a certificate. Throws DerError where the bytes are none, or the key is of no known kind. */
export function readCertificate(der: Uint8Array): Certificate {
  const [tbs, algorithm] = readItems(readDer(der))
  const fields = readItems(tbs)
  const [serial, , issuer, validity, subject, key, ...rest] = fields[0]?.tag === contextTag(0) ? fields.slice(1) : fields
  if (serial === undefined || issuer === undefined || subject === undefined || key === undefined)
    throw new DerError('a certificate is incomplete')
  const [notBefore, notAfter] = readItems(validity)
  const wrapped = rest.find((field) => field.tag === contextTag(3))
  const algorithmItems = readItems(algorithm)
  const signatureAlgorithm = readOid(algorithmItems[0])
  const subjectName = readName(subject)
  const publicKey = readPublicKey(key.bytes)
  return {
    der,
    subject: subjectName.text,
    issuer: readName(issuer).text,
    name: subjectName.commonName ?? subjectName.text,
    subjectDer: subject.bytes,
    issuerDer: issuer.bytes,
    serialDer: serial.bytes,
    serialNumber: Buffer.from(serial.content)
      .toString('hex')
      .replace(/^00(?=.)/, ''),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    selfSigned: sameBytes(subject.bytes, issuer.bytes) && isSignedBy(der, publicKey),
    publicKey,
    signatureAlgorithm,
    pssDigest: signatureAlgorithm === OID.rsaPss ? readPssDigest(algorithmItems[1]) : null,
    keyUsage: wrapped === undefined ? null : readKeyUsage(readItems(readOnly(wrapped, contextTag(3)), TAG.sequence)),
  }
}

function readPublicKey(spki: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch (error) {
    throw new DerError(`a certificate holds a key of an unknown kind: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function isSignedBy(der: Uint8Array, key: KeyObject): boolean {
  try {
    return new X509Certificate(der).verify(key)
  } catch (error) {
    throw new DerError(`a certificate cannot be checked: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Whether the issuer's key signed the certificate and the names fit. Says nothing about trust. */
export const isIssuedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  sameBytes(certificate.issuerDer, issuer.subjectDer) && isSignedBy(certificate.der, issuer.publicKey)

/** The key as people call it: `ECDSA P-256`, `RSA 3072`. */
export function describeKey(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') return `RSA ${modulusLength ?? '?'}`
  if (key.asymmetricKeyType === 'ec') return `ECDSA ${CURVES.get(namedCurve ?? '') ?? namedCurve ?? '?'}`
  return key.asymmetricKeyType ?? 'unknown'
}

const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
])

/** Whether the key is of a kind and strength we sign and verify with: RSA of 2048 bits or more, NIST curves from P-256. */
export function isStrongKey(key: KeyObject): boolean {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  return key.asymmetricKeyType === 'rsa' ? (modulusLength ?? 0) >= 2048 : key.asymmetricKeyType === 'ec' && CURVES.has(namedCurve ?? '')
}

/** PEM text of the certificate. */
export const certificatePem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
