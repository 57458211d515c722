// Evidence in words: how far a time can be trusted, why a record lies where it lies, what a life-cycle mark means.
import type { Filing, Lifecycle, TimeQuality } from '#domain/evidence'

/** What the time of a record is worth (FORMATS.md §1, trap T9). */
export const TIME_QUALITY_WORDS: Readonly<Record<TimeQuality, string>> = {
  exact: 'Exact: the scan gives the time with its offset from UTC.',
  'naive-local': 'Local time of the scanning machine, without an offset; shown as written, not shifted.',
  'scan-time-only': 'Time of the whole scan; the record itself has none.',
  none: 'The scan gives no time.',
}

export const CONFIDENCE_WORDS: Readonly<Record<Filing['confidence'], string>> = {
  exact: 'exact',
  high: 'high confidence',
  low: 'low confidence, worth a look',
  none: 'not filed',
}

/** Why a record lies under its service and topic; names the rule so that it can be looked up. */
export function filingWords(filing: Filing): string {
  if (filing.rule === 'none' || filing.confidence === 'none') return 'Unfiled: no rule fired for this record.'
  return `Rule ${filing.rule} (${CONFIDENCE_WORDS[filing.confidence]})`
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
