// Where a Chromium-family browser lies on this machine. Imports Node only, because the test scripts use it before any build.
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

type Machine = { readonly platform: NodeJS.Platform; readonly env: Readonly<Record<string, string | undefined>> }

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
]

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS_APPS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
]

/**
 * Gives the path of Chrome, Chromium or Edge, or null where there is none. `TICKMARK_CHROMIUM` (an absolute path) goes first;
 * where it is set but names nothing that can be run, nothing else is tried.
 */
export function findBrowser(machine: Machine = { platform: process.platform, env: process.env }): string | null {
  const wanted = machine.env['TICKMARK_CHROMIUM']
  if (wanted) return isAbsolute(wanted) && canRun(wanted) ? wanted : null
  return candidates(machine).find(canRun) ?? null
}

function candidates({ platform, env }: Machine): string[] {
  const under = (folders: readonly (string | undefined)[], names: readonly string[]) =>
    folders.flatMap((folder) => (folder ? names.map((name) => join(folder, name)) : []))
  if (platform === 'darwin') return under(['/Applications', env['HOME'] && join(env['HOME'], 'Applications')], MAC_APPS)
  if (platform === 'win32') return under([env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']], WINDOWS_APPS)
  return COMMANDS.flatMap((command) => under((env['PATH'] ?? '').split(delimiter).filter(isAbsolute), [command]))
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether a window could appear at all. */
export function hasDisplay({ platform, env }: Machine = { platform: process.platform, env: process.env }): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}
