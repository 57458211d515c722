// Evidence in words: how far a time can be trusted, what a life-cycle mark means.
import type { EvidenceRow, Lifecycle, TimeQuality } from '#domain/evidence'
import type { Change, Standing } from '#domain/standing'

/** What the time of a record is worth (FORMATS.md §1, trap T9). */
export const TIME_QUALITY_WORDS: Readonly<Record<TimeQuality, string>> = {
  exact: 'Exact: the scan gives the time with its offset from UTC.',
  'naive-local': 'Local time of the scanning machine, without an offset; shown as written, not shifted.',
  'scan-time-only': 'Time of the whole scan; the record itself has none.',
  none: 'The scan gives no time.',
}

export const LIFECYCLE_NOTES: Readonly<Record<Lifecycle, string>> = {
  active: 'The scanner holds this record to be current.',
  archived: 'Archived in the scanner: kept and shown, but it drafts no finding.',
  resolved: 'Resolved in the scanner: kept and shown, but it drafts no finding.',
}

/** A byte range as people read it: first and last byte counted from 0, and the length. */
export function rangeWords(offset: number, length: number): string {
  return `bytes ${offset.toLocaleString('en')}–${(offset + length - 1).toLocaleString('en')} (${length.toLocaleString('en')})`
}

/** What each standing means for the counts (domain/standing.ts). */
const STANDING_NOTES: Readonly<Record<Standing, string>> = {
  current: 'No other scan of the same place is here; it counts.',
  restated: 'Another record of the same scan says it already; that one counts.',
  superseded: 'A newer scan speaks of the same thing; that one counts.',
  gone: 'A newer scan looked at the same place with the same check and does not show it any more; it no longer counts.',
}

const CHANGE_NOTES: Readonly<Record<Change, string>> = {
  new: 'The scan before looked there and did not show it; it counts.',
  unchanged: 'The scan before said the same; this one counts.',
  changed: 'The scan before said something else; this one counts.',
  'not-scanned-again': 'A newer scan exists, but did not look there; this one still counts.',
}

/** How a record stands to other scans, in one sentence. */
export const standingNote = ({ standing, change }: Pick<EvidenceRow, 'standing' | 'change'>): string =>
  standing === 'current' && change !== null ? CHANGE_NOTES[change] : STANDING_NOTES[standing]

/** What the other record is to this one; null where none is named. */
export function relationWord({ standing, change, otherId }: Pick<EvidenceRow, 'standing' | 'change' | 'otherId'>): string | null {
  if (otherId === null) return null
  if (standing === 'superseded') return 'Superseded by'
  if (standing === 'restated') return 'Restates'
  return change === null ? 'Belongs to' : 'Follows'
}
