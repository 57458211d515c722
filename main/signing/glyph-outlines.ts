// Draws text as vector paths from DejaVu Sans, so that a signature's appearance needs no font resource (PDF/A wants
// every font embedded) and shows names in Latin, Greek, Cyrillic, Arabic and Hebrew script. Knows nothing of layout.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

type PathCommand = {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
  readonly args: readonly number[]
}
type FontkitFont = {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  layout(text: string): {
    readonly advanceWidth: number
    readonly glyphs: readonly { readonly path: { readonly commands: readonly PathCommand[] } }[]
    readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[]
  }
}
type Fontkit = { create(bytes: Uint8Array): FontkitFont }

export type OutlineFont = {
  /** The text with every character the font cannot draw, or that draws nothing, written out as `<U+4E2D>`. */
  printable(text: string): string
  /** Width in points of printable text at a size. */
  width(text: string, size: number): number
  /** PDF path operators for printable text, its baseline starting at x, y (points). Empty for blank text. */
  draw(text: string, size: number, x: number, y: number): string
}

const require = createRequire(import.meta.url)
const round = (value: number): string => String(Number(value.toFixed(2)))

/** Operators of one glyph. Quadratic curves are raised to the cubic ones PDF has. */
function glyphPath(commands: readonly PathCommand[], place: (x: number, y: number) => string): string {
  let current: readonly [number, number] = [0, 0]
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
    }
  })
  return operators.join('\n')
}

/** Loads the font from its package. Throws where the installation lacks it. */
export function loadOutlineFont(): OutlineFont {
  const fontkit = require('fontkit') as Fontkit
  const font = fontkit.create(readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')))

  const isDrawable = (char: string): boolean =>
    char === ' ' || (!/[\p{C}\p{Z}]/u.test(char) && font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0))

  const draw = (text: string, size: number, x: number, y: number): string => {
    const scale = size / font.unitsPerEm
    const { glyphs, positions } = font.layout(text)
    let pen = x
    const paths: string[] = []
    for (const [index, glyph] of glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {}
      const originX = pen + xOffset * scale
      const originY = y + yOffset * scale
      paths.push(glyphPath(glyph.path.commands, (gx, gy) => `${round(originX + gx * scale)} ${round(originY + gy * scale)}`))
      pen += xAdvance * scale
    }
    const path = paths.filter((part) => part !== '').join('\n')
    return path === '' ? '' : `${path}\nf\n`
  }

  return {
    printable: (text) =>
      Array.from(text.normalize('NFC'), (char) =>
        isDrawable(char) ? char : `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
      ).join(''),
    width: (text, size) => (font.layout(text).advanceWidth * size) / font.unitsPerEm,
    draw,
  }
}
