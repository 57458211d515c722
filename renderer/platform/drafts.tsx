// Words that could not be saved when their field left the screen. They wait here until it comes back; closing the window
// asks first while any are left.
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { AppError } from '#domain/errors'

export type Drafts = {
  get(key: string): unknown
  /** undefined = nothing is left to keep. */
  keep(key: string, value: unknown): void
}

const Context = createContext<Drafts | null>(null)

function createDrafts(): Drafts & { isEmpty(): boolean } {
  const kept = new Map<string, unknown>()
  return {
    get: (key) => kept.get(key),
    keep(key, value) {
      if (value === undefined) kept.delete(key)
      else kept.set(key, value)
    },
    isEmpty: () => kept.size === 0,
  }
}

export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const [drafts] = useState(createDrafts)
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (!drafts.isEmpty()) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [drafts])
  return <Context value={drafts}>{children}</Context>
}

export function useDrafts(): Drafts {
  const drafts = use(Context)
  if (drafts === null) throw new AppError('unexpected', 'A screen was drawn outside DraftsProvider.')
  return drafts
}
