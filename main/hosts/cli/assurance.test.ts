// Scope, factors and AWS reports from the command line, as a script would set them.
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { createWorkplace, ensureBuilt, type Run, type Workplace } from './cli.fixture.ts'

let place: Workplace
beforeAll(() => {
  ensureBuilt()
  place = createWorkplace()
}, 300_000)
afterAll(() => place.remove())

const run = (...args: string[]): Run => place.tickmark([...args, '--no-encryption', '--json'])
const json = <T>(schema: z.ZodType<T>, { stdout, stderr }: Run): T => {
  expect(stderr).toBe('')
  return schema.parse(JSON.parse(stdout))
}
const FILE = 'acme.tickmark'

const Report = z.object({
  reportId: z.string(),
  fileName: z.string().nullable(),
  periodTo: z.string().nullable(),
  expiresOn: z.string().nullable(),
  checks: z.array(z.object({ code: z.string() })),
})
const Inherited = z.object({ applied: z.boolean(), rows: z.array(z.object({ criterionId: z.string(), outcome: z.string() })) })
const Factors = z.object({
  factors: z.object({ companyRequirements: z.string(), answers: z.record(z.string(), z.array(z.string())) }),
  effects: z.object({ frameworks: z.array(z.object({ frameworkId: z.string() })) }),
})

it('sets scope and factors, registers a report with its file, inherits from it, and refuses to remove it while verdicts rest on it', {
  timeout: 120_000,
}, () => {
  const dates = ['--from', '2026-01-01', '--to', '2026-03-31']
  expect(run('new', FILE, '--title', 'Audit', '--client', 'Acme', ...dates, '--service', 'pinpoint').code).toBe(0)

  const scope = json(
    z.object({ periodTo: z.string(), people: z.array(z.unknown()) }),
    run('scope', 'set', FILE, '--to', '2026-06-30', '--reviewer', 'Jo Field (Lantern LLP)'),
  )
  expect(scope).toEqual({ periodTo: '2026-06-30', people: [{ name: 'Jo Field', role: 'reviewer', organisation: 'Lantern LLP' }] })

  run('factors', 'set', FILE, 'laws=gdpr,nis2', 'mfa=everybody', '--company-requirements', 'Policy 4.2')
  const { factors, effects } = json(Factors, run('factors', 'set', FILE, 'mfa='))
  expect(factors).toEqual({ companyRequirements: 'Policy 4.2', answers: { laws: ['laws.gdpr', 'laws.nis2'] } })
  expect(effects.frameworks.map(({ frameworkId }) => frameworkId)).toEqual(['gdpr', 'nis2'])
  expect(run('factors', 'set', FILE, 'laws=mars').code).toBe(2)

  place.write('soc2.pdf', '%PDF-1.7\nfixture\n%%EOF\n')
  const period = ['--from', '2025-10-01', '--to', '2026-03-31', '--expires', '2026-12-31']
  const opinion = ['--opinion', 'unqualified', '--read-by', 'Jo Field', '--read-on', '2026-05-04']
  const added = json(
    Report,
    run(
      'aws-reports',
      'add',
      FILE,
      '--programme',
      'soc-2',
      '--title',
      'SOC 2',
      ...period,
      '--service',
      'pinpoint',
      ...opinion,
      '--attach',
      'soc2.pdf',
    ),
  )
  expect(added).toMatchObject({ fileName: 'soc2.pdf', checks: [{ code: 'aws-report-period' }] })
  const changed = json(Report, run('aws-reports', 'set', FILE, added.reportId, '--to', '2026-06-30', '--expires', ''))
  expect(changed).toMatchObject({ fileName: 'soc2.pdf', periodTo: '2026-06-30', expiresOn: null, checks: [] })

  const looked = json(Inherited, run('aws-reports', 'inherit', FILE, added.reportId, '--dry-run'))
  expect(looked.applied).toBe(false)
  const inherited = json(Inherited, run('aws-reports', 'inherit', FILE, added.reportId))
  expect(inherited).toEqual({ ...looked, applied: true })
  const removed = run('aws-reports', 'remove', FILE, added.reportId, '--reason', 'Twice')
  expect([removed.code, removed.stdout]).toEqual([2, ''])
  expect(removed.stderr).toContain(inherited.rows[0]?.criterionId)

  const [first] = inherited.rows
  const set = run(
    'criteria',
    'set',
    FILE,
    first?.criterionId ?? '',
    '--verdict',
    'inherited',
    '--report',
    added.reportId,
    '--basis',
    'CC6.1',
  )
  expect(json(z.object({ reportId: z.string(), basis: z.string() }), set)).toEqual({ reportId: added.reportId, basis: 'CC6.1' })
})
