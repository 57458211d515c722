// The report's font faces: their bytes, and which code points each family can draw in every one of its faces.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FontFamily } from './nodes.ts'

/** One family as pdfmake wants it; bytes instead of paths, so that the layout engine never opens a file. */
export type FontFaces = { readonly normal: Buffer; readonly bold: Buffer; readonly italics: Buffer; readonly bolditalics: Buffer }

export type Fonts = {
  readonly faces: Readonly<Record<FontFamily, FontFaces>>
  /** True where all faces of the family have a glyph. */
  covers(family: FontFamily, codePoint: number): boolean
}

type Fontkit = { create(bytes: Uint8Array): { hasGlyphForCodePoint(codePoint: number): boolean } }

const require = createRequire(import.meta.url)

const FILES: Readonly<Record<FontFamily, Readonly<Record<keyof FontFaces, string>>>> = {
  Sans: {
    normal: 'pdfmake/fonts/Roboto/Roboto-Regular.ttf',
    bold: 'pdfmake/fonts/Roboto/Roboto-Medium.ttf',
    italics: 'pdfmake/fonts/Roboto/Roboto-Italic.ttf',
    bolditalics: 'pdfmake/fonts/Roboto/Roboto-MediumItalic.ttf',
  },
  Mono: {
    normal: 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
    bold: 'dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf',
    italics: 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
    bolditalics: 'dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf',
  },
  // Upright for italics too: DejaVu's obliques lack whole scripts that the uprights have.
  Fallback: {
    normal: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
    bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
    italics: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
    bolditalics: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  },
}

/** Reads all faces from the installed packages. A file that is missing is an error of the installation and throws as such. */
export function loadFonts(): Fonts {
  const fontkit = require('fontkit') as Fontkit
  const bytes = new Map<string, Buffer>()
  const read = (path: string): Buffer => {
    const [name = '', ...rest] = path.split('/')
    const known = bytes.get(path) ?? readFileSync(join(dirname(require.resolve(`${name}/package.json`)), ...rest))
    bytes.set(path, known)
    return known
  }
  const families = Object.keys(FILES) as FontFamily[]
  const facesOf = (family: FontFamily): FontFaces => ({
    normal: read(FILES[family].normal),
    bold: read(FILES[family].bold),
    italics: read(FILES[family].italics),
    bolditalics: read(FILES[family].bolditalics),
  })
  const faces: Record<FontFamily, FontFaces> = { Sans: facesOf('Sans'), Mono: facesOf('Mono'), Fallback: facesOf('Fallback') }
  const parsed = new Map(families.map((family) => [family, [...new Set(Object.values(faces[family]))].map((face) => fontkit.create(face))]))
  const known = new Map<string, boolean>()
  return {
    faces,
    covers(family, codePoint) {
      const key = `${family}${codePoint}`
      const before = known.get(key)
      if (before !== undefined) return before
      const answer = parsed.get(family)?.every((face) => face.hasGlyphForCodePoint(codePoint)) ?? false
      known.set(key, answer)
      return answer
    },
  }
}
