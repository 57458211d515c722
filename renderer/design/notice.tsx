// Coloured boxes that say something: plain notices, and errors in words (what happened, where, what was kept, what to do).
import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { toAppError } from '#domain/errors'
import './marks.css'
import './notice.css'
import { ERROR_WORDS } from './error-words.ts'

const ICONS = { calm: Info, good: CircleCheck, warn: TriangleAlert, bad: TriangleAlert } as const

/** A box that stays. `tone` is never the only carrier: the title says it. */
export function Notice({
  tone = 'calm',
  title,
  children,
  action,
}: {
  readonly tone?: 'calm' | 'warn' | 'bad' | 'good'
  readonly title?: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  const Icon = ICONS[tone]
  return (
    <div className={`notice tone-${tone}`} role="note">
      <Icon aria-hidden />
      <div className="notice-body">
        {title === undefined ? null : <div className="notice-title">{title}</div>}
        {children === undefined ? null : <div>{children}</div>}
      </div>
      {action === undefined ? null : <div>{action}</div>}
    </div>
  )
}

/** Any thrown value in words. A cancelled step is no error to a person and shows nothing. */
export function ErrorNotice({ error, action }: { readonly error: unknown; readonly action?: ReactNode }) {
  const { code, message, details } = toAppError(error)
  if (code === 'cancelled') return null
  const words = ERROR_WORDS[code]
  const facts = Object.entries(details).filter(([, value]) => value !== null)
  return (
    <div className="notice tone-bad" role="alert">
      <TriangleAlert aria-hidden />
      <div className="notice-body">
        <div className="notice-title">{words.title}</div>
        <div>{message}</div>
        <div className="muted-text">{words.advice}</div>
        {facts.length === 0 ? null : (
          <details className="notice-details">
            <summary>Details</summary>
            <dl>
              {facts.map(([name, value]) => (
                <Fact key={name} name={name} value={Array.isArray(value) ? value.join(', ') : String(value)} />
              ))}
            </dl>
          </details>
        )}
      </div>
      {action === undefined ? null : <div>{action}</div>}
    </div>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd className="mono">{value}</dd>
  </>
)
