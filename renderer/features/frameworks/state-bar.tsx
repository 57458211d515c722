// A framework's requirements by state as one bar: what is dealt with stands left, what nobody tested is an empty stretch at the right.
import type { FrameworkSummary } from '#domain/framework'
import { formatCount } from '../../design/format.ts'
import { STATE_LOOKS, STATE_ORDER, STATE_WORDS } from './states.ts'

export function StateBar({ framework: { states, requirements } }: { readonly framework: FrameworkSummary }) {
  const parts = STATE_ORDER.filter((state) => states[state] > 0)
  const words = parts.map((state) => `${formatCount(states[state])} ${STATE_WORDS[state].toLowerCase()}`).join(', ')
  return (
    <span className="state-bar" role="img" aria-label={requirements === 0 ? 'No requirements' : words} title={words}>
      {parts.map((state) => (
        <span key={state} className={`state-part tone-${STATE_LOOKS[state].tone}`} data-state={state} style={{ flexGrow: states[state] }} />
      ))}
    </span>
  )
}
