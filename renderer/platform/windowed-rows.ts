// A list of any length, fetched page by page around what is on screen. Rows not fetched yet are undefined, never guessed.
import { useQueries } from '@tanstack/react-query'
import { useCallback, useState } from 'react'

export type WindowedRows<Row> = {
  /** Names the list: another filter or sort is another list. */
  readonly list: string
  /** null until the first page is here; from then on the total known last, also while other pages are being fetched. */
  readonly total: number | null
  get(index: number): Row | undefined
  /** Told by the table which rows are on screen, both included. */
  show(first: number, last: number): void
  readonly error: unknown
  readonly loading: boolean
}

export type PageOf<Row> = { readonly total: number; readonly rows: readonly Row[] }

const PAGE = 200

/** Pages that hold the rows from `first` to `last`. */
export const pagesFor = (first: number, last: number): readonly number[] => {
  const from = Math.floor(Math.max(0, first) / PAGE)
  const to = Math.floor(Math.max(first, last, 0) / PAGE)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

export type KnownTotal = { readonly list: string; readonly total: number }
type Fetched = { readonly total: number; readonly at: number }

/**
 * The total of a list: that of the page fetched last (`at`, any rising clock). While none of the pages on screen is here, the one
 * known for the same list stays, so that a jump to its far end empties nothing; another list's total says nothing and gives null.
 */
export function totalOf(list: string, fetched: readonly Fetched[], known: KnownTotal | null): KnownTotal | null {
  const newest = fetched.toSorted((a, b) => b.at - a.at)[0]
  const mine = known?.list === list ? known : null
  if (newest === undefined || newest.total === mine?.total) return mine
  return { list, total: newest.total }
}

/**
 * Rows of a list method. `key` names the list (method, filter, sort …): another key starts at the top. `fetchPage` gets offset
 * and limit in rows.
 */
export function useWindowedRows<Row>(
  key: readonly unknown[],
  fetchPage: (offset: number, limit: number) => Promise<PageOf<Row>>,
): WindowedRows<Row> {
  const list = JSON.stringify(key)
  const [shownList, setShownList] = useState(list)
  const [known, setKnown] = useState<KnownTotal | null>(null)
  const [range, setRange] = useState<readonly [number, number]>([0, 0])
  if (shownList !== list) {
    setShownList(list)
    setRange([0, 0])
  }
  const pages = pagesFor(...range)
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...key, 'page', page] as const,
      queryFn: () => fetchPage(page * PAGE, PAGE),
    })),
  })
  const fetched = queries.flatMap(({ data, dataUpdatedAt }) => (data === undefined ? [] : [{ total: data.total, at: dataUpdatedAt }]))
  const current = totalOf(list, fetched, known)
  if (current !== known) setKnown(current)
  const show = useCallback((first: number, last: number) => {
    setRange((now) => (pagesFor(...now).join() === pagesFor(first, last).join() ? now : [first, last]))
  }, [])
  return {
    list,
    total: current?.total ?? null,
    get: (index) => {
      const at = pages.indexOf(Math.floor(index / PAGE))
      return at === -1 ? undefined : queries[at]?.data?.rows[index % PAGE]
    },
    show,
    error: queries.find((query) => query.error !== null)?.error ?? null,
    loading: queries.some((query) => query.isFetching),
  }
}
