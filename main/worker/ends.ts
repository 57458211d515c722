// What newer scans end: records of a scan that was made again, where the newer one truly looked and does not show them any more.
// Which record follows which is domain/standing.ts.
import { checksOfSource, type FoundScope } from '#db/queries/relations'
import type { ReadableDb } from '#db/types'
import { isLater, type Judgement, type Moment, type Rescan, type SeriesRecord } from '#domain/standing'
import { momentOf, type RecordStanding } from './related-records.ts'

/** By a file's index among those related, the number of the scan it is of. */
export type Scans = readonly number[]

/** Each file of these is whole by itself, and answers that did not change since the bundle before are not stored again. */
const SINGLE_ANSWERS: ReadonlySet<string> = new Set(['aws-cli', 'iam-authorization-details', 'iam-credential-report'])

/**
 * Files of one tool and account that end at the same time are one scan: parts of it, or copies. So a file cut in two says what it
 * said whole. Answers of single commands never are: that one is not there again does not say that another is gone.
 */
export function scansOf(sources: readonly number[], scopes: readonly FoundScope[]): Scans {
  const indices = new Map(sources.map((source, index) => [source, index]))
  const lastTimes = new Map<string, { index: number; place: string; seenTo: string }>()
  for (const { sourceKey, family, account, seenTo, formatId } of scopes) {
    const index = indices.get(sourceKey)
    if (index === undefined || seenTo === null || SINGLE_ANSWERS.has(formatId)) continue
    const place = JSON.stringify([family, account])
    const known = lastTimes.get(`${index} ${place}`)
    if (known === undefined || known.seenTo < seenTo) lastTimes.set(`${index} ${place}`, { index, place, seenTo })
  }
  const scans = sources.map((_, index) => index)
  const firsts = new Map<string, number>()
  for (const { index, place, seenTo } of lastTimes.values()) {
    const word = `${place} ${seenTo}`
    const first = scans[firsts.get(word) ?? index] ?? index
    const own = scans[index] ?? index
    for (const [other, scan] of scans.entries()) if (scan === own) scans[other] = first
    firsts.set(word, index)
  }
  return scans
}

/** Per scan, those that were made later and show something of it again. */
export type Rescans = ReadonlyMap<number, ReadonlySet<number>>

export function collectRescans(scans: Scans): { add(rescans: readonly Rescan[]): void; found: Rescans } {
  const found = new Map<number, Set<number>>()
  return {
    found,
    add: (rescans) => {
      for (const rescan of rescans) {
        const older = scans[rescan.older] ?? rescan.older
        const newer = scans[rescan.newer] ?? rescan.newer
        if (older === newer) continue
        const known = found.get(older)
        if (known === undefined) found.set(older, new Set([newer]))
        else known.add(newer)
      }
    },
  }
}

type Place = Pick<FoundScope, 'family' | 'account' | 'region' | 'scannerService'>
const placeWord = ({ family, account, region, scannerService }: Place): string => JSON.stringify([family, account, region, scannerService])
const pairWord = (account: string | null, word: string | null): string => JSON.stringify([account, word])

/** Where and when one scan looked, with which checks, and which results it lists at all. */
type Look = {
  readonly times: ReadonlyMap<string, readonly Moment[]>
  readonly checks: ReadonlySet<string>
  readonly results: ReadonlySet<string>
}

type RecordOf = { readonly sourceIndex: number; readonly scopeKey: number }

/** How many records of a file's place a newer scan shows again. */
type ShownCount = RecordOf & { readonly scan: number; count: number }

/** Counts the records that newer scans show again: themselves or a successor, by their lead or by what restates it. */
export function collectShown(scans: Scans, rescans: Rescans, recordOf: (id: number) => RecordOf) {
  const counts = new Map<number, Map<number, Map<number, number>>>()
  const scanOf = (id: number): number => scans[recordOf(id).sourceIndex] ?? 0
  const count = (id: number, scan: number): void => {
    const { sourceIndex, scopeKey } = recordOf(id)
    const byScope = counts.get(sourceIndex) ?? new Map<number, Map<number, number>>()
    const byScan = byScope.get(scopeKey) ?? new Map<number, number>()
    byScan.set(scan, (byScan.get(scan) ?? 0) + 1)
    counts.set(sourceIndex, byScope.set(scopeKey, byScan))
  }
  return {
    /** The judgements of one thing. */
    add(judgements: readonly Judgement[]): void {
      const successors = new Map<number, number>()
      const restating = new Map<number, number[]>()
      for (const { id, standing, other } of judgements) {
        if (other === null) continue
        if (standing === 'superseded') successors.set(id, other)
        if (standing !== 'restated') continue
        const known = restating.get(other)
        if (known === undefined) restating.set(other, [id])
        else known.push(id)
      }
      for (const id of new Set([...successors.keys(), ...restating.keys()])) {
        const newer = rescans.get(scanOf(id))
        if (newer === undefined) continue
        const shownIn = new Set<number>()
        for (let next: number | undefined = id; next !== undefined; next = successors.get(next))
          for (const said of [next, ...(restating.get(next) ?? [])]) shownIn.add(scanOf(said))
        for (const scan of shownIn) if (newer.has(scan)) count(id, scan)
      }
    },
    *found(): Iterable<ShownCount> {
      for (const [sourceIndex, byScope] of counts)
        for (const [scopeKey, byScan] of byScope) for (const [scan, count] of byScan) yield { sourceIndex, scopeKey, scan, count }
    },
  }
}

type Related = {
  readonly sources: readonly number[]
  readonly scopes: readonly FoundScope[]
  readonly scans: Scans
  readonly rescans: Rescans
  readonly records: Iterable<RecordStanding>
  readonly shown: Iterable<ShownCount>
}

/** A newer scan that shows less than this part of the older one again, where both looked, is a part of something: a page, a filter. */
const MOST_SHOWN = 0.5

export type Ending = {
  readonly sourceIndex: number
  readonly scopeKey: number
  readonly account: string | null
  readonly check: string | null
}

/**
 * Gives the function that says of a record without successor what became of it; null where its scan was not made again. It is gone only
 * where one newer scan of which nothing is missing looked at the same account, region and service surely later, with the same check,
 * lists records of this result at all, and shows most of what was there: a page, a damaged file or an export of what passed ends
 * nothing, nor do two of them of which one looked at the place and the other with the check.
 */
export function endsOf(db: ReadableDb, related: Related): (record: SeriesRecord, of: Ending) => Judgement | null {
  const { sources, scopes, scans, rescans } = related
  const scopesOfSource = Map.groupBy(scopes, (scope) => scope.sourceKey)
  const sourcesOfScan = Map.groupBy(sources.keys(), (index) => scans[index] ?? index)
  const places = sources.map((source) => new Map((scopesOfSource.get(source) ?? []).map((scope) => [scope.scopeKey, placeWord(scope)])))
  const placeOf = ({ sourceIndex, scopeKey }: RecordOf): string => places[sourceIndex]?.get(scopeKey) ?? ''

  /** Null where something of it is missing. */
  const lookOf = (scan: number): Look | null => {
    const files = (sourcesOfScan.get(scan) ?? []).map((index) => sources[index] ?? 0)
    const looked = files.flatMap((file) => scopesOfSource.get(file) ?? [])
    if (looked.some(({ whole }) => whole === 0)) return null
    const times = new Map<string, Moment[]>()
    for (const scope of looked) {
      // Nowhere is no place to look again.
      if (scope.account === null) continue
      const moment = momentOf(scope.seenTo, scope.importedAt)
      if (moment !== null) times.set(placeWord(scope), [...(times.get(placeWord(scope)) ?? []), moment])
    }
    const found = files.flatMap((file) => checksOfSource(db, file))
    return {
      times,
      checks: new Set(found.map(({ account, check_id }) => pairWord(account, check_id))),
      results: new Set(found.map(({ account, result }) => pairWord(account, result))),
    }
  }
  const looks = new Map([...new Set([...rescans.values()].flatMap((newer) => [...newer]))].map((scan) => [scan, lookOf(scan)]))

  // By place of each older scan: how many records it has there, and how many of them each newer scan shows.
  const there = new Map<number, Map<string, number>>()
  for (const record of related.records) {
    if (record.standing === 'restated') continue
    addTo(there, scans[record.sourceIndex] ?? record.sourceIndex, placeOf(record), 1)
  }
  const shown = new Map<string, Map<string, number>>()
  for (const { count, scan, ...record } of related.shown)
    addTo(shown, `${scans[record.sourceIndex] ?? record.sourceIndex} ${scan}`, placeOf(record), count)

  /** The looks of those newer scans that show most of an older one, where both looked. */
  const endings = new Map<number, readonly Look[]>()
  for (const [older, newer] of rescans) {
    const showsMost = (scan: number, { times }: Look): boolean => {
      const sumOf = (counts: ReadonlyMap<string, number> = new Map()): number =>
        [...counts].reduce((sum, [place, count]) => (times.has(place) ? sum + count : sum), 0)
      return sumOf(shown.get(`${older} ${scan}`)) >= MOST_SHOWN * sumOf(there.get(older))
    }
    const ending = [...newer].flatMap((scan) => {
      const look = looks.get(scan) ?? null
      return look !== null && showsMost(scan, look) ? [look] : []
    })
    endings.set(older, ending)
  }

  return ({ id, at, exact, result }, { sourceIndex, scopeKey, account, check }) => {
    const ending = endings.get(scans[sourceIndex] ?? sourceIndex)
    if (ending === undefined) return null
    const place = placeOf({ sourceIndex, scopeKey })
    const [checkWord, resultWord] = [pairWord(account, check), pairWord(account, result)]
    const isEndedBy = ({ times, checks, results }: Look): boolean =>
      at !== null &&
      (times.get(place) ?? []).some((time) => isLater(time, { at, exact })) &&
      checks.has(checkWord) &&
      results.has(resultWord)
    return ending.some(isEndedBy)
      ? { id, standing: 'gone', change: null, other: null }
      : { id, standing: 'current', change: 'not-scanned-again', other: null }
  }
}

function addTo<K>(counts: Map<K, Map<string, number>>, key: K, place: string, count: number): void {
  const places = counts.get(key) ?? new Map<string, number>()
  places.set(place, (places.get(place) ?? 0) + count)
  counts.set(key, places)
}
