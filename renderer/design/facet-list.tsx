// What a list holds, counted by field; pressing a value narrows the list to it.
import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import './facet-list.css'
import { formatCount } from './format.ts'

export type FacetGroup = {
  readonly field: string
  readonly label: string
  readonly values: readonly { readonly value: string; readonly label: ReactNode; readonly count: number; readonly pressed: boolean }[]
}

const FIRST = 8

export function FacetList({
  groups,
  onToggle,
}: {
  readonly groups: readonly FacetGroup[]
  readonly onToggle: (field: string, value: string) => void
}) {
  return (
    <div className="facet-list">
      {groups.map((group) => (
        <FacetGroupView key={group.field} group={group} onToggle={onToggle} />
      ))}
    </div>
  )
}

function FacetGroupView({ group, onToggle }: { readonly group: FacetGroup; readonly onToggle: (field: string, value: string) => void }) {
  const [all, setAll] = useState(false)
  const shown = all ? group.values : group.values.filter((value, index) => index < FIRST || value.pressed)
  const hidden = group.values.length - shown.length
  return (
    <fieldset>
      <legend className="facet-name">{group.label}</legend>
      {shown.map(({ value, label, count, pressed }) => (
        <button key={value} type="button" className="facet-value" aria-pressed={pressed} onClick={() => onToggle(group.field, value)}>
          <span className="truncate">{label}</span>
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
