// One value that saves itself: a pause after typing stops, at once when asked, and never over words typed meanwhile.
// Knows no React; use-autosave.ts ties it to a component.

export const AUTOSAVE_MS = 600

export type Phase =
  | { readonly kind: 'saved' }
  /** Will be saved in a moment. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** Cannot be saved as it is; `problem` says what is missing. */
  | { readonly kind: 'held'; readonly problem: string }
  | { readonly kind: 'failed'; readonly error: unknown }

export type AutosaveState<T> = { readonly value: T; readonly phase: Phase }

export type Autosave<T> = {
  state(): AutosaveState<T>
  subscribe(listener: () => void): () => void
  set(value: T): void
  /** Saves now what can be saved. Never rejects: a failure is part of the state. */
  flush(): Promise<void>
  /** A newer reading from the program: taken over unless there are unsaved words. */
  accept(saved: T): void
  /** Saves by another function from now on; what it does is the same, what it closes over is newer. */
  saveWith(save: (value: T) => Promise<unknown>): void
  /** The value where it is saved nowhere but here, else undefined. */
  unsaved(): T | undefined
}

export type AutosaveDeps<T> = {
  readonly save: (value: T) => Promise<unknown>
  readonly same: (a: T, b: T) => boolean
  /** Why a value cannot be saved yet; null = it can. */
  readonly problem: (value: T) => string | null
  readonly delayMs?: number
}

/** Starts from `saved`; `restored` is what could not be saved when this was last on screen. */
export function createAutosave<T>(saved: T, deps: AutosaveDeps<T>, restored?: T): Autosave<T> {
  let save = deps.save
  let known = saved
  /** The program's last reading, so that the same one drawn again is not taken for news. */
  let offered = saved
  let current = restored ?? saved
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let snapshot: AutosaveState<T> = { value: current, phase: { kind: 'saved' } }
  const listeners = new Set<() => void>()

  const publish = (phase: Phase) => {
    snapshot = { value: current, phase }
    for (const listener of listeners) listener()
  }
  const isClean = () => deps.same(current, known)

  const settle = () => {
    clearTimeout(timer)
    if (isClean()) return publish({ kind: 'saved' })
    const problem = deps.problem(current)
    if (problem !== null) return publish({ kind: 'held', problem })
    timer = setTimeout(() => void flush(), deps.delayMs ?? AUTOSAVE_MS)
    publish({ kind: 'waiting' })
  }

  const saveOnce = async (): Promise<void> => {
    const sending = current
    publish({ kind: 'saving' })
    try {
      await save(sending)
      known = sending
    } catch (error) {
      // Words typed meanwhile get their own attempt; otherwise the failure stands until the person or the line changes something.
      if (deps.same(sending, current)) publish({ kind: 'failed', error })
      else settle()
      return
    }
    settle()
  }

  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    while (running !== null) await running
    if (isClean() || deps.problem(current) !== null) return settle()
    running = saveOnce().finally(() => {
      running = null
    })
    await running
  }

  if (!isClean()) settle()
  return {
    state: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(value) {
      current = value
      if (running === null) settle()
      else publish(snapshot.phase)
    },
    flush,
    accept(next) {
      if (deps.same(offered, next)) return
      offered = next
      const clean = isClean()
      known = next
      if (!clean || running !== null || deps.same(current, next)) return
      current = next
      publish({ kind: 'saved' })
    },
    saveWith(next) {
      save = next
    },
    unsaved: () => (isClean() ? undefined : current),
  }
}
