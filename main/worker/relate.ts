// Relates scans to each other: which records restate, follow or end which. Reads what overlaps, writes one whole relation beside
// the present one, in batches nobody sees. The rule for one thing is domain/standing.ts.
import { readHash, writeHash } from '#db/queries/content-sum'
import {
  beginRelation,
  type CountedRow,
  countedRows,
  digestOfRelation,
  type FoundScope,
  type RelatedImports,
  relatedRows,
  requirementSources,
  scopesOf,
  sealRelation,
  standingWriter,
  type TallyShift,
  writeShifts,
} from '#db/queries/relations'
import type { ReadableDb, WritableDb } from '#db/types'
import { toAppError } from '#domain/errors'
import { type Judgement, relateSeries, rescansOf, restateRequirements } from '#domain/standing'
import { createCopyFinder } from '#domain/standing-copies'
import { clearRelation, stepOn } from './clearing.ts'
import { collectRescans, collectShown, endsOf, type Scans, scansOf } from './ends.ts'
import type { JobContext } from './jobs.ts'
import { createRelatedRecords, type RelatedRecords } from './related-records.ts'

const BATCH = 5000

type Connections = {
  readonly writer: WritableDb
  /** Another connection to the same file: rows are read while others are written. */
  readonly reader: ReadableDb
}

/** Writes the relation of all published imports, of `also` besides and `without` one; gives its key. */
export function relate({ writer, reader }: Connections, imports: RelatedImports, madeAt: string, context: JobContext): number {
  const relationKey = writer.transaction(() => beginRelation(writer, madeAt)).immediate()
  try {
    const scopes = scopesOf(reader, imports, madeAt)
    const sources = overlapping(scopes, requirementSources(reader, imports))
    if (sources.length > 0) relateSources({ writer, reader }, relationKey, { scopes, sources }, context)
    const digest = digestOfRelation(reader, relationKey)
    // Gone where another import was published meanwhile: it can never become the head, and whoever adopts it learns that.
    if (!stepOn(writer)(() => sealRelation(writer, relationKey, digest))) leaveNoTrace(writer, relationKey)
    return relationKey
  } catch (error) {
    leaveNoTrace(writer, relationKey)
    throw error
  }
}

/** On a full disk even removing needs space; then the rows, in no view, go once another relation is the head. */
function leaveNoTrace(writer: WritableDb, relationKey: number): void {
  try {
    clearRelation(writer, relationKey, stepOn(writer))
  } catch (error) {
    if (toAppError(error).code !== 'disk-full') throw error
  }
}

type Related = { readonly scopes: readonly FoundScope[]; readonly sources: readonly number[] }

function relateSources({ writer, reader }: Connections, relationKey: number, { scopes, sources }: Related, context: JobContext): void {
  const records = createRelatedRecords()
  const files = new Map(scopes.map((scope) => [scope.sourceKey, scope]))
  const withoutAccount = Map.groupBy(
    scopes.filter(({ account }) => account === null),
    (scope) => scope.sourceKey,
  )
  const starts: number[] = []
  for (const [sourceIndex, source] of sources.entries()) {
    starts.push(records.size())
    const importedAt = files.get(source)?.importedAt ?? ''
    const nowhere = new Set(withoutAccount.get(source)?.map(({ scopeKey }) => scopeKey))
    for (const row of relatedRows(reader, source)) {
      records.add(sourceIndex, row, importedAt, !nowhere.has(row.scope_key))
      if (records.size() % BATCH === 0) step(context, 'comparing with other scans', records.size())
    }
  }
  const formatOf = (sourceIndex: number): string => files.get(sources[sourceIndex] ?? 0)?.formatId ?? ''
  const scans = scansOf(sources, scopes)
  const { rescans, shown } = relateThings(records, formatOf, scans)
  const newer = new Set([...rescans.values()].flatMap((later) => [...later]))
  const ends = endsOf(reader, { sources, scopes, scans, rescans, records: records.standings(), shown: shown.found() })
  const output = createOutput(writer, relationKey)
  const judge = (sourceIndex: number, index: number, row: CountedRow): Judgement | null => {
    const judged = records.judgement(index)
    // Out of the count already, or of a time that cannot be placed.
    if (judged !== null && (judged.standing !== 'current' || judged.change === null)) return judged
    if (records.isShownAgain(index)) return judged
    const { scope_key: scopeKey, account, check_id: check } = row
    // Whether another scan is of the same account cannot be told.
    if (account === null) return judged
    const end = ends({ ...records.record(index, formatOf), id: row.evidence_id }, { sourceIndex, scopeKey, account, check })
    if (end !== null || judged !== null) return end ?? judged
    return newer.has(scans[sourceIndex] ?? 0) ? { id: row.evidence_id, standing: 'current', change: 'new', other: null } : null
  }
  let seen = 0
  for (const [sourceIndex, source] of sources.entries()) {
    let index = starts[sourceIndex] ?? 0
    for (const row of countedRows(reader, source)) {
      const judgement = judge(sourceIndex, index, row)
      if (judgement !== null && (judgement.standing !== 'current' || judgement.change !== null)) output.add(source, row, judgement)
      index += 1
      seen += 1
      if (seen % BATCH === 0) step(context, 'writing what changed', seen)
    }
  }
  output.finish()
}

function step(context: JobContext, name: string, records: number): void {
  context.throwIfCancelled()
  context.progress({ step: name, done: records, total: null, records })
}

/**
 * Files that can say something about each other: those of one tool and account, and those that write a finding several times. In the
 * order of the last time they name, so that what depends on their order does not depend on when they came in.
 */
function overlapping(scopes: readonly FoundScope[], perRequirement: readonly number[]): readonly number[] {
  const byPlace = new Map<string, Set<number>>()
  const lastTimes = new Map<number, string>()
  for (const { family, account, sourceKey, seenTo } of scopes) {
    if (seenTo !== null && seenTo > (lastTimes.get(sourceKey) ?? '')) lastTimes.set(sourceKey, seenTo)
    const place = JSON.stringify([family, account])
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(sourceKey))
  }
  const found = new Set(perRequirement)
  for (const sources of byPlace.values()) if (sources.size > 1) for (const source of sources) found.add(source)
  const timeOf = (source: number): string => lastTimes.get(source) ?? ''
  return [...found].sort((a, b) => (timeOf(a) === timeOf(b) ? a - b : timeOf(a) < timeOf(b) ? -1 : 1))
}

function relateThings(records: RelatedRecords, formatOf: (sourceIndex: number) => string, scans: Scans) {
  records.eachTwin((indices) => {
    for (const { id, ...judgement } of restateRequirements(indices.map((index) => records.record(index, formatOf))))
      records.judge({ index: id, ...judgement })
  })
  const rescans = collectRescans(scans)
  const copies = createCopyFinder()
  records.eachThing((indices) => {
    const things = indices.map((index) => records.record(index, formatOf))
    rescans.add(rescansOf(things))
    copies.add(things)
  })
  const isNewer = (a: number, b: number): boolean => rescans.found.get(scans[b] ?? b)?.has(scans[a] ?? a) === true
  const editionOf = copies.editions(records.sizes(), isNewer)
  const placeOf = (index: number) => ({ sourceIndex: records.sourceIndex(index), scopeKey: records.scopeKey(index) })
  const shown = collectShown(scans, rescans.found, placeOf)
  records.eachThing((indices) => {
    const things = indices.map((index) => records.record(index, formatOf))
    const judgements = relateSeries(things, editionOf)
    shown.add(judgements)
    for (const { id, ...judgement } of judgements) {
      records.judge({ index: id, ...judgement })
      const lead = judgement.standing === 'restated' ? judgement.other : null
      if (lead !== null && isNewer(records.sourceIndex(id), records.sourceIndex(lead))) records.showAgain(lead)
    }
  })
  return { rescans: rescans.found, shown }
}

function createOutput(db: WritableDb, relationKey: number) {
  const write = standingWriter(db, relationKey)
  const shifts = new Map<string, Omit<TallyShift, 'count' | 'content'> & { count: number; content: bigint }>()
  let waiting: Judgement[] = []
  const flush = (): void => {
    const batch = waiting
    waiting = []
    db.transaction(() => {
      for (const judgement of batch) write(judgement)
    }).immediate()
  }
  return {
    add(sourceKey: number, row: CountedRow, judgement: Judgement): void {
      waiting.push(judgement)
      if (waiting.length >= BATCH) flush()
      const { service, topic, check_id: checkId, result, severity, muted, lifecycle, account, region } = row
      const { standing, change } = judgement
      const content = readHash(row.content)
      // As JSON no text of a scan, whatever stands in it, reaches into the next part.
      const words = [service, topic, checkId, result, severity, muted, lifecycle, account, region, standing, change]
      const key = `${sourceKey} ${JSON.stringify(words)}`
      const known = shifts.get(key)
      if (known === undefined) {
        const shift = { sourceKey, service, topic, checkId, result, severity, muted: muted === 1, lifecycle, account, region }
        shifts.set(key, { ...shift, standing, change, count: 1, content })
      } else {
        known.count += 1
        known.content += content
      }
    },
    finish(): void {
      flush()
      db.transaction(() => {
        writeShifts(
          db,
          relationKey,
          shifts.values().map((shift) => ({ ...shift, content: writeHash(shift.content) })),
        )
      }).immediate()
    },
  }
}
