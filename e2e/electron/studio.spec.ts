// The studio in the real Electron: what the double cannot prove. Runs where the runtime is, and is named in a banner where not.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, test } from '@playwright/test'
import { Studio } from '../pages/studio.ts'
import { electronRuntime } from './runtime.ts'

const runtime = electronRuntime()
const root = join(import.meta.dirname, '../..')

test.describe('the studio in Electron', () => {
  test.skip('missing' in runtime, 'missing' in runtime ? runtime.missing : '')

  let app: ElectronApplication
  let home: string
  test.beforeEach(async () => {
    if ('missing' in runtime) return
    home = mkdtempSync(join(tmpdir(), 'tickmark-electron-'))
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0
    app = await _electron.launch({
      executablePath: runtime.path,
      args: [root, ...(asRoot ? ['--no-sandbox'] : [])],
      chromiumSandbox: !asRoot,
      env: { ...process.env, TICKMARK_HOME: home },
    })
  })
  test.afterEach(async () => {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('opens its window on its own protocol', async () => {
    const page = await app.firstWindow()
    await new Studio(page).ready()
    expect(page.url()).toMatch(/^app:\/\/tickmark\/index\.html/)
  })

  test('keeps Node out of the page and the page in its sandbox', async () => {
    const page = await app.firstWindow()
    expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')])).toEqual([
      'undefined',
      'undefined',
    ])
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  })

  test('makes an engagement where the native dialog says', async () => {
    const page = await app.firstWindow()
    const path = join(home, 'Native.tickmark')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
    const studio = new Studio(page)
    await studio.ready()
    await studio.newEngagement({ title: 'Native', client: 'Kestrel Logistics', passphrase: null })
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  })
})
