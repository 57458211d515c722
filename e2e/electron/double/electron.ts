// A hand-written double of the part of Electron the studio uses, for plain Node. What is not listed here is absent on purpose: using more
// of Electron fails a test, which keeps the list explicit. It checks order and options as Electron would; it proves nothing of the
// operating system's sandbox, real dialogs or packaging.
import { isAbsolute, resolve } from 'node:path'
import { afterReady, beforeReady, cancellable, KnownEvents, record, refuse, whenReady } from './state.ts'
import { hooks, type WebContents, windows } from './window.ts'

export { contextBridge, ipcRenderer, webUtils } from './renderer.ts'
export { BrowserWindow } from './window.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown

/** What the tests steer and look at. */
export const control = {
  /** Whether another instance already runs, and what this one passed to it. */
  otherInstanceRuns: false,
  passedToOtherInstance: null as unknown,
  openDialog: { canceled: true, filePaths: [] as string[] },
  saveDialog: { canceled: true, filePath: '' },
  /** The label of the button pressed in a message box. */
  messageButton: '',
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  protocols: new Map<string, (request: Request) => Promise<Response>>(),
  handlers: new Map<string, Handler>(),
  permissionRequest: null as ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null,
  permissionCheck: null as ((contents: unknown, permission: string) => boolean) | null,
  devicePermission: null as (() => boolean) | null,
  displayMediaDenied: false,
  beforeRequest: null as ((details: { url: string }, answer: (reply: { cancel: boolean }) => void) => void) | null,
  menu: null as unknown,
}

const APP_EVENTS = [
  'web-contents-created',
  'open-file',
  'activate',
  'second-instance',
  'window-all-closed',
  'will-quit',
  'before-quit',
  'quit',
]

/** Where the double says the program lies. */
export const APP_PATH = resolve(import.meta.dirname, '../../..')

class App extends KnownEvents {
  readonly isPackaged = true
  readonly commandLine = {
    appendSwitch: (name: string, value?: string) => {
      beforeReady('commandLine.appendSwitch')
      record('commandLine.appendSwitch', name, value)
    },
  }
  getAppPath(): string {
    return APP_PATH
  }
  enableSandbox(): void {
    beforeReady('app.enableSandbox')
    record('app.enableSandbox')
  }
  requestSingleInstanceLock(data?: unknown): boolean {
    record('app.requestSingleInstanceLock', structuredClone(data))
    if (control.otherInstanceRuns) control.passedToOtherInstance = structuredClone(data)
    return !control.otherInstanceRuns
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) refuse('app.setPath needs an absolute path')
    beforeReady('app.setPath')
    record('app.setPath', name, path)
  }
  whenReady(): Promise<void> {
    return whenReady()
  }
  quit(): void {
    record('app.quit')
    const event = cancellable({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) return
    record('quit')
    this.emit('quit')
  }
  exit(code: number): void {
    record('app.exit', code)
  }
}

export const app = new App(APP_EVENTS)
hooks.created = (contents) => void app.emit('web-contents-created', {}, contents)

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof control.schemes): void {
    beforeReady('protocol.registerSchemesAsPrivileged')
    if (control.schemes.length > 0) refuse('registerSchemesAsPrivileged can be called only once')
    control.schemes = schemes
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    afterReady('protocol.handle')
    if (control.protocols.has(scheme)) refuse(`a second handler for ${scheme}:`)
    if (!control.schemes.some((known) => known.scheme === scheme))
      refuse(`${scheme}: has no privileges, so CSP and fetch would not work on it`)
    control.protocols.set(scheme, handler)
  },
}

class Session extends KnownEvents {
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<typeof control.beforeRequest>) => {
      control.beforeRequest = listener
    },
  }
  setPermissionRequestHandler(handler: typeof control.permissionRequest): void {
    control.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: typeof control.permissionCheck): void {
    control.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: typeof control.devicePermission): void {
    control.devicePermission = handler
  }
  setDisplayMediaRequestHandler(handler: unknown): void {
    control.displayMediaDenied = handler === null
  }
}

const defaultSession = new Session(['will-download'])
export const session = {
  get defaultSession() {
    afterReady('session.defaultSession')
    return defaultSession
  },
}

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (control.handlers.has(channel)) refuse(`a second handler for ${channel}`)
    control.handlers.set(channel, handler)
  },
}

const OPEN_PROPERTIES = new Set(['openFile', 'openDirectory', 'multiSelections'])
const SAVE_PROPERTIES = new Set(['createDirectory', 'showOverwriteConfirmation'])
type DialogOptions = { defaultPath?: string; properties?: string[]; filters?: { name: string; extensions: string[] }[] }

/** Dialogs take an optional window first; gives the options after checking them. */
function dialogOptions(args: readonly unknown[], properties: ReadonlySet<string>): DialogOptions {
  afterReady('dialog')
  const options = args.at(-1) as DialogOptions
  if (args.length === 2 && !windows.some((window) => window === args[0])) refuse('the dialog’s window is no window')
  for (const property of options.properties ?? []) if (!properties.has(property)) refuse(`unknown dialog property ${property}`)
  for (const { name, extensions } of options.filters ?? [])
    if (!name || extensions.some((extension) => extension.startsWith('.'))) refuse('a filter needs a name, and extensions without dots')
  if (options.defaultPath !== undefined && !isAbsolute(options.defaultPath)) refuse('defaultPath must be absolute to mean anything')
  return options
}

export const dialog = {
  showOpenDialog(...args: unknown[]): Promise<typeof control.openDialog> {
    record('dialog.showOpenDialog', dialogOptions(args, OPEN_PROPERTIES))
    return Promise.resolve(control.openDialog)
  },
  showSaveDialog(...args: unknown[]): Promise<typeof control.saveDialog> {
    record('dialog.showSaveDialog', dialogOptions(args, SAVE_PROPERTIES))
    return Promise.resolve(control.saveDialog)
  },
  showMessageBoxSync(window: unknown, options: { readonly buttons: readonly string[]; readonly cancelId: number }): number {
    dialogOptions([window, options], new Set())
    record('dialog.showMessageBoxSync', options)
    const pressed = options.buttons.indexOf(control.messageButton)
    return pressed === -1 ? options.cancelId : pressed
  },
}

export const Menu = {
  buildFromTemplate: (template: unknown) => ({ template }),
  setApplicationMenu(menu: unknown): void {
    control.menu = menu
  },
}

/** A call as the window's main frame makes it; tests forge parts of the event. */
export async function callAs(forged: Readonly<Record<string, unknown>>, channel: string, ...args: unknown[]): Promise<unknown> {
  const contents: WebContents | undefined = windows[0]?.webContents
  const handler = control.handlers.get(channel)
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
  return structuredClone(await handler({ sender: contents, senderFrame: contents?.mainFrame, ...forged }, ...structuredClone(args)))
}
