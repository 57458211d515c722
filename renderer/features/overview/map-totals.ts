// The sums at the edges of the coverage map, counted from its cells, and whether they agree with the totals it came with.
import type { Coverage } from '#domain/coverage'
import { sumOf } from '#domain/evidence'

export type MapTotals = {
  readonly byTopic: ReadonlyMap<string, number>
  /** Filed under a service but under no topic. */
  readonly withoutTopic: number
  /** Filed under no service. */
  readonly withoutService: number
  readonly total: number
  /** False where the cells do not add up to the totals: then nothing on the map may be trusted. */
  readonly addsUp: boolean
}

export function mapTotals(coverage: Coverage): MapTotals {
  const byTopic = new Map<string, number>()
  let rowsAddUp = true
  for (const row of coverage.services) {
    let inRow = sumOf(row.unfiled)
    for (const cell of row.topics) {
      const n = sumOf(cell.evidence)
      inRow += n
      byTopic.set(cell.topic, (byTopic.get(cell.topic) ?? 0) + n)
    }
    rowsAddUp &&= inRow === sumOf(row.evidence)
  }
  const withoutTopic = coverage.services.reduce((sum, row) => sum + sumOf(row.unfiled), 0)
  const withoutService = sumOf(coverage.unfiled)
  const total = sumOf(coverage.total)
  const counted = [...byTopic.values()].reduce((sum, n) => sum + n, 0) + withoutTopic + withoutService
  return { byTopic, withoutTopic, withoutService, total, addsUp: rowsAddUp && counted === total }
}
