// Ways to change a signed PDF, as an attacker would: in place with all lengths kept, by appending, or inside /Contents.
import { createHash } from 'node:crypto'
import { buildCms } from '../cms.ts'
import type { UnlockedKey } from '../identity.ts'
import { openPdf, type PdfDocument } from '../pdf/document.ts'
import { formFields } from '../pdf/fields.ts'
import { createUpdate, type PdfUpdate } from '../pdf/increment.ts'
import { isArray, PdfString, type PdfValue } from '../pdf/objects.ts'

export type Place = { readonly start: number; readonly end: number }

/** Where the /Contents token of the only signature stands. */
export function contentsPlace(pdf: Uint8Array): Place {
  const document = openPdf(pdf)
  const signed = formFields(document).find(({ value }) => value !== null)
  const contents = document.resolveDict(signed?.value)?.get('Contents')
  if (!(contents instanceof PdfString)) throw new Error('the file is not signed')
  return { start: contents.start, end: contents.end }
}

/** Replaces text without moving a byte; the replacement is padded with spaces. */
export function replaceInPlace(pdf: Uint8Array, search: string | RegExp, replacement: string): Buffer {
  const text = Buffer.from(pdf).toString('latin1')
  const match = typeof search === 'string' ? search : (search.exec(text)?.[0] ?? '')
  const at = text.indexOf(match)
  if (match === '' || at < 0 || replacement.length > match.length) throw new Error(`cannot replace ${String(search)}`)
  const out = Buffer.from(pdf)
  out.write(replacement.padEnd(match.length), at, 'latin1')
  return out
}

/** Appends an incremental update. */
export function appendUpdate(pdf: Uint8Array, edit: (update: PdfUpdate, document: PdfDocument) => void): Uint8Array {
  const document = openPdf(pdf)
  const update = createUpdate(document)
  edit(update, document)
  const id = document.resolve(document.trailer.get('ID'))
  return update.build(isArray(id) ? id : ([] as PdfValue[])).bytes
}

/** SHA-256 over everything but /Contents. */
export function signedDigest(pdf: Uint8Array): Uint8Array {
  const { start, end } = contentsPlace(pdf)
  return createHash('sha256').update(pdf.subarray(0, start)).update(pdf.subarray(end)).digest()
}

/** The CMS inside, without padding. */
export function readCms(pdf: Uint8Array): Buffer {
  const { start } = contentsPlace(pdf)
  const head = Buffer.from(Buffer.from(pdf.subarray(start + 1, start + 9)).toString('latin1'), 'hex')
  const length = 4 + head.readUInt16BE(2)
  return Buffer.from(Buffer.from(pdf.subarray(start + 1, start + 1 + length * 2)).toString('latin1'), 'hex')
}

/** Puts another CMS in, padded with zeros. */
export function withCms(pdf: Uint8Array, cms: Uint8Array): Buffer {
  const { start, end } = contentsPlace(pdf)
  const room = end - start - 2
  if (cms.length * 2 > room) throw new Error('the CMS does not fit')
  const out = Buffer.from(pdf)
  out.write(Buffer.from(cms).toString('hex').padEnd(room, '0'), start + 1, 'latin1')
  return out
}

/** Signs the same bytes again with any key, without the checks of the signer. */
export const resignedBy = (pdf: Uint8Array, key: UnlockedKey): Buffer => withCms(pdf, buildCms(signedDigest(pdf), key))

/** Writes text over the bytes at a place. */
export function replaceAt(pdf: Uint8Array, at: number, text: string): Buffer {
  const out = Buffer.from(pdf)
  out.write(text, at, 'latin1')
  return out
}
