// The secret of this launch: handed over once in the address's fragment, then kept for this tab only.

const KEY = 'tickmark.launch-token'

/** Takes the token out of the address (so that no bookmark or screenshot holds it) or from before a reload. null = none. */
export function takeLaunchToken(window: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string | null {
  const given = /^#(?:t|token)=([\w-]+)$/.exec(window.location.hash)?.[1]
  if (given === undefined) return window.sessionStorage.getItem(KEY)
  window.history.replaceState(null, '', `${window.location.pathname}#/`)
  window.sessionStorage.setItem(KEY, given)
  return given
}
