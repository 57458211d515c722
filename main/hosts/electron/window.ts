// The one window: its options, when it shows, what it loads.
import { BrowserWindow } from 'electron'
import { APP_URL, webPreferences } from './security.ts'

export type WindowDeps = {
  readonly preload: string
  readonly devUrl: string | null
  /** The page has loaded and can be told things. */
  readonly onReady: () => void
  readonly onClosed: () => void
}

/** Opens the window on the studio's page; it shows once there is something to see, so it never flashes white. */
export function openWindow({ preload, devUrl, onReady, onClosed }: WindowDeps): BrowserWindow {
  const window = new BrowserWindow({
    width: 1360,
    height: 880,
    minWidth: 760,
    minHeight: 520,
    show: false,
    title: 'Tickmark',
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload),
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.on('did-finish-load', onReady)
  window.on('closed', onClosed)
  void window.loadURL(devUrl ?? `${APP_URL}index.html`)
  return window
}
