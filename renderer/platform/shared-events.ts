// One line to the program for any number of listeners: a browser opens at most six connections to one server, so each
// listener with a line of its own would leave none for calls.
import type { Platform, PlatformEvent } from './platform.ts'

/** Opens the line with the first listener and closes it with the last. */
export function shareEvents(open: Platform['subscribe']): Platform['subscribe'] {
  const listeners = new Set<(event: PlatformEvent) => void>()
  let close: (() => void) | null = null
  return (listener) => {
    listeners.add(listener)
    close ??= open((event) => {
      for (const each of listeners) each(event)
    })
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      close?.()
      close = null
    }
  }
}
