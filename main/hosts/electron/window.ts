// The one window: its options, when it shows, what it loads, and the question before it closes over unsaved words.
import { BrowserWindow, dialog } from 'electron'
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
  window.webContents.on('will-prevent-unload', (event) => {
    if (wantsToLeave(window)) event.preventDefault()
  })
  window.on('closed', onClosed)
  void window.loadURL(devUrl ?? `${APP_URL}index.html`)
  return window
}

const STAY = 0
const LEAVE = 1

/** A page that holds unsaved words refuses to close; unlike a browser, Electron would then do nothing without a word. */
function wantsToLeave(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    buttons: ['Stay', 'Leave'],
    defaultId: STAY,
    cancelId: STAY,
    noLink: true,
    title: 'Tickmark',
    message: 'Some words are not saved yet.',
    detail: 'Leaving now loses them. Stay to see what keeps them from being saved.',
  })
  return answer === LEAVE
}
