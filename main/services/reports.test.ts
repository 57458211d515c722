import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedApp } from './testing/app.ts'
import { writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const PASSPHRASE = 'identity passphrase'

describe('reports', () => {
  it('go from scan to signed PDF, and one changed byte is found', async () => {
    const app = await openedApp('secret')
    await app.call('imports.run', {
      jobId: JOB,
      files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', [{}, { status: 'PASS', resource: 'arn:aws:s3:::ok' }])) }],
    })
    const [report] = await app.call('reports.build', { jobId: JOB, services: ['s3'], draft: false })
    expect(report).toMatchObject({ service: 's3', kind: 'final', version: 1, signed: null, balance: { holds: true } })
    const reportId = report?.reportId ?? ''
    const identity = await app.call('identities.create', { name: 'Ada Auditor', passphrase: PASSPHRASE })
    await expect(app.call('reports.sign', { reportId, identityId: identity.identityId, passphrase: 'wrong one' })).rejects.toMatchObject({
      code: 'passphrase-wrong',
    })
    const signed = await app.call('reports.sign', { reportId, identityId: identity.identityId, passphrase: PASSPHRASE, reason: 'Final' })
    expect(signed.signed).toMatchObject({ signature: { name: 'Ada Auditor', coversWholeFile: true, docMdp: 1, trusted: true } })
    await expect(app.call('reports.sign', { reportId, identityId: identity.identityId, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'signing-refused',
    })

    const { file } = await app.call('reports.file', { reportId })
    const [verified] = await app.call('verification.verify', { files: [file], againstEngagement: true })
    expect(verified).toMatchObject({ verdict: 'valid', attachments: [{ name: 'tickmark-report.json', matches: true }] })
    const bytes = readFileSync(app.files.path(file))
    const flipped = join(app.folder, 'flipped.pdf')
    const broken = Buffer.from(bytes)
    broken[1000] = (broken[1000] ?? 0) ^ 1
    writeFileSync(flipped, broken)
    expect(await app.call('verification.verify', { files: [app.files.add(flipped)] })).toMatchObject([{ verdict: 'invalid' }])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  }, 60_000)

  it('are byte for byte the same for the same data, clock and ids', async () => {
    const build = async () => {
      const app = await openedApp()
      await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', [{}])) }] })
      const [report] = await app.call('reports.build', { jobId: JOB, services: ['s3'], draft: true })
      return report?.sha256
    }
    expect(await build()).toBe(await build())
  }, 60_000)

  it('stop at once when cancelled, and leave nothing', async () => {
    const app = await openedApp()
    const building = app.call('reports.build', { jobId: JOB, services: ['s3', 'pinpoint'], draft: false })
    await app.call('jobs.cancel', { jobId: JOB })
    await expect(building).rejects.toMatchObject({ code: 'cancelled' })
    expect(await app.call('reports.list', {})).toEqual([])
  })

  it('signed as loose files are still recognised; strangers and cut ones are not', async () => {
    const app = await openedApp()
    const [report] = await app.call('reports.build', { jobId: JOB, services: ['s3'], draft: false })
    const { file } = await app.call('reports.file', { reportId: report?.reportId ?? '' })
    const loose = app.files.path(file)
    const { identityId } = await app.call('identities.create', { name: 'Ada', passphrase: PASSPHRASE })
    const out = join(app.folder, 'loose-signed.pdf')
    await app.signFile(loose, { identityId, passphrase: PASSPHRASE, reason: '', out })
    const check = async (path: string) => {
      const [result] = await app.call('verification.verify', { files: [app.files.add(path)], againstEngagement: true })
      return [result?.verdict, result?.reasons.at(-1)?.code]
    }
    expect(await check(out)).toEqual(['valid', 'recorded-signed-elsewhere'])
    expect(await check(loose)).toEqual(['unsigned', 'recorded-unsigned'])
    const stranger = join(app.folder, 'stranger.pdf')
    writeFileSync(stranger, Buffer.concat([Buffer.from('%'), readFileSync(out)]))
    expect(await check(stranger)).toEqual(['invalid', 'not-in-engagement'])
  }, 60_000)

  it('are refused on an engagement that was changed with another tool', async () => {
    const app = await openedApp()
    await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', [{}])) }] })
    const { default: Database } = await import('better-sqlite3')
    const other = new Database(app.path)
    other.exec("UPDATE findings SET severity = 'low'")
    other.close()
    await expect(app.call('reports.build', { jobId: JOB, services: ['s3'], draft: false })).rejects.toMatchObject({
      code: 'journal-broken',
    })
    const [ready] = await app.call('reports.readiness', { services: ['s3'] })
    expect(ready?.blockers.map((b) => b.code)).toContain('journal-broken')
  })

  it.each([
    ['results and counts turned to pass together', "UPDATE evidence_kinds SET result = 'pass'; UPDATE source_tallies SET result = 'pass'"],
    ['a record given another kind', 'UPDATE evidence_records SET kind = 1'],
    ['a kind taken away, and its records with it', 'DELETE FROM evidence_kinds WHERE kind = 2'],
    [
      'a kind put beside the others',
      'CREATE TEMP TABLE k AS SELECT * FROM evidence_kinds WHERE kind = 1; UPDATE k SET kind = 99; INSERT INTO evidence_kinds SELECT * FROM k',
    ],
    ['a resource renamed', "UPDATE evidence_records SET resource = 'arn:aws:s3:::harmless'"],
    [
      'the reason of a rejection rewritten',
      "INSERT INTO import_issues (source_key, kind, code, message, count) SELECT source_key, 'warning', 'other', 'all well', 1 FROM source_files",
    ],
    ['the words of a check rewritten', "UPDATE checks SET risk = 'none'"],
    ['source bytes shifted', 'UPDATE source_chunks SET offset = offset + 1'],
  ])('and the journal find %s', async (_name, sql) => {
    const app = await openedApp()
    await app.call('imports.run', {
      jobId: JOB,
      files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', [{}, { status: 'PASS' }])) }],
    })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    const { default: Database } = await import('better-sqlite3')
    const other = new Database(app.path)
    other.exec(sql)
    other.close()
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: false })
    // Where only source bytes moved, what is printed is still whole; the journal's own check tells.
    if (!sql.includes('source_chunks'))
      await expect(app.call('reports.build', { jobId: JOB, services: ['s3'], draft: false })).rejects.toMatchObject({
        code: 'journal-broken',
      })
  })

  it('are refused when rows vanish behind the counts', async () => {
    const app = await openedApp()
    await app.call('imports.run', {
      jobId: JOB,
      files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', [{}, { status: 'PASS' }])) }],
    })
    const { default: Database } = await import('better-sqlite3')
    const other = new Database(app.path)
    other.exec("DELETE FROM evidence_records WHERE kind IN (SELECT kind FROM evidence_kinds WHERE result = 'fail')")
    other.close()
    await expect(app.call('reports.build', { jobId: JOB, services: ['s3'], draft: false })).rejects.toMatchObject({
      code: 'journal-broken',
    })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: false })
  })
})

describe('other programs', () => {
  const hasPdfsig = (() => {
    try {
      execFileSync('pdfsig', ['-v'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })()
  if (!hasPdfsig) console.warn('!! pdfsig (poppler-utils) is not installed: our signatures are NOT checked by another program here.')

  it.runIf(hasPdfsig)(
    'pdfsig calls the signature valid',
    async () => {
      const app = await openedApp()
      const [report] = await app.call('reports.build', { jobId: JOB, services: ['pinpoint'], draft: false })
      const reportId = report?.reportId ?? ''
      const { identityId } = await app.call('identities.create', { name: 'Ada', algorithm: 'rsa-3072', passphrase: PASSPHRASE })
      await app.call('reports.sign', { reportId, identityId, passphrase: PASSPHRASE })
      const { file } = await app.call('reports.file', { reportId })
      const said = execFileSync('pdfsig', ['-nocert', app.files.path(file)], { encoding: 'utf8' })
      expect(said).toContain('Signature is Valid')
      expect(said).toContain('Total document signed')
    },
    60_000,
  )
})
