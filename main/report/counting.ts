// Counting over rows and kept tallies: the arithmetic that the model prints and the balance checks. No wording.
import {
  type EvidenceResult,
  type EvidenceRow,
  type Lifecycle,
  noResults,
  noSeverities,
  type ResultCounts,
  type SeverityCounts,
  sumOf,
} from '#domain/evidence'
import type { Tally } from './source.ts'

/** What is said of any set of records: by result, with everything that stands beside the result counted too. */
export type EvidenceCounts = {
  readonly total: number
  readonly byResult: ResultCounts
  /** Severities of the failing records. */
  readonly failsBySeverity: SeverityCounts
  readonly muted: number
  readonly mutedFails: number
  readonly byLifecycle: Record<Lifecycle, number>
}

type Countable = {
  readonly result: EvidenceResult
  readonly severity: EvidenceRow['severity']
  readonly muted: boolean
  readonly lifecycle: Lifecycle
}

/** Sums up records, each weighing `weight` (1 for a row, its count for a tally). */
function sumUp<T extends Countable>(items: Iterable<T>, weight: (item: T) => number): EvidenceCounts {
  const byResult = noResults()
  const failsBySeverity = noSeverities()
  const byLifecycle: Record<Lifecycle, number> = { active: 0, archived: 0, resolved: 0 }
  let muted = 0
  let mutedFails = 0
  for (const item of items) {
    const n = weight(item)
    byResult[item.result] += n
    byLifecycle[item.lifecycle] += n
    if (item.result === 'fail') failsBySeverity[item.severity] += n
    if (item.muted) muted += n
    if (item.muted && item.result === 'fail') mutedFails += n
  }
  return { total: sumOf(byResult), byResult, failsBySeverity, muted, mutedFails, byLifecycle }
}

/** Counts rows one by one. */
export const countRows = (rows: Iterable<EvidenceRow>): EvidenceCounts => sumUp(rows, () => 1)

/** Adds up kept counts. */
export const countTallies = (tallies: Iterable<Tally>): EvidenceCounts => sumUp(tallies, (tally) => tally.count)

/** Groups items in order of first appearance. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** Name that stands for the check of records that name none, as the findings use it. */
export const NO_CHECK = '(no check id)'

export const checkOf = (record: { readonly check: string | null }): string => record.check ?? NO_CHECK
