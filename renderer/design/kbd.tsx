// A keyboard shortcut as printed on the keys.
import './kbd.css'

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent)

/** `Mod` as this machine's key is called: ⌘ on a Mac, Ctrl elsewhere. */
export const shortcutText = (shortcut: string): string =>
  shortcut.replace('Mod+', isMac ? '⌘' : 'Ctrl ').replace('Shift+', isMac ? '⇧' : 'Shift ')

export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className="kbd">{shortcutText(keys)}</kbd>
}
