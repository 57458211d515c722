// Lists the files embedded in a document (ISO 32000-2 §7.11.4): the name tree and the catalog's /AF, each file once.
import { inflateSync } from 'node:zlib'
import type { PdfDocument } from './document.ts'
import { isArray, nameOf, type PdfDict, PdfError, PdfRef, PdfStream, type PdfValue } from './objects.ts'
import { textOf } from './text.ts'

export type Attachment = { readonly name: string; readonly bytes: Uint8Array }

/** Guards against a small stream that unpacks into more than the machine holds. */
const MAX_ATTACHMENT_BYTES = 1024 ** 3
const MAX_DEPTH = 32

function decode(document: PdfDocument, stream: PdfStream): Uint8Array {
  const filter = document.resolve(stream.dict.get('Filter'))
  const filters = isArray(filter) ? filter.map((item) => nameOf(document.resolve(item))) : filter === null ? [] : [nameOf(filter)]
  if (filters.length === 0) return stream.data
  if (filters.length > 1 || filters[0] !== 'FlateDecode' || document.resolve(stream.dict.get('DecodeParms')) !== null)
    throw new PdfError('unsupported', 'an embedded file is packed in a way Tickmark does not write')
  try {
    return inflateSync(stream.data, { maxOutputLength: MAX_ATTACHMENT_BYTES })
  } catch (error) {
    throw new PdfError('malformed', `an embedded file cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readFileSpec(document: PdfDocument, spec: PdfDict): Attachment {
  const name = textOf(document.resolve(spec.get('UF'))) ?? textOf(document.resolve(spec.get('F')))
  const files = document.resolveDict(spec.get('EF'))
  const stream = document.resolve(files?.get('UF') ?? files?.get('F'))
  if (name === null || !(stream instanceof PdfStream)) throw new PdfError('malformed', 'an embedded file has no name or no content')
  return { name, bytes: decode(document, stream) }
}

/** File specifications under a name tree node (§7.9.6). */
function namedSpecs(document: PdfDocument, node: PdfValue | undefined, depth = 0): readonly PdfValue[] {
  const dict = document.resolveDict(node)
  if (dict === null) return []
  if (depth > MAX_DEPTH) throw new PdfError('malformed', 'the tree of embedded files is nested too deeply')
  const names = document.resolve(dict.get('Names'))
  const kids = document.resolve(dict.get('Kids'))
  return [
    ...(isArray(names) ? names.filter((_, index) => index % 2 === 1) : []),
    ...(isArray(kids) ? kids.flatMap((kid) => namedSpecs(document, kid, depth + 1)) : []),
  ]
}

/** Gives all embedded files, unpacked. Throws PdfError if one of them cannot be read. */
export function readAttachments(document: PdfDocument): readonly Attachment[] {
  const associated = document.resolve(document.root.get('AF'))
  const specs = [
    ...namedSpecs(document, document.resolveDict(document.root.get('Names'))?.get('EmbeddedFiles')),
    ...(isArray(associated) ? associated : []),
  ]
  const seen = new Set<number>()
  return specs.flatMap((value) => {
    if (value instanceof PdfRef && seen.has(value.number)) return []
    if (value instanceof PdfRef) seen.add(value.number)
    const spec = document.resolveDict(value)
    return spec === null ? [] : [readFileSpec(document, spec)]
  })
}
