import { describe, expect, it } from 'vitest'
import { noResults, noSeverities } from '#domain/evidence'
import type { Detection, FileOutcome, ImportSummary } from '#domain/imports'
import { type ImportResult, importDocument, importExitCode, importText } from './import-result.ts'
import type { ScanFile } from './scan-files.ts'

const detection = (importable: boolean): Detection => ({
  formatId: importable ? 'prowler-ocsf' : 'unknown',
  label: '',
  confidence: importable ? 'certain' : 'none',
  toolVersion: null,
  reason: 'as the test says',
  importable,
})
const file = (path: string, named = true, importable = true): ScanFile => ({
  token: path,
  path,
  bytes: 10,
  isFile: true,
  detection: detection(importable),
  named,
})
const summary = (stored: number, rejected: number): ImportSummary => ({
  importId: '6f1c1f0e-5d0b-4a55-9d1e-0d8c1f0a2b3c',
  importedAt: '2026-03-31T12:00:00.000Z',
  importedBy: 'Jo',
  fileName: 'a.json',
  sha256: 'a'.repeat(64),
  bytes: 10,
  formatId: 'prowler-ocsf',
  tool: null,
  toolVersion: null,
  seenFrom: null,
  seenTo: null,
  records: stored + rejected,
  stored,
  rejected,
  duplicates: 0,
  byResult: { ...noResults(), fail: stored },
  bySeverity: { ...noSeverities(), high: stored },
  byService: { iam: stored },
  byTopic: { unfiled: stored },
  muted: 0,
  warnings: 0,
})
const imported = (stored: number, rejected = 0): FileOutcome => ({
  outcome: 'imported',
  fileName: 'a.json',
  summary: summary(stored, rejected),
  issues: [],
})
const refused: FileOutcome = {
  outcome: 'not-imported',
  fileName: 'b',
  sha256: null,
  bytes: 10,
  detection: detection(false),
  code: 'import-rejected',
  message: 'No scan.',
  records: 0,
  rejected: 0,
  issues: [],
}
const result = (read: ImportResult['read'], more: Partial<ImportResult> = {}): ImportResult => ({
  read,
  leftOut: [],
  run: { draftedFindings: 0, elapsedMs: 1, cancelled: false },
  dryRun: false,
  ...more,
})

describe('totals', () => {
  it('add up over files, over the records stored only', () => {
    const { totals } = importDocument(
      result([
        { file: file('a'), outcome: imported(3, 1) },
        { file: file('b'), outcome: imported(2) },
        { file: file('c'), outcome: refused },
      ]),
    )
    expect(totals).toMatchObject({ records: 6, stored: 5, rejected: 1, duplicates: 0, byService: { iam: 5 }, byTopic: { unfiled: 5 } })
    expect(totals.byResult['fail']).toBe(5)
  })
})

describe('a file of which every record was rejected', () => {
  const allRejected: FileOutcome = {
    ...refused,
    sha256: 'b'.repeat(64),
    records: 2,
    rejected: 2,
    issues: [1, 2].map((record) => ({
      kind: 'rejection',
      code: 'wrong-shape',
      message: `Record ${record}: no finding.`,
      pointer: { offset: record * 10, length: 5, record, line: null },
      count: 1,
    })),
  }
  const whole = result([
    { file: file('a'), outcome: imported(3, 1) },
    { file: file('b'), outcome: allRejected },
  ])

  it('counts in the totals, with every reason and its place', () => {
    const { imports, totals } = importDocument(whole)
    expect(totals).toMatchObject({ records: 6, stored: 3, rejected: 3, duplicates: 0 })
    expect(imports[1]?.sourceFiles[0]).toMatchObject({ records: 2, stored: 0, rejected: 2, duplicates: 0, issues: allRejected.issues })
  })

  it('is told record by record', () => {
    expect(importText(whole)).toContain('b: rejection: Record 2: no finding. (byte 20, record 2)')
  })
})

describe('the exit code', () => {
  const ok = { file: file('a'), outcome: imported(1) }

  it('is 0 where everything named was imported, whatever a folder held beside it', () => {
    expect(importExitCode(result([ok], { leftOut: [file('folder/notes.txt', false, false)] }))).toBe(0)
    expect(importExitCode(result([ok, { file: file('folder/bad.json', false), outcome: refused }]))).toBe(0)
  })

  it('is 4 where a named file was refused, or nothing at all could be imported', () => {
    expect(importExitCode(result([ok, { file: file('b'), outcome: refused }]))).toBe(4)
    expect(importExitCode(result([{ file: file('folder/bad.json', false), outcome: refused }]))).toBe(4)
    expect(importExitCode(result([], { leftOut: [file('folder/notes.txt', false, false)] }))).toBe(4)
  })

  it('is 1 where it was cancelled', () => {
    expect(importExitCode(result([], { run: { draftedFindings: 0, elapsedMs: 1, cancelled: true } }))).toBe(1)
  })
})

describe('the text', () => {
  it('names every file with what became of it, those left out included', () => {
    const text = importText(result([{ file: file('a'), outcome: refused }], { leftOut: [file('folder/notes\u001b[2J.txt', false, false)] }))
    expect(text).toContain('NOT imported')
    expect(text).toContain('a: rejection: No scan.')
    expect(text).toContain('folder/notes\\u001b[2J.txt: left out: unknown: as the test says')
  })

  it('says when nothing was meant to be stored, and when it was cancelled', () => {
    expect(importText(result([{ file: file('a'), outcome: imported(1) }], { dryRun: true }))).toMatch(
      /can be imported[\s\S]*nothing was stored/,
    )
    expect(importText(result([], { run: { draftedFindings: 0, elapsedMs: 1, cancelled: true } }))).toMatch(/CANCELLED/)
  })
})
