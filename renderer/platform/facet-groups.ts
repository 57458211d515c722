// What a list holds, counted by field, with the values its filter asks for marked. Words and marks for them are the feature's.
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#contract'
import { chosenValues, withoutField } from '../navigation/facet-filter.ts'
import { useClient } from './provider.tsx'
import { queryKey } from './queries.ts'

export type FacetMethod = 'findings.facets' | 'evidence.facets'
export type Facets = Output<FacetMethod>

export type FacetOptions = {
  /** Fields of the list's query language. */
  readonly fields: readonly string[]
  /** Values of fields that have an order of their own; the others come most frequent first. */
  readonly order: Readonly<Record<string, readonly string[]>>
}

export type CountedFacet = {
  readonly field: string
  readonly values: readonly { readonly value: string; readonly count: number; readonly pressed: boolean }[]
}

const narrowedFields = (filter: string, fields: readonly string[]) => fields.filter((field) => chosenValues(filter, fields, field).size > 0)

/** The filters to count for: the whole one, then for each field it narrows the same without that field. */
export const filtersToCount = (filter: string, fields: readonly string[]): readonly string[] => [
  filter,
  ...narrowedFields(filter, fields).map((field) => withoutField(filter, fields, field)),
]

/**
 * The groups to show: a field that is being filtered is counted as if it were not, so that its other values stay in reach.
 * `answers` belong to `filtersToCount(counted)`; what is pressed is what `filter` asks for now.
 */
export function facetGroups(
  counted: string,
  answers: readonly Facets[],
  filter: string,
  { fields, order }: FacetOptions,
): readonly CountedFacet[] {
  const narrowed = narrowedFields(counted, fields)
  const [all = [], ...perField] = answers
  return all.map((facet) => {
    const own = perField[narrowed.indexOf(facet.field)]?.find((other) => other.field === facet.field) ?? facet
    const pressed = chosenValues(filter, fields, facet.field)
    const values = own.values.map(({ value, count }) => ({ value, count, pressed: pressed.has(value) }))
    const ownOrder = order[facet.field]
    return {
      field: facet.field,
      values: ownOrder === undefined ? values : values.toSorted((a, b) => ownOrder.indexOf(a.value) - ownOrder.indexOf(b.value)),
    }
  })
}

/** The facets of a list. Until new counts are here the last ones stay, so that nothing jumps under the pointer; after an error there are none. */
export function useFacetGroups(method: FacetMethod, filter: string, options: FacetOptions) {
  const client = useClient()
  const [last, setLast] = useState<{ readonly filter: string; readonly answers: readonly Facets[] }>({ filter, answers: [] })
  const queries = useQueries({
    queries: filtersToCount(filter, options.fields).map((each) => ({
      queryKey: queryKey(method, { filter: each }),
      queryFn: () => client(method, { filter: each }),
    })),
  })
  const error = queries.find((query) => query.error !== null)?.error ?? null
  const answers = queries.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const isNew = last.filter !== filter || answers.some((answer, index) => answer !== last.answers[index])
  if (answers.length === queries.length && isNew) setLast({ filter, answers })
  return { groups: error === null ? facetGroups(last.filter, last.answers, filter, options) : [], error }
}
