// A signing identity's two faces: what everybody may see of it (Identity) and the key in use (UnlockedKey), which
// never leaves the main thread, is never written and never logged.
import type { KeyObject } from 'node:crypto'
import type { Identity } from '#domain/identity'
import { type Certificate, describeKey } from './x509/certificate.ts'

export type UnlockedKey = {
  readonly identityId: string
  readonly certificate: Certificate
  /** Issuers of the certificate, nearest first, as far as they are known. Empty for self-signed certificates. */
  readonly chain: readonly Certificate[]
  readonly privateKey: KeyObject
}

/** What may be shown of a certificate kept as an identity. */
export const describeIdentity = (identityId: string, certificate: Certificate, createdAt: Date): Identity => ({
  identityId,
  name: certificate.name,
  subject: certificate.subject,
  issuer: certificate.issuer,
  selfSigned: certificate.selfSigned,
  keyAlgorithm: describeKey(certificate.publicKey),
  serialNumber: certificate.serialNumber,
  fingerprint: certificate.fingerprint,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
  createdAt: createdAt.toISOString(),
})
