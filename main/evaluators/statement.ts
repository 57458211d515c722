// Puts figures, lists and places into a statement, and holds the rule every evaluator obeys: what was not seen is never met, and
// nothing is met by an empty list (law 2).
import type { Place, ProposedVerdict } from '#domain/proposal'
import type { Statement } from './evaluator.ts'

/** One thing that was looked at. */
export type Item = {
  readonly name: string
  /** What is wrong with it, in a few words; null = nothing. */
  readonly wrong: string | null
  readonly place: Place
}

export type Survey = {
  /** What the items are, `permission set` and `permission sets`. */
  readonly noun: readonly [one: string, many: string]
  readonly items: readonly Item[]
  /** What the wrong ones do: `allow a session of more than 8 hours`, said of one and of many. */
  readonly fault: readonly [one: string, many: string]
  /** What all do where none is wrong, said of one and of many. */
  readonly fine: readonly [one: string, many: string]
  /** What is missing; from evidence.gaps. */
  readonly gaps: readonly string[]
  /** Said where nothing of the kind exists and nothing is missing. */
  readonly none: string
  /** What the empty case means; `not-applicable` unless said otherwise. */
  readonly ifNone?: ProposedVerdict | null
  /** One that is wrong fails all; otherwise some wrong and some right is partly met. */
  readonly isStrict?: boolean
  /** What a person must still see where nothing is wrong: the evidence can refute, not prove. */
  readonly unproven?: string
  /** Said after the figures: a limit and where it comes from. */
  readonly also?: string
}

const SHOWN = 6

/** `a, b, c`; in short with `(shown 6 of 40)` behind. */
export const listing = (names: readonly string[], most: number): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} (shown ${most} of ${names.length.toLocaleString('en-GB')})`

const labelOf = ({ name, wrong }: Item): string => (wrong === null || wrong === '' ? name : `${name} (${wrong})`)
const number = (n: number): string => n.toLocaleString('en-GB')

/** Gives a statement both short and in full; `say` gets the number of names a list may show. */
export function statement(verdict: ProposedVerdict | null, say: (most: number) => string, places: readonly Place[]): Statement {
  return { verdict, reason: say(SHOWN), full: say(Number.POSITIVE_INFINITY), places }
}

const missingWords = (gaps: readonly string[], most: number): string => `Missing: ${listing(gaps, most).replace(/\.$/u, '')}.`

/** No suggestion, because something is missing. */
export const notTested = (gaps: readonly string[], places: readonly Place[] = []): Statement =>
  statement(null, (most) => missingWords(gaps, most), places)

/** The evidence is there, yet it cannot decide alone. */
export const undecided = (reason: string, places: readonly Place[] = []): Statement => statement(null, () => reason, places)

/** Looks over all items: wrong ones decide even where something is missing, right ones only where nothing is. */
export function survey({
  noun,
  items,
  fault,
  fine,
  gaps,
  none,
  ifNone = 'not-applicable',
  isStrict = true,
  also,
  unproven,
}: Survey): Statement {
  const bad = items.filter(({ wrong }) => wrong !== null)
  const [one, many] = noun
  const counted = (n: number): string => `${number(n)} ${n === 1 ? one : many}`
  const rest = (most: number): string =>
    [also, gaps.length === 0 ? undefined : missingWords(gaps, most)].filter((text) => text !== undefined).join(' ')
  const saying = (text: string, most: number): string => [text, rest(most)].filter((part) => part !== '').join(' ')
  if (bad.length > 0) {
    const figure =
      bad.length === items.length
        ? items.length === 1
          ? `The only ${one}`
          : `All ${counted(items.length)}`
        : `${number(bad.length)} of ${counted(items.length)}`
    return statement(
      isStrict || bad.length === items.length ? 'not-met' : 'partly-met',
      (most) => saying(`${figure} ${bad.length === 1 ? fault[0] : fault[1]}: ${listing(bad.map(labelOf), most)}.`, most),
      bad.map(({ place }) => place),
    )
  }
  const places = items.map(({ place }) => place)
  if (gaps.length > 0)
    return items.length === 0
      ? notTested(gaps)
      : statement(
          null,
          (most) =>
            saying(
              `${counted(items.length)} seen; ${items.length === 1 ? `it ${fine[0]}` : `all ${fine[1]}`}. That is not everything.`,
              most,
            ),
          places,
        )
  if (items.length === 0) return statement(ifNone, (most) => saying(none, most), [])
  const open = unproven === undefined ? '' : ` ${unproven}`
  return statement(
    unproven === undefined ? 'met' : null,
    (most) =>
      saying(
        `${items.length === 1 ? `The only ${one} (${items[0]?.name ?? ''}) ${fine[0]}.` : `All ${counted(items.length)} ${fine[1]}.`}${open}`,
        most,
      ),
    places,
  )
}
