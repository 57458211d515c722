// Moving through the map by arrow keys. Pure.

export type Place = { readonly row: number; readonly column: number }

/** Rows that Page Up and Page Down pass over. */
const PAGE = 10

/** The place after a key press, or null where the key does not move. Stops at the edges. */
export function placeAfterKey(key: string, { row, column }: Place, rows: number, columns: number): Place | null {
  switch (key) {
    case 'ArrowRight':
      return { row, column: Math.min(columns - 1, column + 1) }
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) }
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), column }
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column }
    case 'PageDown':
      return { row: Math.min(rows - 1, row + PAGE), column }
    case 'PageUp':
      return { row: Math.max(0, row - PAGE), column }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: columns - 1 }
    default:
      return null
  }
}
