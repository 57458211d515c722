// Reads the times scanners write (FORMATS.md §4.6, §4.7 and trap T9). Never shifts a local time and never invents one.
import type { TimeQuality } from '#domain/evidence'
import { numberOf, textOf } from './fields.ts'

export type SeenAt = { readonly seenAt: string | null; readonly seenAtRaw: string | null; readonly timeQuality: TimeQuality }

export const NO_TIME: SeenAt = { seenAt: null, seenAtRaw: null, timeQuality: 'none' }

/** Epoch numbers below this are seconds, others milliseconds: OCSF says milliseconds, Prowler writes seconds (FORMATS.md §4.7). */
const FIRST_MILLISECONDS = 1e11

const EPOCH = /^\d{9,13}(?:\.\d+)?$/
/** A time that is already as it is kept, which most are. Days that not every month has are read in full. */
const KEPT = /^(?!0001)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)\s*(Z|[+-]\d\d:?\d\d)?$/

/**
 * Gives one time as ISO 8601: `exact` ones in UTC with milliseconds, `naive-local` ones as written with a `T` and no offset.
 * What is no time (or the zero date, which tools write for "never") keeps its words in `seenAtRaw` and is `none`.
 */
export function readTime(value: unknown): SeenAt {
  const seenAtRaw = textOf(value)
  if (seenAtRaw === null) return NO_TIME
  if (typeof value !== 'string') return timeOf(value, seenAtRaw)
  // The records of a run name one time, as a rule.
  if (seenAtRaw !== lastText.seenAtRaw) lastText = timeOf(value, seenAtRaw)
  return lastText
}
let lastText: SeenAt = NO_TIME

function timeOf(value: unknown, seenAtRaw: string): SeenAt {
  if (KEPT.test(seenAtRaw)) return { seenAt: seenAtRaw, seenAtRaw, timeQuality: 'exact' }
  const unknown: SeenAt = { seenAt: null, seenAtRaw, timeQuality: 'none' }
  const epoch = numberOf(value) ?? (EPOCH.test(seenAtRaw) ? Number(seenAtRaw) : null)
  if (epoch !== null) {
    const instant = isoOf(epoch < FIRST_MILLISECONDS ? epoch * 1000 : epoch)
    return epoch > 0 && instant !== null ? { seenAt: instant, seenAtRaw, timeQuality: 'exact' } : unknown
  }
  const parts = TIMESTAMP.exec(seenAtRaw)
  if (parts === null) return unknown
  const [, year = '', month = '', day = '', clock = '', offset] = parts
  const local = `${year}-${month}-${day}T${clock}`
  // Read as UTC first: Date accepts February 31 and moves it on, so the day must come back unchanged.
  const asUtc = isoOf(Date.parse(`${local}Z`))
  if (year === '0001' || asUtc?.slice(0, 10) !== local.slice(0, 10)) return unknown
  if (offset === undefined) return { seenAt: local, seenAtRaw, timeQuality: 'naive-local' }
  const instant = isoOf(Date.parse(`${local}${offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`))
  return instant === null ? unknown : { seenAt: instant, seenAtRaw, timeQuality: 'exact' }
}

/** The first of several fields that holds a time; where none does, the first that holds any words at all. */
export function firstTime(...values: readonly unknown[]): SeenAt {
  let words: SeenAt | null = null
  for (const value of values) {
    const time = readTime(value)
    if (time.seenAt !== null) return time
    if (time.seenAtRaw !== null) words ??= time
  }
  return words ?? NO_TIME
}

function isoOf(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
