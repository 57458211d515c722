import { describe, expect, it } from 'vitest'
import { csvCell, csvText } from './csv-text.ts'

describe('CSV', () => {
  it.each([
    ['=1+1', '"\'=1+1"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    ['  =cmd', '"\'  =cmd"'],
    ['＝1', '"\'＝1"'],
    ['plain', 'plain'],
    ['a-b', 'a-b'],
    ['say "hi", twice', '"say ""hi"", twice"'],
    ['two\nlines', '"two\nlines"'],
  ])('writes %j so that no spreadsheet computes it', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })

  it('keeps negative numbers numbers', () => {
    expect(csvCell(-3)).toBe('-3')
  })

  it('ends every row and begins with a byte order mark', () => {
    expect(
      csvText([
        ['a', 1],
        ['b', 2],
      ]),
    ).toBe('\ufeffa,1\r\nb,2\r\n')
  })
})
