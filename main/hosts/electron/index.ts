// Electron's entry: composes the app with the desktop's window, protocol, dialogs and IPC. Holds no rule of its own.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron'
import { IPC_CHANNELS } from '#contract/names'
import { type App, createApp } from '../../app/create-app.ts'
import { createFileVault } from '../../app/file-vault.ts'
import type { Ports } from '../../app/ports.ts'
import { rendererFolder } from '../assets.ts'
import { foldersOf } from '../cli/folders.ts'
import { actorOf } from '../cli/ports.ts'
import { createFileDialogs } from './files.ts'
import { answerCalls } from './ipc.ts'
import { createLastFolders } from './last-folders.ts'
import { menuTemplate } from './menu.ts'
import { createOfferedFiles, filesIn, SecondStart } from './offered-files.ts'
import { APP_SCHEME, serveRenderer } from './protocol.ts'
import { denyNetwork, restrictContents, restrictSession } from './security.ts'
import { openWindow } from './window.ts'

const devUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
// Unpackaged, the program's own folder is an argument too.
const offeredAtStart = filesIn(process.argv.slice(1), process.cwd()).filter((path) => path !== app.getAppPath())

if (app.requestSingleInstanceLock({ files: offeredAtStart } satisfies SecondStart)) start()
else app.quit()

function start(): void {
  app.enableSandbox()
  denyNetwork(app, devUrl)
  restrictContents(app, devUrl)
  protocol.registerSchemesAsPrivileged([APP_SCHEME])
  const { data, documents } = foldersOf(process.env, process.platform)
  // Chromium's own caches and preferences, beside the program's data and not among them.
  app.setPath('userData', join(data, 'window'))

  let window: BrowserWindow | null = null
  const contents = () => (window === null || window.isDestroyed() ? null : window.webContents)
  const emit: Ports['emit'] = (event, payload) => contents()?.send(IPC_CHANNELS.event, event, payload)
  const vault = createFileVault()
  const offered = createOfferedFiles(vault, (payload) => emit('files.offered', payload))
  offered.offer(offeredAtStart)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    offered.offer([path])
  })

  const boot = (): void => {
    const core = createApp({
      host: 'electron',
      clock: { now: () => new Date() },
      randomUuid: randomUUID,
      files: vault,
      emit,
      dataFolder: data,
      documentsFolder: documents,
      actor: actorOf({}, process.env),
    })
    restrictSession(session.defaultSession, devUrl)
    serveRenderer(protocol, rendererFolder())
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, devUrl !== null)))
    const folders = createLastFolders(join(data, 'last-folders.json'), documents)
    answerCalls(ipcMain, {
      contents,
      devUrl,
      dispatch: core.dispatch,
      host: createFileDialogs({ dialog, window: () => window, vault, folders }),
    })

    const open = () => {
      window = openWindow({
        preload: join(import.meta.dirname, '../preload/index.cjs'),
        devUrl,
        onReady: offered.windowReady,
        onClosed: () => {
          window = null
          offered.windowGone()
        },
      })
    }
    open()
    app.on('activate', () => {
      if (window === null) open()
    })
    app.on('second-instance', (_event, _argv, _folder, passed) => {
      const second = SecondStart.safeParse(passed)
      if (window === null) open()
      else {
        if (window.isMinimized()) window.restore()
        window.focus()
      }
      if (second.success) offered.offer(second.data.files)
    })
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    closeBeforeExit(core)
  }

  // Never awaited at top level: Electron becomes ready only after this module has finished evaluating.
  app
    .whenReady()
    .then(boot)
    .catch((error: unknown) => {
      console.error(error)
      app.exit(1)
    })
}

/** Lets running jobs end and the engagement close properly before the process goes. */
function closeBeforeExit(core: App): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void core.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}
