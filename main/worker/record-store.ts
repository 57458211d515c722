// Takes what an importer gives of one source file, files each record, and stages rows, contexts, check texts, counts and issues.
import { setImmediate } from 'node:timers/promises'
import { writeHash } from '#db/queries/content-sum'
import { digestOfRows } from '#db/queries/import-digests'
import { stageRequirements } from '#db/queries/requirements'
import { type CheckText, stageChecks, stageIssues, stageScopes, stageTallies, type TallyRow } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import type { Filing, ScanRecord } from '#domain/evidence'
import { noResults, noSeverities } from '#domain/evidence'
import type { FileFacts } from '#domain/evidence-questions'
import type { FormatId, ImportIssue, SourceFile } from '#domain/imports'
import type { ImportItem } from '../importers/importer.ts'
import { createRecordGroups, type RecordKind } from './record-kinds.ts'
import { kindLineOf, placeOf, recordLineOf } from './record-line.ts'
import { createRequirementBook, type RequirementPage } from './requirement-book.ts'
import { createScopes, type Scope } from './scopes.ts'
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
  /** Hands over what is left to write. */
  flush(): Promise<void>
  /**
   * Ends the file, whose records are all written; `contents` are the sums of what the records of each tally say, by its number. `ask` is
   * told what the file says as a whole and answers with warnings.
   */
  finish(contents: readonly bigint[], ask: (facts: FileFacts) => readonly ImportIssue[]): RecordStoreResult
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
 * A batch is full at so many rows, or at so many characters to write. Small ones write the pages of the indexes over and over; large
 * ones keep others from writing, and a person who saves meanwhile must not notice.
 */
const BATCH_ROWS = 4000
const BATCH_CHARACTERS = 4 * 1024 * 1024

/** Rows are turned into bytes at so many characters: as text of their own they would be moved about by the garbage collector. */
const LINES_AT_ONCE = 32 * 1024

/** Rejections of a file that are listed one by one. Of more than anybody reads, those behind are one issue with their number. */
const MOST_ISSUES = 50_000
const unlistedWords = (count: number): string =>
  `${new Intl.NumberFormat('en').format(count)} more records were rejected, too many to list one by one. The first of them:`

/** Numbered in the order they were first met. */
type Tally = Omit<TallyRow, 'count' | 'content'> & { readonly number: number; count: number }

/** What records of a kind at one place share. */
type Group = {
  readonly kind: RecordKind
  readonly place: string
  readonly scope: Scope
  readonly tally: Tally
  readonly check: KeptCheck | null
  readonly requirements: RequirementPage
}

export function createRecordStore({ db, sourceKey, writer, formatId, filer }: Deps): RecordStore {
  const checks = new Map<string, KeptCheck>()
  const tallies = new Map<string, Tally>()
  const scopes = createScopes()
  const book = createRequirementBook()
  const issues: ImportIssue[] = []
  const tools = createOneWord()
  const versions = createOneWord()
  const timeQualities = { exact: 0, 'naive-local': 0, 'scan-time-only': 0, none: 0 }
  const encoder = new TextEncoder()
  /** Rows as lines; the last ones as text still. */
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let lines = ''
  let kindsTold = 0
  let waitingRows = 0
  let waitingContexts: { readonly key: number; readonly text: string }[] = []
  let waitingCharacters = 0
  let stored = 0
  let rejected = 0
  /** The first rejection that is not listed by itself, counted with all behind it. */
  let unlisted: ImportIssue | null = null

  const tallyOf = (r: ScanRecord, f: Filing): Tally => {
    const { service, topic } = f
    const { checkId, result, severity, muted: isMuted, lifecycle, accountId, region } = r
    // As JSON no text of a scan, whatever stands in it, reaches into the next part.
    const key = JSON.stringify([service, topic, checkId, result, severity, isMuted, lifecycle, accountId, region])
    const known = tallies.get(key)
    if (known !== undefined) return known
    const tally = {
      number: tallies.size,
      service,
      topic,
      checkId,
      result,
      severity,
      muted: isMuted,
      lifecycle,
      account: accountId,
      region,
      count: 0,
    }
    tallies.set(key, tally)
    return tally
  }

  const groupOf = createRecordGroups<Group>(formatId, (r, kind) => {
    tools.see(r.toolName)
    versions.see(r.toolVersion)
    return {
      kind,
      place: placeOf(r),
      scope: scopes.of(kind.family, r),
      tally: tallyOf(r, kind.filing),
      check: r.checkId === null ? null : checkOf(checks, r.checkId, r),
      requirements: book.of(kind.family, r),
    }
  })

  const take = (item: Extract<ImportItem, { kind: 'record' }>): void => {
    const r = item.record
    const { kind, place, scope, tally, check, requirements } = groupOf(r, filer(r))
    scope.see(r)
    // A kind is made of its first record, so it is told just before it.
    if (kind.number > kindsTold) {
      lines += `${kindLineOf(kind)}\n`
      kindsTold = kind.number
    }
    const line = recordLineOf(item, kind, place, { tally: tally.number, scope: scope.scopeKey }, formatId)
    lines += `${line}\n`
    if (lines.length >= LINES_AT_ONCE) encodeLines()
    waitingRows += 1
    waitingCharacters += line.length
    tally.count += 1
    requirements.see(r)
    stored += 1
    timeQualities[r.timeQuality] += 1
    if (check !== null && r.result === 'fail') check.statusText ??= r.statusText
  }

  const encodeLines = (): void => {
    if (lines === '') return
    const bytes = encoder.encode(lines)
    lines = ''
    waiting.push(bytes)
  }

  const flush = async (): Promise<void> => {
    encodeLines()
    if (waiting.length === 0 && waitingContexts.length === 0) return
    const rows = waiting
    const contexts = waitingContexts
    waiting = []
    waitingContexts = []
    waitingCharacters = waitingRows = 0
    if (sourceKey !== null) await writer.write({ sourceKey, rows, contexts, pieces: [] })
    // One chunk of a file may hold a hundred thousand records: who cancels meanwhile must be heard.
    await setImmediate()
  }

  const addIssue = (issue: ImportIssue): void => {
    if (issue.kind === 'rejection') rejected += issue.count
    if (issue.kind === 'warning' || issues.length < MOST_ISSUES) issues.push(issue)
    else if (unlisted === null) unlisted = issue
    else unlisted = { ...unlisted, count: unlisted.count + issue.count }
  }

  return {
    add: async (items) => {
      for (const item of items) {
        if (item.kind === 'record') take(item)
        else if (item.kind === 'context') {
          waitingContexts.push({ key: item.key, text: item.text.toWellFormed() })
          waitingCharacters += item.text.length
        } else addIssue(item.issue)
        if (waitingRows >= BATCH_ROWS || waitingCharacters >= BATCH_CHARACTERS) await flush()
      }
    },
    records: () => stored + rejected,
    flush,
    finish: (contents, ask) => {
      const counts = countsOf(tallies.values())
      const seen = scopes
        .rows()
        .flatMap(({ seenFrom, seenTo }) => (seenFrom === null || seenTo === null ? [] : [seenFrom, seenTo]))
        .sort()
      const [seenFrom = null, seenTo = null] = [seen[0], seen.at(-1)]
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
      if (unlisted !== null) issues.push({ ...unlisted, message: `${unlistedWords(unlisted.count)} ${unlisted.message}` })
      if (sourceKey !== null)
        db.transaction(() => {
          stageChecks(db, sourceKey, checks.values())
          stageRequirements(db, sourceKey, book.rows())
          stageTallies(db, sourceKey, summed(tallies.values(), contents))
          stageScopes(db, sourceKey, scopes.rows())
          stageIssues(db, sourceKey, issues)
        }).immediate()
      return {
        records: stored + rejected,
        stored,
        rejected,
        muted: tallies.values().reduce((sum, tally) => sum + (tally.muted ? tally.count : 0), 0),
        warnings: issues.filter((i) => i.kind === 'warning').length,
        tool: tools.joined(),
        toolVersion: versions.joined(),
        seenFrom,
        seenTo,
        checksDigest: sourceKey === null ? '' : digestOfRows(db, 'checks', sourceKey),
        issuesDigest: sourceKey === null ? '' : digestOfRows(db, 'import_issues', sourceKey),
        contextsDigest: sourceKey === null ? '' : digestOfRows(db, 'source_contexts', sourceKey),
        issues,
        counts,
      }
    },
  }
}

function* summed(tallies: Iterable<Tally>, contents: readonly bigint[]): Generator<TallyRow> {
  for (const { number, ...tally } of tallies) yield { ...tally, content: writeHash(contents[number] ?? 0n) }
}

/** A failing record's sentence is kept, for drafting. */
type KeptCheck = Omit<CheckText, 'statusText'> & { statusText: string | null }

/** The first record of a check tells its words. */
function checkOf(checks: Map<string, KeptCheck>, checkId: string, r: ScanRecord): KeptCheck {
  const { title, description, risk, remediationText, remediationUrls } = r
  const check = checks.get(checkId) ?? { checkId, title, description, risk, remediationText, remediationUrls, statusText: null }
  checks.set(checkId, check)
  return check
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
