// Many small changes, one word to the windows: subjects that change within a short while are told together.
import type { Emit } from '#contract/events'

/** Long enough to gather a bulk of commits, short enough to feel immediate. */
const GATHER_MS = 40

export type ChangeTeller = {
  (subjects: readonly string[]): void
  /** Tells what waits, and tells nothing more. */
  close(): void
}

/** Gives a function that emits `engagement.changed` at most once per GATHER_MS, with every subject told since. */
export function createChangeTeller(emit: Emit): ChangeTeller {
  let waiting = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  const tell = (): void => {
    timer = null
    const subjects = [...waiting]
    waiting = new Set()
    if (subjects.length > 0) emit('engagement.changed', { subjects })
  }
  const teller = (subjects: readonly string[]): void => {
    for (const subject of subjects) waiting.add(subject)
    timer ??= setTimeout(tell, GATHER_MS)
  }
  return Object.assign(teller, {
    close: () => {
      if (timer) clearTimeout(timer)
      tell()
    },
  })
}
