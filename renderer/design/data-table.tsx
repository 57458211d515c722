// A table for lists of any length: only the rows on screen exist, rows are fetched as they come near, and everything works
// by keyboard. Sorting happens where the data lies; this only asks for it.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react'
import { columnsFor, leastWidth } from './column-choice.ts'
import './data-table.css'
import { ErrorNotice } from './notice.tsx'
import { rowAfterKey } from './row-keys.ts'

/** Rows by index; undefined where not fetched yet. platform/windowed-rows.ts fulfils it for lists of the contract. */
export type RowSource<Row> = {
  /** Names the list: when it changes, the table starts at the top again. */
  readonly list?: string
  readonly total: number | null
  get(index: number): Row | undefined
  /** Called with the first and last row on screen. */
  show(first: number, last: number): void
  readonly error: unknown
}

export type Column<Row, Sort extends string = string> = {
  readonly id: string
  readonly header: string
  /** A CSS grid track: `120px`, `minmax(200px, 1fr)`. */
  readonly width: string
  /** Shown where the table is at least this wide, in pixels; absent = always. */
  readonly from?: number
  readonly align?: 'start' | 'end'
  /** The word the list method sorts by; absent = cannot be sorted by this column. */
  readonly sort?: Sort
  readonly cell: (row: Row) => ReactNode
}

export type DataTableProps<Row, Sort extends string> = {
  readonly label: string
  readonly columns: readonly Column<Row, Sort>[]
  readonly rows: RowSource<Row>
  readonly rowKey: (row: Row) => string | number
  /** Shown where the list has no rows at all. */
  readonly empty: ReactNode
  /** Index of the row the keyboard is on; null = none. The owner keeps it, so that it survives a change of screen. */
  readonly active: number | null
  readonly onActive: (index: number, row: Row | undefined) => void
  /** Enter or double click. */
  readonly onOpen?: (row: Row, index: number) => void
  readonly sort?: { readonly by: Sort; readonly descending: boolean }
  readonly onSort?: (sort: { readonly by: Sort; readonly descending: boolean }) => void
  /** Space: for rows that can be ticked. */
  readonly onToggle?: (row: Row, index: number) => void
  /** How a row differs from the others: the head of those below it, or one that does not count. */
  readonly look?: (row: Row) => 'head' | 'dim' | undefined
  readonly rowHeight?: number
  readonly autoFocus?: boolean
}

const HEAD_HEIGHT = 33

/** Rows that are all here already. */
export const rowsOf = <Row,>(rows: readonly Row[], list?: string): RowSource<Row> => ({
  ...(list === undefined ? {} : { list }),
  total: rows.length,
  get: (index) => rows[index],
  show: () => undefined,
  error: null,
})

/** Pixels a table of so many rows needs, head and frame included. */
export const tableHeight = (rows: number, rowHeight = 34): number => HEAD_HEIGHT + rows * rowHeight + 2

export function DataTable<Row, Sort extends string = string>({
  label,
  columns,
  rows,
  rowKey,
  empty,
  active,
  onActive,
  onOpen,
  onToggle,
  look,
  sort,
  onSort,
  rowHeight = 34,
  autoFocus = false,
}: DataTableProps<Row, Sort>) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const total = rows.total ?? 0
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  })
  const { size, measure } = useSize()
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const { show, list } = rows

  useEffect(() => show(first, last), [show, first, last, list])
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [list])
  useEffect(() => {
    if (active !== null && active < total) virtual.scrollToIndex(active, { align: 'auto' })
    // The virtualizer is one object for the life of the table. A table grown smaller must not lose the row.
  }, [active, total, virtual, size.height])

  if (rows.error !== null && rows.error !== undefined)
    return (
      <div className="data-table-state">
        <ErrorNotice error={rows.error} />
      </div>
    )
  if (rows.total === 0) return <div className="data-table-state">{empty}</div>

  const shown = columnsFor(columns, size.width)
  const template = { gridTemplateColumns: shown.map((column) => column.width).join(' ') }
  const pageRows = Math.max(1, Math.floor((size.height - HEAD_HEIGHT) / rowHeight) - 1)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') {
      const row = active === null ? undefined : rows.get(active)
      if (row !== undefined && active !== null) onOpen?.(row, active)
      return
    }
    if (event.key === ' ' && onToggle !== undefined) {
      event.preventDefault()
      const row = active === null ? undefined : rows.get(active)
      if (row !== undefined && active !== null) onToggle(row, active)
      return
    }
    const next = rowAfterKey(event, active, total, pageRows)
    if (next === null) return
    event.preventDefault()
    onActive(next, rows.get(next))
  }

  return (
    <div className="data-table-frame" ref={measure}>
      <div
        ref={scroller}
        className="data-table"
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={shown.length}
        aria-busy={rows.total === null}
        aria-activedescendant={active !== null && active >= first && active <= last ? `${id}-${active}` : undefined}
        tabIndex={0}
        autoFocus={autoFocus}
        onKeyDown={onKeyDown}
      >
        <div className="data-table-inner" style={{ height: virtual.getTotalSize() + HEAD_HEIGHT, minWidth: leastWidth(shown) }}>
          <div className="data-row data-table-head" role="row" aria-rowindex={1} style={template}>
            {shown.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </div>
          {items.map(({ index, start }) => {
            const row = rows.get(index)
            return (
              <div
                key={row === undefined ? `pending-${index}` : rowKey(row)}
                id={`${id}-${index}`}
                className="data-row"
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === active}
                data-active={index === active || undefined}
                data-clickable=""
                data-look={row === undefined ? undefined : look?.(row)}
                style={{ ...template, height: rowHeight, transform: `translateY(${start}px)` }}
                onClick={() => onActive(index, row)}
                onDoubleClick={() => {
                  if (row !== undefined) onOpen?.(row, index)
                }}
              >
                {shown.map((column) => (
                  <div key={column.id} className="data-cell" role="gridcell" data-align={column.align}>
                    {row === undefined ? <span className="data-pending" /> : column.cell(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Width and height of an element as they change, in pixels; a common size until it is first drawn. */
function useSize() {
  const [size, setSize] = useState({ width: 1000, height: 600 })
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const read = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(read)
    observer.observe(element)
    read()
    return () => observer.disconnect()
  }, [])
  return { size, measure }
}

function HeadCell<Row, Sort extends string>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row, Sort>
  readonly sort: DataTableProps<Row, Sort>['sort']
  readonly onSort: DataTableProps<Row, Sort>['onSort']
}) {
  const { sort: by, header, align } = column
  if (by === undefined || onSort === undefined)
    return (
      <div className="data-cell data-head-cell" role="columnheader" data-align={align}>
        {header}
      </div>
    )
  const current = sort?.by === by ? (sort.descending ? 'descending' : 'ascending') : 'none'
  return (
    <div className="data-cell data-head-cell" role="columnheader" data-align={align} aria-sort={current}>
      <button type="button" className="data-sort" onClick={() => onSort({ by, descending: current === 'ascending' })}>
        {header}
        {current === 'ascending' ? <ArrowUp aria-hidden /> : null}
        {current === 'descending' ? <ArrowDown aria-hidden /> : null}
      </button>
    </div>
  )
}
