// What of pdfmake's internals is used, by shape (pdfmake 0.3.11, which has no types for them). Types only.
import type { LaidOutPage, PlacedVector } from './guards.ts'
import type { EngineLine, Paragraph } from './lines.ts'
import type { Node } from './nodes.ts'
import type { PdfWriter } from './pdf-fixes.ts'

export type Font = {
  layoutCache: Record<string, unknown>
  layoutRun(text: string, features?: unknown): unknown
  encode(text: string, features?: unknown): [string[], unknown]
}
export type Pdf = PdfWriter &
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
export type PdfClass = new (
  fonts: unknown,
  images: unknown,
  patterns: unknown,
  attachments: unknown,
  options: unknown,
  virtualfs: null,
  localAccessPolicy: (path: string) => boolean,
) => Pdf
export type LayoutNode = { lazy?: () => readonly Node[]; needs?: number; pageBreak?: string; _margin?: number[]; canvas?: PlacedVector[] }
export type Writer = {
  readonly transactionLevel: number
  context(): { readonly snapshots: readonly unknown[]; readonly availableHeight: number; getCurrentPage(): LaidOutPage }
  moveToNextPage(): void
}
export type Layout = {
  readonly writer: Writer
  readonly docPreprocessor: { preprocessNode(node: Node): LayoutNode }
  readonly docMeasure: { measureNode(node: LayoutNode): LayoutNode }
  readonly linearNodeList: unknown[]
  buildNextLine(node: Paragraph): EngineLine | null
  processNode(node: LayoutNode, verticalAlignment?: boolean): void
  registerTableLayouts(layouts: unknown): void
  layoutDocument(content: unknown, pdf: Pdf, styles: unknown, defaultStyle: unknown, ...rest: unknown[]): LaidOutPage[]
}
export type LayoutClass = new (size: unknown, margins: unknown, svg: unknown) => Layout
export type Renderer = { renderPages(pages: readonly LaidOutPage[]): void }
