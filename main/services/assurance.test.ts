import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Input } from '#contract'
import { openedApp, type TestApp } from './testing/app.ts'

const JOB = '22222222-2222-4222-8222-222222222222'

const FACTS: Input<'awsReports.save'>['facts'] = {
  programme: 'soc-2',
  title: 'SOC 2 Type II report',
  issuer: 'Fixture Auditors LLP',
  periodFrom: '2025-10-01',
  periodTo: '2026-09-30',
  asOf: null,
  services: ['pinpoint', 'sso', 's3'],
  opinion: 'unqualified',
  opinionText: '',
  readBy: 'Test Auditor',
  readOn: '2026-11-02',
  expiresOn: null,
  bridgeUntil: null,
  notes: '',
}

/** A token for a document that looks like a report. */
function pdf(app: TestApp, name = 'soc2.pdf'): string {
  const path = join(app.folder, name)
  writeFileSync(path, `%PDF-1.7\n${name}\n%%EOF\n`)
  return app.files.add(path)
}

/** Importing a file takes a worker: only where the test is about it. */
const register = (app: TestApp, facts: Partial<typeof FACTS> = {}, file: Input<'awsReports.save'>['file'] = { kind: 'none' }) =>
  app.call('awsReports.save', { jobId: JOB, reportId: null, facts: { ...FACTS, ...facts }, file })
const registerWithFile = (app: TestApp) => register(app, {}, { kind: 'file', file: pdf(app) })

const codesOf = async (app: TestApp, service: string): Promise<string[]> => {
  const [readiness] = await app.call('reports.readiness', { services: [service] })
  return (readiness?.openPoints ?? [])
    .map(({ code }) => code)
    .filter((code) => code.startsWith('aws-report') || code.startsWith('inherited'))
}

describe('the register of AWS reports', () => {
  it('keeps a report with its file as evidence, journaled and provable', async () => {
    const app = await openedApp()
    const report = await registerWithFile(app)
    expect(report).toMatchObject({ fileName: 'soc2.pdf', checks: [], servicesNotNamed: [], restingCriteria: [], updatedBy: 'Test Auditor' })
    expect((await app.call('imports.list', {})).map(({ name, files }) => [name, files[0]?.formatId])).toEqual([
      ['AWS report: SOC 2 Type II report', 'attachment'],
    ])
    expect(await app.call('awsReports.list', {})).toEqual([report])
    expect((await app.call('journal.list', { subject: 'assurance-report' })).rows.map(({ action }) => action)).toEqual([
      'aws-report.registered',
    ])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('changes what is stated, keeps the file, and refuses to overwrite another’s change', async () => {
    const app = await openedApp()
    const { reportId, updatedAt, sha256 } = await register(app)
    const change = (opinionText: string, seen: string) =>
      app.call('awsReports.save', { jobId: JOB, reportId, seen, facts: { ...FACTS, opinion: 'qualified', opinionText } })
    const changed = await change('Logical access to one region.', updatedAt)
    expect(changed).toMatchObject({ sha256, opinion: 'qualified' })
    expect(changed.checks.map(({ code }) => code)).toEqual(['aws-report-opinion-qualified', 'aws-report-no-file'])
    await expect(change('Something else.', updatedAt)).rejects.toMatchObject({ code: 'conflict' })
    expect(await change('Logical access to one region.', changed.updatedAt)).toEqual(changed)
  })

  it('refuses unknown services and source files', async () => {
    const app = await openedApp()
    await expect(register(app, { services: ['nothing-such'] })).rejects.toMatchObject({ code: 'invalid-input' })
    const file = { kind: 'source', sha256: 'a'.repeat(64) } as const
    await expect(app.call('awsReports.save', { jobId: JOB, reportId: null, facts: FACTS, file })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('tells when the attached file was removed from the evidence', async () => {
    const app = await openedApp()
    await registerWithFile(app)
    const [first] = await app.call('imports.list', {})
    await app.call('imports.remove', { jobId: JOB, importId: first?.importId ?? '', reason: 'Wrong file.' })
    expect(await app.call('awsReports.list', {})).toMatchObject([{ fileName: null, checks: [{ code: 'aws-report-no-file' }] }])
  })
})

describe('inheriting', () => {
  it('takes all AWS-side criteria of a service from one report, after a look, and leaves nothing open', async () => {
    const app = await openedApp()
    const { reportId } = await registerWithFile(app)
    const look = await app.call('awsReports.inherit', { reportId, services: ['pinpoint'], apply: false })
    expect(look.applied).toBe(false)
    expect(look.warnings).toEqual([])
    expect(new Set(look.rows.map(({ outcome }) => outcome))).toEqual(new Set(['inherits']))
    const judged = () => app.call('criteria.list', { service: 'pinpoint' })
    expect((await judged()).filter(({ verdict }) => verdict === 'inherited')).toEqual([])
    await app.call('awsReports.inherit', { reportId, services: ['pinpoint'], apply: true })
    const aws = (await judged()).filter(({ responsibility }) => responsibility === 'aws')
    expect(aws.length).toBe(look.rows.length)
    expect(new Set(aws.map((c) => `${c.verdict} ${c.reportId}`))).toEqual(new Set([`inherited ${reportId}`]))
    expect(await codesOf(app, 'pinpoint')).toEqual([])
    const again = await app.call('awsReports.inherit', { reportId, services: ['pinpoint'], apply: true })
    expect(new Set(again.rows.map(({ outcome }) => outcome))).toEqual(new Set(['inherits-already']))
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('keeps what a person judged not applicable, and another report unless told to replace it', async () => {
    const app = await openedApp()
    const one = await register(app)
    const other = await register(app, { title: 'SOC 2 Type II report, later' })
    const [first, second] = (await app.call('criteria.list', { service: 'sso' })).filter(({ responsibility }) => responsibility === 'aws')
    const [a, b] = [first?.criterionId ?? '', second?.criterionId ?? '']
    await app.call('criteria.setVerdict', { criterionId: a, verdict: 'not-applicable', rationale: 'Not used.' })
    await app.call('criteria.setVerdict', { criterionId: b, verdict: 'inherited', rationale: '', reportId: one.reportId })
    const outcomes = async (replace: boolean) => {
      const { rows } = await app.call('awsReports.inherit', { reportId: other.reportId, services: ['sso'], replace, apply: false })
      return [a, b].map((id) => rows.find(({ criterionId }) => criterionId === id)?.outcome)
    }
    expect(await outcomes(false)).toEqual(['kept', 'kept'])
    expect(await outcomes(true)).toEqual(['kept', 'inherits'])
  })

  it('from free text, or from a report that does not carry, is an open point', async () => {
    const app = await openedApp()
    const criteria = (await app.call('criteria.list', { service: 's3' })).filter(({ responsibility }) => responsibility !== 'customer')
    const criterionId = criteria[0]?.criterionId ?? ''
    await app.call('criteria.setVerdict', { criterionId, verdict: 'inherited', rationale: '', basis: 'SOC 2' })
    expect(await codesOf(app, 's3')).toEqual(['inherited-without-report'])
    const { reportId } = await register(app, { services: ['pinpoint'], periodTo: '2026-03-31', readBy: '', readOn: null })
    await app.call('criteria.setVerdict', { criterionId, verdict: 'inherited', rationale: '', reportId })
    expect(await codesOf(app, 's3')).toEqual([
      'aws-report-service',
      'aws-report-period',
      'aws-report-opinion-not-read',
      'aws-report-no-file',
    ])
    const { warnings } = await app.call('awsReports.inherit', { reportId, services: ['s3'], apply: false })
    expect(warnings).toHaveLength(4)
  })

  it('keeps what a person wrote before', async () => {
    const app = await openedApp()
    const { reportId } = await register(app)
    const aws = async () => (await app.call('criteria.list', { service: 'sso' })).find(({ responsibility }) => responsibility === 'aws')
    const criterionId = (await aws())?.criterionId ?? ''
    await app.call('criteria.setVerdict', { criterionId, verdict: 'inherited', rationale: 'Read in full.', basis: 'CC6.1' })
    await app.call('awsReports.inherit', { reportId, services: ['sso'], apply: true })
    expect(await aws()).toMatchObject({ reportId, rationale: 'Read in full.', basis: 'CC6.1' })
  })

  it('names a report for `inherited` alone, and one that exists', async () => {
    const app = await openedApp()
    const { reportId } = await register(app)
    const shared = (await app.call('criteria.list', { service: 'pinpoint' })).find(({ responsibility }) => responsibility === 'aws')
    const set = (verdict: 'inherited' | 'not-applicable', id: string) =>
      app.call('criteria.setVerdict', { criterionId: shared?.criterionId ?? '', verdict, rationale: 'r', reportId: id })
    await expect(set('not-applicable', reportId)).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(set('inherited', JOB)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a report that verdicts rest on', () => {
  it('cannot be removed; without them it can, and stays in the journal', async () => {
    const app = await openedApp()
    const { reportId } = await register(app)
    const { rows } = await app.call('awsReports.inherit', { reportId, services: ['sso'], apply: true })
    const remove = () => app.call('awsReports.remove', { reportId, reason: 'Registered twice.' })
    await expect(remove()).rejects.toMatchObject({
      code: 'conflict',
      details: { criteria: rows.map(({ criterionId }) => criterionId).sort() },
    })
    for (const { criterionId } of rows) await app.call('criteria.setVerdict', { criterionId, verdict: 'not-tested', rationale: '' })
    expect((await remove()).removed.reportId).toBe(reportId)
    expect(await app.call('awsReports.list', {})).toEqual([])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('voids the sign-offs of its services when it changes, and no others', async () => {
    const app = await openedApp()
    const { reportId } = await register(app)
    await app.call('awsReports.inherit', { reportId, services: ['sso'], apply: true })
    for (const service of ['sso', 's3']) {
      const { contentHash: seen } = await app.call('services.get', { service })
      await app.call('signOffs.give', { service, role: 'preparer', name: 'Ann', seen })
    }
    await app.call('awsReports.save', { jobId: JOB, reportId, facts: { ...FACTS, periodTo: '2026-06-30' } })
    expect(await app.call('signOffs.list', { service: 'sso' })).toMatchObject([{ holds: false }])
    expect(await app.call('signOffs.list', { service: 's3' })).toMatchObject([{ holds: true }])
  })
})
