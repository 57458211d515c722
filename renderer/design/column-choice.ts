// Which columns of a table are drawn at a width. What a narrow table leaves out, the row's own pane still shows.

/** The columns that need no more than `width` pixels, in their order; never none. */
export function columnsFor<C extends { readonly from?: number }>(columns: readonly C[], width: number): readonly C[] {
  const fitting = columns.filter(({ from = 0 }) => from <= width)
  return fitting.length === 0 ? columns.slice(0, 1) : fitting
}

/** Left and right edge of a row (data-table.css). */
const EDGES = 16

/** The pixels below which a table of these columns scrolls sideways: each track's first length, and the row's edges. */
export const leastWidth = (columns: readonly { readonly width: string }[]): number =>
  columns.reduce((sum, { width }) => sum + Number(/\d+(?=px)/.exec(width)?.[0] ?? 0), EDGES)
