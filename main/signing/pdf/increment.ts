// Writes an incremental update (ISO 32000-2 §7.5.6): the old bytes stay as they are, changed and new objects follow
// with a cross-reference section of their own.
import type { PdfDocument } from './document.ts'
import { PdfError, PdfRef, type PdfValue, withEntries } from './objects.ts'
import { serialize } from './serialize.ts'

export type BuiltUpdate = {
  readonly bytes: Uint8Array
  /** Where the body of an object of this update begins, after `N 0 obj` and its line end. */
  bodyOffset(ref: PdfRef): number
}

export type PdfUpdate = {
  /** A reference to an object still to be set. */
  reserve(): PdfRef
  set(ref: PdfRef, value: PdfValue): void
  /** Sets an object to bytes already written, for the signature dictionary with its placeholders. */
  setRaw(ref: PdfRef, body: Uint8Array): void
  build(fileId: readonly PdfValue[]): BuiltUpdate
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** `first count` sections over runs of consecutive object numbers, twenty bytes an entry. */
function xrefSections(offsets: readonly (readonly [PdfRef, number])[]): string {
  let text = ''
  for (let start = 0; start < offsets.length; ) {
    const first = offsets[start]?.[0].number ?? 0
    let end = start
    while (offsets[end]?.[0].number === first + end - start) end += 1
    text += `${first} ${end - start}\n`
    for (const [ref, offset] of offsets.slice(start, end))
      text += `${String(offset).padStart(10, '0')} ${String(ref.generation).padStart(5, '0')} n \n`
    start = end
  }
  return text
}

/** Starts an update of the document. */
export function createUpdate(document: PdfDocument): PdfUpdate {
  const size = document.trailer.get('Size')
  if (typeof size !== 'number' || !Number.isInteger(size)) throw new PdfError('malformed', 'the trailer states no size')
  let next = Math.max(size, (document.objectNumbers.at(-1) ?? 0) + 1)
  const bodies = new Map<number, { readonly ref: PdfRef; readonly body: Uint8Array }>()

  const setRaw = (ref: PdfRef, body: Uint8Array): void => {
    bodies.set(ref.number, { ref, body })
  }

  const build = (fileId: readonly PdfValue[]): BuiltUpdate => {
    const parts: Uint8Array[] = [document.bytes]
    let length = document.bytes.length
    const push = (part: Uint8Array): void => {
      parts.push(part)
      length += part.length
    }
    if (document.bytes.at(-1) !== 0x0a) push(latin1('\n'))
    const offsets: (readonly [PdfRef, number])[] = []
    const starts = new Map<number, number>()
    for (const { ref, body } of [...bodies.values()].sort((a, b) => a.ref.number - b.ref.number)) {
      offsets.push([ref, length])
      push(latin1(`${ref.number} ${ref.generation} obj\n`))
      starts.set(ref.number, length)
      push(body)
      push(latin1('\nendobj\n'))
    }
    const xrefOffset = length
    const trailer = withEntries(document.trailer, { Size: next, Prev: document.revisions[0]?.xrefOffset ?? 0, ID: fileId })
    push(latin1(`xref\n${xrefSections(offsets)}trailer\n`))
    push(serialize(trailer))
    push(latin1(`\nstartxref\n${xrefOffset}\n%%EOF\n`))
    const bodyOffset = (ref: PdfRef): number => {
      const start = starts.get(ref.number)
      if (start === undefined) throw new PdfError('malformed', `object ${ref.number} is not part of the update`)
      return start
    }
    return { bytes: Buffer.concat(parts), bodyOffset }
  }

  return {
    reserve: () => {
      next += 1
      return new PdfRef(next - 1)
    },
    set: (ref, value) => setRaw(ref, serialize(value)),
    setRaw,
    build,
  }
}
