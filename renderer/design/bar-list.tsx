// A bar chart that is a list: every bar has its mark, its number and its share, and leads to its rows. The total stands
// below, so that anyone can add up.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import './bar-list.css'
import { formatCount, formatShare } from './format.ts'
import type { Tone } from './marks.tsx'

export type Bar = { readonly id: string; readonly mark: ReactNode; readonly tone: Tone; readonly count: number; readonly href: string }

export function BarList({
  label,
  bars,
  total,
  totalLabel,
  totalHref,
}: {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly total: number
  readonly totalLabel: string
  readonly totalHref: string
}) {
  const longest = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <ul className="bar-list" aria-label={label}>
      {bars.map(({ id, mark, tone, count, href }) => {
        const line = (
          <>
            {mark}
            <span className={`bar-track tone-${tone}`} aria-hidden>
              {count === 0 ? null : <span className="bar-done" style={{ display: 'block', width: `${(count / longest) * 100}%` }} />}
            </span>
            <span className="bar-value">{formatCount(count)}</span>
            <span className="bar-share">{formatShare(count, total)}</span>
          </>
        )
        return (
          <li key={id} style={{ display: 'contents' }}>
            {count === 0 ? (
              <span className="bar-line" data-zero="">
                {line}
              </span>
            ) : (
              <Link href={href} className="bar-line">
                {line}
              </Link>
            )}
          </li>
        )
      })}
      <li style={{ display: 'contents' }}>
        <Link href={totalHref} className="bar-line bar-total">
          <span>{totalLabel}</span>
          <span />
          <span className="bar-value">{formatCount(total)}</span>
          <span />
        </Link>
      </li>
    </ul>
  )
}
