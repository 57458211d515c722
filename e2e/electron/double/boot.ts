// Starts the BUILT main process and preload against the double, once per test process, in a temporary home of their own.
import './register.ts'
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createContext, Script } from 'node:vm'
import { callAs, control } from './electron.ts'
import * as renderer from './renderer.ts'
import { becomeReady } from './state.ts'
import { type BrowserWindow, hooks, windows } from './window.ts'

const root = resolve(import.meta.dirname, '../../..')
export const MAIN = join(root, 'out/main/electron.js')

/** What the preload exposes, as the tests call it. */
export type Bridge = {
  invoke(method: string, input: unknown): Promise<unknown>
  host(method: string, input: unknown): Promise<unknown>
  pathToken(file: object): Promise<unknown>
  subscribe(listener: (event: { event: string; payload: unknown }) => void): () => void
}

/** A home folder that goes with the test process; the program keeps everything below it. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'tickmark-electron-'))
  mkdirSync(join(home, 'documents'))
  process.env['TICKMARK_HOME'] = home
  return home
}

const EVALUATION_LIMIT_MS = 5_000

/** Imports an entry as Electron does: ready comes only after its evaluation, so one that awaits readiness never ends. */
export async function evaluateEntry(path: string, limitMs: number = EVALUATION_LIMIT_MS): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('the entry did not finish evaluating: a top-level await on app.whenReady()?')), limitMs)
  try {
    await Promise.race([import(pathToFileURL(path).href), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Starts the main process with these file arguments and waits for its window and what the preload gave the page. */
export async function startMain(files: readonly string[] = []): Promise<{ window: BrowserWindow; bridge: Bridge }> {
  process.argv = [process.execPath, ...files]
  hooks.loading = runPreload
  await evaluateEntry(MAIN)
  becomeReady()
  for (let turn = 0; turn < 500; turn++) {
    const [window] = windows
    const bridge = renderer.exposed.get('tickmark')
    if (window?.visible && bridge !== undefined) return { window, bridge: bridge as unknown as Bridge }
    await new Promise((next) => setTimeout(next, 10))
  }
  throw new Error(windows.length === 0 ? 'no window appeared' : 'the preload exposed nothing as window.tickmark')
}

/**
 * Runs the built preload the way a sandboxed renderer does: a world without Node, where electron is all that can be required.
 * Its line leads to the window's main process.
 */
function runPreload(window: BrowserWindow): void {
  const path = String(window.options.webPreferences?.['preload'])
  const electron = { contextBridge: renderer.contextBridge, ipcRenderer: renderer.ipcRenderer, webUtils: renderer.webUtils }
  const requireSandboxed = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}. A sandboxed preload can require electron only.`)
  }
  renderer.line.call = (channel, ...args) =>
    callAs({ sender: window.webContents, senderFrame: window.webContents.mainFrame }, channel, ...args)
  window.webContents.onSend = (channel, args) => renderer.deliver(channel, args)
  const world = createContext({ require: requireSandboxed, module: { exports: {} }, exports: {} })
  new Script(readFileSync(path, 'utf8'), { filename: path }).runInContext(world)
}

/** A file as the page would hold it after a drop. */
export function droppedFile(path: string): object {
  const file = { name: path.split('/').at(-1) }
  renderer.filePaths.set(file, path)
  return file
}

export { callAs, control, windows }
