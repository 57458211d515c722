import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openedApp, type TestApp } from './testing/app.ts'

const JOB = '22222222-2222-4222-8222-222222222222'

const finding = (id: string, words: { readonly check: string; readonly region: string; readonly passed: boolean }) => ({
  SchemaVersion: '2018-10-08',
  Id: id,
  ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
  GeneratorId: words.check,
  AwsAccountId: '111122223333',
  Types: [],
  CreatedAt: '2026-01-01T00:00:00Z',
  UpdatedAt: '2026-01-01T00:00:00Z',
  Severity: { Label: words.passed ? 'LOW' : 'HIGH' },
  Title: 'T',
  Description: 'D',
  Region: words.region,
  Resources: [{ Type: 'Other', Id: id }],
  Compliance: { Status: words.passed ? 'PASSED' : 'FAILED' },
  Workflow: { Status: 'NEW' },
  RecordState: 'ACTIVE',
})

const importText = async (app: TestApp, name: string, text: string) => {
  const path = `${app.folder}/${name}`
  writeFileSync(path, text)
  return await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }] })
}

describe('a hostile scan', () => {
  it('cannot have a fail counted as a pass, by words that look like the joint of two others', async () => {
    const between = ['high', 'false', 'active', '12', '111122223333'].join('\0')
    const both = [
      finding('1', { check: 'x', region: `fail\0${between}\0us`, passed: true }),
      finding('2', { check: `x\0pass\0low\0${between.replace('high\0', '')}`, region: 'us', passed: false }),
    ]
    for (const findings of [both, both.toReversed()]) {
      const app = await openedApp()
      const { files, draftedFindings } = await importText(app, 'scan.json', JSON.stringify({ Findings: findings }))
      expect(files).toMatchObject([{ outcome: 'imported', summary: { byResult: { pass: 1, fail: 1 } } }])
      expect(draftedFindings).toBe(1)
      expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, problems: [] })
    }
  })
})
