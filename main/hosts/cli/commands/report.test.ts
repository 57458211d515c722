import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { EngagementScope } from '#domain/engagement'
import type { Io } from '../io.ts'
import { withApp } from '../session.ts'
import { buildReports } from './report.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const io: Io = {
  env: {},
  cwd: folder,
  folders: { data: join(folder, 'home'), documents: join(folder, 'documents') },
  out: () => undefined,
  err: () => undefined,
  errIsTerminal: false,
  onInterrupt: () => () => undefined,
  setExitCode: () => undefined,
}
const SCOPE: EngagementScope = {
  title: 'Audit',
  client: 'Acme',
  periodFrom: '2026-01-01',
  periodTo: '2026-06-30',
  accounts: [],
  regions: [],
  services: ['iam', 's3'],
  factors: { dataSensitivity: '', companyRequirements: '', lawsAndRegulations: '', answers: {} },
  people: [],
}

it('keeps the reports written before one that fails, and names them', { timeout: 120_000 }, async () => {
  const out = join(folder, 'reports')
  await withApp(io, {}, async (session) => {
    await session.call('engagements.create', { file: session.tokenOf('a.tickmark'), passphrase: null, scope: SCOPE })
    let jobs = 0
    const job: typeof session.job = async (work) => {
      jobs += 1
      if (jobs === 2) await session.call('engagements.close', {})
      return session.job(work)
    }
    const building = buildReports({ ...session, job }, { services: ['iam', 'iam', 's3'], folder: out, draft: true })
    await expect(building).rejects.toMatchObject({
      code: 'no-engagement',
      message: 's3: No engagement is open. 1 report before it was written.',
      details: { written: [expect.stringMatching(/\.pdf$/)] },
    })
  })
  expect(readdirSync(out)).toHaveLength(1)
})

it('builds nothing where a service is misspelt', async () => {
  const out = join(folder, 'none')
  await withApp(io, {}, async (session) => {
    await session.call('engagements.create', { file: session.tokenOf('b.tickmark'), passphrase: null, scope: SCOPE })
    await expect(buildReports(session, { services: ['iam', 'aim'], folder: out, draft: true })).rejects.toMatchObject({ code: 'not-found' })
    expect(await session.call('reports.list', {})).toEqual([])
  })
})
