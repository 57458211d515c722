// The visible face of a signature: who, when, why, and the certificate's fingerprint, drawn to fit its rectangle.
// Nothing is ever cut: what does not fit is wrapped, then made smaller.
import { deflateSync } from 'node:zlib'
import type { OutlineFont } from './glyph-outlines.ts'
import { dict, name, PdfStream } from './pdf/objects.ts'

export type AppearanceFacts = {
  readonly name: string
  readonly signedAt: Date
  readonly reason: string
  readonly location: string | null
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string
}

type Line = { readonly text: string; readonly size: number }

const PADDING = 4
const LEADING = 1.3
const SMALL = 7
const LARGE = 11
const SHRINK = 0.94

const factLines = (facts: AppearanceFacts): readonly Line[] => [
  { text: 'Digitally signed by', size: SMALL },
  { text: facts.name, size: LARGE },
  { text: `Time: ${facts.signedAt.toISOString().slice(0, 19).replace('T', ' ')} UTC (stated by the signer)`, size: SMALL },
  ...(facts.reason === '' ? [] : [{ text: `Reason: ${facts.reason}`, size: SMALL }]),
  ...(facts.location === null || facts.location === '' ? [] : [{ text: `Location: ${facts.location}`, size: SMALL }]),
  { text: `Certificate SHA-256: ${facts.fingerprint.replace(/.{4}(?=.)/g, '$& ')}`, size: SMALL },
]

/** Breaks a line at spaces, and inside words that are wider than the line. */
function wrap(font: OutlineFont, line: Line, width: number): readonly Line[] {
  const rows: string[] = []
  let row = ''
  const fits = (text: string): boolean => font.width(text, line.size) <= width
  for (const word of line.text.split(/ +/)) {
    const joined = row === '' ? word : `${row} ${word}`
    if (fits(joined)) {
      row = joined
      continue
    }
    if (row !== '') rows.push(row)
    row = ''
    for (const char of word) {
      if (row !== '' && !fits(row + char)) {
        rows.push(row)
        row = ''
      }
      row += char
    }
  }
  return [...rows, row].map((text) => ({ text, size: line.size }))
}

/** The largest setting of all lines that fits the rectangle. */
function fit(font: OutlineFont, lines: readonly Line[], width: number, height: number): readonly Line[] {
  for (let scale = 1; ; scale *= SHRINK) {
    const rows = lines.flatMap((line) => wrap(font, { text: line.text, size: line.size * scale }, width - 2 * PADDING))
    const used = rows.reduce((sum, row) => sum + row.size * LEADING, 0)
    if (used <= height - 2 * PADDING) return rows
  }
}

/** Gives the form XObject (ISO 32000-2 §8.10) for a rectangle of this size in points: a frame and the facts, no fonts. */
export function drawAppearance(font: OutlineFont, facts: AppearanceFacts, width: number, height: number): PdfStream {
  const lines = factLines(facts).map(({ text, size }) => ({ text: font.printable(text), size }))
  let content = `q\n0.35 0.4 0.5 RG 0.75 w 0.5 0.5 ${(width - 1).toFixed(2)} ${(height - 1).toFixed(2)} re S\n0.1 0.1 0.1 rg\n`
  let top = height - PADDING
  for (const { text, size } of fit(font, lines, width, height)) {
    content += font.draw(text, size, PADDING, top - size)
    top -= size * LEADING
  }
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    FormType: 1,
    BBox: [0, 0, width, height],
    Resources: dict({}),
    Filter: name('FlateDecode'),
  })
  return new PdfStream(entries, deflateSync(Buffer.from(`${content}Q\n`, 'latin1')))
}
