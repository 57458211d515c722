// The facets of the findings list with their values in words and marks.
import type { ReactNode } from 'react'
import { Severity } from '#domain/evidence'
import { FindingStatus } from '#domain/finding'
import { FacetList } from '../../design/facet-list.tsx'
import { SeverityMark, StatusMark } from '../../design/marks.tsx'
import { chosenValues } from './facet-filter.ts'
import { FILTER_FIELDS, useFindingFacets } from './finding-queries.ts'

const LABELS: Readonly<Record<string, string>> = {
  severity: 'Severity',
  status: 'Status',
  service: 'Service',
  topic: 'Topic',
  owner: 'Owner',
}

/** Fields with an order of their own; the others come most frequent first. */
const ORDERED: Readonly<Record<string, readonly string[]>> = { severity: Severity.options, status: FindingStatus.options }

type Names = { readonly service: (key: string) => string; readonly topic: (key: string) => string }

export function FindingFacets({
  filter,
  names,
  onToggle,
}: {
  readonly filter: string
  readonly names: Names
  readonly onToggle: (field: string, value: string) => void
}) {
  const facets = useFindingFacets(filter)
  const groups = facets.map(({ field, values }) => {
    const chosen = chosenValues(filter, FILTER_FIELDS, field)
    const order = ORDERED[field]
    const sorted = order === undefined ? values : values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
    return {
      field,
      label: LABELS[field] ?? field,
      values: sorted.map(({ value, count }) => ({ value, count, label: valueLabel(field, value, names), pressed: chosen.has(value) })),
    }
  })
  return <FacetList groups={groups} onToggle={onToggle} />
}

function valueLabel(field: string, value: string, names: Names): ReactNode {
  const severity = field === 'severity' ? Severity.safeParse(value) : null
  if (severity?.success === true) return <SeverityMark severity={severity.data} />
  const status = field === 'status' ? FindingStatus.safeParse(value) : null
  if (status?.success === true) return <StatusMark status={status.data} />
  if (value === 'none') return <span className="nothing">{field === 'service' ? 'unfiled' : 'none'}</span>
  if (field === 'service') return names.service(value)
  return field === 'topic' ? names.topic(value) : value
}
