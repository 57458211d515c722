// Builds the CMS SignedData of a PAdES B-B signature (ETSI EN 319 142-1 §6.3, EN 319 122-1, RFC 5652): detached, one
// signer, SHA-256, signing-certificate-v2, and no signing-time attribute because the PDF's /M states the time.
import { createHash } from 'node:crypto'
import { OID } from './der/oids.ts'
import { contextTag } from './der/read.ts'
import { explicit, integer, octetString, oid, retag, sequence, setOf } from './der/write.ts'
import type { UnlockedKey } from './identity.ts'
import type { Certificate } from './x509/certificate.ts'
import { sha256SignatureAlgorithm, signSha256 } from './x509/self-signed.ts'

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value))

/** ESSCertIDv2 (RFC 5035 §4); SHA-256 is its default algorithm and is therefore not written. */
function signingCertificateV2(certificate: Certificate): Uint8Array {
  const directoryName = explicit(4, certificate.issuerDer)
  const issuerSerial = sequence(sequence(directoryName), certificate.serialDer)
  const id = sequence(octetString(createHash('sha256').update(certificate.der).digest()), issuerSerial)
  return sequence(sequence(id))
}

/**
 * Gives the DER ContentInfo that signs a document digest (SHA-256, 32 bytes).
 * The certificate and its known issuers go along, so that a stranger can check them offline.
 */
export function buildCms(digest: Uint8Array, key: UnlockedKey): Uint8Array {
  const { certificate, chain, privateKey } = key
  const signedAttributes = setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(digest)),
    attribute(OID.signingCertificateV2, signingCertificateV2(certificate)),
  )
  const sha256 = sequence(oid(OID.sha256))
  const signerInfo = sequence(
    integer(1),
    sequence(certificate.issuerDer, certificate.serialDer),
    sha256,
    // Signed as a SET, carried as [0] IMPLICIT (RFC 5652 §5.4).
    retag(contextTag(0), signedAttributes),
    sha256SignatureAlgorithm(certificate.publicKey),
    octetString(signSha256(privateKey, signedAttributes)),
  )
  const certificates = setOf(...[certificate, ...chain].map(({ der }) => der))
  const signedData = sequence(integer(1), setOf(sha256), sequence(oid(OID.data)), retag(contextTag(0), certificates), setOf(signerInfo))
  return sequence(oid(OID.signedData), explicit(0, signedData))
}

/** Upper bound of the CMS size in bytes, the same for every signature with this key. */
export const cmsSizeLimit = ({ certificate, chain }: UnlockedKey): number =>
  [certificate, ...chain].reduce((sum, { der }) => sum + der.length, 0) + certificate.issuerDer.length * 2 + 2048
