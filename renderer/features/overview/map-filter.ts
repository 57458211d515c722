// Which services of the map are shown. Pure.
import type { CoverageRow } from '#domain/coverage'

export type MapFilter = { readonly text: string; readonly onlyHoles: boolean }

/** Whether anything of a service is missing: a topic of its chapter is not tested, or an expected place has not all of its evidence. */
export const hasHoles = (row: CoverageRow): boolean =>
  row.topics.some((cell) => cell.why !== null) || Object.entries(row.places).some(([state, n]) => state !== 'tested' && n > 0)

/** The rows a filter leaves, in their order. Text is looked for in name and key, case-blind. */
export function filterRows(rows: readonly CoverageRow[], { text, onlyHoles }: MapFilter): readonly CoverageRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    const named = `${row.name} ${row.key}`.toLowerCase()
    return (!onlyHoles || hasHoles(row)) && words.every((word) => named.includes(word))
  })
}
