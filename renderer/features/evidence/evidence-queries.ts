// What the Evidence screen asks: a window of the list in the order and with the filter of the address.
import { useCallback } from 'react'
import { EVIDENCE_SORTS } from '#contract/evidence'
import type { EvidenceRow } from '#domain/evidence'
import { useClient } from '../../platform/provider.tsx'
import { useWindowedRows } from '../../platform/windowed-rows.ts'

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
  'standing',
  'change',
  'account',
  'region',
  'type',
  'resource',
  'import',
  'file',
  'tool',
  'format',
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
