// The browser host: the same program behind a loopback server, shown in an application window of an installed browser.
// Composes guard, server, files, events and window; the command line says what to print.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { hostInputs } from '#contract/host'
import { HOST_METHODS } from '#contract/names'
import { errorReply, type Reply, valueOf } from '#contract/reply'
import { AppError } from '#domain/errors'
import { type App, createApp } from '../../app/create-app.ts'
import { createFileVault } from '../../app/file-vault.ts'
import type { Clock, FileVault } from '../../app/ports.ts'
import { rendererFolder } from '../assets.ts'
import { createEventStreams } from './events.ts'
import { createHostFiles, type HostFiles } from './files.ts'
import { findBrowser, hasDisplay } from './find-browser.ts'
import { createGuard } from './guard.ts'
import { type AppWindow, openAppWindow } from './launch.ts'
import { createLoopbackServer } from './server.ts'

export type BrowserHostOptions = {
  /** Opened before the window appears; without a passphrase where one is needed, the window asks for it. */
  readonly engagementPath?: string
  readonly passphrase?: string | null
  /** Default: any free port. */
  readonly port?: number
  /** Open a window where a browser and a display exist. */
  readonly open: boolean
  readonly dataFolder: string
  readonly documentsFolder: string
  readonly actor: string
  readonly clock: Clock
  /** Default: the built renderer beside this bundle. */
  readonly rendererFolder?: string
  /** Told of failures no reply could carry. Default: stderr. */
  readonly onError?: (error: unknown) => void
}

export type BrowserHost = {
  /** With the launch's secret in its fragment, which no server and no log ever sees. */
  readonly url: string
  /** False where no display or no browser exists: the caller then prints the URL. */
  readonly windowOpened: boolean
  /** Resolves once the host has ended: window closed, signal, or `close()`. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Starts the studio on 127.0.0.1. Throws AppError where the engagement cannot be opened or the port is taken. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { dataFolder, documentsFolder, actor, clock } = options
  const assets = options.rendererFolder ?? rendererFolder()
  const vault = createFileVault()
  const offered: { token: string; name: string }[] = []
  const events = createEventStreams(() => {
    if (offered.length > 0) events.emit('files.offered', { files: offered })
  })
  const app = createApp({
    host: 'browser',
    clock,
    randomUuid: randomUUID,
    files: vault,
    emit: events.emit,
    dataFolder,
    documentsFolder,
    actor,
  })
  const files = createHostFiles({ vault, dataFolder, documentsFolder })
  let port = 0
  const guard = createGuard(() => `127.0.0.1:${port}`)
  const server = createLoopbackServer(
    { guard, call: caller(app, files), events, files, vault, rendererFolder: assets },
    options.onError ?? ((error) => console.error(error)),
  )
  let window: AppWindow | null = null

  let closing: Promise<void> | null = null
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>()
  const close = (): Promise<void> => {
    closing ??= (async () => {
      for (const signal of SIGNALS) process.off(signal, onSignal)
      events.close()
      server.close()
      server.closeAllConnections()
      window?.close()
      await window?.closed
      await app.close()
      files.cleanUp()
      markClosed()
    })()
    return closing
  }
  const onSignal = () => void close()

  try {
    if (options.engagementPath !== undefined) await openEngagement(app, vault, options.engagementPath, options.passphrase, offered)
    port = await listen(server, options.port ?? 0)
    for (const signal of SIGNALS) process.on(signal, onSignal)
    const url = `http://127.0.0.1:${port}/#token=${guard.token}`
    const browser = options.open && hasDisplay() ? findBrowser() : null
    if (browser !== null) {
      window = openAppWindow(browser, url, join(dataFolder, 'browser'))
      void window.closed.then(close)
    }
    return { url, windowOpened: browser !== null, closed, close }
  } catch (error) {
    await close()
    throw error
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** One call of the page: the contract's methods, and the host's own where a browser can have them. */
const caller =
  (app: App, files: HostFiles) =>
  async (method: string, input: unknown): Promise<Reply> => {
    if (!HOST_METHODS.some((name) => name === method)) return app.dispatch(method, input)
    if (method !== 'host.newEngagementFile')
      return errorReply(new AppError('invalid-input', `${method} belongs to the desktop window; a browser chooses and saves files itself.`))
    const parsed = hostInputs[method].safeParse(input)
    if (!parsed.success) return errorReply(new AppError('invalid-input', `${method}: the suggested name is missing or too long.`))
    try {
      return { ok: true, value: files.newEngagement(parsed.data.suggestedName) }
    } catch (error) {
      return errorReply(error)
    }
  }

async function openEngagement(
  app: App,
  vault: FileVault,
  path: string,
  passphrase: string | null | undefined,
  offered: { token: string; name: string }[],
): Promise<void> {
  const file = vault.add(path)
  const reply = await app.dispatch('engagements.open', { file, passphrase: passphrase ?? null })
  if (!reply.ok && reply.error.code === 'passphrase-missing' && passphrase === undefined)
    offered.push({ token: file, name: path.split(/[\\/]/).at(-1) ?? path })
  else valueOf(reply)
}

function listen(server: ReturnType<typeof createLoopbackServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
          ? new AppError('invalid-input', `Port ${port} of 127.0.0.1 is not free. Choose another one or leave --port out.`, { port })
          : error,
      ),
    )
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })
}
