// Accounts and regions by what is known of them, whole groups in one line each: "Not scanned: 4 accounts in us-east-1".
import type { PlaceGroup } from '#domain/coverage-places'
import { PLACE_LOOKS, PLACE_WORDS } from './coverage-words.ts'
import { countOf, formatCount } from './format.ts'
import './place-list.css'
import { Shape } from './shapes.tsx'

/** Names listed before a list is cut, and then says how many it shows of how many. */
const MOST_NAMES = 6

/** The groups that are no plain evidence, or all of them. `most` groups are shown; the rest is counted. */
export function PlaceList({
  groups,
  all = false,
  most = Number.POSITIVE_INFINITY,
}: {
  readonly groups: readonly PlaceGroup[]
  readonly all?: boolean
  readonly most?: number
}) {
  const wanted = all ? groups : groups.filter(({ state }) => state !== 'tested')
  const rest = wanted.length - most
  return (
    <ul className="place-list">
      {wanted.slice(0, most).map(({ state, accounts, regions }) => (
        <li key={`${state} ${accounts[0] ?? ''} ${regions?.join(' ') ?? ''}`}>
          <span className={`tone-${PLACE_LOOKS[state].tone}`} style={{ color: 'var(--mark)' }}>
            <Shape name={PLACE_LOOKS[state].shape} />
          </span>
          <span className="place-list-state">{PLACE_WORDS[state]}</span>
          <span className="place-list-where">
            {namesOf(accounts, 'account')}
            {regions === null ? '' : ` in ${namesOf(regions, 'region')}`}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="muted-text">{`${formatCount(most)} of ${countOf(wanted.length, 'group')} shown.`}</li> : null}
    </ul>
  )
}

const namesOf = (names: readonly string[], noun: string): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} … (${formatCount(MOST_NAMES)} of ${countOf(names.length, noun)})`
