// Questions about the times in a file: do they fit the audit period, and can they be right at all (FORMATS.md §23, trap T9)?
import { type Answer, datedOf, type FileFacts, keptOf, type Question } from './evidence-questions-facts.ts'
import { counted, datesText, dateText, dayOf, grouped } from './evidence-questions-words.ts'
import type { FormatId } from './imports.ts'

/** Evidence older than this at the end of the period is told. A house rule, no standard's: a quarter of a year. */
const OLD_AFTER_DAYS = 90
/** A scan of one run does not span more. A house rule. */
const LONGEST_SCAN_DAYS = 30
/** AWS opened its first services in 2006. */
const AWS_BEGAN = '2006-01-01'

/** Formats in which every record carries the time of the scan (FORMATS.md §4.2–4.8, §8, §9). */
const SCAN_TIME_FORMATS: ReadonlySet<FormatId> = new Set([
  'prowler-v2-csv',
  'prowler-v2-json',
  'prowler-v3-json',
  'prowler-csv',
  'prowler-ocsf',
  'prowler-compliance-csv',
  'powerpipe-snapshot',
  'scoutsuite',
  'scout2',
])

/** Formats whose times tell when a thing was changed, not when somebody looked (FORMATS.md §6.7). */
const CHANGE_TIME_FORMATS: ReadonlySet<FormatId> = new Set(['security-hub-reference'])

type Span = { readonly from: number; readonly to: number }

function spanOf({ seenFrom, seenTo }: Pick<FileFacts, 'seenFrom' | 'seenTo'>): Span | null {
  const from = dayOf(seenFrom)
  const to = dayOf(seenTo)
  return from === null || to === null ? null : { from: Math.min(from, to), to: Math.max(from, to) }
}

/** Records that are certainly within: those of places whose every time is. Places may hold undated records too. */
function atLeast(facts: FileFacts, isWithin: (span: Span) => boolean): number {
  const places = facts.scopes.filter((place) => {
    const span = spanOf(place)
    return span !== null && isWithin(span)
  })
  const records = places.reduce((sum, place) => sum + place.records, 0)
  return Math.max(1, places.length, records - facts.timeQualities.none)
}

/** Is the evidence from before or after the audit period, wholly or in part? Both its days belong to the period. */
export const isOutsidePeriod: Question = (facts, scope) => {
  const span = spanOf(facts)
  const begin = dayOf(scope.periodFrom)
  const end = dayOf(scope.periodTo)
  if (span === null || begin === null || end === null || CHANGE_TIME_FORMATS.has(facts.formatId)) return []
  const older = `older than the audit period, which begins on ${dateText(begin)}`
  const newer = `newer than the audit period, which ends on ${dateText(end)}`
  if (span.to < begin) return [whollyOutside(facts, span, older, `the newest ${counted(begin - span.to, 'day')} before it`)]
  if (span.from > end) return [whollyOutside(facts, span, newer, `the oldest ${counted(span.from - end, 'day')} after it`)]
  const answers: Answer[] = []
  if (span.from < begin) {
    const count = atLeast(facts, ({ to }) => to < begin)
    answers.push(partlyOutside(facts, count, older, `the oldest of ${dateText(span.from)}`))
  }
  if (span.to > end) {
    const count = atLeast(facts, ({ from }) => from > end)
    answers.push(partlyOutside(facts, count, newer, `the newest of ${dateText(span.to)}`))
  }
  return answers
}

function whollyOutside(facts: FileFacts, { from, to }: Span, side: string, distance: string): Answer {
  const count = datedOf(facts)
  return {
    message: `All dated evidence in the file is ${side}: ${counted(count, 'record')} of ${datesText(from, to)}, ${distance}.`,
    count,
  }
}

function partlyOutside(facts: FileFacts, count: number, side: string, extreme: string): Answer {
  const share = `at least ${grouped(count)} of ${counted(keptOf(facts), 'record')}`
  return { message: `Part of the evidence in the file is ${side}: ${share}, ${extreme}.`, count }
}

/** Is evidence from within the period old at its end, or today where the period has not ended yet? */
export const isOld: Question = (facts, scope, now) => {
  const newest = spanOf(facts)?.to
  const begin = dayOf(scope.periodFrom)
  const end = dayOf(scope.periodTo)
  const today = dayOf(now)
  if (newest === undefined || begin === null || end === null || today === null) return []
  if (newest < begin || CHANGE_TIME_FORMATS.has(facts.formatId)) return []
  const age = Math.min(end, today) - newest
  if (age <= OLD_AFTER_DAYS) return []
  const against = end <= today ? `the end of the audit period on ${dateText(end)}` : `today, ${dateText(today)}`
  return [
    {
      message: `The newest record in the file is of ${dateText(newest)}, ${counted(age, 'day')} before ${against}.`,
      count: datedOf(facts),
    },
  ]
}

/** Does the file name times that have not come yet? One day is allowed, for local times without offset. */
export const isInFuture: Question = (facts, _scope, now) => {
  const newest = spanOf(facts)?.to
  const today = dayOf(now)
  if (newest === undefined || today === null || newest <= today + 1) return []
  const count = atLeast(facts, ({ from }) => from > today + 1)
  const message = `The newest time in the file is ${dateText(newest)}, ${counted(newest - today, 'day')} after today, ${dateText(today)}: the clock that wrote it or the clock of this computer is wrong.`
  return [{ message, count }]
}

/** Does the file name times at which there was no AWS to look at? */
export const isBeforeAws: Question = (facts) => {
  const oldest = spanOf(facts)?.from
  const began = dayOf(AWS_BEGAN)
  if (oldest === undefined || began === null || oldest >= began) return []
  const why = oldest === 0 ? 'what computers write when they know no time' : 'before AWS existed'
  const count = atLeast(facts, ({ to }) => to < began)
  return [{ message: `The oldest time in the file is ${dateText(oldest)}, ${why}: it cannot be when the evidence was collected.`, count }]
}

/** Are times written without their offset from UTC? */
export const isWithoutOffset: Question = (facts) => {
  const local = facts.timeQualities['naive-local']
  const dated = datedOf(facts)
  if (local === 0) return []
  const which =
    local === dated
      ? dated === 1
        ? 'The only time is'
        : `All ${grouped(dated)} times are`
      : `Of ${grouped(dated)} times ${grouped(local)} ${local === 1 ? 'is' : 'are'}`
  const message = `${which} written without an offset from UTC: the true hour is not known, and the day may be one off.`
  return [{ message, count: local }]
}

/** Do records lack a time, some or all? */
export const isUndated: Question = (facts) => {
  const undated = facts.timeQualities.none
  if (undated === 0) return []
  if (datedOf(facts) === 0) return [{ message: 'No record in the file names a time: when the scan ran is not known.', count: undated }]
  const which = `${grouped(undated)} of ${counted(keptOf(facts), 'record')} ${undated === 1 ? 'names' : 'name'}`
  return [{ message: `${which} no time, although others in the file do.`, count: undated }]
}

/** Does one scan span more days than a scan takes? Appended runs look like this (FORMATS.md §24, prowler #3675). */
export const isTooLong: Question = (facts) => {
  const span = spanOf(facts)
  if (span === null || !SCAN_TIME_FORMATS.has(facts.formatId)) return []
  const days = span.to - span.from
  if (days <= LONGEST_SCAN_DAYS) return []
  const message = `The times of this scan lie ${counted(days, 'day')} apart, ${datesText(span.from, span.to)}: the file may hold more than one run.`
  return [{ message, count: datedOf(facts) }]
}
