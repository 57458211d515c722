import { describe, expect, it } from 'vitest'
import { noResults, noSeverities } from '#domain/evidence'
import type { FileOutcome, SourceFile } from '#domain/imports'
import { byNeed, largestFirst, recordsSum, sumsOf, totalsOf } from './balance.ts'

const summary: SourceFile = {
  importId: '6f1c2a34-0b5d-4e7f-8a9b-1c2d3e4f5a6b',
  importedAt: '2026-03-01T09:00:00.000Z',
  importedBy: 'Ada',
  fileName: 'scan.ocsf.json',
  sha256: 'a'.repeat(64),
  bytes: 10,
  formatId: 'prowler-ocsf',
  encoding: 'utf-8',
  tool: 'Prowler',
  toolVersion: '4.0.1',
  seenFrom: null,
  seenTo: null,
  records: 12,
  stored: 10,
  rejected: 2,
  duplicates: 0,
  byResult: { ...noResults(), fail: 7, pass: 3 },
  bySeverity: { ...noSeverities(), high: 10 },
  byService: { iam: 6, unfiled: 4 },
  byTopic: { resilience: 10 },
  muted: 1,
  warnings: 0,
}

describe('a balance sheet', () => {
  it('adds up its parts and says whether they meet the total', () => {
    expect(recordsSum(summary)).toMatchObject({ sum: 12, expected: 12, holds: true })
    expect(sumsOf(summary).every((sum) => sum.holds)).toBe(true)
  })

  it('shows first what was not imported, then what lost records, each in its order', () => {
    const file = (fileName: string, rejected: number): FileOutcome => ({
      outcome: 'imported',
      fileName,
      summary: { ...summary, fileName, rejected },
      issues: [],
    })
    const facts = { sha256: null, bytes: 1, detection: null, code: 'unknown', message: 'm', records: 0, rejected: 0, issues: [] }
    const refused: FileOutcome = { outcome: 'not-imported', fileName: 'cut.nessus', ...facts }
    const listed = byNeed([file('a', 0), file('b', 2), file('c', 0), refused, file('d', 1)])
    expect(listed.map(({ fileName }) => fileName)).toEqual(['cut.nessus', 'b', 'd', 'a', 'c'])
  })

  it('notices a lost record', () => {
    expect(recordsSum({ ...summary, stored: 9 })).toMatchObject({ sum: 11, expected: 12, holds: false })
  })

  it('notices a breakdown that does not meet the stored records', () => {
    const sums = sumsOf({ ...summary, byService: { iam: 6 } })
    expect(sums.filter((sum) => !sum.holds).map((sum) => sum.label)).toEqual(['by service'])
  })

  it('adds several imports up and holds only where each one holds', () => {
    expect(totalsOf([summary, summary])).toEqual({ files: 2, records: 24, stored: 20, rejected: 4, duplicates: 0, holds: true })
    const off = [
      { ...summary, stored: 9 },
      { ...summary, stored: 11 },
    ]
    expect(totalsOf(off)).toMatchObject({ records: 24, stored: 20, holds: false })
  })

  it('lists breakdowns largest first and leaves zeros out', () => {
    const parts = [
      { label: 'b', count: 1 },
      { label: 'zero', count: 0 },
      { label: 'a', count: 1 },
      { label: 'c', count: 5 },
    ]
    expect(largestFirst(parts).map((part) => part.label)).toEqual(['c', 'a', 'b'])
  })
})
