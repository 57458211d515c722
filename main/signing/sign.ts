// Certifies a finished PDF: PAdES B-B (ETSI EN 319 142-1) with DocMDP P=1, so that any later change voids it.
// Bytes in, bytes out; the original stays a byte-exact prefix. Keys come from key-store.ts.
import { createHash } from 'node:crypto'
import { AppError } from '#domain/errors'
import { drawAppearance } from './appearance.ts'
import { buildCms, cmsSizeLimit } from './cms.ts'
import { loadOutlineFont } from './glyph-outlines.ts'
import type { UnlockedKey } from './identity.ts'
import { openPdf, type PdfDocument } from './pdf/document.ts'
import { createUpdate } from './pdf/increment.ts'
import { dict, isArray, name, PdfError, PdfString, type PdfValue } from './pdf/objects.ts'
import { serialize } from './pdf/serialize.ts'
import { pdfDate, textOf, textString } from './pdf/text.ts'
import { AUDITOR_FIELD, INFO_KIND, INFO_KIND_DRAFT } from './prepare-field.ts'
import { linkSignature, placeField } from './signature-field.ts'
import { findSignatures } from './signature-scan.ts'
import { REASONS } from './verification-reasons.ts'
import { verifyPdf } from './verify.ts'
import { unfitness } from './x509/fitness.ts'

export type SignOptions = {
  readonly signedAt: Date
  /** Why it is signed; empty = not stated. */
  readonly reason: string
  readonly location?: string
  /** The prepared field to fill, `Auditor` unless told. */
  readonly fieldName?: string
}

const refuse = (message: string, details: Record<string, string> = {}): AppError => new AppError('signing-refused', message, details)

const BYTE_RANGE_WIDTH = 36
// Space for the CMS in steps, so that its place does not depend on the odd byte of an ECDSA value.
const RESERVE_STEP = 4096

function openForSigning(pdf: Uint8Array): PdfDocument {
  try {
    const document = openPdf(pdf)
    const traces = findSignatures(document)
    if (traces.signed.length > 0 || traces.hasPermissions || traces.hasStray)
      throw refuse('The PDF carries a signature already; a signed report is never signed over.')
    const info = document.resolveDict(document.trailer.get('Info'))
    if (textOf(document.resolve(info?.get(INFO_KIND))) === INFO_KIND_DRAFT)
      throw refuse('The PDF is a draft; only final reports are signed.')
    return document
  } catch (error) {
    if (error instanceof PdfError) throw refuse(`The PDF cannot be signed: ${error.message}.`)
    throw error
  }
}

/** The signature dictionary with room for /ByteRange and /Contents, and where in it they stand. */
function signatureTemplate(key: UnlockedKey, options: SignOptions, reserve: number) {
  const permissions = dict({ Type: name('TransformParams'), V: name('1.2'), P: 1 })
  const facts = serialize(
    dict({
      Type: name('Sig'),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.CAdES.detached'),
      M: pdfDate(options.signedAt),
      Name: textString(key.certificate.name),
      ...(options.reason === '' ? {} : { Reason: textString(options.reason) }),
      ...(options.location === undefined || options.location === '' ? {} : { Location: textString(options.location) }),
      Reference: [dict({ Type: name('SigRef'), TransformMethod: name('DocMDP'), TransformParams: permissions })],
    }),
  )
  const head = Buffer.concat([facts.subarray(0, -2), Buffer.from('/ByteRange ')])
  const middle = Buffer.from(`${' '.repeat(BYTE_RANGE_WIDTH)}\n/Contents `)
  const contents = Buffer.from(`<${'0'.repeat(reserve * 2)}>`)
  return {
    body: Buffer.concat([head, middle, contents, Buffer.from('\n>>')]),
    byteRangeAt: head.length,
    contentsAt: head.length + middle.length,
    contentsLength: contents.length,
  }
}

/** The first half of the file id stays; the second changes with every revision (ISO 32000-2 §14.4), here by what is added. */
function revisedId(document: PdfDocument, template: Uint8Array, key: UnlockedKey): readonly PdfValue[] {
  const id = document.resolve(document.trailer.get('ID'))
  const digest = createHash('sha256').update(document.bytes).update(template).update(key.certificate.fingerprint).digest()
  const second = new PdfString(digest.subarray(0, 16))
  const first = isArray(id) ? document.resolve(id[0]) : null
  return [first instanceof PdfString ? new PdfString(first.bytes) : second, second]
}

/** Writes everything but the signature value; gives the file with zeros where the value goes, and that place. */
function writeUnsigned(document: PdfDocument, key: UnlockedKey, options: SignOptions) {
  const update = createUpdate(document)
  const place = placeField(document, update, options.fieldName ?? AUDITOR_FIELD)
  const [left, bottom, right, top] = place.box
  const { name: signer, fingerprint } = key.certificate
  const facts = { name: signer, signedAt: options.signedAt, reason: options.reason, location: options.location ?? null, fingerprint }
  const appearance = update.reserve()
  update.set(appearance, drawAppearance(loadOutlineFont(), facts, right - left, top - bottom))
  const signature = update.reserve()
  const reserve = Math.max(2, Math.ceil(cmsSizeLimit(key) / RESERVE_STEP)) * RESERVE_STEP
  const template = signatureTemplate(key, options, reserve)
  update.setRaw(signature, template.body)
  linkSignature(document, update, place, { signature, appearance })
  const built = update.build(revisedId(document, template.body, key))
  const bytes = Buffer.from(built.bytes)
  const bodyStart = built.bodyOffset(signature)
  const start = bodyStart + template.contentsAt
  const end = start + template.contentsLength
  bytes.write(`[0 ${start} ${end} ${bytes.length - end}]`, bodyStart + template.byteRangeAt, 'latin1')
  return { bytes, start, end }
}

/**
 * Signs a PDF and gives the signed file. Throws AppError `signing-refused` for drafts, signed or unreadable PDFs and
 * certificates that may not sign at `signedAt`; `verification-failed` if the result does not pass our own verifier.
 */
export async function signPdf(pdf: Uint8Array, key: UnlockedKey, options: SignOptions): Promise<Uint8Array> {
  const [unfit] = unfitness(key.certificate, options.signedAt)
  if (unfit !== undefined) throw refuse(`${REASONS[unfit]} Nothing was signed.`, { reason: unfit })
  const document = openForSigning(pdf)
  const { bytes, start, end } = writeUnsigned(document, key, options)
  const digest = createHash('sha256').update(bytes.subarray(0, start)).update(bytes.subarray(end)).digest()
  const cms = buildCms(digest, key)
  if (cms.length * 2 > end - start - 2) throw new AppError('unexpected', 'The signature value is larger than the room kept for it.')
  bytes.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1')
  const { verdict, reasons } = await verifyPdf(bytes, { trustedFingerprints: new Set([key.certificate.fingerprint]) })
  if (verdict !== 'valid')
    throw new AppError('verification-failed', 'The signed PDF does not pass verification; it was not kept.', {
      reasons: reasons.map(({ code, message }) => `${code}: ${message}`),
    })
  return bytes
}
