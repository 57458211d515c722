// What the Findings screen asks: a window of the list, facets counted so that several values of one field can be chosen,
// and the calls the editor makes.
import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Output } from '#contract'
import { FINDING_SORTS } from '#contract/findings'
import type { FindingRow } from '#domain/finding'
import { useClient } from '../../platform/provider.tsx'
import { queryKey, refresh } from '../../platform/queries.ts'
import { useWindowedRows } from '../../platform/windowed-rows.ts'
import type { EditorDeps } from './editor-session.ts'
import { chosenValues, withoutField } from './facet-filter.ts'

export type FindingSort = { readonly by: (typeof FINDING_SORTS)[number]; readonly descending: boolean }
/** Fields of the query language in this list. */
export const FILTER_FIELDS = ['service', 'topic', 'check', 'severity', 'status', 'owner', 'number'] as const

/** `severity`, `-updated`: a sort as the address carries it. Anything else is the usual order, worst first. */
export function readSort(text: string): FindingSort {
  const descending = text.startsWith('-')
  const by = FINDING_SORTS.find((name) => name === text.replace(/^-/, ''))
  return by === undefined ? { by: 'severity', descending: false } : { by, descending }
}
export const writeSort = ({ by, descending }: FindingSort): string => `${descending ? '-' : ''}${by}`

export function useFindingRows(filter: string, sort: FindingSort) {
  const client = useClient()
  const { by, descending } = sort
  const fetchPage = useCallback(
    (offset: number, limit: number) => client('findings.list', { filter, sort: by, descending, offset, limit }),
    [client, filter, by, descending],
  )
  return useWindowedRows<FindingRow>(['findings.list', filter, by, descending], fetchPage)
}

export type Facets = Output<'findings.facets'>

/** Counts per field; a field that is being filtered is counted as if it were not, so that its other values stay in reach. */
export function useFindingFacets(filter: string): Facets {
  const client = useClient()
  const narrowed = FILTER_FIELDS.filter((field) => chosenValues(filter, FILTER_FIELDS, field).size > 0)
  const filters = [filter, ...narrowed.map((field) => withoutField(filter, FILTER_FIELDS, field))]
  const answers = useQueries({
    queries: filters.map((each) => ({
      queryKey: queryKey('findings.facets', { filter: each }),
      queryFn: () => client('findings.facets', { filter: each }),
      placeholderData: keepPreviousData,
    })),
  })
  const [all, ...perField] = answers.map((answer) => answer.data)
  return (all ?? []).map((facet) => {
    const at = narrowed.findIndex((field) => field === facet.field)
    return perField[at]?.find((other) => other.field === facet.field) ?? facet
  })
}

/** The calls an editing session makes; after a save everything on screen is asked again. */
export function useEditorCalls(): Pick<EditorDeps, 'save' | 'load'> {
  const client = useClient()
  const cache = useQueryClient()
  return useMemo(
    () => ({
      save: async (input) => {
        const row = await client('findings.update', input)
        void refresh(cache)
        return row
      },
      load: (findingId) => client('findings.get', { findingId }),
    }),
    [client, cache],
  )
}
