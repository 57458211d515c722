// Autosave as a hook: saves after a pause, on blur (call `flush`), when the field leaves the screen, and when the program
// answers again after being gone.
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type AutosaveDeps, type AutosaveState, createAutosave } from './autosave.ts'
import { useDrafts } from './drafts.tsx'
import { usePlatformEvents } from './provider.tsx'

export type AutosaveField<T> = AutosaveState<T> & { readonly set: (value: T) => void; readonly flush: () => Promise<void> }

/** `key` names the field across screens: unsaved words come back under it. Another key needs another component (`key` prop). */
export function useAutosave<T>(key: string, saved: T, deps: AutosaveDeps<T>): AutosaveField<T> {
  const drafts = useDrafts()
  // The type of a kept draft is that of the field it was kept under.
  const [autosave] = useState(() => createAutosave(saved, deps, drafts.get(key) as T | undefined))
  const state = useSyncExternalStore(autosave.subscribe, autosave.state)

  useEffect(() => autosave.saveWith(deps.save), [autosave, deps.save])
  useEffect(() => autosave.accept(saved), [autosave, saved])
  useEffect(() => drafts.keep(key, autosave.unsaved()), [autosave, drafts, key, state])
  useEffect(
    () => () => {
      void autosave.flush().then(() => drafts.keep(key, autosave.unsaved()))
    },
    [autosave, drafts, key],
  )
  usePlatformEvents((event) => {
    if (event.event === 'platform.connection' && event.payload.connected) void autosave.flush()
  })
  return { ...state, set: autosave.set, flush: autosave.flush }
}
