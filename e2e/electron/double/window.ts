// BrowserWindow and its web contents in the double: options are checked against what Electron knows, nothing is drawn.
import { afterReady, KnownEvents, record, refuse } from './state.ts'

const WINDOW_OPTIONS = new Set([
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'title',
  'autoHideMenuBar',
  'webPreferences',
  'icon',
  'backgroundColor',
])
const WEB_PREFERENCES = new Set([
  'preload',
  'sandbox',
  'contextIsolation',
  'nodeIntegration',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'webSecurity',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'webviewTag',
  'navigateOnDragDrop',
  'spellcheck',
])

export type Frame = { url: string; readonly parent: Frame | null }
export type OpenHandler = (details: { url: string }) => { action: string }

export class WebContents extends KnownEvents {
  readonly mainFrame: Frame = { url: 'about:blank', parent: null }
  openHandler: OpenHandler | null = null
  /** What was sent to the page, as the page receives it. */
  onSend: ((channel: string, args: readonly unknown[]) => void) | null = null

  constructor() {
    super(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'will-prevent-unload', 'did-finish-load'])
  }
  getURL(): string {
    return this.mainFrame.url
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  send(channel: string, ...args: unknown[]): void {
    this.onSend?.(channel, structuredClone(args))
  }
}

type Options = { readonly show?: boolean; readonly webPreferences?: Readonly<Record<string, unknown>> }

export const windows: BrowserWindow[] = []
/** Set by the double's other parts: tells the app of new contents, runs the preload when a page loads. */
export const hooks: { created: (contents: WebContents) => void; loading: (window: BrowserWindow) => void } = {
  created: () => undefined,
  loading: () => undefined,
}

export class BrowserWindow extends KnownEvents {
  readonly options: Options
  readonly webContents: WebContents
  visible = false
  minimized = false
  #destroyed = false

  constructor(options: Options) {
    super(['ready-to-show', 'closed', 'close', 'focus'])
    afterReady('BrowserWindow')
    for (const key of Object.keys(options)) if (!WINDOW_OPTIONS.has(key)) refuse(`unknown window option ${key}`)
    for (const key of Object.keys(options.webPreferences ?? {})) if (!WEB_PREFERENCES.has(key)) refuse(`unknown web preference ${key}`)
    this.options = options
    this.visible = options.show !== false
    this.webContents = new WebContents()
    windows.push(this)
    hooks.created(this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    record('window.loadURL', url)
    this.webContents.mainFrame.url = url
    await Promise.resolve()
    hooks.loading(this)
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }
  show(): void {
    this.visible = true
  }
  focus(): void {
    record('window.focus')
  }
  isMinimized(): boolean {
    return this.minimized
  }
  restore(): void {
    this.minimized = false
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  /** The user closes the window. */
  close(): void {
    this.#destroyed = true
    windows.splice(windows.indexOf(this), 1)
    this.emit('closed')
  }
}
