// Where in a list the chosen thing stands now: lists move under it when it is edited, filtered or sorted.

/** How far around the last known place to look; the rows further away are not fetched anyway. */
const REACH = 400

/**
 * The index at which `isChosen` holds, nearest to `from` first; null where no fetched row near it is the chosen one.
 * `get` gives undefined for rows that are not fetched.
 */
export function findPlace<Row>(
  get: (index: number) => Row | undefined,
  isChosen: (row: Row) => boolean,
  from: number,
  total: number,
): number | null {
  const holds = (index: number): boolean => {
    const row = index >= 0 && index < total ? get(index) : undefined
    return row !== undefined && isChosen(row)
  }
  for (let away = 0; away <= REACH; away++) {
    if (holds(from - away)) return from - away
    if (holds(from + away)) return from + away
  }
  return null
}
