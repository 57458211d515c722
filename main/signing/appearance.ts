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

/** Width of a text at size 1; each is measured once, because fitting asks for the same ones again and again. */
function createRuler(font: OutlineFont): (text: string) => number {
  const known = new Map<string, number>()
  return (text) => {
    const width = known.get(text) ?? font.width(text, 1)
    known.set(text, width)
    return width
  }
}

/** Breaks a line at spaces, and inside words that are wider than the line. `width` is in multiples of the line's size. */
function wrap(widthOf: (text: string) => number, text: string, width: number): readonly string[] {
  const rows: string[] = []
  let row = ''
  let used = 0
  const add = (piece: string, gap: string): void => {
    const wanted = widthOf(gap) + widthOf(piece)
    if (row !== '' && used + wanted > width) {
      rows.push(row)
      row = piece
      used = widthOf(piece)
    } else {
      row += row === '' ? piece : gap + piece
      used += row === piece ? widthOf(piece) : wanted
    }
  }
  for (const word of text.split(/ +/)) {
    const [first = '', ...rest] = widthOf(word) <= width ? [word] : Array.from(word)
    add(first, ' ')
    for (const char of rest) add(char, '')
  }
  return [...rows, row]
}

/** The largest setting of all lines that fits the rectangle. */
function fit(font: OutlineFont, lines: readonly Line[], width: number, height: number): readonly Line[] {
  const widthOf = createRuler(font)
  for (let scale = 1; ; scale *= SHRINK) {
    const rows = lines.flatMap(({ text, size }) =>
      wrap(widthOf, text, (width - 2 * PADDING) / (size * scale)).map((row) => ({ text: row, size: size * scale })),
    )
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
