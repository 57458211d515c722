// Finds every trace of a signature in a document: the ones its form leads to, and the ones it does not. A signature
// outside the form is how forged documents hide one (signature wrapping, universal signature forgery).
import type { PdfDocument } from './pdf/document.ts'
import { type FormField, formFields } from './pdf/fields.ts'
import { isArray, isDict, nameOf, PdfRef, PdfStream, type PdfValue } from './pdf/objects.ts'

export type SignatureTraces = {
  /** Signature fields that hold a value. */
  readonly signed: readonly FormField[]
  /** The catalog grants or claims permissions (certification, usage rights). */
  readonly hasPermissions: boolean
  /** Signature dictionaries, or remains of them in the bytes, that no signature field refers to. */
  readonly hasStray: boolean
}

const MARK = '/ByteRange'

/** Whether a value is, or directly contains, a signature dictionary. References are not followed. */
function holdsSignature(value: PdfValue): boolean {
  if (value instanceof PdfStream) return holdsSignature(value.dict)
  if (isArray(value)) return value.some(holdsSignature)
  if (!isDict(value)) return false
  const type = nameOf(value.get('Type'))
  return value.has('ByteRange') || type === 'Sig' || type === 'DocTimeStamp' || [...value.values()].some(holdsSignature)
}

/** How often the mark stands in the file outside the data of live streams, where a page's text may well contain it. */
function countMarks(document: PdfDocument, streams: readonly PdfStream[]): number {
  const { bytes } = document
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const inStream = (at: number): boolean => streams.some(({ dataStart, data }) => at >= dataStart && at < dataStart + data.length)
  let count = 0
  for (let at = file.indexOf(MARK); at >= 0; at = file.indexOf(MARK, at + 1)) if (!inStream(at)) count += 1
  return count
}

/** Reads every object of the document. Throws PdfError where one is malformed. */
export function findSignatures(document: PdfDocument): SignatureTraces {
  const signed = formFields(document).filter((field) => field.type === 'Sig' && document.resolve(field.value) !== null)
  const reachable = new Set(signed.flatMap(({ value }) => (value instanceof PdfRef ? [value.number] : [])))
  const streams: PdfStream[] = []
  let hasStray = false
  for (const number of document.objectNumbers) {
    const value = document.object(number)
    if (value instanceof PdfStream) streams.push(value)
    if (!reachable.has(number) && holdsSignature(value)) hasStray = true
  }
  return {
    signed,
    hasPermissions: document.resolve(document.root.get('Perms')) !== null,
    hasStray: hasStray || countMarks(document, streams) > reachable.size,
  }
}
