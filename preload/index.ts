// The bridge between the sandboxed page and the main process: listed names only, never ipcRenderer or an event object.
// Knows names, not shapes: inputs are checked where they arrive (hosts/electron/ipc.ts, app/dispatch.ts).
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import { EVENTS, HOST_METHODS, IPC_CHANNELS, METHODS } from '#contract/names'

type ProgramEvent = { readonly event: string; readonly payload: unknown }
type Listener = (event: ProgramEvent) => void

const call = (names: readonly string[], name: string, input: unknown): Promise<unknown> =>
  names.includes(name) ? ipcRenderer.invoke(IPC_CHANNELS.call, name, input) : Promise.reject(new Error(`There is no method ${name}`))

const listeners = new Set<Listener>()
/** Events from before the page listens: files the program was started with must not be lost to a slow first paint. */
let early: ProgramEvent[] = []

ipcRenderer.on(IPC_CHANNELS.event, (_event: IpcRendererEvent, event: unknown, payload: unknown) => {
  if (!EVENTS.some((name) => name === event)) return
  const told: ProgramEvent = { event: String(event), payload }
  if (listeners.size === 0) early.push(told)
  for (const listener of listeners) listener(told)
})

contextBridge.exposeInMainWorld('tickmark', {
  /** One method of the contract; gives its reply envelope. */
  invoke: (method: string, input: unknown): Promise<unknown> => call(METHODS, method, input),
  /** One of HOST_METHODS; gives its reply envelope. */
  host: (method: string, input: unknown): Promise<unknown> => call(HOST_METHODS, method, input),
  /** A dropped file's reply envelope with its token; the path itself stays on this side. */
  pathToken: (file: File): Promise<unknown> => call(HOST_METHODS, 'host.stageFile', { path: webUtils.getPathForFile(file) }),
  /** Calls `listener` with `{ event, payload }` until the returned function is called. */
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener)
    const waiting = early
    early = []
    for (const event of waiting) listener(event)
    return () => {
      listeners.delete(listener)
    }
  },
})
