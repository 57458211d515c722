import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type AppearanceFacts, drawAppearance } from './appearance.ts'
import { loadOutlineFont, type OutlineFont } from './glyph-outlines.ts'
import { isArray } from './pdf/objects.ts'

const font = loadOutlineFont()
const facts: AppearanceFacts = {
  name: 'Zoë Prüfer',
  signedAt: new Date('2026-05-02T10:00:00Z'),
  reason: 'Report approved',
  location: 'Köln',
  fingerprint: 'ab'.repeat(32),
}

/** The lines as they are drawn, by the real font. */
function drawn(over: Partial<AppearanceFacts>, width: number, height: number) {
  const lines: { text: string; size: number; x: number; y: number }[] = []
  const watched: OutlineFont = {
    ...font,
    draw: (text, size, x, y) => {
      lines.push({ text, size, x, y })
      return font.draw(text, size, x, y)
    },
  }
  return { lines, stream: drawAppearance(watched, { ...facts, ...over }, width, height) }
}

const letters = (text: string): string => text.replaceAll(' ', '')

describe('the face of a signature', () => {
  it.each([
    [240, 92, {}],
    [240, 92, { reason: 'because of this and that, '.repeat(19), name: 'Maximiliane-Friederike von und zu Hohenlohe-Schillingsfürst' }],
    [72, 24, { reason: 'x'.repeat(500) }],
    [600, 30, { name: 'n'.repeat(200) }],
  ])('shows everything inside its rectangle of %d by %d', (width, height, over) => {
    const { lines } = drawn(over, width, height)
    for (const { text, size, x, y } of lines) {
      expect(x + font.width(text, size)).toBeLessThanOrEqual(width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y + size).toBeLessThanOrEqual(height)
    }
    const all = letters(lines.map(({ text }) => text).join(''))
    const { name, reason, location, fingerprint } = { ...facts, ...over }
    for (const text of [name, reason, location ?? '', fingerprint, '2026-05-02 10:00:00 UTC']) expect(all).toContain(letters(text))
  })

  it('leaves out what was not stated', () => {
    const { lines } = drawn({ reason: '', location: null }, 240, 92)
    expect(lines.some(({ text }) => /Reason|Location/.test(text))).toBe(false)
  })

  it('is paths only, in a box of the right size', () => {
    const { stream } = drawn({}, 240, 92)
    const box = stream.dict.get('BBox')
    expect(isArray(box) && box).toEqual([0, 0, 240, 92])
    const content = inflateSync(stream.data).toString('latin1')
    expect(content).not.toMatch(/\b(Tf|Tj|TJ|Do)\b/)
    expect(content.match(/\bq\b/g)?.length).toBe(content.match(/\bQ\b/g)?.length)
  })
})

describe('text drawn as outlines', () => {
  it('writes out what cannot be seen or drawn', () => {
    expect(font.printable('Ελένη 審\u202e\n\u00a0!')).toBe('Ελένη <U+5BE9><U+202E><U+000A><U+00A0>!')
  })

  it('runs from right to left where the script does', () => {
    const [first] = font.draw('אב', 10, 0, 0).split(' cm\n').slice(1)
    const [second] = font.draw('ב', 10, 0, 0).split(' cm\n').slice(1)
    expect(first?.split('\nf\n')[0]).toBe(second?.split('\nf\n')[0])
  })
})
