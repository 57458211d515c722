import { describe, expect, it } from 'vitest'
import { type LaidOutLine, type LaidOutPage, LayoutLedger, type PageItem, requireGlyphs, requireWellFormed, xmlFault } from './guards.ts'

const line = (text: string, over: Partial<LaidOutLine> & { width?: number } = {}): LaidOutLine => ({
  x: 50,
  y: 50,
  maxWidth: 200,
  inlines: [{ text }],
  getWidth: () => over.width ?? 100,
  getHeight: () => 12,
  ...over,
})
const pageOf = (...items: PageItem[]): LaidOutPage => ({ items, pageSize: { width: 595, height: 842 } })
/** What was thrown, as a plain value. */
function thrownBy(attempt: () => void): unknown {
  try {
    attempt()
  } catch (error) {
    return error
  }
  return null
}
const placed = (item: LaidOutLine): PageItem => ({ type: 'line', item })

describe('LayoutLedger', () => {
  it('is content where everything laid out is on a page', () => {
    const ledger = new LayoutLedger()
    const item = line('here')
    ledger.line(item)
    expect(() => ledger.requireAll([pageOf(placed({ ...item }))])).not.toThrow()
  })

  it('names the lines that are on no page', () => {
    const ledger = new LayoutLedger()
    const [kept, lost] = [line('kept'), line('lost words')]
    ledger.line(kept)
    ledger.line(lost)
    expect(thrownBy(() => ledger.requireAll([pageOf(placed(kept))]))).toMatchObject({
      code: 'report-blocked',
      details: { gate: 'lost-content', lines: ['lost words'] },
    })
  })

  it('misses shapes too', () => {
    const ledger = new LayoutLedger()
    ledger.vector({})
    expect(() => ledger.requireAll([pageOf()])).toThrow(/1 of 1 shapes/)
  })

  it.each([
    ['its column', line('x', { width: 230 })],
    ['the right edge of the page', line('x', { x: 550 })],
    ['the left edge of the page', line('x', { x: -20 })],
    ['the foot of the page', line('x', { y: 838 })],
  ])('refuses a line that runs off %s', (_where, item) => {
    const ledger = new LayoutLedger()
    ledger.line(item)
    expect(thrownBy(() => ledger.requireAll([pageOf(placed(item))]))).toMatchObject({ details: { gate: 'over-wide' } })
  })

  it('refuses a table wider than the page', () => {
    expect(() => new LayoutLedger().requireAll([pageOf({ type: 'vector', item: { x1: 50, x2: 700 } })])).toThrow(/off the page/)
  })
})

describe('requireGlyphs', () => {
  it('refuses text drawn with .notdef and quotes it', () => {
    expect(() => requireGlyphs(['a\u{1f680}'])).toThrow(
      expect.objectContaining({ details: { gate: 'missing-glyph', count: 1, lines: ['a\u{1f680}'] } }),
    )
    expect(() => requireGlyphs([])).not.toThrow()
  })
})

describe('xmlFault', () => {
  it('accepts what XMP is made of', () => {
    expect(
      xmlFault('<?xpacket begin="" id="x"?>\n<a:b xmlns:a="u"><c d=\'e\'/>R&amp;D &lt;S3&gt; &#x2713;</a:b><?xpacket end="w"?>'),
    ).toBeNull()
  })

  it.each([['<a>R&D</a>'], ['<a><b></a>'], ['<a>'], ['<a><S3></a>'], ['</a>'], ['<a b=c/>'], ['a < b']])('refuses %s', (xml) => {
    expect(xmlFault(xml)).not.toBeNull()
    expect(() => requireWellFormed(xml)).toThrow(expect.objectContaining({ code: 'report-blocked' }))
  })
})
