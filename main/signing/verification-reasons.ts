// The closed set of things a verification can say, each in plain words. Codes are stable: they are part of the CLI's output.
import type { VerificationReason } from '#domain/identity'

export const REASONS = {
  // no verdict on integrity
  'no-signature': 'The PDF carries no signature.',
  'signer-unknown':
    'The signature is intact, but its certificate is not one this machine knows: compare the fingerprint with the signer before relying on the name.',
  // the file
  'pdf-unreadable': 'The file is not a readable PDF.',
  'pdf-unsupported': 'The PDF is built in a way Tickmark neither writes nor judges.',
  'file-end': 'The file does not end where its document ends: it was cut short, or something was appended.',
  // where the signature sits
  'signature-stray': 'The file holds signature data that no signature field refers to.',
  'signature-malformed': 'The signature is incomplete or malformed.',
  'signature-format': 'The signature is of a kind Tickmark does not judge (ETSI.CAdES.detached expected).',
  'signatures-several': 'The PDF carries more than one signature; Tickmark judges only reports that were certified once.',
  'byte-range-malformed': 'The signature does not say properly which bytes it covers.',
  'byte-range-gap': 'The signature leaves out more, or other, bytes than its own value.',
  'changed-after-signing': 'The file was changed after it was signed: bytes follow the part the signature covers.',
  'certification-broken': 'What the document says about being certified and the signature do not agree.',
  // the signature value
  'contents-padding': 'The space behind the signature value holds something else than zeros, or is written irregularly.',
  'cms-malformed': 'The signature value is malformed.',
  'cms-unsupported': 'The signature value holds parts that are not protected by it, or that Tickmark cannot check.',
  'signers-several': 'The signature value does not come from exactly one signer.',
  'digest-mismatch': 'The content of the file is not what was signed.',
  'signature-wrong': 'The signature value was not made with the key of the certificate it names.',
  'signing-certificate-missing': 'The signature does not bind the certificate it was made with.',
  'signing-certificate-mismatch': 'The certificate in the file is not the one that was used for signing.',
  'weak-algorithm': 'The signature uses an algorithm that is not accepted (SHA-2 with RSA or ECDSA expected).',
  'signing-time-missing': 'The signature does not state when it was made.',
  // the certificate
  'certificate-not-yet-valid': 'The certificate was not yet valid at the stated time of signing.',
  'certificate-expired': 'The certificate had expired at the stated time of signing.',
  'certificate-key-usage': 'The certificate is not meant for signing (key usage).',
  'certificate-weak-key': 'The key of the certificate is too weak or of a kind that is not accepted.',
  'certificate-weak-digest': 'The certificate itself is signed with a weak algorithm.',
  // what the document carries
  'attachment-unreadable': 'A file embedded in the PDF cannot be read.',
  'data-attachment-differs': 'The embedded data file is not the one the document says it holds.',
} as const satisfies Readonly<Record<string, string>>

export type ReasonCode = keyof typeof REASONS

/** A reason as the contract carries it; `detail` says what exactly was seen. */
export const reason = (code: ReasonCode, detail?: string): VerificationReason => ({
  code,
  message: detail === undefined ? REASONS[code] : `${REASONS[code].replace(/\.$/, '')} (${detail}).`,
})

/** Thrown inside the verifier to end the checks of one signature; never leaves it. */
export class Rejection extends Error {
  override readonly name = 'Rejection'
  readonly code: ReasonCode
  readonly detail: string | undefined

  constructor(code: ReasonCode, detail?: string) {
    super(REASONS[code])
    this.code = code
    this.detail = detail
  }
}
