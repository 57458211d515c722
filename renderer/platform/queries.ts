// Reading and changing through the contract with a cache between: keys are method plus input; a change anywhere asks again.
import {
  keepPreviousData,
  type Query,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Input, Output } from '#contract'
import type { MethodName } from '#contract/names'
import { useClient } from './provider.tsx'

export type QueryKey<M extends MethodName> = readonly [M, Input<M>]
export const queryKey = <M extends MethodName>(method: M, input: Input<M>): QueryKey<M> => [method, input]

/** Large answers that change only with the engagement that is open, or with its catalog. */
const OF_THE_CATALOG: ReadonlySet<unknown> = new Set<MethodName>(['catalog.services', 'catalog.service', 'catalog.topics'])

/** The cache of one window. The data lies on this machine: nothing is retried, nothing grows stale by time alone. */
export const createQueryCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

/** Asks again for everything on screen that may have changed, and forgets the rest. */
export const refresh = (cache: QueryClient): Promise<void> => askAgain(cache, (query) => !OF_THE_CATALOG.has(query.queryKey[0]))

/** The same after another engagement was opened, or its catalog changed: then services, topics and criteria may be others. */
export const refreshAll = (cache: QueryClient): Promise<void> => askAgain(cache, () => true)

async function askAgain(cache: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  // A first answer that is under way may be from before the change; left alone it would stand as if it were new.
  await cache.cancelQueries({ predicate: (query) => query.state.data === undefined && predicate(query) })
  await cache.invalidateQueries({ predicate })
}

/** True where a change of these subjects may have changed the catalog. Empty: nobody knows what changed. */
export const changesCatalog = (subjects: readonly string[]): boolean =>
  subjects.length === 0 || subjects.includes('session') || subjects.includes('catalog')

/** Forgets everything of the engagement that was open until now, so that nothing of it flashes up in the next. */
export const forget = (cache: QueryClient): void => cache.removeQueries({ type: 'inactive' })

/** The answer of a query method, asked again whenever the engagement changes. `keepPrevious`: the old answer stays until the new one is there. */
export function useAnswer<M extends MethodName>(
  method: M,
  input: Input<M>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {},
): UseQueryResult<Output<M>> {
  const client = useClient()
  return useQuery<Output<M>, Error, Output<M>, QueryKey<M>>({
    queryKey: queryKey(method, input),
    queryFn: () => client(method, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData as never } : {}),
  })
}

/** A command method as a mutation; when it succeeds, everything shown is asked again. */
export function useCommand<M extends MethodName>(method: M): UseMutationResult<Output<M>, Error, Input<M>> {
  const client = useClient()
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (input: Input<M>) => client(method, input),
    onSuccess: () => {
      void refresh(cache)
    },
  })
}
