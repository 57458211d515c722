// Mends lines of text as the layout engine leaves them: overflow that its look-ahead missed, the word order of
// right-to-left text, and one drawing operation per word. Works on the engine's line objects, in place.
import type { LaidOutLine } from './guards.ts'

/** What two neighbouring pieces must share to be drawn as one. */
const SAME_LOOK = ['font', 'fontSize', 'color', 'link', 'linkToDestination', 'decoration', 'background', 'opacity', 'height'] as const

/** A word with the spaces after it, measured. */
export type Piece = {
  text: string
  width: number
  x: number
  readonly trailingCut?: number
  readonly characterSpacing?: number
} & { readonly [look in (typeof SAME_LOOK)[number]]?: unknown }

export type EngineLine = Omit<LaidOutLine, 'inlines'> & {
  inlines: Piece[]
  inlineWidths: number
  trailingCut: number
  newLineForced?: boolean
  lastLineInParagraph: boolean
}

/** The paragraph a line is cut from: the pieces not yet on a line. */
export type Paragraph = { _inlines: Piece[] }

/** Takes a line through all that follows. */
export function mendLine(line: EngineLine, paragraph: Paragraph): void {
  giveBackOverflow(line, paragraph)
  orderRightToLeft(line)
  mergePieces(line)
}

/**
 * Hands pieces that overflow a line back to its paragraph. The engine looks ahead over pieces that must not be parted
 * (a font change in mid-word, a question mark after spaces) but subtracts all their trailing spaces, not only the last ones.
 */
export function giveBackOverflow(line: EngineLine, paragraph: Paragraph): void {
  while (line.inlines.length > 1 && line.getWidth() > line.maxWidth) {
    const last = line.inlines.pop()
    if (!last) return
    paragraph._inlines.unshift(last)
    line.inlineWidths -= last.width
    line.trailingCut = line.inlines.at(-1)?.trailingCut ?? 0
    line.newLineForced = false
    line.lastLineInParagraph = false
  }
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Turns the order of words within each right-to-left stretch of a line; the engine shapes such words but sets them left to right. */
export function orderRightToLeft({ inlines }: EngineLine): void {
  for (let from = 0; from < inlines.length; from += 1) {
    let to = from
    while (to < inlines.length && RIGHT_TO_LEFT.test(inlines[to]?.text ?? '')) to += 1
    if (to - from < 2) continue
    let x = inlines[from]?.x ?? 0
    for (const [i, piece] of inlines.slice(from, to).reverse().entries()) {
      piece.x = x
      x += piece.width
      inlines[from + i] = piece
    }
    from = to
  }
}

/** Joins a line's words into as few pieces as their looks allow: the engine draws, and makes a link of, every piece by itself. */
export function mergePieces(line: EngineLine): void {
  const merged: Piece[] = []
  for (const piece of line.inlines) {
    const last = merged.at(-1)
    const joins =
      last &&
      !piece.characterSpacing &&
      !RIGHT_TO_LEFT.test(last.text + piece.text) &&
      SAME_LOOK.every((look) => last[look] === piece[look])
    if (joins) {
      last.text += piece.text
      last.width += piece.width
    } else merged.push(piece)
  }
  line.inlines = merged
}
