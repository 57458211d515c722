// What the PDF writer leaves wrong or out (pdf/FINDINGS.md §2): unescaped metadata, bookmark counts, and the empty
// signature field. Works on the writer's own objects, after layout and before the file is ended.

export type PdfRef = { readonly data: Record<string, unknown>; end(chunk?: string): void }

export type Outline = {
  readonly children: Outline[]
  readonly outlineData: Record<string, unknown>
  options: { expanded?: boolean }
}

/** The part of a pdfkit document that is touched here. */
export type PdfWriter = {
  readonly outline: Outline
  readonly page: { readonly height: number; readonly dictionary: PdfRef; readonly annotations: PdfRef[] }
  readonly _root: PdfRef
  ref(data: Record<string, unknown>): PdfRef
  endAcroForm(): void
}

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITY[char] ?? char)

/** Info values with every text fit to be put into XMP. */
export const escapedInfo = (info: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(info).map(([key, value]) => [key, typeof value === 'string' ? escapeXml(value) : value]))

/**
 * Sets `Count` on every bookmark with children: without it on the root some readers show none at all (ISO 32000-1, 12.3.3);
 * and lets bookmarks lead to the left edge of their page, where the writer names the right one.
 */
export function mendOutlines(root: Outline): void {
  const visible = (outline: Outline): number =>
    outline.children.reduce((sum, child) => sum + 1 + (child.options.expanded ? visible(child) : 0), 0)
  const all = (outline: Outline): Outline[] => [outline, ...outline.children.flatMap(all)]
  for (const { outlineData } of all(root)) {
    const target = outlineData['Dest']
    if (Array.isArray(target) && target[1] === 'XYZ') target[2] = 0
  }
  const parents = all(root).filter((outline) => outline.children.length > 0)
  for (const outline of parents)
    outline.outlineData['Count'] = outline === root || outline.options.expanded ? visible(outline) : -outline.children.length
  // The writer would write a count of its own, of direct children only, over ours.
  for (const outline of parents) outline.options = { ...outline.options, expanded: false }
}

export type SignatureBox = { readonly name: string; readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/**
 * Lays an empty signature field over a box of the current page: widget and field in one object, printable and locked in
 * place, with an empty appearance (PDF/A asks for one). y counts from the top of the page, in points.
 */
export function addSignatureField(pdf: PdfWriter, box: SignatureBox): void {
  const appearance = pdf.ref({ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [0, 0, box.w, box.h], Resources: {} })
  appearance.end('q Q')
  const field = pdf.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String(box.name),
    TU: new String(`Signature of the ${box.name.toLowerCase()}`),
    F: 4 + 128,
    P: pdf.page.dictionary,
    Rect: [box.x, pdf.page.height - box.y - box.h, box.x + box.w, pdf.page.height - box.y],
    AP: { N: appearance },
  })
  pdf.page.annotations.push(field)
  field.end()
  const form = pdf.ref({ Fields: [field], SigFlags: 3 })
  pdf._root.data['AcroForm'] = form
  // The writer's own ending expects the fonts of text fields, which a signature field has not.
  pdf.endAcroForm = () => form.end()
}
