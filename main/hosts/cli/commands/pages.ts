// Reads a window of a long list through the contract's pages, however large the window is.
type Page<Row> = { readonly total: number; readonly rows: readonly Row[] }
type Ask<Row> = (window: { readonly offset: number; readonly limit: number }) => Promise<Page<Row>>

const PAGE = 2000

/** Gives at most `limit` rows from `offset` on, with the total they were cut from. */
export async function readWindow<Row>(offset: number, limit: number, ask: Ask<Row>): Promise<Page<Row>> {
  const rows: Row[] = []
  for (;;) {
    const page = await ask({ offset: offset + rows.length, limit: Math.min(PAGE, limit - rows.length) })
    rows.push(...page.rows)
    if (rows.length >= limit || page.rows.length === 0 || offset + rows.length >= page.total) return { total: page.total, rows }
  }
}
