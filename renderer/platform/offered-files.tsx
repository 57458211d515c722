// Files that came unasked: dropped on the window, or handed over by the operating system. They wait here for the screen
// that takes them.
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import type { PickedFile } from '#contract/host'
import { AppError } from '#domain/errors'

export type OfferedFiles = {
  readonly waiting: readonly PickedFile[]
  offer(files: readonly PickedFile[]): void
  /** The screen that deals with them takes them out. */
  taken(): void
}

const Context = createContext<OfferedFiles | null>(null)

export function OfferedFilesProvider({ children }: { readonly children: ReactNode }) {
  const [waiting, setWaiting] = useState<readonly PickedFile[]>([])
  const offer = useCallback((files: readonly PickedFile[]) => setWaiting((now) => [...now, ...files]), [])
  const taken = useCallback(() => setWaiting([]), [])
  const value = useMemo(() => ({ waiting, offer, taken }), [waiting, offer, taken])
  return <Context value={value}>{children}</Context>
}

export function useOfferedFiles(): OfferedFiles {
  const offered = use(Context)
  if (offered === null) throw new AppError('unexpected', 'A screen was drawn outside OfferedFilesProvider.')
  return offered
}
