import { describe, expect, it } from 'vitest'
import { type EngineLine, giveBackOverflow, mergePieces, orderRightToLeft, type Piece } from './lines.ts'

const piece = (text: string, over: Partial<Piece> = {}): Piece => ({ text, width: text.length * 10, x: 0, ...over })

function lineOf(pieces: Piece[], maxWidth = 1000): EngineLine {
  let x = 0
  for (const p of pieces) {
    p.x = x
    x += p.width
  }
  return {
    inlines: pieces,
    inlineWidths: x,
    trailingCut: pieces.at(-1)?.trailingCut ?? 0,
    maxWidth,
    lastLineInParagraph: true,
    getWidth() {
      return this.inlineWidths - this.trailingCut
    },
    getHeight: () => 12,
  }
}
const texts = (pieces: readonly Piece[]) => pieces.map((p) => p.text)

describe('giveBackOverflow', () => {
  it('hands back what does not fit, in order', () => {
    const line = lineOf([piece('aaaa '), piece('bb '), piece('cc')], 80)
    const paragraph = { _inlines: [piece('next')] }
    giveBackOverflow(line, paragraph)
    expect(texts(line.inlines)).toEqual(['aaaa ', 'bb '])
    expect(texts(paragraph._inlines)).toEqual(['cc', 'next'])
    expect(line.lastLineInParagraph).toBe(false)
  })

  it('keeps a single piece however wide, so that layout always gets on', () => {
    const line = lineOf([piece('endless')], 10)
    giveBackOverflow(line, { _inlines: [] })
    expect(texts(line.inlines)).toEqual(['endless'])
  })
})

describe('orderRightToLeft', () => {
  it('turns right-to-left words and leaves the others where they are', () => {
    const line = lineOf([piece('see '), piece('אב '), piece('גד '), piece('end')])
    orderRightToLeft(line)
    expect(texts(line.inlines)).toEqual(['see ', 'גד ', 'אב ', 'end'])
    expect(line.inlines.map((p) => p.x)).toEqual([0, 40, 70, 100])
  })
})

describe('mergePieces', () => {
  it('joins words of one look and keeps their width', () => {
    const line = lineOf([piece('one '), piece('two '), piece('three', { color: 'red' })])
    mergePieces(line)
    expect(texts(line.inlines)).toEqual(['one two ', 'three'])
    expect(line.inlines[0]?.width).toBe(80)
  })

  it('keeps apart what is spaced out or linked elsewhere', () => {
    const line = lineOf([
      piece('A', { characterSpacing: 1 }),
      piece('B', { characterSpacing: 1 }),
      piece('c', { link: 'x' }),
      piece('d', { link: 'y' }),
    ])
    mergePieces(line)
    expect(line.inlines).toHaveLength(4)
  })
})
