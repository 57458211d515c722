// The crosswalk over real imports: what touches what, how it came out, and what becomes of it when things change.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { proveJournal } from '../views/journal-proof.ts'
import { openedApp, SCOPE, type TestApp } from './testing/app.ts'
import { type Line, ocsfRecord } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
type Compliant = Line & { readonly compliance?: Readonly<Record<string, readonly string[]>> }

/** Imports records that name the requirements given. */
async function scan(app: TestApp, name: string, lines: readonly Compliant[]): Promise<string> {
  const records = lines.map(({ compliance = {}, ...line }) => {
    const record = ocsfRecord(line)
    return { ...record, unmapped: { ...record.unmapped, compliance } }
  })
  const path = join(app.folder, name)
  writeFileSync(path, `${JSON.stringify(records, null, 1)}\n`)
  const result = await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }] })
  return result.import?.importId ?? ''
}

const NIST = { 'NIST-800-53-Revision-5': ['ac_2_1', 'ac_2_g'] }
const row = async (app: TestApp, framework: string, requirement: string, service: string | null = null) =>
  (await app.call('frameworks.get', { framework, service })).rows.find((r) => r.requirement === requirement)

describe('the crosswalk', () => {
  it('leads from a requirement to its checks and their current records, by service', async () => {
    const app = await openedApp()
    await scan(app, 'a.json', [
      { check: 's3_one', compliance: NIST },
      { check: 's3_one', compliance: NIST, status: 'PASS', resource: 'arn:aws:s3:::b' },
      {
        check: 'iam_two',
        service: 'iam',
        compliance: { 'NIST-800-53-Revision-5': ['ac_2_1'] },
        status: 'PASS',
        resource: 'arn:aws:iam::1:u',
      },
    ])
    expect(await row(app, 'nist-800-53-r5', 'AC-2(1)')).toMatchObject({
      title: 'Automated System Account Management',
      group: 'Access Control',
      writtenAs: ['ac_2_1'],
      known: 'listed',
      state: 'fail',
      records: { fail: 1, pass: 2 },
      byService: [
        { service: 'iam', records: { pass: 1, fail: 0 } },
        { service: 's3', records: { pass: 1, fail: 1 } },
      ],
      checks: [
        { check: 'iam_two', origin: 'scan', records: { pass: 1 }, services: ['iam'] },
        { check: 's3_one', origin: 'scan', records: { pass: 1, fail: 1 }, services: ['s3'] },
      ],
    })
    expect(await row(app, 'nist-800-53-r5', 'AC-2(1)', 'iam')).toMatchObject({ state: 'pass', records: { pass: 1, fail: 0 } })
    // The baseline takes it over, a part for its control.
    expect(await row(app, 'nist-800-53-r5-low', 'AC-2')).toMatchObject({ state: 'fail', writtenAs: ['ac_2_g'] })
    expect(await row(app, 'nist-800-53-r5-low', 'AU-2')).toMatchObject({ state: 'not-tested', checks: [] })
  })

  it('counts records under the service where a person files them', async () => {
    const app = await openedApp()
    const check = 's3_bucket_public_access'
    await scan(app, 'a.json', [{ check, compliance: NIST }])
    const [place] = await app.call('filing.placesOfCheck', { check })
    if (place === undefined) throw new Error('the check lies nowhere')
    const { records: _records, ...from } = place
    await app.call('filing.refile', { moves: [{ check, from, to: { service: 'kms', topic: 'resilience' } }], reason: 'It is about keys.' })
    expect((await row(app, 'nist-800-53-r5', 'AC-2(1)'))?.byService).toMatchObject([{ service: 'kms', records: { fail: 1 } }])
    expect(await row(app, 'nist-800-53-r5', 'AC-2(1)', 's3')).toMatchObject({ state: 'not-tested' })
  })

  it('says what the catalog knows of a check only where the scan names nothing of that framework', async () => {
    const app = await openedApp()
    await scan(app, 'a.json', [{ check: 'accessanalyzer_enabled', service: 'accessanalyzer', compliance: { 'CIS-2.0': ['9.9'] } }])
    expect(await row(app, 'cis-aws-2.0', '9.9')).toMatchObject({ state: 'fail', known: 'formed', checks: [{ origin: 'scan' }] })
    expect(await row(app, 'cis-aws-2.0', '1.20')).toMatchObject({ state: 'not-tested' })
    expect(await row(app, 'cis-aws-3.0', '1.20')).toMatchObject({ state: 'fail', checks: [{ origin: 'catalog' }] })
  })

  it('counts what counts now, each scan of a thing once, and restores what was when an import goes', async () => {
    const app = await openedApp()
    await scan(app, 'first.json', [{ check: 's3_one', compliance: { 'House rules': ['R 1'] } }])
    const before = await app.call('frameworks.get', { framework: 'House rules' })
    expect(before.rows).toMatchObject([{ requirement: 'R 1', known: 'as-written', state: 'fail', title: null }])
    // A newer scan of the same thing passes, and does not name the requirement any more: the check still touches it.
    const second = await scan(app, 'second.json', [{ check: 's3_one', status: 'PASS', at: 1_789_000_000 }])
    expect((await app.call('frameworks.get', { framework: 'House rules' })).rows).toMatchObject([
      { state: 'pass', records: { pass: 1, fail: 0 } },
    ])
    await app.call('imports.remove', { jobId: JOB, importId: second, reason: 'the wrong account' })
    expect(await app.call('frameworks.get', { framework: 'House rules' })).toEqual(before)
  })

  it('shows criteria with their verdicts, and rests on them where no record decides', async () => {
    const app = await openedApp()
    const criteria = (await app.call('criteria.list', { service: 'sso' })).filter(
      (c) => c.requirements.length > 0 && c.responsibility === 'customer',
    )
    const [criterion] = criteria
    const [reference] = criterion?.requirements ?? []
    if (criterion === undefined || reference === undefined) throw new Error('no criterion of IAM Identity Center names a requirement')
    const ask = () => row(app, reference.framework, reference.ids[0] ?? '')
    expect(await ask()).toMatchObject({ state: 'not-tested' })
    await app.call('criteria.setVerdict', { criterionId: criterion.criterionId, verdict: 'met', rationale: 'Read with the administrator.' })
    expect(await ask()).toMatchObject({ state: 'judged' })
    expect((await ask())?.criteria).toContainEqual(
      expect.objectContaining({ criterionId: criterion.criterionId, service: 'sso', verdict: 'met' }),
    )
    await app.call('criteria.setVerdict', { criterionId: criterion.criterionId, verdict: 'not-met', rationale: 'It is not.' })
    expect(await ask()).toMatchObject({ state: 'fail' })
  })

  it('puts the frameworks that the customer’s factors select first, touched or not', async () => {
    const app = await openedApp(null, { ...SCOPE, factors: { ...SCOPE.factors, answers: { 'data-kinds': ['data-kinds.payment-card'] } } })
    const [first] = (await app.call('frameworks.list', {})).frameworks
    expect(first).toMatchObject({ frameworkId: 'pci-dss-4.0', selected: true, checks: 0 })
  })

  it('adds up: every requirement of a framework has one state, whatever the filter', async () => {
    const app = await openedApp()
    await scan(app, 'a.json', [
      { check: 's3_bucket_public_access', compliance: NIST },
      { check: 'kms_cmk_rotation_enabled', service: 'kms', status: 'MANUAL' },
    ])
    const { frameworks } = await app.call('frameworks.list', {})
    for (const framework of frameworks) {
      const sum = Object.values(framework.states).reduce((a, b) => a + b, 0)
      expect(sum, framework.frameworkId).toBe(framework.requirements)
    }
    const all = await app.call('frameworks.get', { framework: 'nist-800-53-r5' })
    const parts = await Promise.all(
      (['fail', 'partly', 'judged', 'inconclusive', 'pass', 'inherited', 'not-applicable', 'not-tested'] as const).map((state) =>
        app.call('frameworks.get', { framework: 'nist-800-53-r5', states: [state] }),
      ),
    )
    expect(parts.reduce((n, part) => n + part.rows.length, 0)).toBe(all.total)
    expect((await app.call('frameworks.get', { framework: 'nist-800-53-r5', text: 's3_bucket_public' })).rows.length).toBeGreaterThan(0)
  })

  it('refuses a framework nobody names', async () => {
    const app = await openedApp()
    await expect(app.call('frameworks.get', { framework: 'no such thing' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(app.call('frameworks.list', { service: 'no-such-service' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('export', () => {
  it('writes CSV that no spreadsheet computes, and JSON with everything', async () => {
    const app = await openedApp()
    await scan(app, 'a.json', [{ check: '=HYPERLINK("http://x")', compliance: { '@evil': ['=1+1', '-2', 'plain'] } }])
    const csv = await app.call('frameworks.export', { framework: '@evil', format: 'csv' })
    const text = readFileSync(app.files.path(csv.file), 'utf8')
    expect(csv).toMatchObject({ fileName: 'crosswalk-evil.csv', rows: 3, bytes: Buffer.byteLength(text) })
    const lines = text.slice(1).split('\r\n')
    expect(lines.length).toBe(5)
    expect(lines.slice(1, 4).every((line) => line.startsWith(`"'@evil",,`))).toBe(true)
    expect(text).toContain(`"'=1+1"`)
    expect(text).toContain(`"'=HYPERLINK(""http://x"") (scan)"`)
    const json = await app.call('frameworks.export', { framework: '@evil', format: 'json', text: 'plain' })
    const parsed = JSON.parse(readFileSync(app.files.path(json.file), 'utf8')) as { total: number; rows: unknown[] }
    expect([parsed.total, parsed.rows.length]).toEqual([3, 1])
  })
})

describe('what a file names', () => {
  it('is proved with its checks: rows changed, added or taken away are found', async () => {
    const app = await openedApp()
    await scan(app, 'a.json', [{ check: 's3_one', compliance: NIST }])
    await app.close()
    const db = new Database(app.path)
    const proved = (sql: string) => {
      db.exec(`SAVEPOINT tampered; ${sql}`)
      const { problems } = proveJournal(db, 'rows')
      db.exec('ROLLBACK TO tampered; RELEASE tampered')
      return problems.map(({ code }) => code)
    }
    expect(proved('')).toEqual([])
    expect(proved("UPDATE source_requirements SET said = '[]'")).toEqual(['evidence-differs'])
    expect(proved('DELETE FROM source_requirements')).toEqual(['evidence-differs'])
    expect(proved('DELETE FROM source_requirements; UPDATE source_files SET requirements = NULL')).toEqual(['evidence-differs'])
    expect(proved("INSERT INTO source_requirements (source_key, family, said) VALUES (1, 'x', '[]')")).toEqual(['evidence-differs'])
    expect(proved("INSERT INTO source_requirements (source_key, family, said) VALUES (99, 'x', '[]')")).toEqual(['evidence-differs'])
    db.close()
  })

  it('is said to be unknown of files read before it was kept', async () => {
    const app = await openedApp()
    await scan(app, 'old.json', [{ check: 'accessanalyzer_enabled', compliance: NIST }])
    await scan(app, 'new.json', [{ check: 's3_one', compliance: NIST, resource: 'arn:aws:s3:::other' }])
    await app.close()
    const db = new Database(app.path)
    db.exec("UPDATE source_files SET requirements = NULL WHERE file_name = 'old.json'")
    db.exec('DELETE FROM source_requirements WHERE source_key IN (SELECT source_key FROM source_files WHERE requirements IS NULL)')
    db.close()
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    const list = await app.call('frameworks.list', {})
    expect(list.withoutRequirements).toEqual(['old.json'])
    // What the catalog knows of its checks counts all the same.
    expect(await row(app, 'cis-aws-2.0', '1.20')).toMatchObject({ state: 'fail', checks: [{ origin: 'catalog' }] })
  })
})
