// Chooses one verdict of those a responsibility allows. Arrow keys move, digits give one at once.
import { type KeyboardEvent, useRef } from 'react'
import { type Responsibility, VERDICTS_FOR, Verdict } from '#domain/criterion'
import { VERDICT_LOOKS } from '../../design/marks.tsx'
import { Shape } from '../../design/shapes.tsx'
import { VERDICT_WORDS } from '../../design/words.ts'
import { keyOfVerdict } from './verdict-rules.ts'

export function VerdictControl({
  label,
  responsibility,
  value,
  onValue,
}: {
  readonly label: string
  readonly responsibility: Responsibility
  readonly value: Verdict
  readonly onValue: (verdict: Verdict) => void
}) {
  const group = useRef<HTMLDivElement>(null)
  // In the order of their keys, whatever the responsibility.
  const allowed = Verdict.options.filter((verdict) => VERDICTS_FOR[responsibility].includes(verdict))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const index = (allowed.indexOf(value) + step + allowed.length) % allowed.length
    const next = allowed[index]
    if (next === undefined) return
    onValue(next)
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[index]?.focus()
  }
  return (
    <div ref={group} className="verdict-control" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {allowed.map((verdict) => (
        <button
          key={verdict}
          type="button"
          role="radio"
          aria-checked={verdict === value}
          aria-keyshortcuts={keyOfVerdict(verdict)}
          tabIndex={verdict === value ? 0 : -1}
          className={`verdict-option tone-${VERDICT_LOOKS[verdict].tone}`}
          onClick={() => onValue(verdict)}
        >
          <Shape name={VERDICT_LOOKS[verdict].shape} />
          {VERDICT_WORDS[verdict]}
          <span className="verdict-key" aria-hidden>
            {keyOfVerdict(verdict)}
          </span>
        </button>
      ))}
    </div>
  )
}
