// The one rule by which a topic of a service gets the state that screens, the command line and reports show. Pure.
import type { CoverageState, DecidedBy } from './coverage.ts'
import type { Unanswered } from './coverage-places.ts'
import type { VerdictCounts } from './criterion.ts'
import { assertNever } from './errors.ts'
import { type Lifecycle, noResults, type ResultCounts } from './evidence.ts'

export type CoverageFacts = {
  readonly inChapter: boolean
  /** Records that the scanner holds to be current, muted ones included … */
  readonly active: Readonly<ResultCounts>
  /** … and those it does not any more: archived and resolved. */
  readonly stale: Readonly<ResultCounts>
  readonly verdicts: Readonly<VerdictCounts>
}

/** Takes calls of the kit that brought no answer out of what was recorded: they test nothing, so alone they leave a topic not tested. */
export function withoutUnanswered(facts: CoverageFacts, { denied, failed, notRun }: Unanswered): CoverageFacts {
  const { error, skipped } = facts.active
  return { ...facts, active: { ...facts.active, error: error - denied - failed, skipped: skipped - notRun } }
}

/** Sorts counted records (rows with count 1, or kept counts) into current and stale ones. */
export function splitByLifecycle(
  records: Iterable<{ readonly result: keyof ResultCounts; readonly lifecycle: Lifecycle; readonly count: number }>,
): Pick<CoverageFacts, 'active' | 'stale'> {
  const active = noResults()
  const stale = noResults()
  for (const { result, lifecycle, count } of records) (lifecycle === 'active' ? active : stale)[result] += count
  return { active, stale }
}

/** Records that say something, but neither pass nor fail nor that the check does not apply. */
const undecidedIn = (counts: Readonly<ResultCounts>): number => counts.manual + counts.error + counts.skipped + counts.unknown

/**
 * The state of one topic, in the order of domain/coverage.ts. What the scanner left undecided keeps a topic inconclusive
 * beside any number of passes, until the auditor judges a criterion met; stale records never pass or fail a topic.
 */
export function coverageState({ inChapter, active, stale, verdicts }: CoverageFacts): CoverageState {
  if (active.fail > 0 || verdicts['not-met'] > 0) return 'fail'
  if (verdicts['partly-met'] > 0) return 'partly'
  if (verdicts.met > 0) return 'pass'
  if (undecidedIn(active) > 0) return 'inconclusive'
  if (active.pass > 0) return 'pass'
  if (active.info + stale.info + stale.pass + stale.fail + undecidedIn(stale) > 0) return 'inconclusive'
  if (verdicts.inherited > 0) return 'inherited'
  if (active['not-applicable'] + stale['not-applicable'] + verdicts['not-applicable'] > 0) return 'not-applicable'
  return inChapter ? 'not-tested' : 'not-in-chapter'
}

/** Whether records, a person's verdicts or both say what the state says; null where neither speaks. */
export function decidedBy({ active, stale, verdicts }: CoverageFacts, state: CoverageState): DecidedBy | null {
  const by = (records: number, judged: number): DecidedBy => (records === 0 ? 'verdict' : judged === 0 ? 'records' : 'both')
  switch (state) {
    case 'fail':
      return by(active.fail, verdicts['not-met'])
    case 'partly':
    case 'inherited':
      return 'verdict'
    case 'pass':
      return by(active.pass, verdicts.met)
    case 'not-applicable':
      return by(active['not-applicable'] + stale['not-applicable'], verdicts['not-applicable'])
    case 'inconclusive':
      return 'records'
    case 'not-tested':
    case 'not-in-chapter':
      return null
    default:
      return assertNever(state)
  }
}
