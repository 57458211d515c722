// A small report, before and after signing, with the verdict in one line: what most verification tests start from.
import type { PdfVerification } from '#domain/identity'
import type { UnlockedKey } from '../identity.ts'
import { signPdf } from '../sign.ts'
import { verifyPdf } from '../verify.ts'
import { buildPdf } from './build-pdf.ts'
import { makeKey } from './keys.ts'

export type SignedReport = { readonly key: UnlockedKey; readonly original: Uint8Array; readonly signed: Uint8Array }

export const SIGNED_AT = new Date('2026-05-02T10:00:00Z')

/** Signs a fresh report with a fresh key. */
export async function makeSignedReport(): Promise<SignedReport> {
  const key = await makeKey()
  const original = await buildPdf()
  return { key, original, signed: await signPdf(original, key, { signedAt: SIGNED_AT, reason: 'Report approved' }) }
}

/** Verifies as a machine that knows only this signer. */
export const verifyAs = (key: UnlockedKey, pdf: Uint8Array): Promise<Omit<PdfVerification, 'fileName'>> =>
  verifyPdf(pdf, { trustedFingerprints: new Set([key.certificate.fingerprint]) })

/** Verdict, then the codes of the reasons. */
export async function codesAs(key: UnlockedKey, pdf: Uint8Array): Promise<readonly string[]> {
  const { verdict, reasons } = await verifyAs(key, pdf)
  return [verdict, ...reasons.map(({ code }) => code)]
}
