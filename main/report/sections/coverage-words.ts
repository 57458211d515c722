// Marks and words for what the printed coverage pages say beyond states: why not tested, what is known of a place, who judged. Data only.
import type { CoverageCell, CoverageState } from '#domain/coverage'
import type { PlaceState } from '#domain/coverage-places'
import type { NotTestedWhy } from '#domain/coverage-why'
import { COLOR } from '../theme.ts'
import { type Mark, STATE } from '../words.ts'

/** `short` fits into a cell of the map. */
export const WHY: Readonly<Record<NotTestedWhy, { readonly glyph: string; readonly short: string; readonly full: string }>> = {
  'access-denied': { glyph: '⊘', short: 'denied', full: 'access denied: the collection kit asked and was refused' },
  'call-failed': { glyph: '⚠', short: 'failed', full: 'the calls of the collection kit failed, or were not made' },
  'no-check-exists': {
    glyph: '○',
    short: 'no check',
    full: 'no scanner known to the catalog has a check for it, and no evaluator looks at it',
  },
  'import-missing': { glyph: '○', short: 'no import', full: 'import missing: nothing of a tool that could test it was imported' },
  'place-not-scanned': { glyph: '○', short: 'unscanned', full: 'none of the expected accounts and regions was scanned' },
  'nothing-reported': { glyph: '○', short: 'silent', full: 'scanned, but nothing was reported' },
}

export const PLACE: Readonly<Record<PlaceState, Mark>> = {
  tested: { glyph: '✓', word: 'Evidence', color: COLOR.good },
  'partly-tested': { glyph: '◐', word: 'Evidence, but some calls had no answer', color: COLOR.warn },
  'access-denied': { glyph: '⊘', word: 'Access denied', color: COLOR.bad },
  'call-failed': { glyph: '⚠', word: 'Calls failed or not made', color: COLOR.warn },
  'nothing-reported': { glyph: '–', word: 'Scanned, nothing reported', color: COLOR.muted },
  'not-scanned': { glyph: '○', word: 'Not scanned', color: COLOR.soft },
}

/** Drawn after the state of what a verdict alone says. */
export const BY_HAND = '✎'

/** Whether a person's verdict alone says what a cell shows; what rests on an AWS report is inherited, not judged by hand. */
export const isByHand = ({ decidedBy, state }: Pick<CoverageCell, 'decidedBy' | 'state'>): boolean =>
  decidedBy === 'verdict' && state !== 'inherited'

/** States of which there is nothing to say in a strong colour. */
export const isQuiet = (state: CoverageState): boolean => state === 'not-tested' || state === 'not-in-chapter' || state === 'not-applicable'

/** The mark of a cell: its state, or why it is not tested. */
export const markOf = (cell: Pick<CoverageCell, 'state' | 'why'>): Mark =>
  cell.why === null ? STATE[cell.state] : { ...STATE['not-tested'], glyph: WHY[cell.why].glyph }
