// How a record stands to what other scans say of the same thing (law 4: a re-import merges). Worked out from the evidence
// alone, so that the order in which files come in changes nothing. Says nothing about findings.
import * as z from 'zod'

/**
 * `current` counts. `restated`: another record of the same moment says it already (the same scan in another format, or the same
 * finding under one more requirement). `superseded`: a newer scan speaks of the same thing. `gone`: a newer scan looked at the
 * same place with the same check and does not show it any more.
 */
export const Standing = z.enum(['current', 'restated', 'superseded', 'gone'])
export type Standing = z.infer<typeof Standing>

/** What a current record is beside the scan before it. `not-scanned-again`: a newer scan exists, but did not look there. */
export const Change = z.enum(['new', 'unchanged', 'changed', 'not-scanned-again'])
export type Change = z.infer<typeof Change>

/**
 * The edition of a file among those that share records with it. Files of one edition are parts of it, and all they say counts; another
 * edition says the same again.
 */
export type EditionOf = (source: number) => number

/** What relating needs of a record. All records of one call are about the same thing. */
export type SeriesRecord = {
  readonly id: number
  /** The file's place among all that are related, those that end first before the others. */
  readonly source: number
  readonly formatId: string
  /** Milliseconds of the time it names, local times taken as UTC; null where it names none. */
  readonly at: number | null
  /** False where the time has no offset. */
  readonly exact: boolean
  /** One of the result words (domain/evidence.ts). */
  readonly result: string
  readonly muted: boolean
  /** Equal where two records say the same. */
  readonly content: number
  readonly perRequirement: boolean
  /** The same of all records of one thing. Where they name no account, nobody can tell whether two scans are of the same thing. */
  readonly hasAccount: boolean
}

export type Judgement = {
  readonly id: number
  readonly standing: Standing
  readonly change: Change | null
  /** The successor of what is superseded, the predecessor of what is current, what a restating record restates. */
  readonly other: number | null
}

/** Two source files of which the second scanned again, later, what the first had. */
export type Rescan = { readonly older: number; readonly newer: number }

const SECOND = 1000
/** Formats write the same moment with or without fractions of a second. */
const SAME_MOMENT = 2 * SECOND
/** Offsets of time zones are whole quarter hours, at most 14 hours (trap T9: Prowler writes local time into CSV, UTC into OCSF). */
const QUARTER_HOUR = 15 * 60 * SECOND
const MOST_OFFSET = 14 * 60 * 60 * SECOND

export type Moment = { readonly at: number; readonly exact: boolean }

/** Whether two times can be the same moment: equal, or one of them local and a whole time zone away. */
export function isSameMoment(a: Moment, b: Moment): boolean {
  const distance = Math.abs(a.at - b.at)
  if (distance <= SAME_MOMENT) return true
  if (a.exact === b.exact || distance > MOST_OFFSET + SAME_MOMENT) return false
  const rest = distance % QUARTER_HOUR
  return rest <= SAME_MOMENT || QUARTER_HOUR - rest <= SAME_MOMENT
}

/** Whether a moment is surely later than another. A local time may be a whole time zone away from what it says. */
export function isLater(a: Moment, b: Moment): boolean {
  return a.at - b.at > SAME_MOMENT + (a.exact === b.exact ? 0 : MOST_OFFSET)
}

/**
 * Relates the records of one thing; gives those with more to say than "current". Records of one source file never supersede each
 * other: a tool's ids and resources are not unique (trap T2). What names no time, or a time of which it cannot be told whether it is
 * before or after another, supersedes nothing and is never superseded; of the latter it is said that they are current, without change.
 * What names no account restates only: the newer file may be of another account, and its pass must not end the fail of the first.
 * What a newer occasion has no successor for is left to whoever knows whether the newer scan truly looked there.
 */
export function relateSeries(records: readonly SeriesRecord[], editionOf: EditionOf = (source) => source): readonly Judgement[] {
  const judgements = new Map<number, Judgement>()
  const { ordered, unordered, untimed } = occasionsOf(records.toSorted(byWhatTheySay))
  if (untimed.length > 0) settle(untimed, judgements, editionOf)
  for (const occasion of unordered)
    for (const { id } of settle(occasion, judgements, editionOf)) judgements.set(id, { id, standing: 'current', change: null, other: null })
  let before: readonly SeriesRecord[] | null = null
  for (const occasion of ordered) {
    const leads = settle(occasion, judgements, editionOf)
    if (before !== null && records.every(({ hasAccount }) => hasAccount)) follow(before, leads, judgements)
    before = leads
  }
  return [...judgements.values()]
}

/** Which files scanned one thing again after which others. */
export function rescansOf(records: readonly SeriesRecord[]): readonly Rescan[] {
  const rescans: Rescan[] = []
  if (!records.every(({ hasAccount }) => hasAccount)) return rescans
  const before = new Set<number>()
  for (const occasion of occasionsOf(records).ordered) {
    const sources = new Set(occasion.map((record) => record.source))
    for (const newer of sources) for (const older of before) if (older !== newer) rescans.push({ older, newer })
    for (const source of sources) before.add(source)
  }
  return rescans
}

/**
 * Of the records of one thing by its plain name: those written per requirement restate a record of the same moment and result
 * that is not. A requirement that says otherwise than the check is a fact of its own (FORMATS.md §4.8).
 */
export function restateRequirements(records: readonly SeriesRecord[]): readonly Judgement[] {
  const plain = records.filter((record) => !record.perRequirement)
  return records.flatMap((record): Judgement[] => {
    if (!record.perRequirement) return []
    const lead = plain.find((other) => other.result === record.result && isAtSameTime(other, record))
    return lead === undefined ? [] : [{ id: record.id, standing: 'restated', change: null, other: lead.id }]
  })
}

export const isAtSameTime = (a: SeriesRecord, b: SeriesRecord): boolean =>
  a.at === null || b.at === null ? a.at === b.at : isSameMoment({ at: a.at, exact: a.exact }, { at: b.at, exact: b.exact })

/** An order that does not depend on the order files came in: only records that say the same at the same time may change places. */
const byWhatTheySay = (a: SeriesRecord, b: SeriesRecord): number =>
  (a.at ?? NO_TIME) - (b.at ?? NO_TIME) ||
  Number(a.exact) - Number(b.exact) ||
  compare(a.formatId, b.formatId) ||
  compare(a.result, b.result) ||
  a.content - b.content ||
  Number(a.muted) - Number(b.muted) ||
  Number(a.perRequirement) - Number(b.perRequirement) ||
  a.id - b.id

/** Before all times. */
const NO_TIME = Number.MIN_SAFE_INTEGER

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

type Occasion = SeriesRecord[]

/**
 * Records by the moment of their scan, oldest first; apart from them those of local times too near to an exact one to tell which was
 * first. A source file is one occasion: the latest time it names of the thing.
 */
function occasionsOf(records: readonly SeriesRecord[]): {
  ordered: readonly Occasion[]
  unordered: readonly Occasion[]
  untimed: Occasion
} {
  const untimed: Occasion = []
  const bySource = new Map<number, { moment: Moment; records: Occasion }>()
  for (const record of records) {
    if (record.at === null) {
      untimed.push(record)
      continue
    }
    const known = bySource.get(record.source)
    if (known === undefined) bySource.set(record.source, { moment: { at: record.at, exact: record.exact }, records: [record] })
    else {
      known.records.push(record)
      if (record.at > known.moment.at) known.moment = { at: record.at, exact: record.exact }
    }
  }
  const scans = [...bySource.values()].sort((a, b) => Number(b.moment.exact) - Number(a.moment.exact) || a.moment.at - b.moment.at)
  const occasions: { moment: Moment; records: Occasion }[] = []
  // Exact times first: a local time then joins the exact one it can be, of several the latest, for that hides the least.
  for (const scan of scans) {
    const same = occasions.findLast((occasion) => isSameMoment(occasion.moment, scan.moment))
    if (same === undefined) occasions.push({ moment: scan.moment, records: [...scan.records] })
    else same.records.push(...scan.records)
  }
  const isOrdered = ({ moment }: { moment: Moment }): boolean =>
    moment.exact || occasions.every(({ moment: other }) => !other.exact || isLater(moment, other) || isLater(other, moment))
  const inTime = occasions.toSorted((a, b) => a.moment.at - b.moment.at)
  return {
    ordered: inTime.filter(isOrdered).map((occasion) => occasion.records),
    unordered: inTime.filter((occasion) => !isOrdered(occasion)).map((occasion) => occasion.records),
    untimed,
  }
}

/**
 * Of one occasion, the records that count; the others restate one of them. Copies are left out of every format first: what a format
 * says twice of one thing must not find a second record to restate, nor stay over and count.
 */
function settle(occasion: Occasion, judgements: Map<number, Judgement>, editionOf: EditionOf): readonly SeriesRecord[] {
  if (occasion.length === 1) return occasion
  const restated = new Map<SeriesRecord, SeriesRecord>()
  const plain = occasion.filter((record) => !record.perRequirement)
  const [leads = [], ...others] = [...Map.groupBy(plain, (record) => record.formatId)]
    .map(([formatId, records]) => ({ formatId, records: withoutCopies(records, restated, editionOf) }))
    .sort((a, b) => b.records.length - a.records.length || compare(b.formatId, a.formatId))
    .map(({ records }) => records)
  for (const records of others) {
    const free = createPool(leads, [(record) => record.content, (record) => `${record.result} ${record.muted}`])
    for (const record of records) {
      const lead = free.take(record)
      if (lead === undefined) leads.push(record)
      else restated.set(record, lead)
    }
  }
  const byResult = new Map(leads.map((lead) => [lead.result, lead]))
  for (const record of occasion) {
    if (!record.perRequirement) continue
    const lead = byResult.get(record.result)
    if (lead !== undefined) restated.set(record, lead)
    else {
      leads.push(record)
      byResult.set(record.result, record)
    }
  }
  for (const [record, said] of restated) {
    // A copy of what restates a record of another format restates that one too: it is the one that counts.
    const other = (restated.get(said) ?? said).id
    judgements.set(record.id, { id: record.id, standing: 'restated', change: null, other })
  }
  return leads
}

/**
 * The same record in two editions of a file (a copy, its parts, the scan made again) is one record. Within one file, and in two parts of
 * one scan, every record counts: tools do write the same words twice (trap T2).
 */
function withoutCopies(records: readonly SeriesRecord[], restated: Map<SeriesRecord, SeriesRecord>, editionOf: EditionOf): SeriesRecord[] {
  const leads: SeriesRecord[] = []
  for (const same of Map.groupBy(records, (record) => record.content).values()) {
    const editions = [...Map.groupBy(same, (record) => editionOf(record.source)).values()]
    // The oldest of those that say it most often: sources are in the order of their times.
    const [kept = [], ...copies] = editions.sort((a, b) => b.length - a.length || firstSource(a) - firstSource(b))
    leads.push(...kept)
    for (const copy of copies)
      for (const [index, record] of copy.entries()) {
        const original = kept[index]
        if (original !== undefined) restated.set(record, original)
      }
  }
  return leads
}

const firstSource = (records: readonly SeriesRecord[]): number => records.reduce((first, { source }) => Math.min(first, source), Infinity)

/** What of an older occasion has a successor in the newer one, and what is new there. */
function follow(older: readonly SeriesRecord[], newer: readonly SeriesRecord[], judgements: Map<number, Judgement>): void {
  const free = createPool(newer, [(record) => record.content])
  const pair = (old: SeriesRecord, next: SeriesRecord): void => {
    judgements.set(old.id, { id: old.id, standing: 'superseded', change: null, other: next.id })
    judgements.set(next.id, {
      id: next.id,
      standing: 'current',
      change: old.content === next.content ? 'unchanged' : 'changed',
      other: old.id,
    })
  }
  const changed = older.filter((old) => {
    const same = free.take(old)
    if (same !== undefined) pair(old, same)
    return same === undefined
  })
  const rest = free.rest()
  for (const [index, old] of changed.entries()) {
    const next = rest[index]
    if (next !== undefined) pair(old, next)
  }
  for (const next of rest.slice(changed.length)) judgements.set(next.id, { id: next.id, standing: 'current', change: 'new', other: null })
}

/** Records that are each taken once, found by the first key that fits; linear however many there are. */
function createPool(records: readonly SeriesRecord[], keys: readonly ((record: SeriesRecord) => string | number)[]) {
  const taken = new Set<SeriesRecord>()
  const indexes = keys.map((key) => {
    const index = new Map<string | number, SeriesRecord[]>()
    for (const record of records.toReversed()) push(index, key(record), record)
    return { key, index }
  })
  return {
    take(like: SeriesRecord): SeriesRecord | undefined {
      for (const { key, index } of indexes) {
        const queue = index.get(key(like)) ?? []
        for (let record = queue.pop(); record !== undefined; record = queue.pop()) {
          if (taken.has(record)) continue
          taken.add(record)
          return record
        }
      }
      return undefined
    },
    rest: (): readonly SeriesRecord[] => records.filter((record) => !taken.has(record)),
  }
}

function push<K>(groups: Map<K, SeriesRecord[]>, key: K, record: SeriesRecord): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [record])
  else group.push(record)
}
