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

/** Where and how the newer scans looked. */
type Look = {
  readonly times: ReadonlyMap<string, readonly Moment[]>
  readonly checks: ReadonlySet<string>
  readonly results: ReadonlySet<string>
  /** Of the older scan's records at these places: all, and those with a successor. */
  records: number
  followed: number
}

type Related = {
  readonly sources: readonly number[]
  readonly scopes: readonly FoundScope[]
  readonly scans: Scans
  readonly rescans: Rescans
  readonly records: Iterable<RecordStanding>
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
 * where a newer scan of which nothing is missing looked at the same account, region and service surely later, with the same check, lists
 * records of this result at all, and shows most of what was there: a page, a damaged file or an export of what passed ends nothing.
 */
export function endsOf(db: ReadableDb, related: Related): (record: SeriesRecord, of: Ending) => Judgement | null {
  const { sources, scopes, scans, rescans } = related
  const scopesOfSource = Map.groupBy(scopes, (scope) => scope.sourceKey)
  const sourcesOfScan = Map.groupBy(sources.keys(), (index) => scans[index] ?? index)
  const places = sources.map((source) => new Map((scopesOfSource.get(source) ?? []).map((scope) => [scope.scopeKey, placeWord(scope)])))

  const lookOf = (newer: ReadonlySet<number>): Look => {
    const times = new Map<string, Moment[]>()
    const checks = new Set<string>()
    const results = new Set<string>()
    for (const scan of newer) {
      const files = (sourcesOfScan.get(scan) ?? []).map((index) => sources[index] ?? 0)
      const looked = files.flatMap((file) => scopesOfSource.get(file) ?? [])
      if (looked.some(({ whole }) => whole === 0)) continue
      for (const scope of looked) {
        const moment = momentOf(scope.seenTo, scope.importedAt)
        if (moment !== null) times.set(placeWord(scope), [...(times.get(placeWord(scope)) ?? []), moment])
      }
      for (const { account, check_id, result } of files.flatMap((file) => checksOfSource(db, file))) {
        checks.add(pairWord(account, check_id))
        results.add(pairWord(account, result))
      }
    }
    return { times, checks, results, records: 0, followed: 0 }
  }

  const looks = new Map([...rescans].map(([older, newer]) => [older, lookOf(newer)]))
  for (const { sourceIndex, scopeKey, standing, isShownAgain } of related.records) {
    const look = looks.get(scans[sourceIndex] ?? sourceIndex)
    if (look === undefined || standing === 'restated' || !look.times.has(places[sourceIndex]?.get(scopeKey) ?? '')) continue
    look.records += 1
    if (standing === 'superseded' || isShownAgain) look.followed += 1
  }

  return ({ id, at, exact, result }, { sourceIndex, scopeKey, account, check }) => {
    const look = looks.get(scans[sourceIndex] ?? sourceIndex)
    if (look === undefined) return null
    const times = look.times.get(places[sourceIndex]?.get(scopeKey) ?? '') ?? []
    const isGone =
      at !== null &&
      times.some((time) => isLater(time, { at, exact })) &&
      look.checks.has(pairWord(account, check)) &&
      look.results.has(pairWord(account, result)) &&
      look.followed >= MOST_SHOWN * look.records
    return isGone
      ? { id, standing: 'gone', change: null, other: null }
      : { id, standing: 'current', change: 'not-scanned-again', other: null }
  }
}
