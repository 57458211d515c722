// Says which places of a JSON document patterns of keys mean: `*` is any key or index, `**` any number of steps.
// Knows patterns only, no documents.

export type PathPattern = readonly string[]

/** What is known at one place; stepping into a member or item gives the next. */
export type PathState = {
  /** A pattern of records ends here. */
  readonly record: boolean
  /** A pattern of what is passed over ends here. */
  readonly skip: boolean
  /** A pattern goes on below. */
  readonly open: boolean
  /** How far each pattern has been followed. Of use to this module only. */
  readonly cursors: readonly Cursor[]
  readonly next: Map<string, PathState>
}

type Cursor = { readonly steps: PathPattern; readonly at: number; readonly record: boolean }

export type PathMatcher = {
  /** The place every pattern begins at. */
  readonly start: PathState
  /** A place no pattern reaches. */
  readonly none: PathState
  readonly step: (state: PathState, key: string | number) => PathState
}

/** Stands for every key no pattern names; no pattern can hold it, as `*` is no literal. */
const OTHER = '*'

/** Makes a matcher. What it learns about keys is bounded by the patterns, not by the documents. */
export function createPathMatcher(records: readonly PathPattern[], skip: readonly PathPattern[]): PathMatcher {
  const named = new Set([...records, ...skip].flat().filter((step) => step !== '*' && step !== '**'))
  const states = new Map<string, PathState>()
  const all = [...records, ...skip]

  const stateOf = (reached: readonly Cursor[]): PathState => {
    const cursors = new Map<string, Cursor>()
    const add = (cursor: Cursor): void => {
      cursors.set(`${cursor.record} ${all.indexOf(cursor.steps)} ${cursor.at}`, cursor)
      if (cursor.steps[cursor.at] === '**') add({ ...cursor, at: cursor.at + 1 })
    }
    for (const cursor of reached) add(cursor)
    const id = [...cursors.keys()].sort().join()
    const known = states.get(id)
    if (known !== undefined) return known
    const list = [...cursors.values()]
    const ended = list.filter(({ steps, at }) => at === steps.length)
    const state: PathState = {
      record: ended.some(({ record }) => record),
      skip: ended.some(({ record }) => !record),
      open: ended.length < list.length,
      cursors: list,
      next: new Map(),
    }
    states.set(id, state)
    return state
  }

  return {
    start: stateOf([
      ...records.map((steps) => ({ steps, at: 0, record: true })),
      ...skip.map((steps) => ({ steps, at: 0, record: false })),
    ]),
    none: stateOf([]),
    step(state, key) {
      const text = String(key)
      const name = named.has(text) ? text : OTHER
      const known = state.next.get(name)
      if (known !== undefined) return known
      const next = stateOf(
        state.cursors.flatMap((cursor) => {
          const wanted = cursor.steps[cursor.at]
          if (wanted === '**') return [cursor]
          return wanted === '*' || wanted === name ? [{ ...cursor, at: cursor.at + 1 }] : []
        }),
      )
      state.next.set(name, next)
      return next
    },
  }
}
