// The row of a list that is shown in full beside it. Which one it is stands in the address, so that Back, reload and a copied
// link keep it; where in the list it stands is found again when the list moves under it.
import { useCallback, useEffect, useState } from 'react'
import type { WindowedRows } from '../platform/windowed-rows.ts'
import { navigate, splitHash } from './hash-location.ts'
import { findPlace } from './row-place.ts'
import { useSearchParam } from './use-search-param.ts'

export type RowKind<Row, Id> = {
  readonly idOf: (row: Row) => Id
  /** What an address says; null where it names no row. */
  readonly readId: (text: string) => Id | null
}

/** Goes to a row of the list at `path`, keeping filter and sort, without a step in the history: moving through a list is not travelling. */
export function showInList(path: string, id: string | number): void {
  const params = new URLSearchParams(splitHash(window.location.hash).search)
  params.set('id', String(id))
  navigate(`${path}?${params}`, { replace: true })
}

/**
 * `linked` is the id a link names in its path. Where nothing is chosen the first row is, so that the other half of the window is
 * never empty.
 */
export function useChosenRow<Row, Id extends string | number>(
  rows: WindowedRows<Row>,
  path: string,
  linked: string | undefined,
  { idOf, readId }: RowKind<Row, Id>,
) {
  const [named] = useSearchParam('id')
  const [active, setActive] = useState<number | null>(null)
  const [reaching, setReaching] = useState<number | null>(null)
  const linkedId = linked === undefined ? null : readId(linked)
  const id = linkedId ?? readId(named)
  const idAt = (index: number | null): Id | null => {
    const row = index === null ? undefined : rows.get(index)
    return row === undefined ? null : idOf(row)
  }

  // Moving on from a link must not draw the whole screen anew, so its id moves from the path to the search.
  useEffect(() => {
    if (linkedId !== null) showInList(path, linkedId)
  }, [path, linkedId])
  const firstId = idAt(0)
  useEffect(() => {
    if (id === null && firstId !== null) showInList(path, firstId)
  }, [path, id, firstId])
  // A row reached before it was fetched is shown as soon as it is here.
  const reachedId = idAt(reaching)
  useEffect(() => {
    if (reachedId !== null) showInList(path, reachedId)
  }, [path, reachedId])
  if (reachedId !== null && reachedId === id) setReaching(null)
  // The list moves under the chosen row when it is edited, filtered or sorted: the mark moves with it.
  const place = reaching === null && id !== null ? findPlace(rows.get, (row) => idOf(row) === id, active ?? 0, rows.total ?? 0) : active
  if (place !== null && place !== active) setActive(place)

  const startAgain = useCallback(() => setActive(null), [])

  return {
    id,
    /** Where the keyboard is; null = the chosen row is not among those fetched. */
    active,
    /** The row there, where it is fetched and chosen. */
    row: active === null || reaching !== null ? undefined : rows.get(active),
    activate(index: number, row: Row | undefined) {
      setActive(index)
      setReaching(row === undefined ? index : null)
      if (row !== undefined) showInList(path, idOf(row))
    },
    /** Another filter or sort: the list starts at its top. */
    startAgain,
  }
}
