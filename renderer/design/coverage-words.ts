// Words and looks for what coverage says beyond its states: why a topic is not tested, what is known of a place, who judged. Data only.
import type { CoverageCell, CoverageState } from '#domain/coverage'
import type { PlaceState } from '#domain/coverage-places'
import type { NotTestedWhy, Tester } from '#domain/coverage-why'
import { COVERAGE_LOOKS, type Look } from './marks.tsx'

type Why = { readonly look: Look; readonly short: string; readonly full: string }

/** `short` stands in a cell of the map, `full` beside it. */
export const WHY_WORDS: Readonly<Record<NotTestedWhy, Why>> = {
  'access-denied': {
    look: { tone: 'broken', shape: 'lock' },
    short: 'denied',
    full: 'Access denied: the collection kit asked and was refused.',
  },
  'call-failed': {
    look: { tone: 'broken', shape: 'unplugged' },
    short: 'failed',
    full: 'The calls of the collection kit failed, or were not made.',
  },
  'no-check-exists': {
    look: { tone: 'quiet', shape: 'no-eye' },
    short: 'no check',
    full: 'No scanner the catalog knows has a check for it, and no evaluator looks at it: only a person can judge it.',
  },
  'import-missing': {
    look: { tone: 'quiet', shape: 'empty-tray' },
    short: 'no import',
    full: 'Import missing: nothing of a tool that could test it was imported.',
  },
  'place-not-scanned': {
    look: { tone: 'quiet', shape: 'no-pin' },
    short: 'unscanned',
    full: 'None of the expected accounts and regions was scanned.',
  },
  'nothing-reported': {
    look: { tone: 'quiet', shape: 'silent' },
    short: 'silent',
    full: 'Scanned, but nothing was reported: no resource of the kind, or the check was left out.',
  },
}

export const PLACE_WORDS: Readonly<Record<PlaceState, string>> = {
  tested: 'Evidence',
  'partly-tested': 'Evidence, but some calls had no answer',
  'access-denied': 'Access denied',
  'call-failed': 'Calls failed or not made',
  'nothing-reported': 'Scanned, nothing reported',
  'not-scanned': 'Not scanned',
}

export const PLACE_LOOKS: Readonly<Record<PlaceState, Look>> = {
  tested: { tone: 'good', shape: 'circle-check' },
  'partly-tested': { tone: 'warn', shape: 'circle-half' },
  'access-denied': { tone: 'broken', shape: 'lock' },
  'call-failed': { tone: 'broken', shape: 'unplugged' },
  'nothing-reported': { tone: 'quiet', shape: 'silent' },
  'not-scanned': { tone: 'quiet', shape: 'no-pin' },
}

export const TESTER_WORDS: Readonly<Record<Tester, string>> = {
  prowler: 'Prowler',
  'security-hub': 'Security Hub',
  kit: 'the collection kit',
}

/** States a verdict can give, drawn by pen where no scan says the same. */
const BY_HAND: Partial<Readonly<Record<CoverageState, Look>>> = {
  pass: { tone: 'good', shape: 'tick-pen' },
  fail: { tone: 'bad', shape: 'cross-pen' },
  'not-applicable': { tone: 'quiet', shape: 'slash-pen' },
}

/** Whether a person's verdict alone says what a cell shows. What rests on an AWS report is inherited, not judged by hand. */
export const isByHand = ({ decidedBy, state }: Pick<CoverageCell, 'decidedBy' | 'state'>): boolean =>
  decidedBy === 'verdict' && state !== 'inherited'

/** How a cell is drawn: why it is not tested, that a person judged it, or its state. */
export function cellLook(cell: Pick<CoverageCell, 'decidedBy' | 'state' | 'why'>): Look {
  if (cell.why !== null) return WHY_WORDS[cell.why].look
  return (isByHand(cell) ? BY_HAND[cell.state] : undefined) ?? COVERAGE_LOOKS[cell.state]
}
