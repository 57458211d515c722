// The rows of IAM's credential report as facts, and the moment they are told at: the report's own, never the machine's clock.
import type { Place } from '#domain/proposal'
import { objectOf, textOf } from '../importers/fields.ts'
import { type Command, type Evidence, placeIn } from './evidence.ts'

export const CREDENTIAL_REPORT: Command = 'iam get-credential-report'

export type Credential = {
  readonly user: string
  readonly isRoot: boolean
  readonly account: string | null
  readonly place: Place
  /** A column as written; null where it says nothing (`N/A`, `not_supported`, `no_information`). */
  readonly column: (name: string) => string | null
  readonly isOn: (name: string) => boolean
  /** Whole days from a column's time to the report's; null where it names none. */
  readonly daysSince: (name: string) => number | null
}

export type Credentials = {
  readonly rows: readonly Credential[]
  /** When the report was made; null where nothing says so, ages are then counted to the newest time any row names. */
  readonly at: string | null
}

const DAY = 86_400_000
const SILENT = new Set(['N/A', 'not_supported', 'no_information'])
const TIME_COLUMNS = [
  'password_last_used',
  'password_last_changed',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'user_creation_time',
]

const timeOf = (text: unknown): number | null => {
  const at = Date.parse(textOf(text) ?? '')
  return Number.isNaN(at) ? null : at
}

/**
 * All rows of all reports. A report cannot be older than what it tells: where its own time says so, or it names none, ages are counted
 * to the newest time in it and are then the least they can be; `at` is null.
 */
export function credentials(evidence: Evidence): Credentials {
  const answers = evidence.of(CREDENTIAL_REPORT)
  const newest = new Map<string, number>()
  for (const { value, place } of answers)
    for (const name of TIME_COLUMNS) {
      const at = timeOf(objectOf(value)[name])
      if (at !== null) newest.set(place.sha256, Math.max(newest.get(place.sha256) ?? at, at))
    }
  let isDated = true
  const moments: string[] = []
  const rows = answers.map((answer): Credential => {
    const columns = objectOf(answer.value)
    const told = newest.get(answer.place.sha256) ?? null
    const own = answer.at === null ? null : timeOf(answer.at)
    const isTrusted = own !== null && (told === null || own >= told)
    if (!isTrusted) isDated = false
    else if (answer.at !== null) moments.push(answer.at)
    const at = isTrusted ? own : told
    const column = (name: string): string | null => {
      const text = textOf(columns[name])
      return text === null || SILENT.has(text) ? null : text
    }
    return {
      user: column('user') ?? 'a user without a name',
      isRoot: column('user') === '<root_account>',
      account: answer.account,
      place: placeIn(answer),
      column,
      isOn: (name) => column(name)?.toLowerCase() === 'true',
      daysSince: (name) => {
        const then = timeOf(column(name))
        return then === null || at === null ? null : Math.floor((at - then) / DAY)
      },
    }
  })
  return { rows, at: isDated ? (moments.toSorted().at(-1) ?? null) : null }
}

/** What is missing for judging ages: the report's own time. */
export const undated = ({ at, rows }: Credentials): readonly string[] =>
  at !== null || rows.length === 0 ? [] : ['a credential report that says when it was made (ages are the least they can be)']
