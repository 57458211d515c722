// Which row a key leads to. The same in every list.

type Key = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean }

/** The row after a key press, or null where the key does not move. `j` and `k` move as the arrows do. */
export function rowAfterKey({ key, ctrlKey, metaKey, altKey }: Key, active: number | null, total: number, pageRows: number): number | null {
  if (total === 0 || altKey || ((ctrlKey || metaKey) && key !== 'Home' && key !== 'End')) return null
  const within = (index: number) => Math.max(0, Math.min(total - 1, index))
  const from = active ?? -1
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return within(from + 1)
    case 'ArrowUp':
    case 'k':
      return within(active === null ? 0 : from - 1)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    case 'PageDown':
      return within(Math.max(0, from) + pageRows)
    case 'PageUp':
      return within(from - pageRows)
    default:
      return null
  }
}
