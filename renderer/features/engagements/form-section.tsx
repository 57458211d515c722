// One section of the form: title and what it is about at the left, its fields at the right.
import type { ReactNode } from 'react'
import './engagements.css'

export const FormSection = ({
  title,
  hint,
  aside,
  children,
}: {
  readonly title: string
  readonly hint?: string
  /** Stands under the title, beside the fields, and stays in sight. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}) => (
  <section className="form-section" aria-label={title} data-wide={aside === undefined ? undefined : true}>
    <header>
      <h2>{title}</h2>
      {hint === undefined ? null : <p>{hint}</p>}
      {aside}
    </header>
    <div className="stack">{children}</div>
  </section>
)
