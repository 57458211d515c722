// What every spec gets: a host of its own with empty folders, a page on it that may log no error, and paths to sample files.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from '@playwright/test'
import { Studio } from './pages/studio.ts'

export type Host = {
  /** With the launch's secret in the fragment. */
  readonly url: string
  readonly origin: string
  readonly token: string
  readonly dataFolder: string
  readonly documentsFolder: string
  /** Calls a method beside the page, as a second window would. */
  rpc(method: string, input: unknown): Promise<unknown>
}

type Fixtures = {
  readonly host: Host
  readonly studio: Studio
  /** Console and page errors a spec expects; everything else fails it. */
  readonly expectedErrors: RegExp[]
}

const root = join(import.meta.dirname, '..')
export const sample = (name: string): string => join(import.meta.dirname, 'data', name)

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of this pattern.
  host: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tickmark-e2e-'))
    const [dataFolder, documentsFolder] = [join(folder, 'data'), join(folder, 'documents')]
    mkdirSync(documentsFolder)
    const child = spawn(process.execPath, [join(root, 'e2e/host-process.ts'), dataFolder, documentsFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const { url } = JSON.parse(await firstLine(child)) as { url: string }
    const { origin, hash } = new URL(url)
    const token = hash.slice('#token='.length)
    await use({ url, origin, token, dataFolder, documentsFolder, rpc: caller(origin, token) })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  expectedErrors: async ({}, use) => use([]),
  // Named after the host, so that its errors are counted before the host goes away.
  page: async ({ host: _host, page, expectedErrors }, use) => {
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    await use(page)
    expect(errors.filter((text) => !expectedErrors.some((expected) => expected.test(text)))).toEqual([])
  },
  studio: async ({ page, host }, use) => {
    await page.goto(host.url)
    await use(new Studio(page))
  },
})

export { expect, type Page }

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the host ended with ${code} before it listened`)))
    if (child.stdout !== null) createInterface(child.stdout).once('line', resolve)
  })
}

const caller = (origin: string, token: string) => async (method: string, input: unknown) => {
  const headers = { origin, authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${origin}/rpc`, { method: 'POST', headers, body: JSON.stringify({ method, input }) })
  const reply = (await answer.json()) as { ok: boolean; value?: unknown; error?: { message: string } }
  if (!reply.ok) throw new Error(`${method}: ${reply.error?.message}`)
  return reply.value
}
