// The facets of the evidence list with their values in words and marks.
import type { ReactNode } from 'react'
import { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import { Change, Standing } from '#domain/standing'
import { FacetList } from '../../design/facet-list.tsx'
import { ResultMark, SeverityMark } from '../../design/marks.tsx'
import { CHANGE_WORDS, LIFECYCLE_WORDS, STANDING_WORDS } from '../../design/words.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { useFacetGroups } from '../../platform/facet-groups.ts'
import { FILTER_FIELDS } from './evidence-queries.ts'

const LABELS: Readonly<Record<string, string>> = {
  result: 'Result',
  severity: 'Severity',
  service: 'Service',
  topic: 'Topic',
  muted: 'Muted',
  lifecycle: 'Life cycle',
  standing: 'Standing',
  change: 'Since the scan before',
  account: 'Account',
  region: 'Region',
}

/** Fields with an order of their own; the others come most frequent first. */
const ORDERED: Readonly<Record<string, readonly string[]>> = {
  result: EvidenceResult.options,
  severity: Severity.options,
  lifecycle: Lifecycle.options,
  standing: Standing.options,
  change: Change.options,
}

export function EvidenceFacets({
  filter,
  names,
  onToggle,
}: {
  readonly filter: string
  readonly names: CatalogNames
  readonly onToggle: (field: string, value: string) => void
}) {
  const facets = useFacetGroups('evidence.facets', filter, { fields: FILTER_FIELDS, order: ORDERED })
  return <FacetList {...facets} labels={LABELS} valueLabel={(field, value) => valueLabel(field, value, names)} onToggle={onToggle} />
}

function valueLabel(field: string, value: string, names: CatalogNames): ReactNode {
  if (value === 'none' && field === 'change') return <span className="nothing">nothing to compare</span>
  if (value === 'none') return <span className="nothing">{field === 'service' || field === 'topic' ? 'unfiled' : 'not stated'}</span>
  if (field === 'service') return names.service(value)
  if (field === 'topic') return names.topic(value)
  const result = field === 'result' ? EvidenceResult.safeParse(value) : null
  if (result?.success === true) return <ResultMark result={result.data} />
  const severity = field === 'severity' ? Severity.safeParse(value) : null
  if (severity?.success === true) return <SeverityMark severity={severity.data} />
  const lifecycle = field === 'lifecycle' ? Lifecycle.safeParse(value) : null
  if (lifecycle?.success === true) return LIFECYCLE_WORDS[lifecycle.data]
  const standing = field === 'standing' ? Standing.safeParse(value) : null
  if (standing?.success === true) return STANDING_WORDS[standing.data]
  const change = field === 'change' ? Change.safeParse(value) : null
  return change?.success === true ? CHANGE_WORDS[change.data] : value
}
