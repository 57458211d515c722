// The only way for text into a page: every string, ours or foreign, is cut into runs that a font can draw, with
// nothing invisible left in it (traps of scan text: controls, bidi overrides, unmapped glyphs, endless words).
import type { Fonts } from './fonts.ts'
import type { FontFamily, Printable, Run, TextStyle } from './nodes.ts'

/** Marks a place where a long word may break. The renderer takes it out before drawing, so copied text stays whole. */
export const BREAK = '\u200b'

export type Typesetter = {
  /** One line of text: line breaks in it are shown as `<U+000A>`, because they have no business there. */
  line(text: string, style?: TextStyle): Run[]
  /** Text of several lines: line breaks are kept, tabs become spaces. */
  block(text: string, style?: TextStyle): Run[]
  /** Several single lines as one text, each under the last. */
  lines(pieces: readonly (readonly [text: string, style: TextStyle])[]): Run[]
  /** Plain text without styling, for bookmarks and document properties. */
  plain(text: string): Printable
}

// Controls, formats (bidi overrides, zero-width and soft hyphens), surrogates, private use, unassigned, default-ignorable,
// and the line and paragraph separators: nothing of this may act on the page unseen.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const ESCAPE_COLOR = '#8A5A00'
/** Words longer than this get places to break, at separators and not closer together than SHORTEST_PIECE. */
const LONG_WORD = 14
const SHORTEST_PIECE = 5
const SEPARATOR = /[/:._\-=&?,;@|+#~)\]}]/

/** `<U+202E>`: how a code point is shown that cannot or must not be drawn. */
export const escapeOf = (codePoint: number): string => `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`

export function createTypesetter(covers: Fonts['covers']): Typesetter {
  const choices: Record<FontFamily, Map<number, FontFamily | null>> = { Sans: new Map(), Mono: new Map(), Fallback: new Map() }

  /** The family that draws a code point, null where it has to be escaped. */
  function familyFor(char: string, codePoint: number, wanted: FontFamily): FontFamily | null {
    const known = choices[wanted].get(codePoint)
    if (known !== undefined) return known
    const family = UNSEEN.test(char) ? null : ([wanted, 'Fallback' as const].find((candidate) => covers(candidate, codePoint)) ?? null)
    choices[wanted].set(codePoint, family)
    return family
  }

  function set(text: string, style: TextStyle, keepLines: boolean): Run[] {
    const wanted = style.font ?? 'Sans'
    const pieces: { text: string; font: FontFamily; escape: boolean }[] = []
    const add = (piece: string, font: FontFamily, escape: boolean) => {
      const last = pieces.at(-1)
      if (last && last.font === font && last.escape === escape) last.text += piece
      else pieces.push({ text: piece, font, escape })
    }
    const lines = keepLines ? text.replace(/\r\n?/g, '\n').replaceAll('\t', '    ') : text
    for (const char of withBreaks(lines.normalize('NFC'))) {
      const last = pieces.at(-1)
      if (char === null) {
        if (last) last.text += BREAK
        continue
      }
      const codePoint = char.codePointAt(0) ?? 0
      const font = keepLines && char === '\n' ? (last?.font ?? wanted) : familyFor(char, codePoint, wanted)
      if (font === null) add(escapeOf(codePoint) + BREAK, wanted, true)
      // Beyond the basic plane a character is two code units; the layout engine must never cut between them.
      else add(codePoint > 0xffff ? char + BREAK : char, font, false)
    }
    return pieces.map(({ text: piece, font, escape }) => ({
      ...style,
      font,
      ...(escape ? { color: ESCAPE_COLOR } : {}),
      text: piece as Printable,
    }))
  }

  return {
    line: (text, style = {}) => set(text, style, false),
    block: (text, style = {}) => set(text, style, true),
    lines: (pieces) =>
      pieces.flatMap(([text, style], i) => {
        const runs = set(text, style, false)
        const last = runs.at(-1)
        if (last === undefined) return i < pieces.length - 1 ? [{ ...style, text: '\n' as Printable }] : []
        return i < pieces.length - 1 ? runs.with(-1, { ...last, text: `${last.text}\n` as Printable }) : runs
      }),
    plain: (text) =>
      set(text, {}, false)
        .map((run) => run.text.replaceAll(BREAK, ''))
        .join('') as Printable,
  }
}

/** The characters of a text in order, and null where a long word may break. */
function* withBreaks(text: string): Generator<string | null> {
  for (const word of text.split(/([ \n]+)/)) {
    if (word.length <= LONG_WORD) {
      yield* word
      continue
    }
    let since = 0
    for (const char of word) {
      yield char
      since += 1
      if (since >= SHORTEST_PIECE && SEPARATOR.test(char)) {
        yield null
        since = 0
      }
    }
  }
}
