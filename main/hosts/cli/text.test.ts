import { describe, expect, it } from 'vitest'
import { counts, facts, figure, oneLine, shownOf, size, table } from './text.ts'

describe('oneLine', () => {
  it('writes out terminal escapes, line breaks and direction marks instead of sending them', () => {
    expect(oneLine('a\u001b[31mred\nb\u202ec\u0085')).toBe('a\\u001b[31mred\\u000ab\\u202ec\\u0085')
  })

  it('leaves every other letter alone', () => {
    expect(oneLine('Zürich – 東京 😀')).toBe('Zürich – 東京 😀')
  })
})

describe('table', () => {
  it('aligns columns, numbers to the right, and marks what it shortens', () => {
    const text = table(
      [
        { title: 'NAME', max: 5 },
        { title: 'N', align: 'right' },
      ],
      [
        ['abcdefgh', 1234],
        ['x', 7],
        [null, undefined],
      ],
    )
    expect(text.split('\n')).toEqual(['NAME       N', '-----  -----', 'abcd…  1,234', 'x          7', '-          -'])
  })

  it('keeps a record on one line whatever is in it', () => {
    expect(table([{ title: 'A' }], [['one\ntwo']]).split('\n')).toHaveLength(3)
  })
})

describe('figures', () => {
  it('groups thousands and names sizes', () => {
    expect(figure(1234567)).toBe('1,234,567')
    expect(size(999)).toBe('999 bytes')
    expect(size(12_345_678)).toBe('12.3 MB')
  })

  it('leaves zeros out of counts but never says nothing', () => {
    expect(counts({ fail: 250, pass: 107, manual: 4, error: 0 })).toBe('250 fail · 107 pass · 4 manual')
    expect(counts({ fail: 0 })).toBe('none')
  })

  it('says when a list is only part of the whole', () => {
    expect(shownOf(200, 1234, 'record')).toContain('200 of 1,234 records shown')
    expect(shownOf(1, 1, 'record')).toBe('1 record')
  })

  it('lines facts up', () => {
    expect(
      facts([
        ['a', 'x'],
        ['long', null],
      ]),
    ).toBe('a:    x\nlong: -')
  })
})
