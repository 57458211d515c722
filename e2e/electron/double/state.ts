// What the double of Electron remembers of a run, and the order in which Electron allows things. Shared by its parts.
import { EventEmitter } from 'node:events'

/** An error of the double itself: the program did what the real Electron refuses. */
export class ElectronRefusal extends Error {
  override readonly name = 'ElectronRefusal'
}

export function refuse(message: string): never {
  throw new ElectronRefusal(message)
}

/** Every call worth asserting, in order. */
export const calls: { readonly what: string; readonly with: readonly unknown[] }[] = []
export const record = (what: string, ...args: unknown[]): void => {
  calls.push({ what, with: args })
}
export const callsOf = (what: string): readonly (readonly unknown[])[] =>
  calls.filter((call) => call.what === what).map((call) => call.with)

const readiness = Promise.withResolvers<void>()
let isReady = false
export const whenReady = (): Promise<void> => readiness.promise
/** Electron becomes ready only after the entry module has been evaluated to its end. */
export function becomeReady(): void {
  isReady = true
  readiness.resolve()
}
export const beforeReady = (what: string): void => {
  if (isReady) refuse(`${what} must be called before the app is ready`)
}
export const afterReady = (what: string): void => {
  if (!isReady) refuse(`${what} cannot be used before the app is ready`)
}

/** An emitter that knows which events exist, so that a misspelt one does not pass as "never fired". */
export class KnownEvents extends EventEmitter {
  readonly #known: ReadonlySet<string>
  constructor(known: readonly string[]) {
    super()
    this.#known = new Set(known)
  }
  override on(event: string, listener: (...args: never[]) => void): this {
    if (!this.#known.has(event)) refuse(`Electron has no event "${event}" here, or the double does not know it`)
    return super.on(event, listener as (...args: unknown[]) => void)
  }
  override once(event: string, listener: (...args: never[]) => void): this {
    if (!this.#known.has(event)) refuse(`Electron has no event "${event}" here, or the double does not know it`)
    return super.once(event, listener as (...args: unknown[]) => void)
  }
}

/** An event object with `preventDefault`, as Electron hands it to listeners. */
export function cancellable<T extends object>(fields: T): T & { preventDefault(): void; readonly defaultPrevented: boolean } {
  let prevented = false
  return {
    ...fields,
    preventDefault: () => {
      prevented = true
    },
    get defaultPrevented() {
      return prevented
    },
  }
}
