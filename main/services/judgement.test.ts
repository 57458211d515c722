import { describe, expect, it } from 'vitest'
import { openedApp, type TestApp } from './testing/app.ts'
import { writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'

describe('findings', () => {
  const withFinding = async () => {
    const app = await openedApp()
    await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', [{}])) }] })
    const { rows } = await app.call('findings.list', {})
    const finding = rows[0]
    if (!finding) throw new Error('no finding was drafted')
    return { app, finding }
  }

  it('are drafted from the scanner’s words', async () => {
    const { finding } = await withFinding()
    expect(finding).toMatchObject({
      number: 1,
      title: 'Title of s3_bucket_public_access',
      severity: 'high',
      scannerSeverity: 'high',
      untouched: true,
      revision: 1,
    })
    expect(finding.effect).toContain('Risk of')
    expect(finding.condition).toBe(
      'The scanner reports failing records of check `s3_bucket_public_access`. For example: arn:aws:s3:::bucket-1 says FAIL.',
    )
    expect(finding.recommendation).toContain('<https://docs.example.com/mend>')
  })

  it('keep what a person writes, with history', async () => {
    const { app, finding } = await withFinding()
    const saved = await app.call('findings.update', {
      findingId: finding.findingId,
      revision: 1,
      patch: { cause: 'No guardrail', owner: 'Ann', status: 'open' },
    })
    expect(saved).toMatchObject({ cause: 'No guardrail', owner: 'Ann', status: 'open', revision: 2, untouched: false })
    const history = await app.call('findings.history', { findingId: finding.findingId })
    expect(history.at(-1)?.changes).toEqual(
      expect.arrayContaining([
        { field: 'cause', before: '', after: 'No guardrail' },
        { field: 'status', before: 'draft', after: 'open' },
      ]),
    )
  })

  it('refuse an edit on a stale revision and a severity change without a reason', async () => {
    const { app, finding } = await withFinding()
    const { findingId } = finding
    await app.call('findings.update', { findingId, revision: 1, patch: { owner: 'Ann' } })
    await expect(app.call('findings.update', { findingId, revision: 1, patch: { owner: 'Bob' } })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(app.call('findings.update', { findingId, revision: 2, patch: { severity: 'low' } })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await app.call('findings.update', { findingId, revision: 2, patch: { severity: 'low', severityReason: 'Behind a gateway' } })
    expect(await app.call('findings.get', { findingId })).toMatchObject({ owner: 'Ann', severity: 'low', scannerSeverity: 'high' })
  })

  it('are found by the query language, with a total', async () => {
    const { app } = await withFinding()
    for (const [filter, total] of [
      ['severity:high service:s3', 1],
      ['severity:low', 0],
      ['-status:draft', 0],
      ['title of', 1],
      ['service:none', 0],
      ['arn:aws:s3', 1],
      ["' OR 1=1 --", 0],
      ['%', 0],
    ] as const)
      expect([filter, (await app.call('findings.list', { filter })).total]).toEqual([filter, total])
  })
})

describe('verdicts', () => {
  it('hold AWS’s part apart from the customer’s', async () => {
    const app = await openedApp()
    const criteria = await app.call('criteria.list', { service: 'sso' })
    expect(criteria.length).toBeGreaterThan(10)
    expect(new Set(criteria.map((c) => c.verdict))).toEqual(new Set(['not-tested']))
    const aws = criteria.find((c) => c.responsibility === 'aws')
    const customer = criteria.find((c) => c.responsibility === 'customer')
    if (!aws || !customer) throw new Error('the catalog lost a responsibility')
    await expect(app.call('criteria.setVerdict', { criterionId: aws.criterionId, verdict: 'met', rationale: 'x' })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await expect(
      app.call('criteria.setVerdict', { criterionId: aws.criterionId, verdict: 'inherited', rationale: '' }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(
      app.call('criteria.setVerdict', { criterionId: customer.criterionId, verdict: 'inherited', rationale: 'x', basis: 'SOC 2' }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(
      app.call('criteria.setVerdict', { criterionId: customer.criterionId, verdict: 'met', rationale: ' ' }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    expect(
      await app.call('criteria.setVerdict', {
        criterionId: aws.criterionId,
        verdict: 'inherited',
        rationale: '',
        basis: 'SOC 2 Type II, 2025-10-01 to 2026-09-30',
      }),
    ).toMatchObject({ verdict: 'inherited', updatedBy: 'Test Auditor' })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, entries: 2 })
  })
})

const seenOf = async (app: TestApp, service: string): Promise<string> => (await app.call('services.get', { service })).contentHash

describe('sign-offs', () => {
  it('are refused on anything else than what was seen', async () => {
    const app = await openedApp()
    const seen = await seenOf(app, 's3')
    await app.call('conclusions.set', { service: 's3', topic: 'resilience', conclusion: 'effective', rationale: 'r' })
    await expect(app.call('signOffs.give', { service: 's3', role: 'preparer', name: 'Ann', seen })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await app.call('signOffs.list', { service: 's3' })).toEqual([])
  })

  it('lose their hold when anything under them changes', async () => {
    const app = await openedApp()
    await app.call('signOffs.give', { service: 's3', role: 'preparer', name: 'Ann', seen: await seenOf(app, 's3') })
    expect(await app.call('signOffs.list', { service: 's3' })).toMatchObject([{ holds: true }])
    await app.call('conclusions.set', { service: 'pinpoint', topic: 'resilience', conclusion: 'effective', rationale: 'r' })
    expect(await app.call('signOffs.list', { service: 's3' })).toMatchObject([{ holds: true }])
    await app.call('conclusions.set', { service: 's3', topic: 'resilience', conclusion: 'effective', rationale: 'r' })
    expect(await app.call('signOffs.list', { service: 's3' })).toMatchObject([{ holds: false }])
  })

  it('refuse one person in both roles', async () => {
    const app = await openedApp()
    await app.call('signOffs.give', { service: 's3', role: 'preparer', name: 'Ann', seen: await seenOf(app, 's3') })
    const seen = await seenOf(app, 's3')
    await expect(app.call('signOffs.give', { service: 's3', role: 'reviewer', name: ' ann ', seen })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })
})
