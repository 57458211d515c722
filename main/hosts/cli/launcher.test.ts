// The launcher's scripts (scripts/build-stamp.mjs, scripts/start-electron.mjs) on a made-up checkout in a temporary folder.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

type Stamp = {
  readonly isFresh: (root: string) => boolean
  readonly buildIfStale: (root: string, node: string, say: (line: string) => void) => Promise<void>
}
type Machine = { readonly platform: string; readonly env: Readonly<Record<string, string>>; readonly uid: number }
type Runtime = { readonly electronRuntime: (root: string, machine: Machine) => { readonly path?: string; readonly missing?: string } }

const SCRIPTS = resolve(import.meta.dirname, '../../../scripts')
const load = async (name: string): Promise<unknown> => import(pathToFileURL(join(SCRIPTS, name)).href)
const { isFresh, buildIfStale } = (await load('build-stamp.mjs')) as Stamp
const { electronRuntime } = (await load('start-electron.mjs')) as Runtime

const DEAD_PID = 2 ** 22 + 1
/** Stands for electron-vite: writes what a build writes, slowly, and counts how often it ran. */
const BUILD = `
  import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
  appendFileSync('builds', 'x')
  await new Promise((done) => setTimeout(done, 300))
  mkdirSync('out/main', { recursive: true })
  writeFileSync('out/main/cli.js', '')`
const FAILING_BUILD = "console.log('it does not compile'); process.exit(1)"

let root = ''
const write = (name: string, content: string): void => {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), content)
}
const installBuild = (script: string): void => {
  write('node_modules/electron-vite/package.json', '{"type":"module"}')
  write('node_modules/electron-vite/bin/electron-vite.js', script)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tickmark-launcher-'))
  write('main/a.ts', 'export const a = 1')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the build', () => {
  it('runs once for several that start together, and not again while nothing changed', async () => {
    installBuild(BUILD)
    const said: string[] = []
    await Promise.all([1, 2, 3].map(() => buildIfStale(root, process.execPath, (line) => said.push(line))))
    expect(readFileSync(join(root, 'builds'), 'utf8')).toBe('x')
    expect(said.filter((line) => line.startsWith('building'))).toHaveLength(1)
    expect(isFresh(root)).toBe(true)
    write('main/a.test.ts', 'a test is no part of the program')
    expect(isFresh(root)).toBe(true)
    write('main/a.ts', 'export const a = 22')
    expect(isFresh(root)).toBe(false)
  })

  it('tells what the build said where it fails, and leaves the way free for the next', async () => {
    installBuild(FAILING_BUILD)
    await expect(buildIfStale(root, process.execPath, () => undefined)).rejects.toThrow(/it does not compile/)
    expect(existsSync(join(root, 'out/.building'))).toBe(false)
    installBuild(BUILD)
    await buildIfStale(root, process.execPath, () => undefined)
    expect(isFresh(root)).toBe(true)
  })

  it('does not wait for a builder that died', async () => {
    installBuild(BUILD)
    write('out/.building/pid', String(DEAD_PID))
    await buildIfStale(root, process.execPath, () => undefined)
    expect(isFresh(root)).toBe(true)
  })

  it('says what to do where nothing is installed', async () => {
    await expect(buildIfStale(root, process.execPath, () => undefined)).rejects.toThrow(/npm ci/)
  })
})

describe('Electron’s runtime', () => {
  const desktop: Machine = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000 }
  const installElectron = (script: string): void => {
    write('node_modules/electron/package.json', '{"version":"45.4.1"}')
    write('node_modules/electron/install.js', `require('node:fs').appendFileSync('${join(root, 'tries')}', 'x'); ${script}`)
  }

  it('is not asked for without a display or as root', () => {
    installElectron('')
    expect(electronRuntime(root, { ...desktop, env: {} }).missing).toContain('no display')
    expect(electronRuntime(root, { ...desktop, uid: 0 }).missing).toContain('root')
    expect(existsSync(join(root, 'tries'))).toBe(false)
  })

  it('is fetched where it is missing', () => {
    const dist = join(root, 'node_modules/electron/dist')
    installElectron(
      `const fs = require('node:fs'); fs.mkdirSync('${dist}'); fs.writeFileSync('${dist}/electron', ''); fs.writeFileSync('${dist}/version', '45.4.1')`,
    )
    expect(electronRuntime(root, desktop).path).toBe(join(dist, 'electron'))
  })

  it('is tried once only where it cannot be fetched', () => {
    installElectron('process.exit(1)')
    expect(electronRuntime(root, desktop).missing).toContain('could not be downloaded')
    expect(electronRuntime(root, desktop).missing).toContain('not installed')
    expect(readFileSync(join(root, 'tries'), 'utf8')).toBe('x')
  })

  it('is not used in another version than the package', () => {
    installElectron('process.exit(1)')
    write('node_modules/electron/dist/electron', '')
    write('node_modules/electron/dist/version', '44.0.0')
    expect(electronRuntime(root, desktop).missing).toContain('44.0.0')
  })
})
