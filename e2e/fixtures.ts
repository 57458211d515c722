// What every spec gets: a host of its own with empty folders, a page on it that may log no error, and paths to sample files.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
  /** Makes and opens an engagement with the small sample scan in it, beside the page: for specs of later screens. */
  seed(): Promise<void>
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
    const rpc = caller(origin, token)
    await use({ url, origin, token, dataFolder, documentsFolder, rpc, seed: () => seed(origin, token, rpc) })
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

async function seed(origin: string, token: string, rpc: Host['rpc']): Promise<void> {
  const { token: file } = (await rpc('host.newEngagementFile', { suggestedName: 'Kestrel' })) as { token: string }
  await rpc('engagements.create', { file, passphrase: null, scope: SCOPE })
  const headers = { origin, authorization: `Bearer ${token}` }
  const answer = await fetch(`${origin}/files?name=${SCAN}`, { method: 'POST', headers, body: readFileSync(sample(SCAN)) })
  const { value } = (await answer.json()) as { value: { token: string } }
  await rpc('imports.run', { jobId: randomUUID(), files: [{ token: value.token }] })
}

/** Four records and one that is none: IAM fails and passes, S3 fails, CloudTrail is manual. */
export const SCAN = 'kestrel.ocsf.json'

const SCOPE = {
  title: 'Compliance validation 2026',
  client: 'Kestrel Logistics',
  periodFrom: '2026-01-01',
  periodTo: '2026-03-31',
  accounts: ['210987654321'],
  regions: ['eu-central-1'],
  services: ['iam', 's3', 'pinpoint'],
  factors: { dataSensitivity: 'Invoices', companyRequirements: 'ISMS', lawsAndRegulations: 'GDPR' },
  people: [{ name: 'Ada Auditor', role: 'preparer', organisation: 'Kestrel Audit' }],
}
