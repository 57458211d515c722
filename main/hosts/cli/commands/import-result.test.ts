import { describe, expect, it } from 'vitest'
import { noResults, noSeverities } from '#domain/evidence'
import type { ChangeCounts, Detection, FileOutcome, ImportSummary, SourceFile } from '#domain/imports'
import { type ImportResult, importDocument, importExitCode } from './import-result.ts'
import { importText } from './import-text.ts'
import type { ReadFile } from './scan-files.ts'

const OWN = '6f1c1f0e-5d0b-4a55-9d1e-0d8c1f0a2b3c'
const BEFORE = '11111111-5d0b-4a55-9d1e-0d8c1f0a2b3c'
const NO_CHANGES: ChangeCounts = { restated: 0, superseded: 0, gone: 0, new: 0, unchanged: 0, changed: 0, notScannedAgain: 0 }

const detection = (formatId: Detection['formatId'] = 'unknown', encoding: Detection['encoding'] = 'utf-8'): Detection => ({
  formatId,
  label: '',
  confidence: 'none',
  toolVersion: null,
  reason: 'as the test says',
  importable: false,
  encoding,
})
const source = (importId: string, stored: number, rejected: number): SourceFile => ({
  importId,
  importedAt: '2026-03-31T12:00:00.000Z',
  importedBy: 'Jo',
  fileName: 'a.json',
  sha256: 'a'.repeat(64),
  bytes: 10,
  formatId: 'prowler-ocsf',
  encoding: 'utf-8',
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
const summary = (importId: string, changes: Partial<ChangeCounts> = {}): ImportSummary => ({
  importId,
  importedAt: '2026-03-31T12:00:00.000Z',
  importedBy: 'Jo',
  name: 'scans',
  files: [],
  records: 0,
  stored: 0,
  rejected: 0,
  duplicates: 0,
  byResult: noResults(),
  bySeverity: noSeverities(),
  muted: 0,
  warnings: 0,
  changes: { ...NO_CHANGES, ...changes },
})

const imported = (stored: number, rejected = 0, issues: FileOutcome['issues'] = []): FileOutcome => ({
  outcome: 'imported',
  fileName: 'a.json',
  summary: source(OWN, stored, rejected),
  issues: [...issues],
})
const again = (importId: string): FileOutcome => ({
  outcome: 'already-imported',
  fileName: 'a.json',
  summary: { ...source(importId, 0, 0), records: 3, duplicates: 3 },
  issues: [],
})
const refused: Extract<FileOutcome, { outcome: 'not-imported' }> = {
  outcome: 'not-imported',
  fileName: 'b',
  sha256: null,
  bytes: 10,
  detection: detection(),
  code: 'import-rejected',
  message: 'No scan.',
  records: 0,
  rejected: 0,
  issues: [],
}
const unread: FileOutcome = { ...refused, code: 'unknown', message: 'as the test says' }

const read = (path: string, outcome: FileOutcome, more: Partial<ReadFile['file']> = {}): ReadFile => ({
  file: { path, named: true, isArchive: false, ...more },
  outcome,
})
const found = { named: false }
const result = (files: readonly ReadFile[], more: Partial<ImportResult> = {}): ImportResult => ({
  read: files,
  notAsked: [],
  run: { import: summary(OWN), draftedFindings: 0, elapsedMs: 1, cancelled: false },
  earlier: [],
  onEarlier: null,
  dryRun: false,
  ...more,
})
const cancelled = result([], { run: { import: null, draftedFindings: 0, elapsedMs: 1, cancelled: true } })

describe('the document', () => {
  it('adds up over all files, over the records stored only', () => {
    const { totals } = importDocument(result([read('a', imported(3, 1)), read('b', imported(2)), read('c', refused)]))
    expect(totals).toMatchObject({ records: 6, stored: 5, rejected: 1, duplicates: 0, byService: { iam: 5 }, byTopic: { unfiled: 5 } })
    expect(totals.byResult['fail']).toBe(5)
  })

  it('has one element per import: the run’s own, and those that brought the same bytes before', () => {
    const { imports } = importDocument(
      result([read('a', imported(3)), read('copy of a', again(OWN)), read('b', again(BEFORE)), read('c', refused)], {
        earlier: [summary(BEFORE, { superseded: 2 })],
      }),
    )
    expect(imports.map(({ importId, sourceFiles }) => [importId, sourceFiles.map(({ path, outcome }) => `${path} ${outcome}`)])).toEqual([
      [OWN, ['a imported', 'copy of a already-imported', 'c not-imported']],
      [BEFORE, ['b already-imported']],
    ])
    expect(imports.map(({ changes }) => changes?.superseded)).toEqual([0, 2])
  })

  it('names no import where nothing was stored', () => {
    const { imports } = importDocument(
      result([read('a', imported(3))], { dryRun: true, run: { import: null, draftedFindings: 0, elapsedMs: 1, cancelled: false } }),
    )
    expect(imports).toMatchObject([{ importId: null, changes: null, sourceFiles: [{ stored: 3 }] }])
  })

  it('lists what a folder held and nothing reads, with the reason, apart from what was refused', () => {
    const { imports, leftOut } = importDocument(
      result([read('f/scan', imported(1), found), read('f/notes', unread, found), read('f/bad', refused, found)]),
    )
    expect(leftOut).toEqual([{ path: 'f/notes', formatId: 'unknown', reason: 'as the test says', hint: null }])
    expect(imports[0]?.sourceFiles.map(({ path }) => path)).toEqual(['f/scan', 'f/bad'])
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
  const whole = result([read('a', imported(3, 1)), read('b', allRejected)])

  it('counts in the totals, with every reason and its place', () => {
    const { imports, totals } = importDocument(whole)
    expect(totals).toMatchObject({ records: 6, stored: 3, rejected: 3, duplicates: 0 })
    expect(imports[0]?.sourceFiles[1]).toMatchObject({ records: 2, stored: 0, rejected: 2, duplicates: 0, issues: allRejected.issues })
  })

  it('is told record by record', () => {
    expect(importText(whole)).toContain('b: Record 2: no finding. (byte 20, record 2)')
  })
})

describe('the exit code', () => {
  const ok = read('a', imported(1))

  it('is 0 where everything named was imported, whatever a folder held beside it', () => {
    expect(importExitCode(result([ok, read('folder/notes.txt', unread, found)]))).toBe(0)
    expect(importExitCode(result([ok, read('folder/bad.json', refused, found)]))).toBe(0)
  })

  it('is 4 where a named file was refused, or nothing at all could be imported', () => {
    expect(importExitCode(result([ok, read('b', refused)]))).toBe(4)
    expect(importExitCode(result([read('folder/bad.json', refused, found)]))).toBe(4)
    expect(importExitCode(result([read('folder/notes.txt', unread, found)]))).toBe(4)
    expect(importExitCode(result([]))).toBe(4)
  })

  it('is 4 where an archive was kept but none of its members could be imported', () => {
    const archive = read('a.zip', imported(0), { isArchive: true })
    expect(importExitCode(result([archive, read('a.zip/notes.txt', unread, found)]))).toBe(4)
    expect(importExitCode(result([archive, read('a.zip/notes.txt', unread, found), read('a.zip/scan', imported(1), found)]))).toBe(0)
  })

  it('is 0 where the same bytes are here already, also twice in a dry run', () => {
    expect(importExitCode(result([read('a', again(BEFORE))]))).toBe(0)
    expect(importExitCode(result([ok, read('a copy', { ...refused, code: 'same-bytes' })]))).toBe(0)
  })

  it('is 1 where it was cancelled', () => {
    expect(importExitCode(cancelled)).toBe(1)
  })
})

describe('the text', () => {
  it('names every file with what became of it, those left out included', () => {
    const text = importText(result([read('a', refused), read('folder/notes\u001b[2J.txt', unread, found)]))
    expect(text).toContain('NOT imported')
    expect(text).toContain('a: No scan.')
    expect(text).toContain('Left out:\n  folder/notes\\u001b[2J.txt: unknown: as the test says')
  })

  it('says when nothing was meant to be stored, and when it was cancelled', () => {
    expect(importText(result([read('a', imported(1))], { dryRun: true }))).toMatch(/can be imported[\s\S]*nothing was stored/)
    expect(importText(cancelled)).toMatch(/CANCELLED/)
  })

  it('keeps warnings about the evidence apart from those about reading it', () => {
    const warning = { kind: 'warning', pointer: null, count: 1 } as const
    const text = importText(
      result([
        read(
          'a',
          imported(1, 0, [
            { ...warning, code: 'recoded', message: 'It was UTF-16.' },
            { ...warning, code: 'scan-outside-period', message: 'It is of last year.' },
          ]),
        ),
      ]),
    )
    expect(text).toContain('About the evidence itself:\n  a: It is of last year.')
    expect(text).toContain('About reading it:\n  a: It was UTF-16.')
  })

  it('tells what changed where there was a scan before', () => {
    const run = { import: summary(OWN, { new: 1, unchanged: 2 }), draftedFindings: 0, elapsedMs: 1, cancelled: false }
    const onEarlier = { superseded: 2, gone: 1, restated: 0, notScannedAgain: 0 }
    const text = importText(result([read('a', imported(3))], { run, onEarlier }))
    expect(text).toContain('what changed: 1 new · 2 unchanged')
    expect(text).toContain('scans before: 1 gone · 2 superseded')
    expect(importText(result([read('a', imported(3))]))).not.toContain('what changed')
  })

  it('shortens long lists of rejections and says so', () => {
    const issues = Array.from({ length: 120 }, (_, index) => ({
      kind: 'rejection' as const,
      code: 'wrong-shape' as const,
      message: `No finding ${index}.`,
      pointer: null,
      count: 1,
    }))
    const text = importText(result([read('a', imported(1, 120, issues))]))
    expect(text.match(/No finding/g)).toHaveLength(50)
    expect(text).toContain('50 of 120 shown')
  })

  it('says what can be done about files that name no tool or are not UTF-8', () => {
    const text = importText(
      result([
        read('empty.json', { ...unread, detection: detection('ambiguous') } as FileOutcome),
        read('old.csv', { ...unread, detection: detection('unknown', 'windows-1252') } as FileOutcome),
        read('half.csv', imported(1, 1, [{ kind: 'rejection', code: 'bad-encoding', message: 'Not UTF-8.', pointer: null, count: 1 }])),
      ]),
    )
    expect(text).toMatch(/empty\.json: .*--format/)
    expect(text).toMatch(/old\.csv: .*--encoding windows-1252/)
    expect(text).toMatch(/half\.csv: .*imports remove.*--encoding windows-1252/)
  })
})
