// The facets of the findings list with their values in words and marks.
import type { ReactNode } from 'react'
import { Severity } from '#domain/evidence'
import { FindingStatus } from '#domain/finding'
import { FacetList } from '../../design/facet-list.tsx'
import { SeverityMark, StatusMark } from '../../design/marks.tsx'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { useFacetGroups } from '../../platform/facet-groups.ts'
import { FILTER_FIELDS } from './finding-queries.ts'

const LABELS: Readonly<Record<string, string>> = {
  severity: 'Severity',
  status: 'Status',
  service: 'Service',
  topic: 'Topic',
  owner: 'Owner',
}

/** Fields with an order of their own; the others come most frequent first. */
const ORDERED: Readonly<Record<string, readonly string[]>> = { severity: Severity.options, status: FindingStatus.options }

export function FindingFacets({
  filter,
  names,
  onToggle,
}: {
  readonly filter: string
  readonly names: CatalogNames
  readonly onToggle: (field: string, value: string) => void
}) {
  const facets = useFacetGroups('findings.facets', filter, { fields: FILTER_FIELDS, order: ORDERED })
  return <FacetList {...facets} labels={LABELS} valueLabel={(field, value) => valueLabel(field, value, names)} onToggle={onToggle} />
}

function valueLabel(field: string, value: string, names: CatalogNames): ReactNode {
  const severity = field === 'severity' ? Severity.safeParse(value) : null
  if (severity?.success === true) return <SeverityMark severity={severity.data} />
  const status = field === 'status' ? FindingStatus.safeParse(value) : null
  if (status?.success === true) return <StatusMark status={status.data} />
  if (value === 'none') return <span className="nothing">{field === 'service' ? 'unfiled' : 'none'}</span>
  if (field === 'service') return names.service(value)
  return field === 'topic' ? names.topic(value) : value
}
