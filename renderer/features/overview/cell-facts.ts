// What one cell of the coverage map says: the number it shows, what that number counts, and the rows behind it. Pure.
import type { CoverageCell } from '#domain/coverage'
import type { PlaceCounts } from '#domain/coverage-places'
import { assertNever } from '#domain/errors'
import { type EvidenceResult, type ResultCounts, sumOf } from '#domain/evidence'
import { isByHand, WHY_WORDS } from '../../design/coverage-words.ts'
import { countOf, formatCount, nounOf } from '../../design/format.ts'
import { COVERAGE_WORDS } from '../../design/words.ts'
import { hrefs } from '../../navigation/hrefs.ts'

/** Results that leave a topic open where nothing fails now. */
const UNSETTLED: readonly EvidenceResult[] = ['manual', 'error', 'skipped', 'info', 'unknown', 'fail']

export type CellFacts = {
  /** null where nothing is counted: the shape alone stands there. */
  readonly number: number | null
  /** The state, the number and what it counts, in words. */
  readonly words: string
  /** The rows behind the number; the topic in the service's chapter where no rows are. */
  readonly href: string
}

/** The facts of a cell of `service`. Evidence counts before verdicts; a number of evidence always leads to exactly its rows. */
export function cellFacts(service: string, cell: CoverageCell): CellFacts {
  const { state, evidence, verdicts, topic } = cell
  const chapter = hrefs.service(service, topic)
  const word = `${COVERAGE_WORDS[state]}${isByHand(cell) ? ', judged by hand' : ''}`
  const fact = (results: readonly EvidenceResult[], verdictCount: number, verdictWords: string): CellFacts => {
    const rows = results.reduce((sum, result) => sum + evidence[result], 0)
    if (rows > 0)
      return {
        number: rows,
        words: `${word}: ${countOf(rows, 'record')}`,
        href: hrefs.counted({ service, topic, result: results.filter((result) => evidence[result] > 0) }),
      }
    if (verdictCount > 0)
      return { number: verdictCount, words: `${word}: ${countOf(verdictCount, 'criterion', 'criteria')} ${verdictWords}`, href: chapter }
    return { number: null, words: word, href: chapter }
  }
  switch (state) {
    case 'fail':
      return fact(['fail'], verdicts['not-met'], 'not met')
    case 'partly':
      return fact([], verdicts['partly-met'], 'partly met')
    case 'pass':
      return fact(['pass'], verdicts.met, 'met')
    case 'inconclusive':
      // A fail the scanner itself holds to be over is undecided as well; so are passes where nothing else is there.
      return fact(UNSETTLED.some((result) => evidence[result] > 0) ? UNSETTLED : ['pass'], 0, '')
    case 'inherited':
      return fact([], verdicts.inherited, 'inherited')
    case 'not-applicable':
      return fact(['not-applicable'], verdicts['not-applicable'], 'not applicable')
    case 'not-tested':
      return untested(service, cell, word)
    case 'not-in-chapter':
      return { number: null, words: word, href: hrefs.service(service) }
    default:
      return assertNever(state)
  }
}

/** Why nothing is known; calls of the kit without an answer are rows too, and lead to them. */
function untested(service: string, { topic, why, unanswered, evidence }: CoverageCell, word: string): CellFacts {
  const calls = sumOf(unanswered)
  const reason = why === null ? '' : WHY_WORDS[why].short
  if (calls === 0) return { number: null, words: reason === '' ? word : `${word}: ${reason}`, href: hrefs.service(service, topic) }
  const results = (['error', 'skipped'] as const).filter((result) => evidence[result] > 0)
  // Number and word follow each other as they do on screen: what is read aloud must hold what is seen.
  return {
    number: calls,
    words: `${word}: ${formatCount(calls)} ${reason} ${nounOf(calls, 'call')}`,
    href: hrefs.counted({ service, topic, result: results }),
  }
}

/** Expected places with evidence, all that are expected, and those of which something is missing. */
export function reachOfPlaces(places: PlaceCounts): { readonly tested: number; readonly expected: number; readonly holes: number } {
  const expected = sumOf(places)
  return { tested: places.tested + places['partly-tested'], expected, holes: expected - places.tested }
}

/** Parts of the thin bar below a number: passing, failing, everything else. Adds up to 1, or is empty without evidence. */
export function composition(counts: ResultCounts): readonly { readonly part: 'fail' | 'other' | 'pass'; readonly share: number }[] {
  const total = sumOf(counts)
  if (total === 0) return []
  const parts = [
    { part: 'fail', share: counts.fail / total },
    { part: 'other', share: (total - counts.fail - counts.pass) / total },
    { part: 'pass', share: counts.pass / total },
  ] as const
  return parts.filter(({ share }) => share > 0)
}
