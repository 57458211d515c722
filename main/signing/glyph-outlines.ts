// Draws text as vector paths from DejaVu Sans, so that a signature's appearance needs no font resource (PDF/A wants
// every font embedded) and shows names in Latin, Greek, Cyrillic, Arabic and Hebrew script. Knows nothing of layout.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { assertNever } from '#domain/errors'

type PathCommand = {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
  readonly args: readonly number[]
}
type Layout = {
  readonly advanceWidth: number
  readonly glyphs: readonly { readonly path: { readonly commands: readonly PathCommand[] } }[]
  readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[]
}
type FontkitFont = { readonly unitsPerEm: number; hasGlyphForCodePoint(codePoint: number): boolean; layout(text: string): Layout }
type Fontkit = { create(bytes: Uint8Array): FontkitFont }

export type OutlineFont = {
  /** The text with every character the font cannot draw, or that draws nothing, written out as `<U+4E2D>`. */
  printable(text: string): string
  /** Width in points of printable text at a size. */
  width(text: string, size: number): number
  /** PDF path operators for printable text, its baseline starting at x, y (points); the graphics state is left as it was. */
  draw(text: string, size: number, x: number, y: number): string
}

// Words written from right to left, with the spaces between them; and everything else.
const RUNS = /[\p{Script=Arabic}\p{Script=Hebrew}]+(?: +[\p{Script=Arabic}\p{Script=Hebrew}]+)*|[^\p{Script=Arabic}\p{Script=Hebrew}]+/gu

const require = createRequire(import.meta.url)
const matrix = (scale: number, x: number, y: number): string =>
  `${[scale, 0, 0, scale, x, y].map((value) => String(Number(value.toFixed(5)))).join(' ')} cm`

/** Operators of one glyph in the font's own units, moved by an offset. Quadratic curves are raised to the cubic ones PDF has. */
function glyphPath(commands: readonly PathCommand[], xOffset: number, yOffset: number): string {
  let current: readonly [number, number] = [0, 0]
  const place = (x: number, y: number): string => `${Math.round(x + xOffset)} ${Math.round(y + yOffset)}`
  const operators = commands.map(({ command, args }) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    const [fromX, fromY] = current
    switch (command) {
      case 'moveTo':
        current = [a, b]
        return `${place(a, b)} m`
      case 'lineTo':
        current = [a, b]
        return `${place(a, b)} l`
      case 'quadraticCurveTo':
        current = [c, d]
        return `${place(fromX + ((a - fromX) * 2) / 3, fromY + ((b - fromY) * 2) / 3)} ${place(c + ((a - c) * 2) / 3, d + ((b - d) * 2) / 3)} ${place(c, d)} c`
      case 'bezierCurveTo':
        current = [e, f]
        return `${place(a, b)} ${place(c, d)} ${place(e, f)} c`
      case 'closePath':
        return 'h'
      default:
        return assertNever(command)
    }
  })
  return operators.length === 0 ? '' : `${operators.join('\n')}\nf\n`
}

/** Loads the font from its package. Throws where the installation lacks it. */
export function loadOutlineFont(): OutlineFont {
  const fontkit = require('fontkit') as Fontkit
  const font = fontkit.create(readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')))

  const isDrawable = (char: string): boolean =>
    char === ' ' || (!/[\p{C}\p{Z}]/u.test(char) && font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0))

  // One layout has one direction, so names of mixed scripts are laid out run by run.
  const layOut = (text: string): readonly Layout[] => Array.from(text.matchAll(RUNS), ([run]) => font.layout(run))

  const draw = (text: string, size: number, x: number, y: number): string => {
    const parts = layOut(text).flatMap(({ glyphs, positions }) =>
      glyphs.map((glyph, index) => {
        const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {}
        // Each glyph starts at its own origin, so equal letters are equal text and pack well.
        return `${glyphPath(glyph.path.commands, xOffset, yOffset)}${matrix(1, xAdvance, 0)}\n`
      }),
    )
    return `q\n${matrix(size / font.unitsPerEm, x, y)}\n${parts.join('')}Q\n`
  }

  return {
    printable: (text) =>
      Array.from(text.normalize('NFC'), (char) =>
        isDrawable(char) ? char : `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
      ).join(''),
    width: (text, size) => (layOut(text).reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) * size) / font.unitsPerEm,
    draw,
  }
}
