// From the kept counts of a criterion's scanner checks to a statement. Records that could not decide (error, manual, unknown, skipped)
// keep passes from meaning "met"; muted and archived records weigh nothing, and are told.
import type { EvidenceResult } from '#domain/evidence'
import type { Place, ProposedVerdict } from '#domain/proposal'
import type { Statement } from './evaluator.ts'
import { listing, statement } from './statement.ts'

/** So many current, active records of one check. */
export type CheckCount = {
  readonly check: string
  readonly result: EvidenceResult
  readonly muted: boolean
  readonly account: string | null
  readonly count: number
}

export type CountedChecks = {
  /** The checks the catalog names for the criterion. */
  readonly checks: readonly string[]
  readonly counts: readonly CheckCount[]
  /** Accounts of the scope; empty limits nothing. */
  readonly accounts: readonly string[]
  /** Records that fail and count, as many as are worth pointing at. */
  readonly failing: readonly Place[]
}

const number = (n: number): string => n.toLocaleString('en-GB')
const sum = (counts: readonly CheckCount[]): number => counts.reduce((total, { count }) => total + count, 0)

/** Results that decide nothing, in words. */
const OPEN: readonly { readonly result: EvidenceResult; readonly words: string }[] = [
  { result: 'error', words: 'could not be tested (error)' },
  { result: 'manual', words: 'are for a person to judge (manual)' },
  { result: 'unknown', words: 'say nothing that is known' },
  { result: 'skipped', words: 'were skipped' },
]

/** What the checks amount to; null where none of them has a record that counts. */
export function countedChecks({ checks, counts, accounts, failing }: CountedChecks): Statement | null {
  if (counts.length === 0) return null
  const weighed = counts.filter(({ muted }) => !muted)
  const of = (result: EvidenceResult): readonly CheckCount[] => weighed.filter((count) => count.result === result)
  const [fails, passes, not] = [sum(of('fail')), sum(of('pass')), sum(of('not-applicable'))]
  const open = OPEN.flatMap(({ result, words }) => (sum(of(result)) === 0 ? [] : [`${number(sum(of(result)))} ${words}`]))
  const seen = new Set(counts.map(({ check }) => check.toLowerCase()))
  const silent = checks.filter((check) => !seen.has(check.toLowerCase()))
  const reached = new Set(weighed.flatMap(({ account }) => (account === null ? [] : [account])))
  const unreached = reached.size === 0 ? [] : accounts.filter((account) => !reached.has(account))
  const mutedFails = sum(counts.filter(({ muted, result }) => muted && result === 'fail'))
  const muted = sum(counts.filter((count) => count.muted))

  const say = (most: number): string => {
    const perCheck = (rows: readonly CheckCount[]): string =>
      listing(
        [...Map.groupBy(rows, ({ check }) => check)].map(([check, mine]) => `${check} ${number(sum(mine))}`),
        most,
      )
    const parts = [
      fails > 0 ? `${number(fails)} of ${number(fails + passes)} records that pass or fail do fail (${perCheck(of('fail'))})` : null,
      passes > 0 && fails === 0
        ? `${passes === 1 ? 'The only record that passes or fails passes' : `All ${number(passes)} records that pass or fail pass`} (${perCheck(of('pass'))})`
        : null,
      not > 0 ? `${number(not)} do not apply` : null,
      ...open,
      unreached.length > 0 ? `no record is of ${listing(unreached, most)}` : null,
      silent.length > 0 ? `${silent.length} of the ${checks.length} checks that test this have no record (${listing(silent, most)})` : null,
      muted > 0 ? `not weighed: ${number(muted)} muted, of them failing ${number(mutedFails)}` : null,
    ].filter((part) => part !== null)
    return `${parts.join('; ')}.`
  }
  return statement(verdictOf({ fails, passes, not, isOpen: open.length > 0 || unreached.length > 0 }), say, failing)
}

function verdictOf({
  fails,
  passes,
  not,
  isOpen,
}: {
  readonly fails: number
  readonly passes: number
  readonly not: number
  readonly isOpen: boolean
}): ProposedVerdict | null {
  if (fails > 0) return passes > 0 ? 'partly-met' : 'not-met'
  if (isOpen) return null
  if (passes > 0) return 'met'
  return not > 0 ? 'not-applicable' : null
}
