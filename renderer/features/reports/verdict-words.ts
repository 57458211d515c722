// The outcome of verifying a PDF, in words a client understands.
import type { PdfVerification, SignatureInfo } from '#domain/identity'

export const VERDICT_TITLES: Readonly<Record<PdfVerification['verdict'], string>> = {
  valid: 'Valid: nothing in this file has changed since it was signed',
  invalid: 'Not valid: this file must not be relied on',
  unsigned: 'Not signed: nobody vouches for this file',
}

/** What is known of the signer. Trust is a fact beside the verdict: a whole file by a stranger is still whole. */
export function trustWords(signature: SignatureInfo): string {
  if (signature.trusted) return 'The certificate is one of this machine’s identities.'
  if (signature.certificate.selfSigned)
    return 'The certificate is self-signed and not known on this machine; compare its fingerprint with the signer.'
  return 'The certificate’s issuer is not known on this machine; compare the fingerprint with the signer.'
}

/** What a signature allows and covers. */
export function coverageWords(signature: SignatureInfo): string {
  const covers = signature.coversWholeFile ? 'Covers the whole file' : 'Does not cover the whole file'
  if (signature.docMdp === 1) return `${covers}; no later change is allowed.`
  if (signature.docMdp !== null) return `${covers}; certifies the report, later signatures are allowed.`
  return `${covers}.`
}

/** Whether an attachment is what the report says it is; null where the report says nothing about it. */
export function attachmentWords(matches: boolean | null): string {
  if (matches === null) return 'not listed in the report'
  return matches ? 'as listed in the report' : 'differs from what the report lists'
}
