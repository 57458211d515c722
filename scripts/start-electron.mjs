// Says whether the studio can open in Electron on this machine, and tries once to fetch Electron's runtime where it is missing.
// Never imports 'electron' to find out: its index.js starts a download of its own (shared/stack/FINDINGS.md §3).
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const DOWNLOAD_LIMIT_MS = 20_000
const DEFAULT_BINARY = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

const thisMachine = () => ({ platform: process.platform, env: process.env, uid: process.getuid?.() })

/** Gives `{ path }` of a runtime that can open a window here, or `{ missing }` with the reason in a few words. */
export function electronRuntime(root, machine = thisMachine()) {
  const noWindow = whyNoWindow(machine)
  if (noWindow !== null) return { missing: noWindow }
  const found = installed(root, machine)
  if (found.path !== undefined || found.version === undefined) return found
  const failure = join(root, 'out', '.electron-failed')
  if (existsSync(failure) && readFileSync(failure, 'utf8') === found.version) return found
  const install = spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT_MS,
    killSignal: 'SIGKILL',
  })
  const again = installed(root, machine)
  if (install.status === 0 && again.path !== undefined) return again
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(failure, found.version)
  return { missing: `${again.missing}, and it could not be downloaded` }
}

function whyNoWindow({ platform, env, uid }) {
  if (platform !== 'linux') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display'
  if (uid === 0) return 'Electron does not run sandboxed as root'
  return null
}

function installed(root, { platform, env }) {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'package.json'))) return { missing: 'the package electron is not installed' }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
  const pathFile = join(folder, 'path.txt')
  const path = join(dist, existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : (DEFAULT_BINARY[platform] ?? 'electron'))
  if (!existsSync(path)) return { version, missing: `Electron ${version}'s runtime is not installed` }
  const versionFile = join(dist, 'version')
  const has = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown'
  return has === version ? { version, path } : { version, missing: `the Electron runtime found is ${has}, not ${version}` }
}
