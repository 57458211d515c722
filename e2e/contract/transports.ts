// The ways a call can take into the program, each as the same three functions. The command line has its own tests.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { IpcMain } from 'electron'
import { createApp } from '../../main/app/create-app.ts'
import { createFileVault } from '../../main/app/file-vault.ts'
import type { Clock, Ports } from '../../main/app/ports.ts'
import { IPC_CHANNELS } from '../../main/contract/names.ts'
import type { Reply } from '../../main/contract/reply.ts'
import { startBrowserHost } from '../../main/hosts/browser/index.ts'
import { answerCalls } from '../../main/hosts/electron/ipc.ts'
import { APP_URL, webPreferences } from '../../main/hosts/electron/security.ts'
import { BrowserWindow, callAs, ipcMain } from '../electron/double/electron.ts'
import { deliver, exposed, line } from '../electron/double/renderer.ts'
import { becomeReady } from '../electron/double/state.ts'

export type Transport = {
  call(method: string, input: unknown): Promise<Reply>
  /** A token for an existing file. */
  stage(path: string): Promise<string>
  /** A token for an engagement that does not exist yet. */
  newEngagement(name: string): Promise<string>
  /** Names of the events told so far. */
  readonly events: readonly string[]
  close(): Promise<void>
}

const clock: Clock = { now: () => new Date('2026-04-01T09:00:00.000Z') }

function folders() {
  const root = mkdtempSync(join(tmpdir(), 'tickmark-contract-'))
  const documentsFolder = join(root, 'documents')
  mkdirSync(documentsFolder)
  return { root, dataFolder: join(root, 'data'), documentsFolder, remove: () => rmSync(root, { recursive: true, force: true }) }
}

let ids = 0
const randomUuid = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`

function appIn({ dataFolder, documentsFolder }: ReturnType<typeof folders>, host: Ports['host'], emit: Ports['emit']) {
  const files = createFileVault()
  return { files, app: createApp({ host, clock, randomUuid, files, emit, dataFolder, documentsFolder, actor: 'Contract' }) }
}

function inProcess(): Promise<Transport> {
  const place = folders()
  const events: string[] = []
  const { app, files } = appIn(place, 'test', (event) => events.push(event))
  return Promise.resolve({
    call: app.dispatch,
    stage: (path) => Promise.resolve(files.add(path)),
    newEngagement: (name) => Promise.resolve(files.add(join(place.documentsFolder, name))),
    events,
    close: async () => {
      await app.close()
      place.remove()
    },
  })
}

async function overHttp(): Promise<Transport> {
  const place = folders()
  const rendererFolder = join(place.root, 'renderer')
  mkdirSync(rendererFolder)
  writeFileSync(join(rendererFolder, 'index.html'), '')
  const host = await startBrowserHost({ ...place, rendererFolder, open: false, actor: 'Contract', clock })
  const { origin, hash } = new URL(host.url)
  const headers = { origin, authorization: `Bearer ${hash.slice('#token='.length)}` }
  const events: string[] = []
  const listening = keepNames(await fetch(`${origin}/events`, { headers }), events)
  const call = async (method: string, input: unknown): Promise<Reply> => {
    const body = JSON.stringify({ method, input })
    const answer = await fetch(`${origin}/rpc`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body })
    return (await answer.json()) as Reply
  }
  const token = (reply: Reply) => (reply.ok ? (reply.value as { token: string }).token : Promise.reject(new Error(reply.error.message)))
  return {
    call,
    stage: async (path) => {
      const answer = await fetch(`${origin}/files?name=${encodeURIComponent(basename(path))}`, {
        method: 'POST',
        headers,
        body: readFileSync(path),
      })
      return token((await answer.json()) as Reply)
    },
    newEngagement: async (name) => token(await call('host.newEngagementFile', { suggestedName: name })),
    events,
    close: async () => {
      await host.close()
      await listening
      place.remove()
    },
  }
}

/** Reads a stream of events to its end, which the host cuts off when it closes. */
async function keepNames({ body }: Response, names: string[]): Promise<void> {
  try {
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? [])
      for (const [, name] of text.matchAll(/"event":"([\w.]+)"/g)) names.push(String(name))
  } catch (error) {
    if (!(error instanceof TypeError && error.message === 'terminated')) throw error
  }
}

async function overElectron(): Promise<Transport> {
  const place = folders()
  becomeReady()
  const window = new BrowserWindow({ webPreferences: { ...webPreferences('preload') } })
  window.webContents.mainFrame.url = APP_URL
  window.webContents.onSend = (channel, args) => deliver(channel, args)
  line.call = (channel, ...args) => callAs({ sender: window.webContents, senderFrame: window.webContents.mainFrame }, channel, ...args)
  await import('../../preload/index.ts')
  const bridge = exposed.get('tickmark') as unknown as {
    invoke(method: string, input: unknown): Promise<Reply>
    subscribe(listener: (event: { event: string }) => void): () => void
  }
  const events: string[] = []
  bridge.subscribe(({ event }) => events.push(event))
  const { app, files } = appIn(place, 'electron', (event, payload) => window.webContents.send(IPC_CHANNELS.event, event, payload))
  answerCalls(ipcMain as unknown as IpcMain, {
    contents: () => window.webContents as unknown as Electron.WebContents,
    devUrl: null,
    dispatch: app.dispatch,
    host: (method) => Promise.reject(new Error(`${method} is tested in e2e/electron`)),
  })
  return {
    // The preload stops names it does not list; what comes after it must refuse them as well.
    call: (method, input) => bridge.invoke(method, input).catch(() => callAs({}, IPC_CHANNELS.call, method, input) as Promise<Reply>),
    stage: (path) => Promise.resolve(files.add(path)),
    newEngagement: (name) => Promise.resolve(files.add(join(place.documentsFolder, name))),
    events,
    close: async () => {
      await app.close()
      place.remove()
    },
  }
}

export const transports: Readonly<Record<string, () => Promise<Transport>>> = {
  'in process': inProcess,
  'over HTTP': overHttp,
  'over Electron’s IPC': overElectron,
}
