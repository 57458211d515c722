// Where the window is, kept in the fragment: `#/findings?filter=severity:high`. Path and search both live there, so the
// server sees neither and a reload, Back and a copied address all work. (wouter's own hash hook puts the search outside.)
import { useSyncExternalStore } from 'react'

/** `#/evidence?filter=x` → path `/evidence`, search `filter=x`. */
export function splitHash(hash: string): { readonly path: string; readonly search: string } {
  const text = hash.replace(/^#/, '')
  const at = text.indexOf('?')
  const path = at === -1 ? text : text.slice(0, at)
  return { path: path === '' ? '/' : path, search: at === -1 ? '' : text.slice(at + 1) }
}

const subscribe = (onChange: () => void): (() => void) => {
  window.addEventListener('hashchange', onChange)
  window.addEventListener('popstate', onChange)
  return () => {
    window.removeEventListener('hashchange', onChange)
    window.removeEventListener('popstate', onChange)
  }
}

/** Goes to a path with optional search; `replace` leaves no step in the history (typing in a filter). */
export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const url = `#${to}`
  if (url === window.location.hash) return
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  window.dispatchEvent(new PopStateEvent('popstate'))
}

const usePath = (): string => useSyncExternalStore(subscribe, () => splitHash(window.location.hash).path)
const useHashSearch = (): string => useSyncExternalStore(subscribe, () => splitHash(window.location.hash).search)

/** wouter's location hook over the fragment. */
export const useHashLocation = Object.assign((): [string, typeof navigate] => [usePath(), navigate], {
  hrefs: (href: string) => `#${href}`,
  searchHook: useHashSearch,
})
