// How the records of an import stand to the scans before and after it, as parts that add up to what was stored, and what a new
// import did to the evidence of earlier ones. Pure.
import { type ChangeCounts, type ImportSummary } from '#domain/imports'
import type { FilterFields } from '../../navigation/hrefs.ts'

export type ChangeLine = {
  readonly key: keyof ChangeCounts | 'alone'
  readonly label: string
  readonly note: string
  readonly count: number
  readonly filter: FilterFields
}

type Words = { readonly label: string; readonly note: string; readonly filter: FilterFields }

const LINES: Readonly<Record<ChangeLine['key'], Words>> = {
  new: { label: 'new', note: 'Not in the scan before of the same place.', filter: { change: 'new' } },
  changed: { label: 'changed', note: 'The scan before said something else.', filter: { change: 'changed' } },
  unchanged: { label: 'unchanged', note: 'The scan before said the same.', filter: { change: 'unchanged' } },
  notScannedAgain: {
    label: 'not scanned again',
    note: 'A newer scan exists, but did not look there; these still count.',
    filter: { change: 'not-scanned-again' },
  },
  alone: {
    label: 'without another scan',
    note: 'No other scan of the same place is here.',
    filter: { standing: 'current', change: null },
  },
  superseded: {
    label: 'superseded',
    note: 'A newer scan speaks of the same thing; these count no more.',
    filter: { standing: 'superseded' },
  },
  gone: {
    label: 'gone',
    note: 'A newer scan looked there and does not show them any more; these count no more.',
    filter: { standing: 'gone' },
  },
  restated: {
    label: 'restated',
    note: 'Another record of the same scan says it already, as in a second format; counted once.',
    filter: { standing: 'restated' },
  },
}

const ORDER = ['new', 'changed', 'unchanged', 'alone', 'notScannedAgain', 'superseded', 'gone', 'restated'] as const

/** The stored records of an import by how they stand; the parts add up to `stored`, and those without records are left out. */
export function changeLines({ importId, stored, changes }: Pick<ImportSummary, 'importId' | 'stored' | 'changes'>): readonly ChangeLine[] {
  const told = Object.values(changes).reduce((sum, n) => sum + n, 0)
  const counts = { ...changes, alone: stored - told }
  return ORDER.map((key) => lineOf(key, counts[key], { import: importId })).filter(({ count }) => count !== 0)
}

/** What of the other imports is no longer current, over all of them: what a new scan replaced or no longer shows. */
export function earlierLines(importId: string, imports: readonly ImportSummary[]): readonly ChangeLine[] {
  const others = imports.filter((other) => other.importId !== importId)
  const sum = (key: keyof ChangeCounts) => others.reduce((total, { changes }) => total + changes[key], 0)
  return (['superseded', 'gone', 'notScannedAgain'] as const).map((key) => lineOf(key, sum(key), {})).filter(({ count }) => count !== 0)
}

const lineOf = (key: ChangeLine['key'], count: number, filter: FilterFields): ChangeLine => {
  const { label, note, filter: own } = LINES[key]
  return { key, label, note, count, filter: { ...filter, ...own } }
}
