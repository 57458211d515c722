// Says whether a PDF is whole and whose it is. Fails closed: what cannot be judged is `invalid`, with the reason in
// words. Made for Tickmark's own reports (certified once, nothing after); never throws for bad input, needs no network.
import { createHash } from 'node:crypto'
import type { PdfVerification, SignatureInfo, VerificationReason } from '#domain/identity'
import { type Attachment, readAttachments } from './pdf/attachments.ts'
import { openPdf, type PdfDocument } from './pdf/document.ts'
import { PdfError, type PdfProblem } from './pdf/objects.ts'
import { textOf } from './pdf/text.ts'
import { DATA_ATTACHMENT, INFO_DATA_SHA256 } from './prepare-field.ts'
import { findSignatures } from './signature-scan.ts'
import { type ReasonCode, Rejection, reason } from './verification-reasons.ts'
import { checkSignature } from './verify-signature.ts'

export type VerifyOptions = {
  /** SHA-256 fingerprints (lower-case hex) of the certificates whose owners this machine knows. */
  readonly trustedFingerprints: ReadonlySet<string>
}

type Verification = Omit<PdfVerification, 'fileName'>
type Findings = {
  readonly isSigned: boolean
  readonly signatures: readonly SignatureInfo[]
  readonly faults: readonly VerificationReason[]
}

const PROBLEM_CODES: Readonly<Record<PdfProblem, ReasonCode>> = {
  'not-pdf': 'pdf-unreadable',
  malformed: 'pdf-unreadable',
  unsupported: 'pdf-unsupported',
  end: 'file-end',
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A failure as a reason. Anything unforeseen counts as unreadable too: a verifier must not pass what it cannot follow. */
function asReason(error: unknown): VerificationReason {
  if (error instanceof Rejection) return reason(error.code, error.detail)
  if (error instanceof PdfError) return reason(PROBLEM_CODES[error.problem], error.message)
  return reason('pdf-unreadable', error instanceof Error ? error.message : String(error))
}

function checkSignatures(document: PdfDocument, trusted: ReadonlySet<string>): Findings {
  const traces = findSignatures(document)
  const faults: VerificationReason[] = []
  const signatures: SignatureInfo[] = []
  const isSigned = traces.signed.length > 0
  if (traces.hasStray) faults.push(reason('signature-stray'))
  if (!isSigned && traces.hasPermissions) faults.push(reason('certification-broken'))
  if (traces.signed.length > 1) faults.push(reason('signatures-several'))
  for (const field of traces.signed) {
    try {
      const checked = checkSignature(document, field, trusted)
      signatures.push(checked.info)
      faults.push(...checked.faults.map((code) => reason(code)))
    } catch (error) {
      faults.push(asReason(error))
    }
  }
  return { isSigned, signatures, faults }
}

/** The embedded files, the report's data file compared with the digest in the document's properties. */
function checkAttachments(document: PdfDocument): { attachments: Verification['attachments']; faults: readonly VerificationReason[] } {
  let files: readonly Attachment[]
  try {
    files = readAttachments(document)
  } catch (error) {
    return { attachments: [], faults: [reason('attachment-unreadable', error instanceof Error ? error.message : String(error))] }
  }
  const info = document.resolveDict(document.trailer.get('Info'))
  const stated = textOf(document.resolve(info?.get(INFO_DATA_SHA256)))
  const attachments = files.map(({ name, bytes }) => {
    const digest = sha256(bytes)
    return { name, sha256: digest, bytes: bytes.length, matches: name === DATA_ATTACHMENT && stated !== null ? digest === stated : null }
  })
  const data = attachments.filter(({ name }) => name === DATA_ATTACHMENT)
  const differs = stated !== null && (data.length !== 1 || data.some(({ matches }) => matches === false))
  return { attachments, faults: differs ? [reason('data-attachment-differs')] : [] }
}

function judge(
  { isSigned, signatures, faults }: Findings,
  attachmentFaults: readonly VerificationReason[],
): Pick<Verification, 'verdict' | 'reasons'> {
  if (!isSigned && faults.length === 0) return { verdict: 'unsigned', reasons: [reason('no-signature'), ...attachmentFaults] }
  const all = [...faults, ...attachmentFaults]
  if (all.length > 0) return { verdict: 'invalid', reasons: all }
  return { verdict: 'valid', reasons: signatures.every(({ trusted }) => trusted) ? [] : [reason('signer-unknown')] }
}

/**
 * Verifies a PDF offline. `valid` = certified or signed once, whole, unchanged, by a certificate that could sign at the
 * time it states; whether the signer is known is `trusted` on the signature. A report cut back to its state before signing
 * reads `unsigned`: the file alone cannot show that a signature was removed.
 */
export async function verifyPdf(pdf: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const digest = sha256(pdf)
  try {
    const document = openPdf(pdf)
    const findings = checkSignatures(document, options.trustedFingerprints)
    const { attachments, faults } = checkAttachments(document)
    return { sha256: digest, ...judge(findings, faults), signatures: findings.signatures, attachments }
  } catch (error) {
    return { sha256: digest, verdict: 'invalid', reasons: [asReason(error)], signatures: [], attachments: [] }
  }
}
