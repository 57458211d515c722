// Puts a signature into a document's form: fills the empty field the report prepared, or adds one at the foot of the
// last page. Decides where; the signature dictionary and the appearance come from sign.ts.
import { AppError } from '#domain/errors'
import type { PdfDocument } from './pdf/document.ts'
import { formFields } from './pdf/fields.ts'
import type { PdfUpdate } from './pdf/increment.ts'
import { dict, isArray, name, type PdfDict, PdfRef, type PdfValue, withEntries } from './pdf/objects.ts'
import { type Box, boxOf, lastPage } from './pdf/pages.ts'
import { textString } from './pdf/text.ts'

export type FieldPlace = { readonly ref: PdfRef; readonly dict: PdfDict; readonly box: Box; readonly isNew: boolean }

// Print and Locked (ISO 32000-2 table 167); PDF/A demands Print.
const WIDGET_FLAGS = 132
// SignaturesExist and AppendOnly (table 225).
const SIG_FLAGS = 3
const MARGIN = 36
const NEW_FIELD = { bottom: 18, width: 300, height: 64 } as const
const SMALLEST = { width: 72, height: 24 } as const

const refuse = (message: string): AppError => new AppError('signing-refused', message)

/** The prepared field of that name, or a new one. Throws AppError('signing-refused') where a prepared field cannot be filled visibly. */
export function placeField(document: PdfDocument, update: PdfUpdate, fieldName: string): FieldPlace {
  const field = formFields(document).find((candidate) => candidate.name === fieldName)
  if (field === undefined) return newField(document, update, fieldName)
  if (field.type !== 'Sig') throw refuse(`The PDF's form field "${fieldName}" is no signature field.`)
  const box = boxOf(document, field.dict.get('Rect'))
  if (box === null || box[2] - box[0] < SMALLEST.width || box[3] - box[1] < SMALLEST.height)
    throw refuse(`The PDF's signature field "${fieldName}" is too small for a visible signature.`)
  return { ref: field.ref, dict: field.dict, box, isNew: false }
}

function newField(document: PdfDocument, update: PdfUpdate, fieldName: string): FieldPlace {
  const page = lastPage(document)
  const [left, bottom, right] = page.box
  const width = Math.min(NEW_FIELD.width, right - left - 2 * MARGIN)
  if (width < SMALLEST.width) throw refuse('The last page of the PDF is too small for a visible signature.')
  const box: Box = [left + MARGIN, bottom + NEW_FIELD.bottom, left + MARGIN + width, bottom + NEW_FIELD.bottom + NEW_FIELD.height]
  const ref = update.reserve()
  const annotations = page.dict.get('Annots')
  const known = document.resolve(annotations)
  const extended: PdfValue = [...(isArray(known) ? known : []), ref]
  if (annotations instanceof PdfRef) update.set(annotations, extended)
  else update.set(page.ref, withEntries(page.dict, { Annots: extended }))
  const widget = dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(fieldName),
    P: page.ref,
    Rect: box,
  })
  return { ref, dict: widget, box, isNew: true }
}

/** Links field, form and catalog to the signature, and certifies the document with it. */
export function linkSignature(
  document: PdfDocument,
  update: PdfUpdate,
  place: FieldPlace,
  refs: { readonly signature: PdfRef; readonly appearance: PdfRef },
): void {
  update.set(place.ref, withEntries(place.dict, { F: WIDGET_FLAGS, V: refs.signature, AP: dict({ N: refs.appearance }) }))
  const formValue = document.root.get('AcroForm')
  const form = document.resolveDict(formValue) ?? dict({})
  const fields = document.resolve(form.get('Fields'))
  const newForm = new Map(withEntries(form, { SigFlags: SIG_FLAGS }))
  // With NeedAppearances a reader would redraw what was signed.
  newForm.delete('NeedAppearances')
  if (place.isNew) newForm.set('Fields', [...(isArray(fields) ? fields : []), place.ref])
  const certified = { Perms: dict({ DocMDP: refs.signature }) }
  if (formValue instanceof PdfRef) {
    update.set(formValue, newForm)
    update.set(document.rootRef, withEntries(document.root, certified))
  } else update.set(document.rootRef, withEntries(document.root, { ...certified, AcroForm: newForm }))
}
