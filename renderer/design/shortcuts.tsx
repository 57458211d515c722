// Shortcuts in React: a provider that listens, a hook that registers, and the list for the help dialog.
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { AppError } from '#domain/errors'
import { createShortcutRegistry, type Shortcut, type ShortcutRegistry } from './shortcut-registry.ts'

const Context = createContext<ShortcutRegistry | null>(null)

const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest(
      'input:not([type=checkbox], [type=radio]), textarea, select, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]',
    ) !== null)

export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createShortcutRegistry)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (registry.press(event, { typing: takesKeys(event.target), at: event.timeStamp })) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [registry])
  return <Context value={registry}>{children}</Context>
}

function useRegistry(): ShortcutRegistry {
  const registry = use(Context)
  if (registry === null) throw new AppError('unexpected', 'A shortcut was registered outside ShortcutProvider.')
  return registry
}

/** Makes a shortcut work, and show in the `?` dialog, while the component is on screen and `enabled`. */
export function useShortcut(
  keys: string,
  label: string,
  run: () => void,
  { group = 'This screen', enabled = true }: { readonly group?: string; readonly enabled?: boolean } = {},
): void {
  const registry = useRegistry()
  const latest = useEffectEvent(run)
  useEffect(
    () => (enabled ? registry.add({ keys, label, group, run: () => latest() }) : undefined),
    [registry, keys, label, group, enabled],
  )
}

/** Everything that works now. */
export function useShortcutList(): readonly Shortcut[] {
  const registry = useRegistry()
  return useSyncExternalStore(registry.subscribe, registry.list)
}
