import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { browserArguments, openAppWindow } from './launch.ts'

const ORIGIN = 'http://127.0.0.1:4711'
const URL_WITH_SECRET = `${ORIGIN}/#token=verySecret`

describe('arguments of the browser', () => {
  it('name an app window, a profile of its own, and no way to any other address', () => {
    const args = browserArguments('/p/boot.html', '/p', ORIGIN, false)
    expect(args).toContain('--app=file:///p/boot.html')
    expect(args).toContain('--user-data-dir=/p')
    expect(args).toContain(`--proxy-server=${ORIGIN}`)
  })

  it('give the sandbox up only for root, who could not start otherwise', () => {
    expect(browserArguments('/p/boot.html', '/p', ORIGIN, false)).not.toContain('--no-sandbox')
    expect(browserArguments('/p/boot.html', '/p', ORIGIN, true)).toContain('--no-sandbox')
  })
})

// Windows has no shell scripts to stand for a browser.
describe.runIf(process.platform !== 'win32')('an app window', () => {
  /** A stand-in for a browser that writes down its arguments and stays until it is ended. */
  const standIn = (last: string) => {
    const root = mkdtempSync(join(tmpdir(), 'tickmark-launch-'))
    const browser = join(root, 'browser')
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > '${root}/args.new'\nmv '${root}/args.new' '${root}/args'\n${last}\n`)
    chmodSync(browser, 0o755)
    return { browser, args: join(root, 'args'), profiles: join(root, 'profiles') }
  }
  const until = async (ready: () => boolean) => {
    while (!ready()) await new Promise((next) => setTimeout(next, 10))
  }

  it('gets its secret through a file that only this user can read, never through an argument', async () => {
    const { browser, args, profiles } = standIn('exec sleep 30')
    const window = openAppWindow(browser, URL_WITH_SECRET, profiles)
    await until(() => existsSync(args))
    const given = readFileSync(args, 'utf8')
    expect(given).not.toContain('verySecret')
    const boot = fileURLToPath(/^--app=(.*)$/m.exec(given)?.[1] ?? '')
    expect(readFileSync(boot, 'utf8')).toContain(URL_WITH_SECRET)
    expect(statSync(boot).mode & 0o777).toBe(0o600)
    expect(statSync(join(boot, '..')).mode & 0o777).toBe(0o700)
    window.close()
    await window.closed
    expect(readdirSync(profiles)).toEqual([])
  })

  it('is closed when the browser ends by itself, and its profile with it', async () => {
    const { browser, profiles } = standIn('exit 0')
    await openAppWindow(browser, URL_WITH_SECRET, profiles).closed
    expect(readdirSync(profiles)).toEqual([])
  })

  it('counts as closed where the browser cannot be started at all', async () => {
    const { profiles } = standIn('')
    await openAppWindow('/nowhere/browser', URL_WITH_SECRET, profiles).closed
    expect(readdirSync(profiles)).toEqual([])
  })
})
