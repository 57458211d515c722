import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createDb, openDb } from '#db/open'
import { KIND_COLUMNS, RECORD_COLUMNS } from '#db/queries/evidence-columns'
import { publish } from '#db/queries/imports'
import { beginSource, beginStaging, kindWriter, recordWriter } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import { openedApp, type TestApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'

const MIXED: readonly Line[] = [
  { resource: 'arn:aws:s3:::a' },
  { resource: 'arn:aws:s3:::b', severity: 'Critical' },
  { resource: 'arn:aws:s3:::c', status: 'PASS' },
  { resource: 'arn:aws:s3:::d', muted: true },
  { check: 's3_bucket_versioning', status: 'MANUAL', severity: 'Low' },
  { check: 'invented_check', service: 'no-such-service', resource: 'thing', severity: 'Medium' },
]

const importOf = (app: TestApp, path: string, dryRun = false) =>
  app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }], dryRun })

describe('importing a scan', () => {
  it('stores every record, keeps the counts, drafts findings and tells the journal', async () => {
    const app = await openedApp()
    const result = await importOf(app, writeScan(app.folder, 'scan.json', MIXED))
    const [file] = result.files
    expect(file).toMatchObject({
      outcome: 'imported',
      summary: {
        records: 6,
        stored: 6,
        rejected: 0,
        duplicates: 0,
        formatId: 'prowler-ocsf',
        byResult: { fail: 4, pass: 1, manual: 1 },
        muted: 1,
      },
    })
    expect(result.draftedFindings).toBe(2)
    const evidence = await app.call('evidence.list', {})
    expect(evidence.total).toBe(6)
    const findings = await app.call('findings.list', {})
    expect(findings.rows.map((f) => [f.service, f.check, f.severity, f.evidence.fail, f.mutedFails, f.status])).toEqual([
      ['s3', 's3_bucket_public_access', 'critical', 3, 1, 'draft'],
      [null, 'invented_check', 'medium', 1, 0, 'draft'],
    ])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, entries: 5 })
  })

  it('gives the exact bytes of a record back', async () => {
    const app = await openedApp('a long passphrase')
    const path = writeScan(app.folder, 'scan.json', MIXED)
    await importOf(app, path)
    const whole = readFileSync(path)
    const { rows } = await app.call('evidence.list', {})
    for (const row of rows) {
      const { base64, sha256 } = await app.call('evidence.raw', { evidenceId: row.evidenceId })
      const cut = whole.subarray(row.source.offset, row.source.offset + row.source.length)
      expect(Buffer.from(base64, 'base64').equals(cut)).toBe(true)
      expect(sha256).toBe(createHash('sha256').update(cut).digest('hex'))
      expect(JSON.parse(cut.toString())).toMatchObject({ resources: [{ uid: row.resource }] })
    }
    const detail = await app.call('evidence.get', { evidenceId: rows[0]?.evidenceId ?? 0 })
    expect(detail).toMatchObject({ description: 'What s3_bucket_public_access looks at.', tool: 'Prowler', toolVersion: '5.12.0' })
  })

  it('keeps the journal provable when a scan holds half a surrogate pair or a NUL', async () => {
    const app = await openedApp()
    const path = writeScan(app.folder, 'odd.json', [
      { resource: 'arn:aws:s3:::half-\ud800-pair' },
      { resource: 'arn:aws:s3:::nul-\u0000-byte' },
    ])
    await importOf(app, path)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    const { rows } = await app.call('evidence.list', {})
    expect(rows.map((r) => r.resource)).toEqual(['arn:aws:s3:::half-\ufffd-pair', 'arn:aws:s3:::nul-\u0000-byte'])
  })

  it('changes nothing when the same bytes come again', async () => {
    const app = await openedApp()
    const path = writeScan(app.folder, 'scan.json', MIXED)
    await importOf(app, path)
    const before = await app.call('journal.verify', {})
    const copy = join(app.folder, 'another name.json')
    writeFileSync(copy, readFileSync(path))
    const again = await importOf(app, copy)
    expect(again.files[0]).toMatchObject({
      outcome: 'already-imported',
      fileName: 'another name.json',
      summary: { records: 6, stored: 0, duplicates: 6, rejected: 0 },
    })
    expect(again.draftedFindings).toBe(0)
    expect(await app.call('journal.verify', {})).toEqual(before)
    expect((await app.call('evidence.list', {})).total).toBe(6)
  })

  it('keeps the whole records of a damaged file and names the byte of the damage', async () => {
    const app = await openedApp()
    const path = writeScan(app.folder, 'scan.json', MIXED)
    truncateSync(path, readFileSync(path).length - 400)
    const { files } = await importOf(app, path)
    expect(files[0]).toMatchObject({ outcome: 'imported', summary: { records: 6, stored: 5, rejected: 1 } })
    const sha256 = files[0]?.outcome === 'imported' ? files[0].summary.sha256 : ''
    const { rows } = await app.call('imports.issues', { sha256 })
    expect(rows[0]).toMatchObject({ kind: 'rejection', count: 1 })
    const place = rows[0]?.pointer?.offset ?? -1
    const excerpt = await app.call('imports.excerpt', { sha256, offset: Math.max(0, place - 10), length: 50 })
    expect(excerpt.text.length).toBeGreaterThan(0)
  })

  it('leaves out what is no scan and says so, and reads folders', async () => {
    const app = await openedApp()
    const folder = join(app.folder, 'usb')
    mkdirSync(join(folder, 'deep'), { recursive: true })
    writeScan(join(folder, 'deep'), 'scan.json', MIXED)
    writeFileSync(join(folder, 'notes.txt'), 'just text')
    writeFileSync(join(folder, 'empty.json'), '')
    const { files } = await importOf(app, folder)
    expect(files.map((f) => [f.fileName, f.outcome])).toEqual([
      ['deep/scan.json', 'imported'],
      ['empty.json', 'not-imported'],
      ['notes.txt', 'not-imported'],
    ])
  })

  it('counts in a dry run and stores nothing', async () => {
    const app = await openedApp()
    const { files, draftedFindings } = await importOf(app, writeScan(app.folder, 'scan.json', MIXED), true)
    expect(files[0]).toMatchObject({ outcome: 'imported', summary: { stored: 6, byResult: { fail: 4 } } })
    expect(draftedFindings).toBe(0)
    expect((await app.call('imports.list', {})).length).toBe(0)
    expect((await app.call('evidence.list', {})).total).toBe(0)
    expect(await app.call('journal.verify', {})).toMatchObject({ entries: 1 })
  })

  it('leaves no trace when cancelled', async () => {
    const app = await openedApp()
    const many = Array.from({ length: 6000 }, (_, i): Line => ({ resource: `arn:aws:s3:::bucket-${i}` }))
    const running = importOf(app, writeScan(app.folder, 'big.json', many))
    expect(await app.call('jobs.cancel', { jobId: JOB })).toEqual({ cancelled: true })
    expect(await running).toMatchObject({ cancelled: true, files: [] })
    expect((await app.call('evidence.list', {})).total).toBe(0)
    await app.close()
    const { db } = await openDb({ path: app.path, passphrase: null })
    for (const table of [
      'evidence_records',
      'evidence_kinds',
      'source_files',
      'source_chunks',
      'import_staging',
      'source_tallies',
      'checks',
      'relations',
    ])
      expect(db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n).toBe(0)
    db.close()
  })
})

describe('an import whose process died', () => {
  it('is not published where its rows were taken away meanwhile', async () => {
    const app = await openedApp()
    const path = join(app.folder, 'raced.tickmark')
    const db = (await createDb({ path, passphrase: null })).db as WritableDb
    const key = beginStaging(db, JOB, { processId: process.pid, host: hostname() }, '2026-01-01T00:00:00.000Z')
    db.exec('DELETE FROM import_staging')
    const head = { importId: JOB, name: 'f', importedAt: '2026-01-01T00:00:00.000Z', importedBy: 'x' }
    expect(() => publish(db, key, head)).toThrow(expect.objectContaining({ code: 'conflict' }))
    db.close()
  })

  it('is never seen and is gone after the file was opened again', async () => {
    const app = await openedApp()
    const { db } = await openDb({ path: app.path, passphrase: null })
    const dead = 2 ** 22 + 1
    const key = beginStaging(db as WritableDb, JOB, { processId: dead, host: hostname() }, '2026-01-01T00:00:00.000Z')
    const numbers: readonly string[] = ['kind', 'offset', 'length', 'context_key', 'scope_key', 'per_requirement', 'muted']
    const values = (columns: readonly string[]) => columns.map((c) => (numbers.includes(c) ? 0 : 'x'))
    const source = beginSource(db as WritableDb, key)
    kindWriter(db as WritableDb, source)(values(KIND_COLUMNS))
    recordWriter(db as WritableDb, source)(values(RECORD_COLUMNS))
    const left = (table: string) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n
    expect([left('evidence'), left('evidence_rows')]).toEqual([0, 1])
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    await vi.waitFor(
      () => expect(['evidence_records', 'evidence_kinds', 'source_files', 'import_staging'].map(left)).toEqual([0, 0, 0, 0]),
      {
        timeout: 20_000,
      },
    )
    db.close()
  })
})
