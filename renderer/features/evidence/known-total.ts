// A list's total while the page on screen is being fetched: the one known last. Without it a jump to the end of a long list
// would empty the table for a moment and lose the place.
import { useState } from 'react'
import type { WindowedRows } from '../../platform/windowed-rows.ts'

/** The same rows, with the total kept for as long as `name` (the list with its filter and sort) stays the same. */
export function useKnownTotal<Row>(name: string, rows: WindowedRows<Row>): WindowedRows<Row> {
  const [known, setKnown] = useState<{ readonly name: string; readonly total: number } | null>(null)
  if (rows.total !== null && (known?.name !== name || known.total !== rows.total)) setKnown({ name, total: rows.total })
  return rows.total === null && known?.name === name ? { ...rows, total: known.total } : rows
}
