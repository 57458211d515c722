// A report source becomes a PDF here, and only here pdfmake is called: its layout engine and renderer directly, so that
// every line can be watched, no URL or file can be opened by a document, and nothing is shared between two renderings.
// The modules under pdfmake/js are internal; the version is pinned exactly (pdf/FINDINGS.md §1).
import { createRequire } from 'node:module'
import { AppError } from '#domain/errors'
import type { Balance } from '#domain/report'
import { DATA_ATTACHMENT, INFO_DATA_SHA256, INFO_KIND, INFO_KIND_DRAFT, INFO_KIND_FINAL } from '../signing/prepare-field.ts'
import { checkBalance, requireBalance } from './balance.ts'
import { DATA_SCHEMA, reportData } from './data.ts'
import { buildDocument, type ReportDocument } from './document.ts'
import { type FontFaces, loadFonts } from './fonts.ts'
import { type LaidOutLine, type LaidOutPage, LayoutLedger, type PlacedVector, requireGlyphs, requireWellFormed } from './guards.ts'
import { buildReportModel, type ReportModel } from './model.ts'
import type { Node } from './nodes.ts'
import { addSignatureField, countOutlines, escapedInfo, type PdfWriter } from './pdf-fixes.ts'
import type { ReportSource } from './source.ts'
import { BREAK } from './text.ts'
import { COLOR, LAYOUT, PAGE, TYPE } from './theme.ts'

/** Info keys of our own, beside those the signer reads. */
export const INFO_REPORT_ID = 'TickmarkReportId'
export const INFO_JOURNAL_HEAD = 'TickmarkJournalHead'

export type RenderStep = { readonly step: 'balance' | 'layout' | 'pages' | 'file'; readonly done: number; readonly total: number }

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
export async function renderReport(
  source: ReportSource,
  options: { readonly onStep?: (step: RenderStep) => void } = {},
): Promise<RenderedReport> {
  const tell = options.onStep ?? (() => undefined)
  tell({ step: 'balance', done: 0, total: 1 })
  const balance = checkBalance(source)
  requireBalance(balance)
  const model = buildReportModel(source, balance)
  const data = reportData(model)
  tell({ step: 'layout', done: 0, total: 1 })
  const { pdf, pages } = compose(model, data.sha256)
  const count = pages.length

  drawPages(pdf, pages, (done) => tell({ step: 'pages', done, total: count }))
  requireGlyphs(pdf.missingGlyphs)
  countOutlines(pdf.outline)
  attach(pdf, data.bytes, source)

  tell({ step: 'file', done: 0, total: 1 })
  const bytes = await finish(pdf)
  requireWellFormed(pdf.metadata.getXML())
  return { pdf: bytes, pages: count, balance, dataSha256: data.sha256 }
}

/** Model to laid-out pages. A function of its own so that the document's nodes are free again before drawing begins. */
function compose(model: ReportModel, dataSha256: string): { pdf: ReportPdf; pages: LaidOutPage[] } {
  const fonts = loadFonts()
  const document = buildDocument(model, dataSha256, fonts.covers)
  const pdf = openPdf(model.source, document, dataSha256, fonts.faces)
  return { pdf, pages: layOut(pdf, document) }
}

// What of pdfmake's internals is used, by shape.
type Font = {
  layoutCache: Record<string, unknown>
  layoutRun(text: string, features?: unknown): unknown
  encode(text: string, features?: unknown): [string[], unknown]
}
type Pdf = PdfWriter &
  AsyncIterable<Uint8Array> & {
    info: Record<string, unknown>
    readonly metadata: { getXML(): string }
    readonly fontCache: Readonly<Record<string, Readonly<Record<string, Font>>>>
    provideFont(family: string, bold: boolean, italics: boolean): Font
    _addInfo(): void
    file(bytes: Buffer, options: Record<string, unknown>): void
    on(event: 'pageAdded', listener: () => void): void
    end(): void
  }
type PdfClass = new (
  fonts: unknown,
  images: unknown,
  patterns: unknown,
  attachments: unknown,
  options: unknown,
  virtualfs: null,
  localAccessPolicy: (path: string) => boolean,
) => Pdf
type Inline = {
  text: string
  width: number
  readonly trailingCut?: number
  readonly font: Font
  readonly characterSpacing?: number
} & Readonly<Record<(typeof SAME_LOOK)[number], unknown>>
type EngineLine = Omit<LaidOutLine, 'inlines'> & {
  inlines: Inline[]
  inlineWidths: number
  trailingCut: number
  newLineForced?: boolean
  lastLineInParagraph: boolean
}
type LeafNode = { _inlines: Inline[] }
type LayoutNode = { lazy?: () => readonly Node[]; needs?: number; pageBreak?: string; _margin?: number[]; canvas?: PlacedVector[] }
type Writer = {
  readonly transactionLevel: number
  context(): { readonly snapshots: readonly unknown[]; readonly availableHeight: number; getCurrentPage(): LaidOutPage }
  moveToNextPage(): void
}
type Layout = {
  readonly writer: Writer
  readonly docPreprocessor: { preprocessNode(node: Node): LayoutNode }
  readonly docMeasure: { measureNode(node: LayoutNode): LayoutNode }
  readonly linearNodeList: unknown[]
  buildNextLine(node: LeafNode): EngineLine | null
  processNode(node: LayoutNode, verticalAlignment?: boolean): void
  registerTableLayouts(layouts: unknown): void
  layoutDocument(content: unknown, pdf: Pdf, styles: unknown, defaultStyle: unknown, ...rest: unknown[]): LaidOutPage[]
}
type LayoutClass = new (size: unknown, margins: unknown, svg: unknown) => Layout
type Renderer = { renderPages(pages: readonly LaidOutPage[]): void }

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

function openPdf(
  source: ReportSource,
  document: ReportDocument,
  dataSha256: string,
  faces: Readonly<Record<string, FontFaces>>,
): ReportPdf {
  const denied = () => false
  return new ReportPdf(
    faces,
    {},
    {},
    {},
    {
      size: [PAGE.width, PAGE.height],
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      displayTitle: true,
      lang: 'en-GB',
      compress: true,
      fontLayoutCache: true,
      autoFirstPage: false,
      font: null,
      info: {
        Title: document.title,
        Author: document.author,
        Subject: document.subject,
        Creator: `Tickmark ${source.tickmarkVersion}`,
        Producer: 'pdfmake 0.3.11',
        CreationDate: new Date(source.createdAt),
        [INFO_KIND]: source.kind === 'draft' ? INFO_KIND_DRAFT : INFO_KIND_FINAL,
        [INFO_REPORT_ID]: source.reportId,
        [INFO_JOURNAL_HEAD]: source.journal.head,
        [INFO_DATA_SHA256]: dataSha256,
      },
    },
    null,
    denied,
  )
}

function layOut(pdf: ReportPdf, document: ReportDocument): LaidOutPage[] {
  const ledger = new LayoutLedger()
  const watermark =
    document.watermark === null
      ? undefined
      : { text: document.watermark, font: 'Sans', bold: true, color: COLOR.draft, opacity: 0.07, angle: -52 }

  class WatchedLayout extends PdfmakeLayout {
    override buildNextLine(node: LeafNode): EngineLine | null {
      const line = super.buildNextLine(node)
      if (line) {
        giveBackOverflow(line, node)
        mergePieces(line)
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

/**
 * Hands pieces that overflow a line back to its paragraph. The engine looks ahead over pieces that must not be parted
 * (a font change in mid-word, a question mark after spaces) but subtracts all their trailing spaces, not only the last ones.
 */
function giveBackOverflow(line: EngineLine, node: LeafNode): void {
  while (line.inlines.length > 1 && line.getWidth() > line.maxWidth) {
    const last = line.inlines.pop()
    if (!last) return
    node._inlines.unshift(last)
    line.inlineWidths -= last.width
    line.trailingCut = line.inlines.at(-1)?.trailingCut ?? 0
    line.newLineForced = false
    line.lastLineInParagraph = false
  }
}

/** What two neighbouring pieces must share to be drawn as one. */
const SAME_LOOK = ['font', 'fontSize', 'color', 'link', 'linkToDestination', 'decoration', 'background', 'opacity', 'height'] as const

/** Joins a line's words into as few pieces as their looks allow: the engine draws, and makes a link of, every piece by itself. */
function mergePieces(line: EngineLine): void {
  const merged: Inline[] = []
  for (const piece of line.inlines) {
    const last = merged.at(-1)
    const joins = last && !piece.characterSpacing && SAME_LOOK.every((look) => last[look] === piece[look])
    if (joins) {
      last.text += piece.text
      last.width += piece.width
    } else merged.push(piece)
  }
  line.inlines = merged
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

function attach(pdf: Pdf, bytes: Buffer, source: ReportSource): void {
  const at = new Date(source.createdAt)
  pdf.file(bytes, {
    name: DATA_ATTACHMENT,
    type: 'application/json',
    description: `Everything printed in this report, machine-readable (${DATA_SCHEMA})`,
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
