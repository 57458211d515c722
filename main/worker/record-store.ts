// Takes what an importer gives, files each record, and stages rows, check texts, tallies and issues in batches.
import { createRowDigest, digestOfRows, EVIDENCE_COLUMNS, type RowValue } from '#db/queries/import-digests'
import { type CheckText, evidenceWriter, stageChecks, stageIssues, stageTallies, type TallyRow } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import { type Filing, noResults, noSeverities, type ScanRecord } from '#domain/evidence'
import type { ImportIssue, ImportSummary } from '#domain/imports'
import type { ImportItem } from '../importers/importer.ts'

type Counts = Pick<ImportSummary, 'byResult' | 'bySeverity' | 'byService' | 'byTopic'>

export type RecordStoreResult = {
  readonly records: number
  readonly stored: number
  readonly rejected: number
  readonly muted: number
  readonly warnings: number
  readonly tool: string | null
  readonly toolVersion: string | null
  readonly seenFrom: string | null
  readonly seenTo: string | null
  readonly context: string | null
  readonly evidenceDigest: string
  /** Empty where nothing is stored. */
  readonly checksDigest: string
  readonly issuesDigest: string
  readonly issues: readonly ImportIssue[]
  readonly counts: Counts
}

export type RecordStore = {
  add(items: readonly ImportItem[]): void
  /** Writes what waits, as one transaction. */
  flush(): void
  /** Records seen so far. */
  records(): number
  finish(): RecordStoreResult
}

type Deps = {
  readonly db: WritableDb /** null = count only. */
  readonly importKey: number | null
  readonly filer: (record: ScanRecord) => Filing
}

/** The values of a row, by the columns of EVIDENCE_COLUMNS. */
const rowOf = (offset: number, length: number, r: ScanRecord, f: Filing): Record<(typeof EVIDENCE_COLUMNS)[number], RowValue> => ({
  offset,
  length,
  check_id: r.checkId,
  title: r.title,
  status_text: r.statusText,
  result: r.result,
  status_raw: r.statusRaw,
  muted: r.muted ? 1 : 0,
  lifecycle: r.lifecycle,
  severity: r.severity,
  severity_raw: r.severityRaw,
  resource: r.resourceId ?? r.resourceName,
  resource_type: r.resourceType,
  region: r.region,
  account: r.accountId,
  seen_at: r.seenAt,
  time_quality: r.timeQuality,
  service: f.service,
  topic: f.topic,
  filing_rule: f.rule,
  filing_confidence: f.confidence,
})

/** As SQLite will give it back: UTF-8 holds no half of a surrogate pair. */
const storable = (value: RowValue): RowValue => (typeof value === 'string' ? value.toWellFormed() : value)

export function createRecordStore({ db, importKey, filer }: Deps): RecordStore {
  const write = importKey === null ? null : evidenceWriter(db, importKey)
  const digest = createRowDigest()
  const checks = new Map<string, CheckText>()
  const tallies = new Map<string, { -readonly [K in keyof TallyRow]: TallyRow[K] }>()
  const issues: ImportIssue[] = []
  const tools = createOneWord()
  const versions = createOneWord()
  let waiting: RowValue[][] = []
  let stored = 0
  let rejected = 0
  let muted = 0
  let context: string | null = null
  let seenFrom: string | null = null
  let seenTo: string | null = null

  const count = (r: ScanRecord, f: Filing): void => {
    const key = [f.service, f.topic, r.checkId, r.result, r.severity, r.muted, r.lifecycle].join('\u0000')
    const tally = tallies.get(key)
    if (tally) tally.count += 1
    else
      tallies.set(key, {
        service: f.service,
        topic: f.topic,
        checkId: r.checkId,
        result: r.result,
        severity: r.severity,
        muted: r.muted,
        lifecycle: r.lifecycle,
        count: 1,
      })
  }

  const take = (offset: number, length: number, r: ScanRecord): void => {
    const filing = filer(r)
    const row = rowOf(offset, length, r, filing)
    const values = EVIDENCE_COLUMNS.map((column) => storable(row[column]))
    digest.add(values)
    waiting.push(values)
    count(r, filing)
    stored += 1
    if (r.muted) muted += 1
    tools.see(r.toolName)
    versions.see(r.toolVersion)
    if (r.seenAt !== null && (seenFrom === null || r.seenAt < seenFrom)) seenFrom = r.seenAt
    if (r.seenAt !== null && (seenTo === null || r.seenAt > seenTo)) seenTo = r.seenAt
    if (r.checkId !== null) keepCheck(checks, r.checkId, r)
  }

  const flush = (): void => {
    if (waiting.length === 0) return
    const batch = waiting
    waiting = []
    if (!write) return
    db.transaction(() => {
      for (const values of batch) write(values)
    }).immediate()
  }

  return {
    add: (items) => {
      for (const item of items) {
        if (item.kind === 'record') take(item.offset, item.length, item.record)
        else if (item.kind === 'context') context = item.context
        else {
          issues.push(item.issue)
          if (item.issue.kind === 'rejection') rejected += item.issue.count
        }
      }
    },
    flush,
    records: () => stored + rejected,
    finish: () => {
      flush()
      if (importKey !== null)
        db.transaction(() => {
          stageChecks(db, importKey, checks.values())
          stageTallies(db, importKey, tallies.values())
          stageIssues(db, importKey, issues)
        }).immediate()
      return {
        records: stored + rejected,
        stored,
        rejected,
        muted,
        warnings: issues.filter((i) => i.kind === 'warning').length,
        tool: tools.word(),
        toolVersion: versions.word(),
        seenFrom,
        seenTo,
        context,
        evidenceDigest: digest.hex(),
        checksDigest: importKey === null ? '' : digestOfRows(db, 'checks', importKey),
        issuesDigest: importKey === null ? '' : digestOfRows(db, 'import_issues', importKey),
        issues,
        counts: countsOf(tallies.values()),
      }
    },
  }
}

/** The first record of a check tells its words; a failing record's sentence is kept over any other's, for drafting. */
function keepCheck(checks: Map<string, CheckText>, checkId: string, r: ScanRecord): void {
  const known = checks.get(checkId)
  const failing = r.result === 'fail' ? r.statusText : null
  if (known) {
    if (known.statusText === null && failing !== null) checks.set(checkId, { ...known, statusText: failing })
    return
  }
  checks.set(checkId, {
    checkId,
    title: r.title,
    description: r.description,
    risk: r.risk,
    remediationText: r.remediationText,
    remediationUrls: r.remediationUrls,
    statusText: failing,
  })
}

/** The word all records share; several words joined, null where none said one. */
function createOneWord(): { see(word: string | null): void; word(): string | null } {
  const MOST = 5
  const words = new Set<string>()
  return {
    see: (word) => {
      if (word !== null) words.add(word)
    },
    word: () => {
      if (words.size === 0) return null
      const listed = [...words].sort()
      return listed.length <= MOST ? listed.join(', ') : `${listed.slice(0, MOST).join(', ')} and ${listed.length - MOST} more`
    },
  }
}

function countsOf(tallies: Iterable<TallyRow>): Counts {
  const byResult = noResults()
  const bySeverity = noSeverities()
  const byService: Record<string, number> = {}
  const byTopic: Record<string, number> = {}
  for (const t of tallies) {
    byResult[t.result] += t.count
    bySeverity[t.severity] += t.count
    byService[t.service ?? 'unfiled'] = (byService[t.service ?? 'unfiled'] ?? 0) + t.count
    byTopic[t.topic ?? 'unfiled'] = (byTopic[t.topic ?? 'unfiled'] ?? 0) + t.count
  }
  return { byResult, bySeverity, byService, byTopic }
}
