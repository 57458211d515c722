// What evaluators see: AWS CLI answers with their exact place, which calls failed, and what is missing from where. Pure; reading them
// from an engagement is views/proposal-evidence.ts.
import type { Place } from '#domain/proposal'

/** An AWS CLI command as a person writes it: `pinpoint get-apps`. */
export type Command = `${string} ${string}`

/** One answer, or one record of it where the answer is a list of many (IAM's authorization details, the credential report). */
export type Answer = {
  readonly command: Command
  /** Options of the call by their name without dashes; null where nobody kept them. */
  readonly args: Readonly<Record<string, string>> | null
  readonly account: string | null
  readonly region: string | null
  /** When it was given, ISO 8601; null where nothing says so. */
  readonly at: string | null
  readonly place: Omit<Place, 'pointer'>
  readonly value: unknown
  /** False where it names a next page that is not there, or part of its file could not be read. */
  readonly isComplete: boolean
}

/** A call of a kit that gave no answer to read. */
export type FailedCall = {
  readonly command: Command
  readonly args: Readonly<Record<string, string>> | null
  readonly account: string | null
  readonly region: string | null
  readonly outcome: 'access-denied' | 'failed' | 'not-run' | 'unreadable'
  readonly error: string | null
  readonly place: Omit<Place, 'pointer'>
}

/** A call the service answered with "there is none": no password policy, no event stream. That is a fact, not a failure. */
export type Absence = Omit<FailedCall, 'outcome' | 'error'>

/** A call that was answered, whatever its answer holds: an empty list has no record to show for it. */
export type AnsweredCall = Pick<FailedCall, 'command' | 'account' | 'region'>

/** Where an answer is needed from: each account, each region of each account, or once. */
export type Reach = 'account' | 'region' | 'once'

export type EvidenceInput = {
  readonly answers: readonly Answer[]
  readonly failed: readonly FailedCall[]
  readonly absent: readonly Absence[]
  readonly answered: readonly AnsweredCall[]
  /** What the engagement says it is about; empty lists limit nothing. */
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
}

export type Evidence = {
  /** All answers of a command, in order of evidence. */
  of(command: Command): readonly Answer[]
  /** Calls of a command that found nothing to tell of. */
  absent(command: Command): readonly Absence[]
  /** Why not everything is known that a command could tell, one sentence each; empty where nothing is missing. */
  gaps(command: Command, reach: Reach): readonly string[]
  /** The same for single calls about one thing each: `keys` are the values of `option` that should have been asked for. */
  gapsPer(command: Command, option: string, keys: readonly string[], seen: ReadonlySet<string>): readonly string[]
}

const MOST_NAMES = 5
/** `a, b and 3 more`. */
const some = (names: readonly string[]): string =>
  names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`

const OUTCOMES: Readonly<Record<FailedCall['outcome'], string>> = {
  'access-denied': 'was denied',
  failed: 'failed',
  'not-run': 'was not run',
  unreadable: 'gave an answer that could not be read',
}

/** A place in words; null where nothing names it. */
const where = ({ account, region }: Pick<Answer, 'account' | 'region'>): string =>
  [account, region].filter((word) => word !== null).join(' ') || 'a place that is not named'

export function createEvidence({ answers, failed, absent, answered, accounts, regions }: EvidenceInput): Evidence {
  const byCommand = Map.groupBy(answers, (answer) => answer.command)
  const failedByCommand = Map.groupBy(failed, (call) => call.command)
  const answeredByCommand = Map.groupBy(answered, (call) => call.command)
  const absentByCommand = Map.groupBy(absent, (call) => call.command)
  const absences = (command: Command): readonly Absence[] => absentByCommand.get(command) ?? []
  const of = (command: Command): readonly Answer[] => byCommand.get(command) ?? []

  const failures = (command: Command): string[] =>
    [...Map.groupBy(failedByCommand.get(command) ?? [], (call) => call.outcome)].map(
      ([outcome, calls]) => `“aws ${command}” ${OUTCOMES[outcome]} for ${some([...new Set(calls.map(where))])}`,
    )

  /** Places of the scope that no answer is of. An answer without a place stands for the only place there is, and for no other. */
  const unanswered = (command: Command, reach: Reach): string[] => {
    const given = [...of(command), ...absences(command), ...(answeredByCommand.get(command) ?? [])]
    if (given.length === 0) return (failedByCommand.get(command) ?? []).length === 0 ? [`no answer of “aws ${command}” was imported`] : []
    if (reach === 'once') return []
    const wanted = accounts.flatMap((account): { account: string; region: string | null }[] =>
      reach === 'account' || regions.length === 0 ? [{ account, region: null }] : regions.map((region) => ({ account, region })),
    )
    const refused = failedByCommand.get(command) ?? []
    const isOf = (call: Pick<Answer, 'account' | 'region'>, place: { account: string; region: string | null }): boolean =>
      (call.account === null ? accounts.length === 1 : call.account === place.account) &&
      (place.region === null || (call.region === null ? regions.length === 1 : call.region === place.region))
    const missing = wanted.filter((place) => ![...given, ...refused].some((call) => isOf(call, place)))
    return missing.length === 0 ? [] : [`no answer of “aws ${command}” for ${some(missing.map(where))}`]
  }

  const cut = (command: Command): string[] => {
    const parts = of(command).filter((answer) => !answer.isComplete)
    return parts.length === 0 ? [] : [`what “aws ${command}” gave for ${some([...new Set(parts.map(where))])} is not complete`]
  }

  return {
    of,
    absent: absences,
    gaps: (command, reach) => [...failures(command), ...unanswered(command, reach), ...cut(command)],
    gapsPer: (command, option, keys, seen) => {
      const missing = keys.filter((key) => !seen.has(key))
      if (missing.length === 0) return cut(command)
      const refused = new Map(
        (failedByCommand.get(command) ?? []).flatMap((call) => {
          const key = call.args?.[option]
          return key === undefined ? [] : [[key, call.outcome] as const]
        }),
      )
      const byOutcome = Map.groupBy(missing, (key) => refused.get(key) ?? null)
      return [
        ...[...byOutcome].map(([outcome, names]) => {
          const of = `${names.length} of ${keys.length} (${some(names.map(shortName))})`
          return outcome === null ? `no answer of “aws ${command}” for ${of}` : `“aws ${command}” ${OUTCOMES[outcome]} for ${of}`
        }),
        ...cut(command),
      ]
    },
  }
}

/** The last part of an ARN or path, which is what people know a thing by. */
export const shortName = (id: string): string => id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1) || id

/** An answer's place, with a JSON pointer to what matters in it. */
export const placeIn = (answer: Pick<Answer, 'place'>, ...path: readonly (string | number)[]): Place => ({
  ...answer.place,
  pointer: path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
})
