// A person's signing identity as the rest of the program may see it: never the key.
import * as z from 'zod'
import { IdentityId, Instant } from './ids.ts'

export const KeyAlgorithm = z.enum(['ecdsa-p256', 'rsa-3072'])
export type KeyAlgorithm = z.infer<typeof KeyAlgorithm>

export const Identity = z.strictObject({
  identityId: IdentityId,
  name: z.string(),
  subject: z.string(),
  issuer: z.string(),
  selfSigned: z.boolean(),
  /** As found in the certificate, e.g. `ECDSA P-256`, `RSA 3072`. */
  keyAlgorithm: z.string(),
  serialNumber: z.string(),
  /** SHA-256 of the DER certificate, lower-case hex. */
  fingerprint: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  createdAt: Instant,
})
export type Identity = z.infer<typeof Identity>

export const SignatureInfo = z.strictObject({
  fieldName: z.string(),
  name: z.string(),
  certificate: z.strictObject({
    subject: z.string(),
    issuer: z.string(),
    serialNumber: z.string(),
    fingerprint: z.string(),
    notBefore: Instant,
    notAfter: Instant,
    selfSigned: z.boolean(),
  }),
  /** The signer's own claim (PAdES B-B has no trusted time). */
  signedAt: Instant.nullable(),
  reason: z.string().nullable(),
  coversWholeFile: z.boolean(),
  /** DocMDP permission of a certification signature: 1 = no change allowed. null = an approval signature. */
  docMdp: z.int().min(1).max(3).nullable(),
  /** True where the certificate is one of this machine's identities; a self-signed stranger is not trusted. */
  trusted: z.boolean(),
})
export type SignatureInfo = z.infer<typeof SignatureInfo>

export const VerificationReason = z.strictObject({ code: z.string(), message: z.string() })
export type VerificationReason = z.infer<typeof VerificationReason>

export const PdfVerification = z.strictObject({
  fileName: z.string(),
  sha256: z.string(),
  verdict: z.enum(['valid', 'invalid', 'unsigned']),
  reasons: z.array(VerificationReason).readonly(),
  signatures: z.array(SignatureInfo).readonly(),
  attachments: z
    .array(z.strictObject({ name: z.string(), sha256: z.string(), bytes: z.int().nonnegative(), matches: z.boolean().nullable() }))
    .readonly(),
})
export type PdfVerification = z.infer<typeof PdfVerification>
