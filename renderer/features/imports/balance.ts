// The balance sheet of a source file or an import, added up again in front of the person: records = stored + rejected +
// duplicates, and each breakdown against its total. Nothing here is taken on trust from a stored sum.
import { balanceOf, type FileOutcome, type ImportBalance, type ImportSummary, type SourceFile } from '#domain/imports'

/** What a sheet is drawn of: a file with its services and topics, or an import without. */
export type Broken = Pick<ImportSummary, keyof ImportBalance | 'byResult' | 'bySeverity' | 'muted'> &
  Partial<Pick<SourceFile, 'byService' | 'byTopic'>>

export type Sum = {
  readonly label: string
  /** The field of the query language by which the parts are told apart. */
  readonly field: 'outcome' | 'result' | 'severity' | 'service' | 'topic'
  readonly parts: readonly { readonly label: string; readonly count: number }[]
  /** What the parts add up to, counted here. */
  readonly sum: number
  readonly expected: number
  readonly holds: boolean
}

const sumLine = (field: Sum['field'], parts: Sum['parts'], expected: number): Sum => {
  const sum = parts.reduce((total, part) => total + part.count, 0)
  return { label: field === 'outcome' ? 'records' : `by ${field}`, field, parts, sum, expected, holds: sum === expected }
}

/** records = stored + rejected + duplicates. */
export const recordsSum = (balance: ImportBalance): Sum =>
  sumLine(
    'outcome',
    [
      { label: 'stored', count: balance.stored },
      { label: 'rejected', count: balance.rejected },
      { label: balance.duplicates === 1 ? 'duplicate' : 'duplicates', count: balance.duplicates },
    ],
    balance.records,
  )

const breakdown = (field: Sum['field'], counts: Readonly<Record<string, number>> | undefined, expected: number): readonly Sum[] =>
  counts === undefined
    ? []
    : [
        sumLine(
          field,
          Object.entries(counts).map(([key, count]) => ({ label: key, count })),
          expected,
        ),
      ]

/** Every sum of one sheet: the balance, then each breakdown of the stored records. */
export function sumsOf(summary: Broken): readonly Sum[] {
  return [
    recordsSum(summary),
    ...breakdown('result', summary.byResult, summary.stored),
    ...breakdown('severity', summary.bySeverity, summary.stored),
    ...breakdown('service', summary.byService, summary.stored),
    ...breakdown('topic', summary.byTopic, summary.stored),
  ]
}

export type Totals = ImportBalance & { readonly files: number; readonly holds: boolean }

/** Totals over several files; `holds` only where every one of them does. */
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

/** What was not imported first, then what lost records, then the rest; each in the order given. */
export const byNeed = (files: readonly FileOutcome[]): readonly FileOutcome[] => {
  const rank = (file: FileOutcome): number => (file.outcome === 'not-imported' ? 0 : balanceOf(file).rejected > 0 ? 1 : 2)
  return files.toSorted((a, b) => rank(a) - rank(b))
}
