// Small PDFs for tests, made by pdfmake as reports are: final or draft, with the empty Auditor field or without.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { AUDITOR_FIELD, DATA_ATTACHMENT, INFO_DATA_SHA256, INFO_KIND, INFO_KIND_FINAL } from '../prepare-field.ts'

type Ref = { end(chunk?: string): void }
type KitDocument = AsyncIterable<Uint8Array> & {
  readonly page: { readonly dictionary: Ref; readonly annotations: Ref[] }
  readonly _root: { readonly data: Record<string, unknown> }
  ref(data: Record<string, unknown>): Ref
  endAcroForm(): void
  end(): void
}
type Printer = { createPdfKitDocument(definition: Record<string, unknown>): Promise<KitDocument> }
type PrinterClass = new (
  fonts: unknown,
  files: unknown,
  urls: { resolve(): void; resolved(): Promise<void> },
  access: () => boolean,
) => Printer

export type PdfRequest = {
  /** False: no form at all. */
  readonly field?: boolean
  /** Value of the marker that says draft or final; null = no marker. */
  readonly kind?: string | null
  /** Content of the embedded data file; null = none. */
  readonly data?: string | null
  /** Digest the document states; the real one unless told. */
  readonly statedDigest?: string
  readonly content?: readonly unknown[]
}

export const FIELD_BOX = [40, 80, 280, 172] as const

const require = createRequire(import.meta.url)

/** As the report does it: field and widget in one object, an empty appearance, on the page drawn last. */
function addField(pdf: KitDocument): void {
  const appearance = pdf.ref({ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [0, 0, 240, 92], Resources: {} })
  appearance.end('q Q')
  const field = pdf.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String(AUDITOR_FIELD),
    F: 132,
    P: pdf.page.dictionary,
    Rect: FIELD_BOX,
    AP: { N: appearance },
  })
  pdf.page.annotations.push(field)
  field.end()
  const form = pdf.ref({ Fields: [field], SigFlags: 3 })
  pdf._root.data['AcroForm'] = form
  pdf.endAcroForm = () => form.end()
}

/** Gives the bytes; the same request always gives the same bytes. */
export async function buildPdf(request: PdfRequest = {}): Promise<Uint8Array> {
  const {
    field = true,
    kind = INFO_KIND_FINAL,
    data = '{"findings":2}',
    content = ['Findings', { text: 'Sign-off', pageBreak: 'before' }],
  } = request
  const { default: Printer } = require('pdfmake/js/Printer.js') as { default: PrinterClass }
  const fonts: unknown = require('pdfmake/fonts/Roboto.js')
  const date = new Date('2026-05-01T08:00:00Z')
  const digest =
    request.statedDigest ??
    createHash('sha256')
      .update(data ?? '')
      .digest('hex')
  const file = {
    src: `data:application/json;base64,${Buffer.from(data ?? '').toString('base64')}`,
    name: DATA_ATTACHMENT,
    type: 'application/json',
    relationship: 'Data',
    creationDate: date,
    modifiedDate: date,
  }
  const printer = new Printer(fonts, null, { resolve: () => undefined, resolved: async () => undefined }, () => true)
  const pdf = await printer.createPdfKitDocument({
    version: '1.7',
    subset: 'PDF/A-3b',
    info: {
      title: 'Report',
      creationDate: date,
      ...(kind === null ? {} : { [INFO_KIND]: kind }),
      ...(data === null && request.statedDigest === undefined ? {} : { [INFO_DATA_SHA256]: digest }),
    },
    content,
    ...(data === null ? {} : { files: { data: file } }),
  })
  if (field) addField(pdf)
  pdf.end()
  const parts: Uint8Array[] = []
  for await (const part of pdf) parts.push(part)
  return Buffer.concat(parts)
}
