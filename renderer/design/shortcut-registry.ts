// Keyboard shortcuts: which are on now, and which one a key press means. Knows no React.

export type Shortcut = {
  /** `Mod+K`, `?`, `Shift+Enter`, or a sequence of two keys: `g o`. */
  readonly keys: string
  readonly label: string
  /** Heading in the list of shortcuts. */
  readonly group: string
  readonly run: () => void
}

export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export type ShortcutRegistry = {
  add(shortcut: Shortcut): () => void
  list(): readonly Shortcut[]
  subscribe(listener: () => void): () => void
  /**
   * Runs what the key press means and says whether it meant anything. `typing`: the press happens in a text field or a
   * popup, where only combinations with Ctrl or Cmd count. `at`: time of the press in milliseconds.
   */
  press(key: KeyPress, context: { readonly typing: boolean; readonly at: number }): boolean
}

/** The second key of a sequence must follow within this time. */
const SEQUENCE_MS = 1200

/** The press in the notation of `Shortcut.keys`. Shift counts only where the key itself does not show it (`?` does). */
export function notation({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = key.length === 1 ? (ctrlKey || metaKey ? key.toUpperCase() : key) : key
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${shiftKey && (key.length > 1 || ctrlKey || metaKey) ? 'Shift+' : ''}${name}`
}

export function createShortcutRegistry(): ShortcutRegistry {
  let shortcuts: readonly Shortcut[] = []
  const listeners = new Set<() => void>()
  let pending: { readonly key: string; readonly at: number } | null = null
  const change = (next: readonly Shortcut[]) => {
    shortcuts = next
    for (const listener of listeners) listener()
  }

  return {
    add(shortcut) {
      // The newest comes first: a screen's own meaning of a key wins over the window's.
      change([shortcut, ...shortcuts])
      return () => change(shortcuts.filter((other) => other !== shortcut))
    },
    list: () => shortcuts,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    press(key, { typing, at }) {
      const pressed = notation(key)
      if (typing && !pressed.startsWith('Mod+')) {
        pending = null
        return false
      }
      const sequence = pending !== null && at - pending.at <= SEQUENCE_MS ? `${pending.key} ${pressed}` : null
      const match = shortcuts.find(({ keys }) => keys === sequence) ?? shortcuts.find(({ keys }) => keys === pressed)
      pending = match === undefined && shortcuts.some(({ keys }) => keys.startsWith(`${pressed} `)) ? { key: pressed, at } : null
      match?.run()
      return match !== undefined || pending !== null
    },
  }
}
