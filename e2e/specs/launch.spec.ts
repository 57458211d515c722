// The host opens its own window: a real Chromium, started by the program as it is for a user, only without a display.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { findBrowser } from '../../main/hosts/browser/find-browser.ts'

const root = join(import.meta.dirname, '../..')

test('opens an app window that gets in by itself, and ends with it, leaving nothing behind', async () => {
  test.skip(process.platform === 'win32', 'a shell script stands between the host and the browser')
  const home = mkdtempSync(join(tmpdir(), 'tickmark-launch-'))
  const profiles = join(home, 'data', 'browser')
  const wrapper = join(home, 'browser')
  writeFileSync(wrapper, `#!/bin/sh\nexec '${findBrowser()}' --headless=new --remote-debugging-port=0 "$@"\n`)
  chmodSync(wrapper, 0o755)
  const host = spawn(process.execPath, [join(root, 'e2e/host-process.ts'), join(home, 'data'), join(home, 'documents'), 'open'], {
    env: { ...process.env, DISPLAY: ':0', TICKMARK_CHROMIUM: wrapper },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => host.once('exit', resolve))

  // Chromium writes where it can be reached into its profile.
  const reached = () =>
    (existsSync(profiles) ? readdirSync(profiles) : []).map((name) => join(profiles, name, 'DevToolsActivePort')).find(existsSync)
  await expect.poll(reached, { timeout: 30_000 }).toBeDefined()
  const [port] = readFileSync(reached() ?? '', 'utf8').split('\n')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const [page] = browser.contexts()[0]?.pages() ?? []
  if (page === undefined) throw new Error('the browser shows no page')
  await expect(page.getByRole('button', { name: 'New engagement' })).toBeVisible({ timeout: 20_000 })
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/start$/)

  const session = await browser.newBrowserCDPSession()
  await session.send('Browser.close')
  expect(await ended).toBe(0)
  expect(readdirSync(profiles)).toEqual([])
  expect(readdirSync(join(home, 'data', 'staging'))).toEqual([])
  rmSync(home, { recursive: true, force: true })
})
