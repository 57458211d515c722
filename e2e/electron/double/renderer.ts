// The preload's side of the double: ipcRenderer, contextBridge and webUtils as a sandboxed preload sees them.
import { ElectronRefusal, refuse } from './state.ts'

type Listener = (event: unknown, ...args: unknown[]) => void
type Exposed = Readonly<Record<string, (...args: never[]) => unknown>>

const listeners = new Map<string, Set<Listener>>()
/** Where `invoke` goes; the harness connects it with the main process's side. */
export const line: { call: (channel: string, ...args: unknown[]) => Promise<unknown> } = {
  call: () => Promise.reject(new ElectronRefusal('no main process')),
}

export const ipcRenderer = {
  on(channel: string, listener: Listener): void {
    const known = listeners.get(channel) ?? new Set()
    listeners.set(channel, known.add(listener))
  },
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => line.call(channel, ...structuredClone(args)),
}

/** A message from the main process arrives. */
export function deliver(channel: string, args: readonly unknown[]): void {
  for (const listener of listeners.get(channel) ?? [])
    listener({ sender: ipcRenderer, secret: 'the event object must not reach the page' }, ...args)
}

/** What the page sees on `window`. */
export const exposed = new Map<string, Exposed>()

export const contextBridge = {
  exposeInMainWorld(key: string, api: Exposed): void {
    if (exposed.has(key)) refuse(`window.${key} is exposed already`)
    for (const [name, value] of Object.entries(api))
      if (typeof value !== 'function' && typeof value !== 'string') refuse(`window.${key}.${name} cannot cross the bridge`)
    exposed.set(key, Object.freeze({ ...api }))
  },
}

/** Files as the page holds them: only a real one has a path. */
export const filePaths = new WeakMap<object, string>()
export const webUtils = { getPathForFile: (file: object): string => filePaths.get(file) ?? '' }
