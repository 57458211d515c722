// The frame of a screen and the plain blocks inside it.
import { Fragment, type ReactNode } from 'react'
import { Link } from 'wouter'
import './layout.css'

/** A screen: title, a note beside it (usually a count), actions at the right, body below. */
export function Screen({
  title,
  note,
  actions,
  padded = true,
  children,
}: {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly actions?: ReactNode
  /** False where the body brings its own edges: tables, split panes. */
  readonly padded?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <div className="screen-title">
          <h1 id="screen-title">{title}</h1>
          {note === undefined ? null : <span className="screen-title-note">{note}</span>}
        </div>
        {actions === undefined ? null : <div className="screen-actions">{actions}</div>}
      </header>
      <div className="screen-body" data-padded={padded || undefined}>
        {children}
      </div>
    </section>
  )
}

/** A row of controls. */
export const Toolbar = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="toolbar" role="group" aria-label={label}>
    {children}
  </div>
)

/** A framed part of a screen. */
export function Panel({
  title,
  actions,
  children,
  padded = true,
}: {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly padded?: boolean
}) {
  return (
    <section className="panel" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        {actions}
      </header>
      <div className={padded ? 'panel-body' : undefined}>{children}</div>
    </section>
  )
}

/** Blocks one below the other. */
export const Stack = ({ gap = 'normal', children }: { readonly gap?: 'small' | 'normal' | 'large'; readonly children: ReactNode }) => (
  <div className="stack" data-gap={gap}>
    {children}
  </div>
)

/** One figure with what it counts; a link to the rows behind it where there are any. */
export const Stat = ({ value, label, href }: { readonly value: string; readonly label: string; readonly href?: string }) => (
  <div className="stat">
    {href === undefined ? (
      <span className="stat-value">{value}</span>
    ) : (
      <Link href={href} className="stat-value">
        {value}
      </Link>
    )}
    <span className="stat-label">{label}</span>
  </div>
)

/** Term and value pairs. A null value is shown as not stated: unknown stays unknown. */
export const DescriptionList = ({ items }: { readonly items: readonly { readonly term: string; readonly value: ReactNode | null }[] }) => (
  <dl className="description-list">
    {items.map(({ term, value }) => (
      <Fragment key={term}>
        <dt>{term}</dt>
        <dd>{value === null ? <span className="nothing">not stated</span> : value}</dd>
      </Fragment>
    ))}
  </dl>
)
