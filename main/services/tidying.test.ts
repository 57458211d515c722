// Clearing away never touches what somebody still reads, nor what is published, whatever a mark in the file says.
import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { openDb } from '#db/open'
import { openedApp, type TestApp, testApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const OTHER_JOB = '33333333-3333-4333-8333-333333333333'

const run = (app: TestApp, path: string, jobId = JOB) => app.call('imports.run', { jobId, files: [{ token: app.files.add(path) }] })
const buckets = (count: number, stem: string): Line[] =>
  Array.from({ length: count }, (_, i): Line => ({ resource: `arn:aws:s3:::${stem}-${i}` }))
const countIn = async (path: string, ...tables: readonly string[]): Promise<(number | undefined)[]> => {
  const { db } = await openDb({ path, passphrase: null })
  const counts = tables.map((table) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n)
  db.close()
  return counts
}

/** Tables that an import and what follows from it write. */
const OF_IMPORTS = ['evidence_records', 'evidence_kinds', 'relations', 'standings', 'tally_shifts', 'source_files', 'import_staging']

describe('clearing away', () => {
  it('leaves an import alone that this process still reads', { timeout: 60_000 }, async () => {
    const app = await openedApp()
    const big = run(app, writeScan(app.folder, 'big.json', buckets(6000, 'big')))
    await vi.waitFor(() => expect(app.events.some(({ event }) => event === 'job.progressed')).toBe(true), { timeout: 20_000, interval: 2 })
    const small = await run(app, writeScan(app.folder, 'small.json', buckets(2, 'small')), OTHER_JOB)
    await app.call('imports.remove', { jobId: OTHER_JOB, importId: small.import?.importId ?? '', reason: 'wrong file' })
    expect((await big).files[0]).toMatchObject({ outcome: 'imported', summary: { stored: 6000 } })
    expect((await app.call('evidence.list', { limit: 1 })).total).toBe(6000)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, problems: [] })
  })

  it('stops when the engagement is closed, and goes on when it is next opened', { timeout: 60_000 }, async () => {
    const app = await openedApp()
    const { import: made } = await run(app, writeScan(app.folder, 'big.json', buckets(30_000, 'big')))
    await app.call('imports.remove', { jobId: JOB, importId: made?.importId ?? '', reason: 'wrong file' })
    const rows = async (): Promise<number | undefined> => (await countIn(app.path, 'evidence_records'))[0]
    // As soon as it has begun.
    await vi.waitFor(async () => expect(await rows()).toBeLessThan(30_000), { timeout: 20_000, interval: 1 })
    await app.close()
    expect(await rows()).toBeGreaterThan(0)
    const next = testApp(app.folder)
    await next.call('engagements.open', { file: next.files.add(app.path), passphrase: null })
    await vi.waitFor(async () => expect(await rows()).toBe(0), { timeout: 30_000, interval: 100 })
    expect(await next.call('journal.verify', {})).toMatchObject({ ok: true, problems: [] })
  })

  it('never removes what is published, though the file marks it as removed, and the proof tells of the mark', async () => {
    const app = await openedApp()
    const { import: made } = await run(app, writeScan(app.folder, 'scan.json', buckets(3, 'a')))
    await app.call('engagements.close', {})
    const forger = new Database(app.path)
    forger
      .prepare(
        "INSERT INTO import_staging SELECT import_key, import_id, 1, ?, '2026-01-01T00:00:00.000Z', 1 FROM imports WHERE import_id = ?",
      )
      .run(hostname(), made?.importId)
    forger.close()
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    await run(app, writeScan(app.folder, 'other.json', buckets(2, 'b')))
    expect((await app.call('evidence.list', {})).total).toBe(5)
    const proof = await app.call('journal.verify', {})
    expect(proof.problems.map((p) => p.message)).toEqual([expect.stringContaining('1 rows of import_staging')])
  })

  it('leaves nothing of an import that is given up while it is compared with other scans', { timeout: 60_000 }, async () => {
    const app = await openedApp()
    await run(app, writeScan(app.folder, 'march.json', buckets(5000, 'a')))
    const before = await countIn(app.path, ...OF_IMPORTS)
    const later = buckets(5000, 'a').map((line) => ({ ...line, at: 1_790_000_000 }))
    const running = run(app, writeScan(app.folder, 'june.json', later))
    const isComparing = (): boolean =>
      app.events.some(({ payload }) => /comparing with other scans|writing what changed/.test(JSON.stringify(payload)))
    await vi.waitFor(() => expect(isComparing()).toBe(true), { timeout: 30_000, interval: 1 })
    await app.call('jobs.cancel', { jobId: JOB })
    expect(await running).toMatchObject({ cancelled: true, import: null })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    await app.close()
    expect(await countIn(app.path, ...OF_IMPORTS)).toEqual(before)
  })

  it('leaves no rows of a comparison that another import overtook', { timeout: 60_000 }, async () => {
    const app = await openedApp()
    const at = (time: number): Line[] => buckets(8000, 'a').map((line) => ({ ...line, at: time }))
    await run(app, writeScan(app.folder, 'march.json', at(1_781_000_000)))
    app.events.length = 0
    const later = run(app, writeScan(app.folder, 'june.json', at(1_790_000_000)))
    const isComparing = (): boolean => app.events.some(({ payload }) => JSON.stringify(payload).includes('comparing with other scans'))
    await vi.waitFor(() => expect(isComparing()).toBe(true), { timeout: 30_000, interval: 1 })
    await run(app, writeScan(app.folder, 'other.json', [{ resource: 'arn:aws:s3:::z', account: '999999999999' }]), OTHER_JOB)
    expect((await later).files[0]).toMatchObject({ outcome: 'imported' })
    await app.close()
    const { db } = await openDb({ path: app.path, passphrase: null })
    const keysIn = (table: string) => db.prepare(`SELECT DISTINCT relation_key FROM ${table}`).pluck().all()
    expect(keysIn('standings').filter((key) => !keysIn('relations').includes(key))).toEqual([])
    expect(keysIn('tally_shifts').filter((key) => !keysIn('relations').includes(key))).toEqual([])
    db.close()
  })
})
