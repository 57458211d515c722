// The last page of a document and its visible size. Nothing else of the page tree is needed for signing.
import type { PdfDocument } from './document.ts'
import { isArray, isDict, nameOf, type PdfDict, PdfError, PdfRef, type PdfValue } from './objects.ts'

/** Left, bottom, right, top in points. */
export type Box = readonly [number, number, number, number]

export type Page = { readonly ref: PdfRef; readonly dict: PdfDict; readonly box: Box }

const MAX_DEPTH = 64

/** A rectangle with its corners in order; null where the value is none. */
export function boxOf(document: PdfDocument, value: PdfValue | undefined): Box | null {
  const corners = document.resolve(value)
  const numbers = isArray(corners) ? corners.map((corner) => document.resolve(corner)) : []
  const [a, b, c, d] = numbers
  if (numbers.length !== 4 || typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') return null
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}

/** The last page, with its crop box or media box, inherited where the page has none. */
export function lastPage(document: PdfDocument): Page {
  let ref: PdfValue | undefined = document.root.get('Pages')
  let media: Box | null = null
  let crop: Box | null = null
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const node = document.resolve(ref)
    if (!(ref instanceof PdfRef) || !isDict(node)) break
    media = boxOf(document, node.get('MediaBox')) ?? media
    crop = boxOf(document, node.get('CropBox')) ?? crop
    if (nameOf(node.get('Type')) === 'Page') {
      const box = crop ?? media
      if (box === null) throw new PdfError('malformed', 'the last page has no size')
      return { ref, dict: node, box }
    }
    const kids = document.resolve(node.get('Kids'))
    ref = isArray(kids) ? kids.at(-1) : undefined
  }
  throw new PdfError('malformed', 'the document has no last page')
}
