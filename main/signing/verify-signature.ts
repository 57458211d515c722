// Checks one signature of a PDF: which bytes it covers, its value, its certificate, and the certification it claims
// (pdf/FINDINGS.md §5). Collects every fault it can still see; verify.ts makes the verdict.
import { createHash } from 'node:crypto'
import type { SignatureInfo } from '#domain/identity'
import { verifyCms } from './cms-verify.ts'
import type { PdfDocument } from './pdf/document.ts'
import type { FormField } from './pdf/fields.ts'
import { isArray, isDict, nameOf, type PdfDict, PdfRef, PdfString } from './pdf/objects.ts'
import { dateOf, textOf } from './pdf/text.ts'
import { type ReasonCode, Rejection } from './verification-reasons.ts'
import type { Certificate } from './x509/certificate.ts'
import { unfitness } from './x509/fitness.ts'

export type CheckedSignature = { readonly info: SignatureInfo; readonly faults: readonly ReasonCode[] }

type Cover = { readonly start: number; readonly end: number; readonly last: number; readonly contents: PdfString }

/** The signature dictionary; it must be an object of its own, because only then its place in the file is certain. */
function signatureDict(document: PdfDocument, field: FormField): PdfDict {
  const value = document.resolve(field.value)
  if (!(field.value instanceof PdfRef) || !isDict(value)) throw new Rejection('signature-malformed', 'no signature dictionary')
  const type = value.get('Type')
  if ((type !== undefined && nameOf(type) !== 'Sig') || nameOf(value.get('SubFilter')) !== 'ETSI.CAdES.detached')
    throw new Rejection('signature-format')
  return value
}

/** The byte ranges: from the first byte, around exactly the /Contents token, to at most the end of the file. */
function readCover(document: PdfDocument, signature: PdfDict): Cover {
  const range = signature.get('ByteRange')
  const contents = signature.get('Contents')
  if (range === undefined || range === null) throw new Rejection('signature-malformed', 'no /ByteRange')
  if (!(contents instanceof PdfString) || contents.bytes.length === 0) throw new Rejection('signature-malformed', 'no /Contents')
  const numbers = isArray(range) ? range.filter((item) => typeof item === 'number' && Number.isInteger(item) && item >= 0) : []
  const [first, start, end, length] = numbers
  if (!isArray(range) || range.length !== 4 || typeof first !== 'number' || typeof start !== 'number')
    throw new Rejection('byte-range-malformed')
  if (typeof end !== 'number' || typeof length !== 'number' || first !== 0) throw new Rejection('byte-range-malformed')
  if (end + length > document.bytes.length) throw new Rejection('byte-range-malformed', 'beyond the end of the file')
  if (start !== contents.start || end !== contents.end) throw new Rejection('byte-range-gap')
  return { start, end, last: end + length, contents }
}

/** /Contents in the one way it is written: hexadecimal, without spaces, one letter case. Else its bytes could be varied unseen. */
function checkContentsToken(document: PdfDocument, { start, end }: Cover): void {
  const token = Buffer.from(document.bytes.subarray(start, end)).toString('latin1')
  if (!/^<(?:[0-9a-f]{2})+>$|^<(?:[0-9A-F]{2})+>$/.test(token)) throw new Rejection('contents-padding')
}

/** DocMDP permission of the signature; null for an approval signature. Pushes a fault where catalog and signature disagree. */
function readDocMdp(document: PdfDocument, field: FormField, signature: PdfDict, faults: ReasonCode[]): 1 | 2 | 3 | null {
  const references = document.resolve(signature.get('Reference'))
  const transforms = (isArray(references) ? references : []).flatMap((item) => document.resolveDict(item) ?? [])
  const certifying = transforms.filter((item) => nameOf(document.resolve(item.get('TransformMethod'))) === 'DocMDP')
  const permissions = document.resolveDict(document.root.get('Perms'))
  const [only] = certifying
  if (only === undefined) {
    if (permissions !== null) faults.push('certification-broken')
    return null
  }
  const granted = permissions?.get('DocMDP')
  const level = document.resolve(document.resolveDict(only.get('TransformParams'))?.get('P')) ?? 2
  const refersHere = granted instanceof PdfRef && field.value instanceof PdfRef && granted.number === field.value.number
  if (certifying.length > 1 || !refersHere || permissions?.size !== 1) faults.push('certification-broken')
  if (level === 1 || level === 2 || level === 3) return level
  faults.push('certification-broken')
  return null
}

const describeCertificate = (certificate: Certificate): SignatureInfo['certificate'] => ({
  subject: certificate.subject,
  issuer: certificate.issuer,
  serialNumber: certificate.serialNumber,
  fingerprint: certificate.fingerprint,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
  selfSigned: certificate.selfSigned,
})

/**
 * Checks the signature in a field. Throws Rejection where so much is wrong that nothing can be said about the signer;
 * everything else is listed in `faults`.
 */
export function checkSignature(document: PdfDocument, field: FormField, trusted: ReadonlySet<string>): CheckedSignature {
  const signature = signatureDict(document, field)
  const cover = readCover(document, signature)
  checkContentsToken(document, cover)
  const { bytes } = document
  const coversWholeFile = cover.last === bytes.length
  const faults: ReasonCode[] = coversWholeFile ? [] : ['changed-after-signing']
  const docMdp = readDocMdp(document, field, signature, faults)
  const cms = verifyCms(cover.contents.bytes, (algorithm) =>
    createHash(algorithm).update(bytes.subarray(0, cover.start)).update(bytes.subarray(cover.end, cover.last)).digest(),
  )
  const signedAt = dateOf(document.resolve(signature.get('M')))
  faults.push(...cms.faults, ...(signedAt === null ? ['signing-time-missing' as const] : unfitness(cms.certificate, signedAt)))
  const info: SignatureInfo = {
    fieldName: field.name,
    name: cms.certificate.name,
    certificate: describeCertificate(cms.certificate),
    signedAt: signedAt?.toISOString() ?? null,
    reason: textOf(document.resolve(signature.get('Reason'))),
    coversWholeFile,
    docMdp,
    trusted: trusted.has(cms.certificate.fingerprint),
  }
  return { info, faults }
}
