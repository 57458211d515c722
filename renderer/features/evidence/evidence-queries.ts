// What the Evidence screen asks: a window of the list, and facets counted so that several values of one field can be chosen.
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Output } from '#contract'
import { EVIDENCE_SORTS } from '#contract/evidence'
import type { EvidenceRow } from '#domain/evidence'
import { useClient } from '../../platform/provider.tsx'
import { queryKey } from '../../platform/queries.ts'
import { useWindowedRows } from '../../platform/windowed-rows.ts'
import { chosenValues, withoutField } from './facet-filter.ts'

export type EvidenceSort = { readonly by: (typeof EVIDENCE_SORTS)[number]; readonly descending: boolean }

/** Fields of the query language in this list. */
export const FILTER_FIELDS = [
  'service',
  'topic',
  'check',
  'result',
  'severity',
  'muted',
  'lifecycle',
  'account',
  'region',
  'type',
  'resource',
  'import',
  'file',
  'id',
] as const

/** `result`, `-severity`: a sort as the address carries it. Anything else is the order of import. */
export function readSort(text: string): EvidenceSort {
  const by = EVIDENCE_SORTS.find((name) => name === text.replace(/^-/, ''))
  return by === undefined ? { by: 'imported', descending: false } : { by, descending: text.startsWith('-') }
}
export const writeSort = ({ by, descending }: EvidenceSort): string => `${descending ? '-' : ''}${by}`

export function useEvidenceRows(filter: string, { by, descending }: EvidenceSort) {
  const client = useClient()
  const fetchPage = useCallback(
    (offset: number, limit: number) => client('evidence.list', { filter, sort: by, descending, offset, limit }),
    [client, filter, by, descending],
  )
  return useWindowedRows<EvidenceRow>(['evidence.list', filter, by, descending], fetchPage)
}

/** Counts per field; a field that is being filtered is counted as if it were not, so that its other values stay in reach. */
export function useEvidenceFacets(filter: string): Output<'evidence.facets'> {
  const client = useClient()
  const narrowed = FILTER_FIELDS.filter((field) => chosenValues(filter, FILTER_FIELDS, field).size > 0)
  const filters = [filter, ...narrowed.map((field) => withoutField(filter, FILTER_FIELDS, field))]
  const answers = useQueries({
    queries: filters.map((each) => ({
      queryKey: queryKey('evidence.facets', { filter: each }),
      queryFn: () => client('evidence.facets', { filter: each }),
      placeholderData: keepPreviousData,
    })),
  })
  const [all, ...perField] = answers.map((answer) => answer.data)
  return (all ?? []).map((facet) => {
    const at = narrowed.findIndex((field) => field === facet.field)
    return perField[at]?.find((other) => other.field === facet.field) ?? facet
  })
}
