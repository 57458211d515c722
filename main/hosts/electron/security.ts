// What the Electron window may be and do (HOUSE.md §5): options, trusted origin, and everything denied by default.
// Sets handlers only; the content security policy is hosts/csp.ts.
import type { App, Session, WebContents, WebPreferences } from 'electron'
import { safeFileName } from '../file-name.ts'

export const SCHEME = 'app'
export const APP_URL = `${SCHEME}://tickmark/`

/** Options of the one window. Written out even where they are Electron's defaults, so that a change of default changes nothing. */
export const webPreferences = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Electron's spell checker downloads its dictionaries (PRODUCT.md law 8).
  spellcheck: false,
})

/**
 * Whether a URL is the studio's own page. Parsed and compared part by part: a custom scheme has no origin of its own in Node's
 * URL, and `app://tickmark.evil/` starts like ours. `devUrl` is the bundler's server while developing, else null.
 */
export function isOwnUrl(url: string, devUrl: string | null): boolean {
  const parsed = URL.parse(url)
  if (parsed === null) return false
  if (parsed.protocol === `${SCHEME}:`) return parsed.host === 'tickmark' && parsed.username === '' && parsed.port === ''
  return devUrl !== null && parsed.origin === URL.parse(devUrl)?.origin && parsed.origin !== 'null'
}

/** Electron's own network switches, which must be set before it is ready. */
export function denyNetwork(app: App, devUrl: string | null): void {
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  if (devUrl === null) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Every page that ever comes to life: stays where it is, opens no window, holds no webview. */
export function restrictContents(app: App, devUrl: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isOwnUrl(event.url, devUrl)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOwnUrl(event.url, devUrl)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOwnUrl(event.url, devUrl)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** The one permission a page has: to put text on the clipboard when the user presses "copy". */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'
const LOCAL_PROTOCOLS: ReadonlySet<string> = new Set([`${SCHEME}:`, 'devtools:', 'blob:', 'data:'])

/** Permissions, devices, screen capture, downloads and every request that would leave the program: denied. */
export function restrictSession(session: Session, devUrl: string | null): void {
  const isOwnPage = (contents: WebContents | null) => contents !== null && isOwnUrl(contents.getURL(), devUrl)
  session.setPermissionRequestHandler((contents, permission, answer) => answer(permission === ALLOWED_PERMISSION && isOwnPage(contents)))
  session.setPermissionCheckHandler((contents, permission) => permission === ALLOWED_PERMISSION && isOwnPage(contents))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  // Only bytes the page itself made (a raw record, a certificate) may be saved, and Electron's own dialog asks where.
  session.on('will-download', (event, item) => {
    const url = item.getURL()
    if (!url.startsWith('blob:') || !isOwnUrl(url.slice('blob:'.length), devUrl)) event.preventDefault()
    else item.setSaveDialogOptions({ defaultPath: safeFileName(item.getFilename()) })
  })
  const devHost = devUrl === null ? null : URL.parse(devUrl)?.host
  session.webRequest.onBeforeRequest((details, answer) => {
    const url = URL.parse(details.url)
    answer({ cancel: url === null || !(LOCAL_PROTOCOLS.has(url.protocol) || (devHost !== null && url.host === devHost)) })
  })
}
