// The facets of the evidence list with their values in words and marks.
import type { ReactNode } from 'react'
import { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import { FacetList } from '../../design/facet-list.tsx'
import { ResultMark, SeverityMark } from '../../design/marks.tsx'
import { LIFECYCLE_WORDS } from '../../design/words.ts'
import { FILTER_FIELDS, useEvidenceFacets } from './evidence-queries.ts'
import { chosenValues } from './facet-filter.ts'
import type { Names } from './names.ts'

const LABELS: Readonly<Record<string, string>> = {
  result: 'Result',
  severity: 'Severity',
  service: 'Service',
  topic: 'Topic',
  muted: 'Muted',
  lifecycle: 'Life cycle',
  account: 'Account',
  region: 'Region',
}

/** Fields with an order of their own; the others come most frequent first. */
const ORDERED: Readonly<Record<string, readonly string[]>> = {
  result: EvidenceResult.options,
  severity: Severity.options,
  lifecycle: Lifecycle.options,
}

export function EvidenceFacets({
  filter,
  names,
  onToggle,
}: {
  readonly filter: string
  readonly names: Names
  readonly onToggle: (field: string, value: string) => void
}) {
  const facets = useEvidenceFacets(filter)
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
  if (value === 'none') return <span className="nothing">{field === 'service' || field === 'topic' ? 'unfiled' : 'not stated'}</span>
  if (field === 'service') return names.service(value)
  if (field === 'topic') return names.topic(value)
  const result = field === 'result' ? EvidenceResult.safeParse(value) : null
  if (result?.success === true) return <ResultMark result={result.data} />
  const severity = field === 'severity' ? Severity.safeParse(value) : null
  if (severity?.success === true) return <SeverityMark severity={severity.data} />
  const lifecycle = field === 'lifecycle' ? Lifecycle.safeParse(value) : null
  return lifecycle?.success === true ? LIFECYCLE_WORDS[lifecycle.data] : value
}
