// What the Findings screen asks: a window of the list, and the calls the editor makes.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { FINDING_SORTS } from '#contract/findings'
import type { FindingRow } from '#domain/finding'
import { useClient } from '../../platform/provider.tsx'
import { refresh } from '../../platform/queries.ts'
import { useWindowedRows } from '../../platform/windowed-rows.ts'
import type { EditorDeps } from './editor-session.ts'

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
