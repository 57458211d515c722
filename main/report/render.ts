// A report source becomes a PDF here, and only here pdfmake is called: its layout engine and renderer directly, so that
// every line can be watched, no URL or file can be opened by a document, and nothing is shared between two renderings.
// The modules under pdfmake/js are internal; the version is pinned exactly (pdf/FINDINGS.md §1).
import { createRequire } from 'node:module'
import { AppError } from '#domain/errors'
import type { Balance } from '#domain/report'
import { checkBalance, requireBalance } from './balance.ts'
import { reportData } from './data.ts'
import { buildDocument, type ReportDocument } from './document.ts'
import type { Font, LayoutClass, LayoutNode, Pdf, PdfClass, Renderer } from './engine-types.ts'
import { type Fonts, loadFonts } from './fonts.ts'
import { type LaidOutPage, LayoutLedger, requireGlyphs, requireWellFormed } from './guards.ts'
import { type EngineLine, mendLine, type Paragraph } from './lines.ts'
import { buildReportModel } from './model.ts'
import type { Node } from './nodes.ts'
import { addSignatureField, escapedInfo, mendOutlines } from './pdf-fixes.ts'
import type { ReportSource } from './source.ts'
import { BREAK } from './text.ts'
import { COLOR, LAYOUT, PAGE, TYPE } from './theme.ts'

export type RenderStep = { readonly step: 'balance' | 'layout' | 'pages' | 'file'; readonly done: number; readonly total: number }

export type RenderOptions = {
  readonly onStep?: (step: RenderStep) => void
  /** Loaded once by a caller that renders many reports. */
  readonly fonts?: Fonts
}

export type RenderedReport = {
  readonly pdf: Uint8Array
  readonly pages: number
  readonly balance: Balance
  /** SHA-256 of the embedded data, lower-case hex. */
  readonly dataSha256: string
}

/**
 * Renders one service's report. Same source, same bytes. Throws AppError('report-blocked') where a sum does not hold,
 * where content would be lost or run off the page, or where a glyph is missing; `details` say which and where.
 */
export async function renderReport(source: ReportSource, options: RenderOptions = {}): Promise<RenderedReport> {
  options.onStep?.({ step: 'balance', done: 0, total: 1 })
  const balance = checkBalance(source)
  requireBalance(balance)
  const model = buildReportModel(source, balance)
  const data = reportData(model)
  const fonts = options.fonts ?? loadFonts()
  const document = buildDocument(model, data, fonts.covers)
  const { pdf, pages } = await renderDocument(document, { ...options, fonts })
  return { pdf, pages, balance, dataSha256: data.sha256 }
}

/** Lays a document out, holds it against the guards, and writes it. Throws AppError('report-blocked') where a guard fires. */
export async function renderDocument(
  document: ReportDocument,
  { fonts = loadFonts(), onStep: tell = () => undefined }: RenderOptions = {},
): Promise<{ pdf: Uint8Array; pages: number }> {
  tell({ step: 'layout', done: 0, total: 1 })
  const pdf = openPdf(document, fonts)
  const pages = layOut(pdf, document)
  const total = pages.length
  drawPages(pdf, pages, (done) => tell({ step: 'pages', done, total }))
  requireGlyphs(pdf.missingGlyphs)
  mendOutlines(pdf.outline)
  attach(pdf, document)
  tell({ step: 'file', done: 0, total: 1 })
  const bytes = await finish(pdf)
  requireWellFormed(pdf.metadata.getXML())
  return { pdf: bytes, pages: total }
}

const require = createRequire(import.meta.url)
const internal = <T>(name: string): T => (require(`pdfmake/js/${name}.js`) as { default: T }).default
const PdfmakeDocument = internal<PdfClass>('PDFDocument')
const PdfmakeLayout = internal<LayoutClass>('LayoutBuilder')
const PdfmakeRenderer = internal<new (pdf: Pdf) => Renderer>('Renderer')
const SvgMeasure = internal<new () => unknown>('SVGMeasure')

/** Measured words a font face may keep before it starts afresh. */
const MEASURES_KEPT = 4000

/** The PDF under construction: metadata escaped, missing glyphs noted, break marks never drawn. */
class ReportPdf extends PdfmakeDocument {
  readonly missingGlyphs: string[] = []
  readonly #watched = new WeakSet<Font>()

  override provideFont(family: string, bold: boolean, italics: boolean): Font {
    const font = super.provideFont(family, bold, italics)
    if (!this.#watched.has(font)) {
      this.#watched.add(font)
      this.#watch(font)
    }
    return font
  }

  #watch(font: Font): void {
    const layoutRun = font.layoutRun.bind(font)
    const encode = font.encode.bind(font)
    let measured = 0
    font.layoutRun = (text, features) => {
      // The writer keeps every word it measured, with its glyphs, for ever; long ids never come twice.
      measured += 1
      if (measured % MEASURES_KEPT === 0) font.layoutCache = Object.create(null) as Record<string, unknown>
      return layoutRun(text.replaceAll(BREAK, ''), features)
    }
    font.encode = (text, features) => {
      const encoded = encode(text, features)
      // Glyph 0 is .notdef in every font.
      if (encoded[0].includes('0000')) this.missingGlyphs.push(text)
      return encoded
    }
  }

  override _addInfo(): void {
    const { info } = this
    this.info = escapedInfo(info)
    try {
      super._addInfo()
    } finally {
      this.info = info
    }
  }
}

function openPdf({ info, createdAt }: ReportDocument, { faces }: Fonts): ReportPdf {
  const denied = () => false
  const options = {
    size: [PAGE.width, PAGE.height],
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    displayTitle: true,
    lang: 'en-GB',
    compress: true,
    fontLayoutCache: true,
    autoFirstPage: false,
    font: null,
    info: { ...info, CreationDate: new Date(createdAt) },
  }
  return new ReportPdf(faces, {}, {}, {}, options, null, denied)
}

function layOut(pdf: ReportPdf, document: ReportDocument): LaidOutPage[] {
  const ledger = new LayoutLedger()
  const watermark =
    document.watermark === null
      ? undefined
      : { text: document.watermark, font: 'Sans', bold: true, color: COLOR.draft, opacity: 0.07, angle: -52 }

  class WatchedLayout extends PdfmakeLayout {
    override buildNextLine(node: Paragraph): EngineLine | null {
      const line = super.buildNextLine(node)
      if (line) {
        mendLine(line, node)
        ledger.line(line)
      }
      return line
    }

    /** At the top level of the page: not inside a column, a table cell or a kept block. */
    isFree(): boolean {
      return this.writer.transactionLevel === 0 && this.writer.context().snapshots.length === 0
    }

    override processNode(node: LayoutNode, verticalAlignment?: boolean): void {
      for (const vector of node.canvas ?? []) ledger.vector(vector)
      const context = this.writer.context()
      const fresh = context.getCurrentPage().items.length === 0
      if (node.pageBreak === 'before') {
        if (fresh) delete node.pageBreak
      } else if (node.needs !== undefined && context.availableHeight < node.needs && !fresh && this.isFree()) {
        this.writer.moveToNextPage()
        if (node._margin) node._margin[1] = 0
      }
      super.processNode(node, verticalAlignment)
      for (const made of node.lazy?.() ?? []) {
        this.processNode(this.docMeasure.measureNode(this.docPreprocessor.preprocessNode(made)))
        // Kept by the engine for a page-break callback that is not used here.
        this.linearNodeList.length = 0
      }
    }
  }

  const layout = new WatchedLayout(
    { width: PAGE.width, height: PAGE.height, orientation: 'portrait' },
    { left: PAGE.left, right: PAGE.right, top: PAGE.top, bottom: PAGE.bottom },
    new SvgMeasure(),
  )
  // The one layout pdfmake itself asks for by name, for the table of contents.
  layout.registerTableLayouts({ noBorders: LAYOUT.plain })
  const furniture =
    (make: ReportDocument['header']) =>
    (page: number, pages: number): Node | null =>
      make(page, pages)
  const pages = layout.layoutDocument(
    document.content,
    pdf,
    {},
    { font: 'Sans', ...TYPE.body },
    undefined,
    furniture(document.header),
    furniture(document.footer),
    watermark,
    undefined,
  )
  ledger.requireAll(pages)
  return pages
}

/** Draws page by page and lets each go once drawn. */
function drawPages(pdf: ReportPdf, pages: LaidOutPage[], drawn: (pages: number) => void): void {
  let current: LaidOutPage | undefined
  pdf.on('pageAdded', () => {
    for (const entry of current?.items ?? []) {
      if (entry.type !== 'vector') continue
      const { signatureField: name, x, y, w, h } = entry.item
      if (name === undefined) continue
      if (x === undefined || y === undefined || w === undefined || h === undefined)
        throw new AppError('unexpected', 'a signature box without a place')
      addSignatureField(pdf, { name, x, y, w, h })
    }
  })
  const renderer = new PdfmakeRenderer(pdf)
  const total = pages.length
  for (let page = pages.shift(); page !== undefined; page = pages.shift()) {
    current = page
    renderer.renderPages([page])
    if (pages.length % 25 === 0) drawn(total - pages.length)
  }
}

function attach(pdf: Pdf, { attachment, createdAt }: ReportDocument): void {
  const at = new Date(createdAt)
  pdf.file(attachment.bytes, {
    name: attachment.name,
    type: 'application/json',
    description: attachment.description,
    relationship: 'Data',
    creationDate: at,
    modifiedDate: at,
  })
}

async function finish(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  pdf.end()
  for await (const chunk of pdf) chunks.push(chunk)
  return Buffer.concat(chunks)
}
