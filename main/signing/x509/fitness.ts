// Whether a certificate may sign a document at a given time. One rule for signing and for verifying, so that nothing
// is signed that would not verify. Trust (whose certificate it is) is the caller's.
import { OID, SHA2 } from '../der/oids.ts'
import { type Certificate, isStrongKey } from './certificate.ts'

export type Unfitness =
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'certificate-key-usage'
  | 'certificate-weak-key'
  | 'certificate-weak-digest'

const SHA2_SIGNATURES: ReadonlySet<string> = new Set([
  OID.rsaSha256,
  OID.rsaSha384,
  OID.rsaSha512,
  OID.ecdsaSha256,
  OID.ecdsaSha384,
  OID.ecdsaSha512,
  OID.ed25519,
  OID.ed448,
])

const usesSha2 = (certificate: Certificate): boolean =>
  SHA2_SIGNATURES.has(certificate.signatureAlgorithm) || (certificate.pssDigest !== null && SHA2.has(certificate.pssDigest))

/**
 * Everything that forbids the certificate to sign at that instant (whole seconds, as both sides are written); empty = fit.
 * Key usage must be stated and hold digitalSignature or nonRepudiation (ETSI EN 319 412-2 §4.3.2): a certificate that
 * does not say it signs is not taken for one that does.
 */
export function unfitness(certificate: Certificate, at: Date): readonly Unfitness[] {
  const second = Math.floor(at.getTime() / 1000) * 1000
  const found: Unfitness[] = []
  if (second < certificate.notBefore.getTime()) found.push('certificate-not-yet-valid')
  if (second > certificate.notAfter.getTime()) found.push('certificate-expired')
  if (!certificate.keyUsage?.digitalSignature && !certificate.keyUsage?.nonRepudiation) found.push('certificate-key-usage')
  if (!isStrongKey(certificate.publicKey)) found.push('certificate-weak-key')
  if (!usesSha2(certificate)) found.push('certificate-weak-digest')
  return found
}
