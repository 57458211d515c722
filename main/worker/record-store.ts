// Takes what an importer gives of one source file, files each record, and stages rows, contexts, check texts, counts and issues.
import { readHash, writeHash } from '#db/queries/content-sum'
import { createRowDigest, digestOfRows, type EVIDENCE_COLUMNS, provedValues, type RowValue } from '#db/queries/import-digests'
import { stageRequirements } from '#db/queries/requirements'
import { type CheckText, stageChecks, stageIssues, stageScopes, stageTallies, type TallyRow } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import type { Filing, ScanRecord } from '#domain/evidence'
import { noResults, noSeverities } from '#domain/evidence'
import type { FileFacts } from '#domain/evidence-questions'
import type { FormatId, ImportIssue, SourceFile } from '#domain/imports'
import type { ImportItem } from '../importers/importer.ts'
import { contentOf, familyOf, seriesOf, twinOf } from './record-identity.ts'
import { createRequirementBook } from './requirement-book.ts'
import { createScopes } from './scopes.ts'
import type { StagingWriter } from './staging-writer.ts'

type Counts = Pick<SourceFile, 'byResult' | 'bySeverity' | 'byService' | 'byTopic'>

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
  readonly evidenceDigest: string
  /** Empty where nothing is stored. */
  readonly checksDigest: string
  readonly issuesDigest: string
  readonly contextsDigest: string
  readonly issues: readonly ImportIssue[]
  readonly counts: Counts
}

export type RecordStore = {
  /** Takes items; writes them whenever a batch is full, each batch as one transaction. */
  add(items: readonly ImportItem[]): Promise<void>
  /** Records seen so far. */
  records(): number
  /** Ends the file. `ask` is told what the file says as a whole and answers with warnings. */
  finish(ask: (facts: FileFacts) => readonly ImportIssue[]): Promise<RecordStoreResult>
}

type Deps = {
  readonly db: WritableDb
  /** null = count only. */
  readonly sourceKey: number | null
  readonly writer: StagingWriter
  readonly formatId: FormatId
  readonly filer: (record: ScanRecord) => Filing
}

/**
 * A batch is full at so many rows, or at so many bytes of their source. Small ones write the pages of the indexes over and over; large
 * ones keep others from writing, and a person who saves meanwhile must not notice.
 */
const BATCH_ROWS = 6000
const BATCH_BYTES = 16 * 1024 * 1024

/** As SQLite will give it back: UTF-8 holds no half of a surrogate pair. */
const storable = (value: RowValue): RowValue => (typeof value === 'string' ? value.toWellFormed() : value)

type Tally = Omit<TallyRow, 'count' | 'content'> & { count: number; content: bigint }

export function createRecordStore({ db, sourceKey, writer, formatId, filer }: Deps): RecordStore {
  const digest = createRowDigest()
  const checks = new Map<string, CheckText>()
  const tallies = new Map<string, Tally>()
  const scopes = createScopes()
  const requirements = createRequirementBook()
  const issues: ImportIssue[] = []
  const tools = createOneWord()
  const versions = createOneWord()
  const timeQualities = { exact: 0, 'naive-local': 0, 'scan-time-only': 0, none: 0 }
  let waiting: string[] = []
  let waitingContexts: { readonly key: number; readonly text: string }[] = []
  let waitingBytes = 0
  let stored = 0
  let rejected = 0
  let muted = 0
  let seenFrom: string | null = null
  let seenTo: string | null = null

  const count = (r: ScanRecord, f: Filing, content: string): void => {
    const { service, topic } = f
    const { checkId, result, severity, muted: isMuted, lifecycle, accountId, region } = r
    // With its length no text of a scan, whatever stands in it, reaches into the next part.
    const key = [service, topic, checkId, result, severity, isMuted, lifecycle, accountId?.length, accountId, region].join('\u0000')
    const said = readHash(content)
    const tally = tallies.get(key)
    if (tally) {
      tally.count += 1
      tally.content += said
    } else
      tallies.set(key, {
        service: f.service,
        topic: f.topic,
        checkId: r.checkId,
        result: r.result,
        severity: r.severity,
        muted: r.muted,
        lifecycle: r.lifecycle,
        account: r.accountId,
        region: r.region,
        count: 1,
        content: said,
      })
  }

  const take = ({ offset, length, context, record: r }: Extract<ImportItem, { kind: 'record' }>): void => {
    const f = filer(r)
    const family = familyOf(r, formatId)
    const content = contentOf(r, f)
    // In the order of EVIDENCE_COLUMNS: what is written and hashed is a list.
    const row: Record<(typeof EVIDENCE_COLUMNS)[number], RowValue> = {
      offset,
      length,
      context_key: context,
      scope_key: scopes.see(family, r),
      series: seriesOf(r, formatId, family),
      twin: twinOf(r, family),
      content,
      per_requirement: r.perRequirement ? 1 : 0,
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
      subtopic: f.subtopic,
      service_confidence: f.serviceConfidence,
      topic_confidence: f.topicConfidence,
      suggested_service: f.suggestedService,
      suggested_topic: f.suggestedTopic,
    }
    waiting.push(digest.add(provedValues(Object.values(row).map(storable))))
    count(r, f, content)
    requirements.see(family, r)
    stored += 1
    timeQualities[r.timeQuality] += 1
    if (r.muted) muted += 1
    tools.see(r.toolName)
    versions.see(r.toolVersion)
    if (r.seenAt !== null && (seenFrom === null || r.seenAt < seenFrom)) seenFrom = r.seenAt
    if (r.seenAt !== null && (seenTo === null || r.seenAt > seenTo)) seenTo = r.seenAt
    if (r.checkId !== null) keepCheck(checks, r.checkId, r)
  }

  const flush = async (): Promise<void> => {
    if (waiting.length === 0 && waitingContexts.length === 0) return
    const rows = waiting
    const contexts = waitingContexts
    waiting = []
    waitingContexts = []
    waitingBytes = 0
    if (sourceKey !== null) await writer.write({ sourceKey, rows, contexts, pieces: [] })
  }

  const addIssue = (issue: ImportIssue): void => {
    issues.push(issue)
    if (issue.kind === 'rejection') rejected += issue.count
  }

  return {
    add: async (items) => {
      for (const item of items) {
        if (item.kind === 'record') {
          take(item)
          waitingBytes += item.length
        } else if (item.kind === 'context') {
          waitingContexts.push({ key: item.key, text: item.text.toWellFormed() })
          waitingBytes += item.text.length
        } else addIssue(item.issue)
        if (waiting.length >= BATCH_ROWS || waitingBytes >= BATCH_BYTES) await flush()
      }
    },
    records: () => stored + rejected,
    finish: async (ask) => {
      await flush()
      await writer.settle()
      const counts = countsOf(tallies.values())
      const found = {
        formatId,
        records: stored + rejected,
        byResult: counts.byResult,
        scopes: scopes.rows(),
        tools: tools.words(),
        versions: versions.words(),
        timeQualities,
        seenFrom,
        seenTo,
      }
      if (stored > 0) for (const issue of ask(found)) addIssue(issue)
      if (sourceKey !== null)
        db.transaction(() => {
          stageChecks(db, sourceKey, checks.values())
          stageRequirements(db, sourceKey, requirements.rows())
          stageTallies(db, sourceKey, summed(tallies.values()))
          stageScopes(db, sourceKey, scopes.rows())
          stageIssues(db, sourceKey, issues)
        }).immediate()
      return {
        records: stored + rejected,
        stored,
        rejected,
        muted,
        warnings: issues.filter((i) => i.kind === 'warning').length,
        tool: tools.joined(),
        toolVersion: versions.joined(),
        seenFrom,
        seenTo,
        evidenceDigest: digest.hex(),
        checksDigest: sourceKey === null ? '' : digestOfRows(db, 'checks', sourceKey),
        issuesDigest: sourceKey === null ? '' : digestOfRows(db, 'import_issues', sourceKey),
        contextsDigest: sourceKey === null ? '' : digestOfRows(db, 'source_contexts', sourceKey),
        issues,
        counts,
      }
    },
  }
}

function* summed(tallies: Iterable<Tally>): Generator<TallyRow> {
  for (const tally of tallies) yield { ...tally, content: writeHash(tally.content) }
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

/** The words records share; several words joined, null where none said one. */
function createOneWord(): { see(word: string | null): void; words(): readonly string[]; joined(): string | null } {
  const MOST = 5
  const words = new Set<string>()
  return {
    see: (word) => {
      if (word !== null) words.add(word)
    },
    words: () => [...words].sort(),
    joined: () => {
      if (words.size === 0) return null
      const listed = [...words].sort()
      return listed.length <= MOST ? listed.join(', ') : `${listed.slice(0, MOST).join(', ')} and ${listed.length - MOST} more`
    },
  }
}

function countsOf(tallies: Iterable<Pick<TallyRow, 'service' | 'topic' | 'result' | 'severity' | 'count'>>): Counts {
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
