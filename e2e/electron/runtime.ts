// Whether Electron's runtime is on this machine. Never by importing 'electron': its index.js starts a download when the binary is missing.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const BINARY: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

/** Gives the path of a runtime of exactly the version the package wants, or why there is none. */
export function electronRuntime(): { readonly path: string } | { readonly missing: string } {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  const path = join(dist, BINARY[process.platform] ?? 'electron')
  if (!existsSync(path)) return { missing: `Electron ${version} is not on this machine (npx install-electron brings it)` }
  const found = existsSync(join(dist, 'version'))
    ? readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
    : 'of unknown version'
  if (found !== version) return { missing: `Electron here is ${found}, the package wants ${version}` }
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return { missing: 'Electron has no display to open a window on' }
  return { path }
}
