import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLater, isSameMoment, relateSeries, rescansOf, restateRequirements, type SeriesRecord } from './standing.ts'

const HOUR = 3_600_000
const record = (id: number, said: Partial<SeriesRecord> = {}): SeriesRecord => ({
  id,
  source: 1,
  formatId: 'prowler-ocsf',
  at: 0,
  exact: true,
  result: 'fail',
  muted: false,
  content: 1,
  perRequirement: false,
  hasAccount: true,
  ...said,
})
const words = (records: readonly SeriesRecord[]) =>
  relateSeries(records)
    .map(({ id, standing, change, other }) => [id, standing, change, other])
    .sort((a, b) => Number(a[0]) - Number(b[0]))

describe('the same moment', () => {
  it.each([
    ['equal to the second', { at: 0, exact: true }, { at: 900, exact: true }, true],
    ['local time, a whole time zone away', { at: 0, exact: true }, { at: 5.75 * HOUR, exact: false }, true],
    ['two exact times an hour apart', { at: 0, exact: true }, { at: HOUR, exact: true }, false],
    ['local time, ten minutes away', { at: 0, exact: true }, { at: 600_000, exact: false }, false],
    ['further than any time zone', { at: 0, exact: true }, { at: 15 * HOUR, exact: false }, false],
  ])('%s', (_name, a, b, expected) => {
    expect(isSameMoment(a, b)).toBe(expected)
    expect(isSameMoment(b, a)).toBe(expected)
  })
})

describe('records of one thing', () => {
  it('in one file all count, whatever their times and results (trap T2)', () => {
    expect(words([record(1), record(2, { result: 'pass', content: 2, at: HOUR }), record(3)])).toEqual([])
  })

  it('in a newer file: unchanged, changed, new; an older one without successor is not judged here', () => {
    const older = [record(1, { content: 1 }), record(2, { content: 2 }), record(3, { content: 3 })]
    const newer = [record(4, { source: 2, at: HOUR, content: 1 }), record(5, { source: 2, at: HOUR, content: 9 })]
    expect(words([...older, ...newer])).toEqual([
      [1, 'superseded', null, 4],
      [2, 'superseded', null, 5],
      [4, 'current', 'unchanged', 1],
      [5, 'current', 'changed', 2],
    ])
    expect(words([...newer, record(1)])).toContainEqual([5, 'current', 'new', null])
  })

  it('of three generations, the newest is current and follows the one before it', () => {
    const three = [record(1), record(2, { source: 2, at: HOUR }), record(3, { source: 3, at: 2 * HOUR })]
    expect(words(three)).toEqual([
      [1, 'superseded', null, 2],
      [2, 'superseded', null, 3],
      [3, 'current', 'unchanged', 2],
    ])
  })

  it('of one moment in two formats count once; what only one format says is kept', () => {
    const both = [record(1), record(2, { content: 2, result: 'pass' }), record(3, { source: 2, formatId: 'prowler-csv', content: 7 })]
    expect(words(both)).toEqual([[3, 'restated', null, 1]])
    expect(words([record(1), record(2, { source: 2, formatId: 'prowler-csv', result: 'manual', content: 2 })])).toEqual([])
  })

  it('of one moment in three formats, each of them twice, count once', () => {
    const formats = ['prowler-ocsf', 'prowler-csv', 'asff']
    const six = [0, 1].flatMap((copy) =>
      formats.map((formatId, index) => record(copy * 3 + index + 1, { source: copy * 3 + index + 1, formatId, content: index + 1 })),
    )
    const judged = words(six)
    expect(judged.length).toBe(5)
    const lead = six.find(({ id }) => !judged.some(([one]) => one === id))
    for (const [, standing, , other] of judged) expect([standing, other]).toEqual(['restated', lead?.id])
  })

  it('of one moment and format in two files: copies count once, parts both', () => {
    expect(words([record(1), record(2, { source: 2 })])).toEqual([[2, 'restated', null, 1]])
    expect(words([record(1), record(2, { source: 2, content: 2 })])).toEqual([])
    expect(relateSeries([record(1), record(2, { source: 2 })], () => 0)).toEqual([])
  })

  it('of local times too near to an exact one to tell which was first supersede nothing and are not superseded', () => {
    const local = { source: 2, at: 3 * HOUR + 600_000, exact: false, result: 'pass', content: 2 }
    expect(words([record(1), record(2, local)])).toEqual([[2, 'current', null, null]])
    expect(words([record(1), record(2, { ...local, at: 15 * HOUR })])).toContainEqual([1, 'superseded', null, 2])
    expect(isLater({ at: 15 * HOUR, exact: false }, { at: 0, exact: true })).toBe(true)
  })

  it('tell which files scanned again what others had, over all generations', () => {
    const three = [record(1), record(2, { source: 2, at: HOUR }), record(3, { source: 3, at: 2 * HOUR })]
    expect(rescansOf(three)).toEqual([
      { older: 1, newer: 2 },
      { older: 1, newer: 3 },
      { older: 2, newer: 3 },
    ])
  })

  it('without an account supersede nothing and are no scan made again; the same moment in another format or copy counts once', () => {
    const nowhere = (id: number, said: Partial<SeriesRecord>) => record(id, { hasAccount: false, source: id, ...said })
    const passed = { result: 'pass', content: 2 }
    const later = [nowhere(1, {}), nowhere(2, { at: HOUR, ...passed }), nowhere(3, { at: 2 * HOUR })]
    expect(words(later)).toEqual([])
    expect(rescansOf(later)).toEqual([])
    expect(words([nowhere(1, {}), nowhere(2, {}), nowhere(3, { formatId: 'prowler-csv', content: 3 })])).toEqual([
      [2, 'restated', null, 1],
      [3, 'restated', null, 1],
    ])
    expect(words([nowhere(1, { at: null }), nowhere(2, { at: null, ...passed })])).toEqual([])
  })

  it('without a time supersede nothing', () => {
    expect(words([record(1, { at: null }), record(2, { source: 2, content: 2, at: HOUR })])).toEqual([])
  })

  it('written once per requirement restate the first that says the same, and keep what differs', () => {
    const rows = [
      record(1, { perRequirement: true }),
      record(2, { perRequirement: true }),
      record(3, { perRequirement: true, result: 'pass' }),
    ]
    expect(words(rows)).toEqual([[2, 'restated', null, 1]])
    expect(restateRequirements([record(9), ...rows]).map(({ id, other }) => [id, other])).toEqual([
      [1, 9],
      [2, 9],
    ])
  })
})

describe('any records of one thing', () => {
  const some = fc.array(
    fc.record({
      source: fc.integer({ min: 1, max: 4 }),
      at: fc.constantFrom(null, 0, HOUR, 24 * HOUR, 30 * 24 * HOUR),
      result: fc.constantFrom('pass', 'fail', 'manual'),
      content: fc.integer({ min: 1, max: 4 }),
      perRequirement: fc.boolean(),
      exact: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  )
  const numbered = some.map((list) =>
    list.map((said, index) =>
      record(index + 1, { ...said, formatId: said.source % 2 === 0 ? 'prowler-csv' : 'prowler-ocsf' } as Partial<SeriesRecord>),
    ),
  )

  it('count the same when every file of them comes twice, in whatever formats', () => {
    fc.assert(
      fc.property(numbered, (records) => {
        const copies = records.map((r) => ({ ...r, id: r.id + 100, source: r.source + 10 }))
        const counted = (list: readonly SeriesRecord[]) => {
          const judged = new Map(relateSeries(list, (source) => Math.floor(source / 10)).map((j) => [j.id, j]))
          return list
            .filter((r) => (judged.get(r.id)?.standing ?? 'current') === 'current')
            .map((r) => JSON.stringify([r.at, r.result, r.content, judged.get(r.id)?.change ?? null]))
            .sort()
        }
        expect(counted([...records, ...copies])).toEqual(counted(records))
      }),
      { numRuns: 300 },
    )
  })

  it('that name no account are current or restate one that is, and no scan of them was made again', () => {
    fc.assert(
      fc.property(numbered, (records) => {
        const nowhere = records.map((r) => ({ ...r, hasAccount: false }))
        const judged = new Map(relateSeries(nowhere).map((j) => [j.id, j]))
        for (const { standing, change, other } of judged.values()) {
          expect([standing, change]).toEqual([expect.stringMatching(/^(current|restated)$/), null])
          if (standing === 'restated') expect(judged.get(other ?? 0)?.standing ?? 'current').toBe('current')
        }
        expect(rescansOf(nowhere)).toEqual([])
      }),
    )
  })

  it('are each judged at most once, point to others that exist, and leave at least one that counts', () => {
    fc.assert(
      fc.property(numbered, (records) => {
        const judgements = relateSeries(records)
        const ids = judgements.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const { other, id } of judgements)
          if (other !== null) expect([records.some((r) => r.id === other), other === id]).toEqual([true, false])
        const out = new Set(judgements.filter(({ standing }) => standing !== 'current').map(({ id }) => id))
        expect(out.size).toBeLessThan(records.length)
      }),
    )
  })

  it('count the same in whatever order they come', () => {
    fc.assert(
      fc.property(numbered, fc.infiniteStream(fc.nat()), (records, shuffle) => {
        const keys = new Map(records.map((r) => [r, shuffle.next().value as number]))
        const mixed = records.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
        const counts = (list: readonly SeriesRecord[]) => {
          const judged = new Map(relateSeries(list).map((j) => [j.id, j]))
          return list
            .map((r) =>
              JSON.stringify([r.at, r.result, r.content, judged.get(r.id)?.standing ?? 'current', judged.get(r.id)?.change ?? null]),
            )
            .sort()
        }
        expect(counts(mixed)).toEqual(counts(records))
      }),
      { numRuns: 300 },
    )
  })
})
