import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '#contract/reply'
import { type BrowserHost, type BrowserHostOptions, startBrowserHost } from './index.ts'

const PASSPHRASE = 'correct horse battery staple'
const root = mkdtempSync(join(tmpdir(), 'tickmark-host-'))
const rendererFolder = join(root, 'renderer')
mkdirSync(rendererFolder)
writeFileSync(join(rendererFolder, 'index.html'), '')

const started: BrowserHost[] = []
afterEach(() => Promise.all(started.splice(0).map((host) => host.close())))

async function start(options: Partial<BrowserHostOptions> = {}): Promise<BrowserHost> {
  const host = await startBrowserHost({
    open: false,
    dataFolder: join(root, 'data'),
    documentsFolder: join(root, 'documents'),
    actor: 'Ada Auditor',
    clock: { now: () => new Date('2026-04-01T09:00:00.000Z') },
    rendererFolder,
    ...options,
  })
  started.push(host)
  return host
}

function headersOf({ url }: BrowserHost) {
  const { origin, hash } = new URL(url)
  return { origin, authorization: `Bearer ${hash.slice('#token='.length)}`, 'content-type': 'application/json' }
}

async function call(host: BrowserHost, method: string, input: unknown): Promise<Reply> {
  const headers = headersOf(host)
  const answer = await fetch(`${headers.origin}/rpc`, { method: 'POST', headers, body: JSON.stringify({ method, input }) })
  return (await answer.json()) as Reply
}

async function makeEngagement(name: string): Promise<string> {
  const host = await start()
  const file = await call(host, 'host.newEngagementFile', { suggestedName: name })
  if (!file.ok) throw new Error(file.error.message)
  const scope = {
    title: name,
    client: 'Kestrel Logistics',
    periodFrom: '2026-01-01',
    periodTo: '2026-03-31',
    accounts: [],
    regions: [],
    services: ['pinpoint'],
    factors: { dataSensitivity: '', companyRequirements: '', lawsAndRegulations: '' },
    people: [],
  }
  const { token } = file.value as { token: string }
  const made = await call(host, 'engagements.create', { file: token, passphrase: PASSPHRASE, scope })
  if (!made.ok) throw new Error(made.error.message)
  await host.close()
  return join(root, 'documents', `${name}.tickmark`)
}

describe('the browser host', () => {
  it('listens on 127.0.0.1 with its secret in the fragment only', async () => {
    const host = await start()
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
    expect(host.windowOpened).toBe(false)
  })

  it('says so where the port is taken, and cleans up after itself', async () => {
    const port = Number(new URL((await start()).url).port)
    const elsewhere = join(root, 'elsewhere')
    await expect(start({ port, dataFolder: elsewhere })).rejects.toMatchObject({ code: 'invalid-input', details: { port } })
    expect(readdirSync(join(elsewhere, 'staging'))).toEqual([])
  })

  it('answers nobody after it was closed, and leaves nothing staged', async () => {
    const host = await start()
    const headers = headersOf(host)
    await fetch(`${headers.origin}/files?name=scan.json`, { method: 'POST', headers, body: '[]' })
    await Promise.all([host.close(), host.close(), host.closed])
    await expect(fetch(headers.origin)).rejects.toThrow()
    expect(readdirSync(join(root, 'data', 'staging'))).toEqual([])
  })

  it('gives a place for a new engagement, and refuses what only a desktop can do', async () => {
    const host = await start()
    expect(await call(host, 'host.newEngagementFile', { suggestedName: 'New' })).toMatchObject({
      ok: true,
      value: { name: 'New.tickmark' },
    })
    expect(existsSync(join(root, 'documents', 'New.tickmark'))).toBe(false)
    for (const [method, input] of [
      ['host.newEngagementFile', { suggestedName: '' }],
      ['host.pickFiles', { purpose: 'scans' }],
      ['host.stageFile', { path: '/etc/passwd' }],
      ['host.saveFile', { token: '0'.repeat(32), suggestedName: 'x' }],
    ] as const)
      expect(await call(host, method, input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })
})

describe('an engagement given at the start', () => {
  it('is open in the window where its passphrase came with it', async () => {
    const engagementPath = await makeEngagement('Opened')
    const host = await start({ engagementPath, passphrase: PASSPHRASE })
    expect(await call(host, 'engagements.current', {})).toMatchObject({ ok: true, value: { title: 'Opened' } })
  })

  it('is offered to the window where the passphrase is still to be asked for', async () => {
    const engagementPath = await makeEngagement('Asked')
    const host = await start({ engagementPath })
    expect(await call(host, 'engagements.current', {})).toEqual({ ok: true, value: null })
    const headers = headersOf(host)
    const { body } = await fetch(`${headers.origin}/events`, { headers })
    let told = ''
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      told += text
      if (told.includes('data:')) break
    }
    expect(told).toMatch(/"event":"files\.offered".*"name":"Asked\.tickmark"/)
  })

  it('ends the start where the passphrase is wrong or the file is none', async () => {
    const engagementPath = await makeEngagement('Wrong')
    await expect(start({ engagementPath, passphrase: 'not this one' })).rejects.toMatchObject({ code: 'passphrase-wrong' })
    const text = join(root, 'letter.tickmark')
    writeFileSync(text, 'Dear diary, this is a text and no database at all.')
    await expect(start({ engagementPath: text, passphrase: null })).rejects.toMatchObject({ code: 'not-an-engagement' })
  })
})
