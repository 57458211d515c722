// What a list holds, counted by field; pressing a value narrows the list to it.
import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import './facet-list.css'
import { formatCount } from './format.ts'
import { ErrorNotice } from './notice.tsx'

export type FacetGroup = {
  readonly field: string
  readonly values: readonly { readonly value: string; readonly count: number; readonly pressed: boolean }[]
}

export type FacetWords = {
  /** Names of fields; a field without one keeps its own. */
  readonly labels: Readonly<Record<string, string>>
  readonly valueLabel: (field: string, value: string) => ReactNode
}

const FIRST = 8

/** `error`: why there are no counts; null = nothing went wrong. */
export function FacetList({
  groups,
  error,
  onToggle,
  ...words
}: FacetWords & {
  readonly groups: readonly FacetGroup[]
  readonly error: unknown
  readonly onToggle: (field: string, value: string) => void
}) {
  return (
    <div className="facet-list">
      {error === null ? null : <ErrorNotice error={error} />}
      {groups.map((group) => (
        <FacetGroupView key={group.field} group={group} onToggle={onToggle} {...words} />
      ))}
    </div>
  )
}

function FacetGroupView({
  group,
  labels,
  valueLabel,
  onToggle,
}: FacetWords & { readonly group: FacetGroup; readonly onToggle: (field: string, value: string) => void }) {
  const [all, setAll] = useState(false)
  const shown = all ? group.values : group.values.filter((value, index) => index < FIRST || value.pressed)
  const hidden = group.values.length - shown.length
  return (
    <fieldset>
      <legend className="facet-name">{labels[group.field] ?? group.field}</legend>
      {shown.map(({ value, count, pressed }) => (
        <button key={value} type="button" className="facet-value" aria-pressed={pressed} onClick={() => onToggle(group.field, value)}>
          <span className="truncate">{valueLabel(group.field, value)}</span>
          <span className="facet-count">{formatCount(count)}</span>
        </button>
      ))}
      {hidden > 0 || all ? (
        <Button kind="quiet" size="small" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `${formatCount(hidden)} more`}
        </Button>
      ) : null}
    </fieldset>
  )
}
