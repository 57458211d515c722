// Verifying PDFs on disk, and what was found in words for a person who has never seen Tickmark.
import type { PdfVerification, SignatureInfo } from '#domain/identity'
import type { Session } from '../session.ts'
import { oneLine } from '../text.ts'

export type Verified = PdfVerification & { readonly path: string }

/** Verifies PDFs in the order given; with `againstEngagement`, also against what the open engagement recorded. */
export async function verifyPdfs(
  { call, tokenOf }: Session,
  pdfs: readonly string[],
  againstEngagement = false,
): Promise<readonly Verified[]> {
  const results = await call('verification.verify', { files: pdfs.map(tokenOf), againstEngagement })
  return results.map((result, index) => ({ path: pdfs[index] ?? result.fileName, ...result }))
}

const VERDICT: Readonly<Record<PdfVerification['verdict'], string>> = {
  valid: 'VALID: whole, and as it was when it was signed',
  invalid: 'NOT VALID',
  unsigned: 'NOT SIGNED',
}

/** Gives the verdict, its reasons, each signature and each attachment of one PDF. */
export function verificationText(verified: Verified): string {
  return [
    `${oneLine(verified.path)}`,
    `  ${VERDICT[verified.verdict]}`,
    ...verified.reasons.map(({ message }) => `  - ${oneLine(message)}`),
    ...verified.signatures.flatMap(signatureLines),
    ...verified.attachments.map(({ name, sha256, matches }) => `  attachment ${oneLine(name)}: SHA-256 ${sha256}${matchWord(matches)}`),
    `  SHA-256 of the file: ${verified.sha256}`,
  ].join('\n')
}

const matchWord = (matches: boolean | null): string =>
  matches === null ? '' : matches ? ', as the report says' : ', NOT what the report says'

function signatureLines(signature: SignatureInfo): readonly string[] {
  const { certificate, signedAt, reason, coversWholeFile, docMdp, trusted } = signature
  const issuer = certificate.selfSigned ? 'self-signed' : `issued by ${certificate.issuer}`
  return [
    `  signed by ${oneLine(signature.name)}`,
    `    certificate: ${oneLine(certificate.subject)}, ${oneLine(issuer)}, ${trusted ? 'known on this machine' : 'NOT known on this machine'}`,
    `    fingerprint: ${certificate.fingerprint}`,
    `    time: ${signedAt ?? 'none'} (the signer's own claim)`,
    ...(reason === null || reason === '' ? [] : [`    reason: ${oneLine(reason)}`]),
    `    covers the whole file: ${coversWholeFile ? 'yes' : 'NO'}`,
    `    changes allowed afterwards: ${docMdp === null ? 'not stated (approval signature)' : docMdp === 1 ? 'none' : `level ${docMdp}`}`,
  ]
}
