// The hard gates between layout and file (pdf/FINDINGS.md §1): lines or shapes that the layout engine dropped without a
// word, glyphs no font has, content running off its column or page, metadata that is not XML. Pure; render.ts feeds them.
import { AppError } from '#domain/errors'

/** A line of text as the layout engine builds it; the ledger adds `tickmarkLine`. */
export type LaidOutLine = {
  x?: number
  y?: number
  maxWidth: number
  readonly inlines: readonly { readonly text: string }[]
  tickmarkLine?: number
  getWidth(): number
  getHeight(): number
}
export type PlacedVector = {
  x?: number
  w?: number
  x1?: number
  x2?: number
  y?: number
  tickmarkVector?: number
  signatureField?: string
  h?: number
}
export type PageItem =
  | { readonly type: 'line'; readonly item: LaidOutLine }
  | { readonly type: 'vector'; readonly item: PlacedVector }
  | { readonly type: 'image' | 'svg' | 'attachment' | 'beginClip' | 'endClip' | 'beginVerticalAlignment' | 'endVerticalAlignment' }
export type LaidOutPage = { readonly items: readonly PageItem[]; readonly pageSize: { readonly width: number; readonly height: number } }

/** How far, in points, a line may stick out before it counts as over-wide: rounding and italic overhang, less than a letter. */
const TOLERANCE = 1
const SHOWN = 20

const textOf = (inlines: LaidOutLine['inlines']): string => inlines.map((inline) => inline.text).join('')

/** Remembers every line and shape that was laid out, so that afterwards each can be looked for on the pages. */
export class LayoutLedger {
  // The pieces, not the lines: pages often hold clones, which share them.
  readonly #lines: LaidOutLine['inlines'][] = []
  #vectors = 0

  line(line: LaidOutLine): void {
    line.tickmarkLine = this.#lines.length
    this.#lines.push(line.inlines)
  }

  vector(vector: PlacedVector): void {
    vector.tickmarkVector = this.#vectors
    this.#vectors += 1
  }

  /** Throws AppError('report-blocked') where anything laid out is on no page, or sticks out of its column or page. */
  requireAll(pages: readonly LaidOutPage[]): void {
    const seenLines = new Uint8Array(this.#lines.length)
    const seenVectors = new Uint8Array(this.#vectors)
    const outside: string[] = []
    pages.forEach((page, index) => {
      for (const entry of page.items) {
        if (entry.type === 'line') {
          if (entry.item.tickmarkLine !== undefined) seenLines[entry.item.tickmarkLine] = 1
          if (sticksOut(entry.item, page)) outside.push(`page ${index + 1}: ${textOf(entry.item.inlines)}`)
        } else if (entry.type === 'vector') {
          if (entry.item.tickmarkVector !== undefined) seenVectors[entry.item.tickmarkVector] = 1
          const { x = 0, w = 0, x1 = 0, x2 = 0 } = entry.item
          if (Math.max(x + w, x1, x2) > page.pageSize.width + TOLERANCE) outside.push(`page ${index + 1}: a rule or box`)
        }
      }
    })
    const lost = this.#lines.filter((_, i) => seenLines[i] === 0).map(textOf)
    const lostVectors = seenVectors.filter((seen) => seen === 0).length
    if (lost.length > 0 || lostVectors > 0)
      throw blocked(
        'lost-content',
        `${lost.length} of ${this.#lines.length} lines and ${lostVectors} of ${this.#vectors} shapes would be missing from the pages`,
        lost,
      )
    if (outside.length > 0) throw blocked('over-wide', `${outside.length} lines would run out of their column or off the page`, outside)
  }
}

function sticksOut(line: LaidOutLine, page: LaidOutPage): boolean {
  const { x = 0, y = 0 } = line
  const width = line.getWidth()
  return (
    width > line.maxWidth + TOLERANCE ||
    x < -TOLERANCE ||
    x + width > page.pageSize.width + TOLERANCE ||
    y < -TOLERANCE ||
    y + line.getHeight() > page.pageSize.height + TOLERANCE
  )
}

/** Throws AppError('report-blocked') where a text was drawn with a glyph its font lacks. */
export function requireGlyphs(missing: readonly string[]): void {
  if (missing.length > 0)
    throw blocked('missing-glyph', `${missing.length} pieces of text hold characters that no font of the report can draw`, missing)
}

/** Throws AppError('report-blocked') where metadata is not well-formed XML. */
export function requireWellFormed(xml: string): void {
  const fault = xmlFault(xml)
  if (fault !== null) throw blocked('metadata', `the document's metadata is not well-formed XML: ${fault}`, [])
}

const TOKEN = /<\?[^]*?\?>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const TEXT = /(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)+/y

/** What is wrong with an XML text (elements, attributes, text, processing instructions; no DTD), or null. */
export function xmlFault(xml: string): string | null {
  const open: string[] = []
  let at = 0
  while (at < xml.length) {
    TEXT.lastIndex = at
    TOKEN.lastIndex = at
    const text = TEXT.exec(xml)
    const token = text ? null : TOKEN.exec(xml)
    if (!text && !token) return `unexpected "${xml.slice(at, at + 20)}"`
    at = text ? TEXT.lastIndex : TOKEN.lastIndex
    const [, closing, name, , empty] = token ?? []
    if (name === undefined || empty) continue
    if (!closing) open.push(name)
    else if (open.pop() !== name) return `</${name}> closes nothing`
  }
  return open.length === 0 ? null : `<${open.join('> <')}> never closed`
}

const blocked = (gate: string, what: string, lines: readonly string[]): AppError =>
  new AppError('report-blocked', `The report was refused: ${what}.`, {
    gate,
    count: lines.length,
    lines: lines.slice(0, SHOWN).map((line) => line.slice(0, 200)),
  })
