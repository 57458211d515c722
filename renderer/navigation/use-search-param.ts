// One parameter of the address as state, so that Back, reload and a copied address keep it.
import { useCallback } from 'react'
import { useSearch } from 'wouter'
import { navigate, splitHash } from './hash-location.ts'

/** The parameter's value ('' = absent) and a setter. Typing replaces the history entry; `push` makes a step to go back to. */
export function useSearchParam(name: string): readonly [string, (value: string, options?: { readonly push?: boolean }) => void] {
  const value = new URLSearchParams(useSearch()).get(name) ?? ''
  const set = useCallback(
    (next: string, { push = false }: { readonly push?: boolean } = {}) => {
      const { path, search } = splitHash(window.location.hash)
      const params = new URLSearchParams(search)
      if (next === '') params.delete(name)
      else params.set(name, next)
      navigate(params.size === 0 ? path : `${path}?${params}`, { replace: !push })
    },
    [name],
  )
  return [value, set]
}
