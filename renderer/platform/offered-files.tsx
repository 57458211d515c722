// Files that came unasked: dropped on the window, or handed over by the operating system. They wait here for the screen
// that takes them. The store listens from before the first paint, because the program tells of them only once.
import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'
import { AppError } from '#domain/errors'
import type { HostFile, Platform } from './platform.ts'

export type OfferedFilesStore = {
  waiting(): readonly HostFile[]
  subscribe(listener: () => void): () => void
  offer(files: readonly HostFile[]): void
  /** The screen that deals with them takes them out. */
  taken(): void
}

/** Starts listening for files the program offers. */
export function createOfferedFiles(platform: Pick<Platform, 'subscribe'>): OfferedFilesStore {
  let waiting: readonly HostFile[] = []
  const listeners = new Set<() => void>()
  const change = (next: readonly HostFile[]) => {
    waiting = next
    for (const listener of listeners) listener()
  }
  const offer = (files: readonly HostFile[]) => change([...waiting, ...files])
  platform.subscribe((event) => {
    if (event.event === 'files.offered') offer(event.payload.files)
  })
  return {
    waiting: () => waiting,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    offer,
    taken: () => change([]),
  }
}

const Context = createContext<OfferedFilesStore | null>(null)

export const OfferedFilesProvider = ({ store, children }: { readonly store: OfferedFilesStore; readonly children: ReactNode }) => (
  <Context value={store}>{children}</Context>
)

export function useOfferedFiles(): Pick<OfferedFilesStore, 'offer' | 'taken'> & { readonly waiting: readonly HostFile[] } {
  const store = use(Context)
  if (store === null) throw new AppError('unexpected', 'A screen was drawn outside OfferedFilesProvider.')
  const waiting = useSyncExternalStore(store.subscribe, store.waiting)
  return { waiting, offer: store.offer, taken: store.taken }
}
