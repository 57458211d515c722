// Relates scans to each other: which records restate, follow or end which. Reads what overlaps, writes one whole relation beside
// the present one, in batches nobody sees. The rule for one thing is domain/standing.ts.
import { addHash } from '#db/queries/content-sum'
import {
  beginRelation,
  type CountedRow,
  checksOfSource,
  countedRows,
  digestOfRelation,
  dropRelation,
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
import { countCommon, type IsCopy, type Judgement, relateSeries, restateRequirements } from '#domain/standing'
import type { JobContext } from './jobs.ts'
import { createRelatedRecords, momentOf, type RelatedRecords } from './related-records.ts'

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
    const scopes = scopesOf(reader, imports)
    const sources = overlapping(scopes, requirementSources(reader, imports))
    if (sources.length > 0) relateSources({ writer, reader }, relationKey, { scopes, sources }, context)
    const digest = digestOfRelation(reader, relationKey)
    writer.transaction(() => sealRelation(writer, relationKey, digest)).immediate()
    return relationKey
  } catch (error) {
    leaveNoTrace(writer, relationKey)
    throw error
  }
}

/** On a full disk even removing needs space; then the rows, in no view, go once another relation is the head. */
function leaveNoTrace(writer: WritableDb, relationKey: number): void {
  try {
    writer.transaction(() => dropRelation(writer, relationKey)).immediate()
  } catch (error) {
    if (toAppError(error).code !== 'disk-full') throw error
  }
}

type Related = { readonly scopes: readonly FoundScope[]; readonly sources: readonly number[] }

function relateSources({ writer, reader }: Connections, relationKey: number, { scopes, sources }: Related, context: JobContext): void {
  const records = createRelatedRecords()
  const starts: number[] = []
  for (const [sourceIndex, source] of sources.entries()) {
    starts.push(records.size())
    for (const row of relatedRows(reader, source)) {
      records.add(sourceIndex, row)
      if (records.size() % BATCH === 0) step(context, 'comparing with other scans', records.size())
    }
  }
  const formats = new Map(scopes.map((scope) => [scope.sourceKey, scope.formatId]))
  const rescans = relateThings(records, (sourceIndex) => formats.get(sources[sourceIndex] ?? 0) ?? '')
  const ends = endsOf(reader, sources, scopes, rescans)
  const output = createOutput(writer, relationKey)
  let seen = 0
  for (const [sourceIndex, source] of sources.entries()) {
    let index = starts[sourceIndex] ?? 0
    for (const row of countedRows(reader, source)) {
      const judgement = records.judgement(index) ?? ends(sourceIndex, row, records.at(index))
      if (judgement !== null) output.add(source, row, judgement)
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

/** Files that can say something about each other: those of one tool and account, and those that write a finding several times. */
function overlapping(scopes: readonly FoundScope[], perRequirement: readonly number[]): readonly number[] {
  const byPlace = new Map<string, Set<number>>()
  for (const { family, account, sourceKey } of scopes) {
    const place = JSON.stringify([family, account])
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(sourceKey))
  }
  const found = new Set(perRequirement)
  for (const sources of byPlace.values()) if (sources.size > 1) for (const source of sources) found.add(source)
  return [...found].sort((a, b) => a - b)
}

/** Per file, the files that scanned again what it has. Files by their index among those related. */
type Rescans = ReadonlyMap<number, ReadonlySet<number>>

function relateThings(records: RelatedRecords, formatOf: (sourceIndex: number) => string): Rescans {
  const rescans = new Map<number, Set<number>>()
  records.eachTwin((indices) => {
    for (const { id, ...judgement } of restateRequirements(indices.map((index) => records.record(index, formatOf))))
      records.judge({ index: id, ...judgement })
  })
  const isCopy = copiesAmong(records, formatOf)
  records.eachThing((indices) => {
    const relation = relateSeries(
      indices.map((index) => records.record(index, formatOf)),
      isCopy,
    )
    for (const { older, newer } of relation.rescans) rescans.set(older, (rescans.get(older) ?? new Set()).add(newer))
    for (const { id, ...judgement } of relation.judgements) records.judge({ index: id, ...judgement })
  })
  return rescans
}

/** A file of which more than this part is in others is a copy or a part of them. */
const COPY_PART = 0.5

function copiesAmong(records: RelatedRecords, formatOf: (sourceIndex: number) => string): IsCopy {
  const common = new Map<number, number>()
  records.eachThing((indices) => {
    countCommon(
      indices.map((index) => records.record(index, formatOf)),
      (source, count) => {
        common.set(source, (common.get(source) ?? 0) + count)
      },
    )
  })
  const sizes = records.sizes()
  const isCopied = (source: number): boolean => (common.get(source) ?? 0) > COPY_PART * (sizes.get(source) ?? 0)
  return (a, b) => isCopied(a) || isCopied(b)
}

const scopeWord = ({ family, account, region, scannerService }: FoundScope): string =>
  JSON.stringify([family, account, region, scannerService])
const checkWord = (account: string | null, check: string | null): string => JSON.stringify([account, check])

type Look = { readonly lastLook: ReadonlyMap<string, number>; readonly checks: ReadonlySet<string> }

/**
 * What is to be said of records that follow nothing and are followed by nothing. In a file that was scanned again: gone where the
 * newer scan looked at the same place with the same check, not scanned again elsewhere. In the newer file: new.
 */
function endsOf(db: ReadableDb, sources: readonly number[], scopes: readonly FoundScope[], rescans: Rescans) {
  const scopesOfSource = Map.groupBy(scopes, (scope) => scope.sourceKey)
  const words = new Map(scopes.map((scope) => [`${scope.sourceKey} ${scope.scopeKey}`, scopeWord(scope)]))
  const newer = new Set([...rescans.values()].flatMap((files) => [...files]))
  const looks = new Map<number, Look>()
  for (const [older, files] of rescans) {
    const lastLook = new Map<string, number>()
    const checks = new Set<string>()
    for (const file of files) {
      const sourceKey = sources[file] ?? 0
      for (const scope of scopesOfSource.get(sourceKey) ?? []) {
        const at = momentOf(scope.seenTo)
        if (at !== null) lastLook.set(scopeWord(scope), Math.max(at, lastLook.get(scopeWord(scope)) ?? at))
      }
      for (const { account, check_id } of checksOfSource(db, sourceKey)) checks.add(checkWord(account, check_id))
    }
    looks.set(older, { lastLook, checks })
  }
  return (sourceIndex: number, row: CountedRow, at: number | null): Judgement | null => {
    const look = looks.get(sourceIndex)
    if (look !== undefined) {
      const last = look.lastLook.get(words.get(`${sources[sourceIndex]} ${row.scope_key}`) ?? '')
      const isGone = at !== null && last !== undefined && last > at && look.checks.has(checkWord(row.account, row.check_id))
      if (isGone) return { id: row.evidence_id, standing: 'gone', change: null, other: null }
      return { id: row.evidence_id, standing: 'current', change: 'not-scanned-again', other: null }
    }
    return newer.has(sourceIndex) ? { id: row.evidence_id, standing: 'current', change: 'new', other: null } : null
  }
}

function createOutput(db: WritableDb, relationKey: number) {
  const write = standingWriter(db, relationKey)
  const shifts = new Map<string, { -readonly [K in keyof TallyShift]: TallyShift[K] }>()
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
      const { evidence_id: _id, scope_key: _scope, content, check_id, muted, ...words } = row
      const { standing, change } = judgement
      const key = JSON.stringify([sourceKey, check_id, muted, words, standing, change])
      const known = shifts.get(key)
      if (known === undefined)
        shifts.set(key, { sourceKey, ...words, checkId: check_id, muted: muted === 1, standing, change, count: 1, content })
      else {
        known.count += 1
        known.content = addHash(known.content, content)
      }
    },
    finish(): void {
      flush()
      db.transaction(() => {
        writeShifts(db, relationKey, shifts.values())
      }).immediate()
    },
  }
}
