// Finds the form fields of a document (ISO 32000-2 §12.7), however nested. Reads only; filling is signature-field.ts's.
import type { PdfDocument } from './document.ts'
import { isArray, nameOf, type PdfDict, PdfError, PdfRef, type PdfValue } from './objects.ts'
import { textOf } from './text.ts'

export type FormField = {
  readonly ref: PdfRef
  readonly dict: PdfDict
  /** Fully qualified name: the partial names from the root down, joined with dots. */
  readonly name: string
  /** `/FT`, its own or inherited. */
  readonly type: string | null
  /** `/V` as written, its own or inherited; null where there is none. */
  readonly value: PdfValue
}

type Inherited = { readonly name: string; readonly type: string | null; readonly value: PdfValue }

const MAX_DEPTH = 32

/** Every field that has a name of its own. Throws PdfError where the field tree is malformed. */
export function formFields(document: PdfDocument): readonly FormField[] {
  const form = document.resolve(document.root.get('AcroForm'))
  if (form === null) return []
  const roots = document.resolve(document.resolveDict(form)?.get('Fields'))
  if (!isArray(roots)) throw new PdfError('malformed', 'the form has no list of fields')
  const found: FormField[] = []
  const seen = new Set<number>()

  const visit = (ref: PdfValue, inherited: Inherited, depth: number): void => {
    if (!(ref instanceof PdfRef)) throw new PdfError('malformed', 'a form field is not an object of its own')
    const dict = document.resolveDict(ref)
    if (dict === null || depth > MAX_DEPTH || seen.has(ref.number)) throw new PdfError('malformed', 'the tree of form fields is malformed')
    seen.add(ref.number)
    const partial = textOf(document.resolve(dict.get('T')))
    const name = [inherited.name, partial ?? ''].filter((part) => part !== '').join('.')
    const own = { name, type: nameOf(document.resolve(dict.get('FT'))) ?? inherited.type, value: dict.get('V') ?? inherited.value }
    if (partial !== null || depth === 0) found.push({ ref, dict, ...own })
    const kids = document.resolve(dict.get('Kids'))
    if (isArray(kids)) for (const kid of kids) visit(kid, own, depth + 1)
  }

  for (const ref of roots) visit(ref, { name: '', type: null, value: null }, 0)
  return found
}
