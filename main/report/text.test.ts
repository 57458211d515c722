import { describe, expect, it } from 'vitest'
import { loadFonts } from './fonts.ts'
import { BREAK, createTypesetter, escapeOf } from './text.ts'

const { covers } = loadFonts()
const type = createTypesetter(covers)
const shown = (text: string) => type.plain(text)
const fontsOf = (text: string) => type.line(text).map((run) => [run.font, run.text.replaceAll(BREAK, '')])

describe('createTypesetter', () => {
  it.each([
    ['a bidi override', 'gnp\u202Eexe', 'gnp<U+202E>exe'],
    ['a bidi isolate', '\u2066x\u2069', '<U+2066>x<U+2069>'],
    ['a control', 'ring\u0007', 'ring<U+0007>'],
    ['an escape sequence', '\u001b[31m', '<U+001B>[31m'],
    ['zero-width characters', 'a\u200bb\u200dc\ufeff', 'a<U+200B>b<U+200D>c<U+FEFF>'],
    ['a soft hyphen', 'co\u00adop', 'co<U+00AD>op'],
    ['a lone surrogate', 'x\ud800y', 'x<U+D800>y'],
    ['private use', '\ue000', '<U+E000>'],
    ['invisible tag characters', '\u{e0041}', '<U+E0041>'],
    ['a line separator', 'a\u2028b', 'a<U+2028>b'],
    ['a glyph no font has', 'go 🚀', 'go <U+1F680>'],
    ['CJK', '監査', '<U+76E3><U+67FB>'],
    ['a line break in a single line', 'a\r\nb', 'a<U+000D><U+000A>b'],
  ])('shows %s instead of letting it act', (_what, text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  it('leaves ordinary text as it is', () => {
    expect(shown('Überlänge & <b>"R&D"</b> naïve Ωμέγα Привет 100 %')).toBe('Überlänge & <b>"R&D"</b> naïve Ωμέγα Привет 100 %')
  })

  it('falls back per character and only where it must', () => {
    expect(fontsOf('ok ✓ done')).toEqual([
      ['Sans', 'ok '],
      ['Fallback', '✓'],
      ['Sans', ' done'],
    ])
  })

  it('keeps line breaks and widens tabs in a block', () => {
    expect(
      type
        .block('a\r\nb\tc\rd')
        .map((run) => run.text)
        .join(''),
    ).toBe('a\nb    c\nd')
  })

  it('lets long ids break at their separators without changing them', () => {
    const arn = 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/0123456789abcdef'
    const text = type
      .line(arn)
      .map((run) => run.text)
      .join('')
    expect(text.split(BREAK).length).toBeGreaterThan(3)
    expect(text.replaceAll(BREAK, '')).toBe(arn)
  })

  it('draws every character it lets through in every face of its font', () => {
    const everything = Array.from({ length: 0x2ff0 }, (_, i) => String.fromCodePoint(i + 1)).join('')
    const undrawable = type
      .line(everything)
      .flatMap((run) => [...run.text.replaceAll(BREAK, '')].filter((char) => !covers(run.font ?? 'Sans', char.codePointAt(0) ?? 0)))
    expect(undrawable).toEqual([])
  })

  it('sets lines under one another and never merges their texts', () => {
    const text = type.lines([
      ['one\ntwo', {}],
      ['', {}],
      ['three', {}],
    ])
    expect(text.map((run) => run.text.replaceAll(BREAK, '')).join('')).toBe('one<U+000A>two\n\nthree')
  })
})

describe('escapeOf', () => {
  it('names a code point in at least four digits', () => {
    expect(escapeOf(7)).toBe('<U+0007>')
    expect(escapeOf(0x1f680)).toBe('<U+1F680>')
  })
})
