import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SeriesRecord } from './standing.ts'
import { createCopyFinder } from './standing-copies.ts'

const HOUR = 3_600_000
const said = (letters: string): string[] => letters.split('')

/** Files as lists of things; every thing is said once per mention. */
function editionsOf(
  files: readonly (readonly string[])[],
  isRescan: (a: number, b: number) => boolean = () => false,
  atOf: (source: number) => number = () => 0,
  hasAccount = true,
): readonly number[] {
  const finder = createCopyFinder()
  const record = (thing: string, source: number): SeriesRecord => ({
    id: 0,
    source,
    formatId: 'prowler-ocsf',
    at: atOf(source),
    exact: true,
    result: 'fail',
    muted: false,
    content: thing.codePointAt(0) ?? 0,
    perRequirement: false,
    hasAccount,
  })
  for (const thing of new Set(files.flat()))
    finder.add(files.flatMap((file, source) => file.filter((one) => one === thing).map(() => record(thing, source))))
  const markOf = (file: readonly string[]): number => file.reduce((sum, thing) => sum + (thing.codePointAt(0) ?? 0) ** 2, 0)
  const editionOf = finder.editions(
    new Map(files.map((file, source) => [source, { records: file.length, mark: markOf(file), hasAccounts: hasAccount }])),
    isRescan,
  )
  return files.map((_, source) => editionOf(source))
}

const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, n) => String.fromCodePoint(0x4e00 + from + n))

describe('files that share records', () => {
  it('are of one edition where they have little in common, and of two where one is a copy or a part of the other', () => {
    expect(editionsOf([said('abcx'), said('defx')])).toEqual([0, 0])
    expect(editionsOf([said('abcx'), said('xcba')])).toEqual([0, 1])
    expect(editionsOf([said('abcdefgh'), said('abx'), said('ghi')])).toEqual([0, 1, 1])
  })

  it('are compared with each other: a copy of one changes nothing for another that shares a record with both', () => {
    expect(editionsOf([said('abcx'), said('defx'), said('abcx')])).toEqual([0, 0, 1])
    expect(editionsOf([said('defx'), said('abcx'), said('abcx')])).toEqual([0, 0, 1])
    expect(editionsOf([said('defx'), said('defx'), said('abcx'), said('abcx')])).toEqual([0, 1, 0, 1])
  })

  it('are copies only where all of one is in others, where none of their records names an account', () => {
    const withoutAccount = (...files: string[]) =>
      editionsOf(
        files.map(said),
        () => false,
        () => 0,
        false,
      )
    expect(withoutAccount('abcdef', 'bcdefg')).toEqual([0, 0])
    expect(withoutAccount('abcdef', 'fedcba', 'abc', 'def')).toEqual([0, 1, 2, 2])
  })

  it('are as many editions as the scan was cut differently, wherever the cuts lie', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray([20, 40, 60, 80, 100]), { minLength: 1, maxLength: 4 }), (cuts) => {
        const cut = cuts.map((places) => {
          const ends = [0, ...places, 120]
          return ends.slice(1).map((end, index) => numbers(ends[index] ?? 0, end))
        })
        const editions = editionsOf(cut.flat())
        const files = cut.flat()
        // Every record is in each cut once; so in no edition twice.
        for (const thing of numbers(0, 120)) {
          const those = editions.filter((_, index) => files[index]?.includes(thing) === true)
          expect(new Set(those).size).toBe(cuts.length)
        }
      }),
    )
  })

  it('are other editions where one scanned the other again, or only of other moments alike', () => {
    expect(new Set(editionsOf([said('abcx'), said('defx')], (a, b) => a === 1 && b === 0)).size).toBe(2)
    expect(
      editionsOf(
        [said('abcx'), said('abcx')],
        () => false,
        (source) => source * HOUR,
      ),
    ).toEqual([0, 0])
  })
})
