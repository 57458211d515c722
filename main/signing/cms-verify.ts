// Checks the CMS SignedData of a detached signature against a document digest (RFC 5652 §5.4–5.6). Every byte of it
// must be accounted for: parts the signature does not protect are refused. PDF matters are verify.ts's.
import { createHash, verify } from 'node:crypto'
import { OID, SHA2 } from './der/oids.ts'
import {
  contextTag,
  DerError,
  type DerNode,
  readDer,
  readFirst,
  readItems,
  readOctets,
  readOid,
  readOnly,
  readSmallInteger,
  TAG,
} from './der/read.ts'
import { retag } from './der/write.ts'
import { type ReasonCode, Rejection } from './verification-reasons.ts'
import { type Certificate, isIssuedBy, readCertificate } from './x509/certificate.ts'

type Sha2 = 'sha256' | 'sha384' | 'sha512'

/** Signature algorithms by OID: the key type, and the digest where the OID fixes it. */
const SIGNATURES: ReadonlyMap<string, { readonly key: 'rsa' | 'ec'; readonly digest: Sha2 | null }> = new Map([
  [OID.rsaEncryption, { key: 'rsa', digest: null }],
  [OID.rsaSha256, { key: 'rsa', digest: 'sha256' }],
  [OID.rsaSha384, { key: 'rsa', digest: 'sha384' }],
  [OID.rsaSha512, { key: 'rsa', digest: 'sha512' }],
  [OID.ecdsaSha256, { key: 'ec', digest: 'sha256' }],
  [OID.ecdsaSha384, { key: 'ec', digest: 'sha384' }],
  [OID.ecdsaSha512, { key: 'ec', digest: 'sha512' }],
])

export type CheckedCms = {
  readonly certificate: Certificate
  /** Faults found; empty where the signature holds. The certificate's own fitness is not among them. */
  readonly faults: readonly ReasonCode[]
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0

/** The CMS without its zero padding. Anything else behind it could hide a second signature. */
function unpadded(contents: Uint8Array): Uint8Array {
  const { bytes } = readFirst(contents)
  if (contents.subarray(bytes.length).some((byte) => byte !== 0)) throw new Rejection('contents-padding')
  return bytes
}

/** OID of an AlgorithmIdentifier whose parameters are absent or NULL. */
function readAlgorithm(node: DerNode | undefined): string {
  const [algorithm, parameters, extra] = readItems(node)
  if (extra !== undefined || (parameters !== undefined && !sameBytes(parameters.bytes, Uint8Array.of(TAG.null, 0))))
    throw new Rejection('weak-algorithm', 'unexpected parameters')
  return readOid(algorithm)
}

function readDigestAlgorithm(node: DerNode | undefined): Sha2 {
  const algorithm = readAlgorithm(node)
  const digest = SHA2.get(algorithm)
  if (digest === undefined) throw new Rejection('weak-algorithm', `digest ${algorithm}`)
  return digest
}

/** Splits SignedData and insists on the exact shape of a detached signature by one signer. */
function readSignedData(contents: Uint8Array): { digests: DerNode; certificates: readonly DerNode[]; signer: DerNode } {
  const [type, wrapped, extra] = readItems(readDer(unpadded(contents)))
  if (readOid(type) !== OID.signedData || extra !== undefined) throw new Rejection('cms-malformed', 'not signed data')
  const [version, digests, content, ...rest] = readItems(readOnly(wrapped, contextTag(0)))
  if (readSmallInteger(version) !== 1) throw new Rejection('cms-unsupported', 'version')
  if (digests === undefined || readOid(readOnly(content)) !== OID.data) throw new Rejection('cms-malformed', 'not detached')
  const [certificates, signers, ...others] = rest
  if (certificates === undefined || signers === undefined) throw new Rejection('cms-malformed', 'no certificate or no signer')
  if (others.length > 0) throw new Rejection('cms-unsupported', 'revocation data')
  const [signer, second] = readItems(signers, TAG.set)
  if (signer === undefined || second !== undefined) throw new Rejection('signers-several')
  return { digests, certificates: readItems(certificates, contextTag(0)), signer }
}

/** Signed attributes by type; each may occur once and has one value. */
function readAttributes(node: DerNode | undefined): ReadonlyMap<string, DerNode> {
  const attributes = new Map<string, DerNode>()
  let previous: Uint8Array | undefined
  for (const item of readItems(node, contextTag(0))) {
    if (previous !== undefined && Buffer.compare(previous, item.bytes) >= 0) throw new Rejection('cms-malformed', 'attributes out of order')
    previous = item.bytes
    const [type, values] = readItems(item)
    const oid = readOid(type)
    if (attributes.has(oid)) throw new Rejection('cms-malformed', 'an attribute occurs twice')
    attributes.set(oid, readOnly(values, TAG.set))
  }
  return attributes
}

/** Whether signing-certificate-v2 (RFC 5035 §3) names this certificate: by its hash and, where given, issuer and serial number. */
function bindsCertificate(attribute: DerNode, certificate: Certificate): boolean {
  const id = readItems(readItems(readItems(attribute)[0])[0])
  const [first] = id
  const explicitDigest = first?.tag === TAG.sequence
  const digest = explicitDigest ? readDigestAlgorithm(first) : 'sha256'
  const [hash, issuerSerial, extra] = explicitDigest ? id.slice(1) : id
  if (extra !== undefined) throw new Rejection('cms-malformed', 'signing certificate')
  if (!sameBytes(readOctets(hash), createHash(digest).update(certificate.der).digest())) return false
  if (issuerSerial === undefined) return true
  const [names, serial] = readItems(issuerSerial)
  const name = readOnly(readOnly(names), contextTag(4))
  return sameBytes(name.bytes, certificate.issuerDer) && sameBytes(serial?.bytes, certificate.serialDer)
}

/**
 * Every certificate beside the signer's must be the issuer of one before it, and a root must vouch for itself, or anything
 * could be put here. Of an issuer whose own issuer is not in the file only name and key are proven; nothing is concluded from it.
 */
function checkChain(signer: Certificate, others: readonly Certificate[]): void {
  const linked = [signer]
  let open = others
  while (open.length > 0) {
    const found = open.filter((candidate) => linked.some((certificate) => isIssuedBy(certificate, candidate)))
    const isForged = found.some(({ selfSigned, subjectDer, issuerDer }) => !selfSigned && sameBytes(subjectDer, issuerDer))
    if (found.length === 0 || isForged) throw new Rejection('cms-unsupported', 'a certificate that has no part in the signature')
    linked.push(...found)
    open = open.filter((candidate) => !found.includes(candidate))
  }
}

function checkSigner(contents: Uint8Array, digestOf: (algorithm: Sha2) => Uint8Array): CheckedCms {
  const { digests, certificates, signer } = readSignedData(contents)
  const [version, signerId, digestNode, attributeNode, signatureNode, value, ...unsigned] = readItems(signer)
  if (readSmallInteger(version) !== 1) throw new Rejection('cms-unsupported', 'signer version')
  if (unsigned.length > 0) throw new Rejection('cms-unsupported', 'unsigned attributes')
  const digest = readDigestAlgorithm(digestNode)
  if (!sameBytes(readOnly(digests, TAG.set).bytes, digestNode?.bytes)) throw new Rejection('cms-malformed', 'digest algorithms differ')
  const [issuer, serial, extra] = readItems(signerId)
  const all = certificates.map(({ bytes }) => readCertificate(bytes))
  const certificate = all.find((item) => sameBytes(item.issuerDer, issuer?.bytes) && sameBytes(item.serialDer, serial?.bytes))
  if (certificate === undefined || extra !== undefined) throw new Rejection('signing-certificate-mismatch')
  checkChain(
    certificate,
    all.filter((item) => item !== certificate),
  )
  const attributes = readAttributes(attributeNode)
  const contentType = attributes.get(OID.contentType)
  const messageDigest = attributes.get(OID.messageDigest)
  const binding = attributes.get(OID.signingCertificateV2)
  if (contentType === undefined || readOid(contentType) !== OID.data || messageDigest === undefined)
    throw new Rejection('cms-malformed', 'signed attributes')
  const faults: ReasonCode[] = []
  if (!sameBytes(readOctets(messageDigest), digestOf(digest))) faults.push('digest-mismatch')
  if (binding === undefined) faults.push('signing-certificate-missing')
  else if (!bindsCertificate(binding, certificate)) faults.push('signing-certificate-mismatch')
  const algorithm = SIGNATURES.get(readAlgorithm(signatureNode))
  const key = certificate.publicKey
  if (algorithm === undefined || algorithm.key !== key.asymmetricKeyType || (algorithm.digest ?? digest) !== digest)
    throw new Rejection('weak-algorithm', 'signature')
  const signed = retag(TAG.set, attributeNode?.bytes ?? new Uint8Array())
  if (!verify(digest, signed, { key, dsaEncoding: 'der' }, readOctets(value))) faults.push('signature-wrong')
  return { certificate, faults }
}

/**
 * Checks the value of a signature's /Contents. `digestOf` gives the document's digest over its byte ranges.
 * Throws Rejection where the value cannot be judged at all.
 */
export function verifyCms(contents: Uint8Array, digestOf: (algorithm: Sha2) => Uint8Array): CheckedCms {
  try {
    return checkSigner(contents, digestOf)
  } catch (error) {
    if (error instanceof DerError) throw new Rejection('cms-malformed', error.message)
    throw error
  }
}
