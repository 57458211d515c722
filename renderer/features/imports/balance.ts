// The balance sheet of an import, added up again in front of the person: records = stored + rejected + duplicates,
// and each breakdown against its total. Nothing here is taken on trust from a stored sum.
import type { ImportBalance, ImportSummary } from '#domain/imports'

export type Sum = {
  readonly label: string
  readonly parts: readonly { readonly label: string; readonly count: number }[]
  /** What the parts add up to, counted here. */
  readonly sum: number
  readonly expected: number
  readonly holds: boolean
}

const sumLine = (label: string, parts: Sum['parts'], expected: number): Sum => {
  const sum = parts.reduce((total, part) => total + part.count, 0)
  return { label, parts, sum, expected, holds: sum === expected }
}

/** records = stored + rejected + duplicates. */
export const recordsSum = (balance: ImportBalance): Sum =>
  sumLine(
    'records',
    [
      { label: 'stored', count: balance.stored },
      { label: 'rejected', count: balance.rejected },
      { label: 'duplicates', count: balance.duplicates },
    ],
    balance.records,
  )

const breakdown = (label: string, counts: Readonly<Record<string, number>>, expected: number): Sum =>
  sumLine(
    label,
    Object.entries(counts).map(([key, count]) => ({ label: key, count })),
    expected,
  )

/** Every sum of one import: the balance, then each breakdown of the stored records. */
export function sumsOf(summary: ImportSummary): readonly Sum[] {
  return [
    recordsSum(summary),
    breakdown('by result', summary.byResult, summary.stored),
    breakdown('by severity', summary.bySeverity, summary.stored),
    breakdown('by service', summary.byService, summary.stored),
    breakdown('by topic', summary.byTopic, summary.stored),
  ]
}

export type Totals = ImportBalance & { readonly files: number; readonly holds: boolean }

/** Totals over several imports; `holds` only where every one of them does. */
export function totalsOf(summaries: readonly ImportBalance[]): Totals {
  const add = (key: keyof ImportBalance) => summaries.reduce((total, summary) => total + summary[key], 0)
  return {
    files: summaries.length,
    records: add('records'),
    stored: add('stored'),
    rejected: add('rejected'),
    duplicates: add('duplicates'),
    holds: summaries.every((summary) => recordsSum(summary).holds),
  }
}

/** Breakdown rows worth a line: those with a count, largest first, equal ones by name. */
export const largestFirst = (parts: Sum['parts']): Sum['parts'] =>
  parts.filter((part) => part.count > 0).toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
