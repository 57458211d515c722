// What must never take a failing record out of the count, and what must never count one twice: pages, damage, filters, clocks, ids.
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedApp, type TestApp } from './testing/app.ts'
import { type Line, ocsfRecord, writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const MARCH = 1_772_445_600
const JUNE = 1_780_394_400
const SEPTEMBER = 1_788_343_200

const run = (app: TestApp, ...paths: readonly string[]) =>
  app.call('imports.run', { jobId: JOB, files: paths.map((path) => ({ token: app.files.add(path) })) })

/** Resource, result, standing and change of every record, in the order they were read. */
const standings = async (app: TestApp, filter = ''): Promise<readonly (string | null)[][]> =>
  (await app.call('evidence.list', { filter, limit: 1000 })).rows.map((r) => [
    r.resource?.split(':').at(-1) ?? null,
    r.result,
    r.standing,
    r.change,
  ])
const total = async (app: TestApp, filter: string): Promise<number> => (await app.call('evidence.list', { filter, limit: 1 })).total
const current = async (app: TestApp): Promise<string[]> =>
  (await standings(app, 'standing:current')).map(([resource, result]) => `${resource} ${result}`).sort()

const bucket = (name: string, at: number, more: Line = {}): Line => ({ resource: `arn:aws:s3:::${name}`, at, ...more })
const names = ['a', 'b', 'c', 'd', 'e', 'f']
const scanOf = (app: TestApp, file: string, at: number): string =>
  writeScan(
    app.folder,
    file,
    names.map((name) => bucket(name, at)),
  )

describe('a newer file that did not look at everything ends nothing', () => {
  it('where it is cut off', async () => {
    const app = await openedApp()
    await run(app, scanOf(app, 'march.json', MARCH))
    const cut = scanOf(app, 'june.json', JUNE)
    truncateSync(cut, readFileSync(cut).length - 400)
    expect((await run(app, cut)).files[0]).toMatchObject({ summary: { stored: 5, rejected: 1 } })
    expect(await standings(app, 'resource:arn:aws:s3:::f')).toEqual([['f', 'fail', 'current', 'not-scanned-again']])
    expect((await current(app)).length).toBe(6)
  })

  it('where one of its records was rejected', async () => {
    const app = await openedApp()
    await run(app, scanOf(app, 'march.json', MARCH))
    const june = names.map((name) => ocsfRecord(bucket(name, JUNE)))
    const path = join(app.folder, 'june.json')
    writeFileSync(path, JSON.stringify([...june.slice(0, 5), { ...june[5], class_uid: 6003 }]))
    expect((await run(app, path)).files[0]).toMatchObject({ summary: { stored: 5, rejected: 1 } })
    expect(await standings(app, 'resource:arn:aws:s3:::f')).toEqual([['f', 'fail', 'current', 'not-scanned-again']])
  })

  it('where it lists only what passed', async () => {
    const app = await openedApp()
    const march = names.map((name) => bucket(name, MARCH, { status: name === 'f' ? 'FAIL' : 'PASS' }))
    const june = names.slice(0, 5).map((name) => bucket(name, JUNE, { status: 'PASS' }))
    await run(app, writeScan(app.folder, 'march.json', march))
    await run(app, writeScan(app.folder, 'june.json', june))
    expect(await standings(app, 'result:fail')).toEqual([['f', 'fail', 'current', 'not-scanned-again']])
  })

  it('where it shows one resource of many again', async () => {
    const app = await openedApp()
    await run(app, scanOf(app, 'march.json', MARCH))
    await run(app, writeScan(app.folder, 'one.json', [bucket('a', JUNE)]))
    expect(await current(app)).toEqual(names.map((name) => `${name} fail`))
  })
})

describe('newer scans that each looked at a part', () => {
  const [EAST, WEST] = ['us-east-1', 'eu-west-1'] as const
  const instance = (check: string, region: string, at: number): Line => ({
    check,
    region,
    at,
    service: 'ec2',
    resource: `${check}-${region}`,
  })

  it('end nothing together: one with the check elsewhere, the other there with another check', async () => {
    const app = await openedApp()
    const old = ['x', 'y'].flatMap((check) => [EAST, WEST].map((region) => instance(check, region, MARCH)))
    await run(app, writeScan(app.folder, 'old.json', old))
    await run(app, writeScan(app.folder, 'new-1.json', [instance('x', EAST, JUNE)]))
    await run(app, writeScan(app.folder, 'new-2.json', [instance('y', WEST, SEPTEMBER)]))
    expect(await current(app)).toEqual(['x-eu-west-1 fail', 'x-us-east-1 fail', 'y-eu-west-1 fail', 'y-us-east-1 fail'])
    expect(await total(app, 'change:not-scanned-again')).toBe(2)
    expect(await total(app, 'standing:gone')).toBe(0)
  })

  it('end nothing together: two pages, of which neither shows most of what was there', async () => {
    const app = await openedApp()
    await run(app, scanOf(app, 'march.json', MARCH))
    const page = (name: string, at: number, which: string) =>
      run(
        app,
        writeScan(
          app.folder,
          name,
          [...which].map((one) => bucket(one, at)),
        ),
      )
    await page('page-1.json', JUNE, 'ab')
    await page('page-2.json', SEPTEMBER, 'cd')
    expect(await current(app)).toEqual(names.map((name) => `${name} fail`))
    await page('whole.json', SEPTEMBER + 60, 'abcd')
    expect(await current(app)).toEqual(['a fail', 'b fail', 'c fail', 'd fail'])
  })
})

describe('a third scan', () => {
  it('ends what the first two showed and it does not, and what returns follows the last that showed it', async () => {
    const app = await openedApp()
    const scan = (name: string, at: number, which: string) =>
      run(
        app,
        writeScan(
          app.folder,
          name,
          [...which].map((one) => bucket(one, at, { text: 'It is open.' })),
        ),
      )
    await scan('march.json', MARCH, 'abcdx')
    await scan('june.json', JUNE, 'abcx')
    await scan('september.json', SEPTEMBER, 'abcd')
    expect(await current(app)).toEqual(['a fail', 'b fail', 'c fail', 'd fail'])
    expect((await standings(app, 'resource:arn:aws:s3:::x')).map((s) => s[2])).toEqual(['superseded', 'gone'])
    expect(await standings(app, 'resource:arn:aws:s3:::d')).toEqual([
      ['d', 'fail', 'superseded', null],
      ['d', 'fail', 'current', 'unchanged'],
    ])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    const [, june, september] = await app.call('imports.list', {})
    await app.call('imports.remove', { jobId: JOB, importId: june?.importId ?? '', reason: 'wrong' })
    expect((await standings(app, 'resource:arn:aws:s3:::x')).map((s) => s[2])).toEqual(['gone'])
    await app.call('imports.remove', { jobId: JOB, importId: september?.importId ?? '', reason: 'wrong' })
    expect(await current(app)).toEqual(['a fail', 'b fail', 'c fail', 'd fail', 'x fail'])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })
})

describe('clocks', () => {
  it('of the future or of 1970 supersede nothing and are superseded by nothing', async () => {
    const app = await openedApp()
    await run(app, writeScan(app.folder, 'future.json', [bucket('a', 4_070_908_800, { status: 'PASS' })]))
    await run(app, writeScan(app.folder, 'now.json', [bucket('a', JUNE)]))
    await run(app, writeScan(app.folder, 'zero.json', [bucket('a', 1, { status: 'MANUAL' })]))
    expect(await current(app)).toEqual(['a fail', 'a manual', 'a pass'])
  })
})

const asffRecord = (id: string, bucketName: string, at: string, status: string) => ({
  SchemaVersion: '2018-10-08',
  Id: `arn:aws:securityhub:eu-west-1:111122223333:subscription/x/v/1/S3.1/finding/${id}`,
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
  ProductName: 'Security Hub',
  CompanyName: 'AWS',
  Region: 'eu-west-1',
  GeneratorId: 'security-control/S3.1',
  AwsAccountId: '111122223333',
  Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
  FirstObservedAt: '2026-01-01T00:00:00.000Z',
  LastObservedAt: at,
  CreatedAt: '2026-01-01T00:00:00.000Z',
  UpdatedAt: at,
  Severity: { Label: status === 'FAILED' ? 'HIGH' : 'INFORMATIONAL', Normalized: status === 'FAILED' ? 70 : 0 },
  Title: 'S3 buckets should block public access',
  Description: 'What it looks at.',
  ProductFields: {},
  Resources: [{ Type: 'AwsS3Bucket', Id: `arn:aws:s3:::${bucketName}`, Partition: 'aws', Region: 'eu-west-1' }],
  Compliance: { Status: status, SecurityControlId: 'S3.1' },
  WorkflowState: 'NEW',
  Workflow: { Status: 'NEW' },
  RecordState: 'ACTIVE',
})
const writeFindings = (app: TestApp, name: string, findings: readonly unknown[]): string => {
  const path = join(app.folder, name)
  writeFileSync(path, JSON.stringify({ Findings: findings }))
  return path
}

describe('exports of Security Hub', () => {
  it('count a finding once that was not updated between two of them, however many others were', async () => {
    const app = await openedApp()
    const march = '2026-03-01T10:00:00.000Z'
    const june = '2026-06-01T10:00:00.000Z'
    await run(
      app,
      writeFindings(
        app,
        'march.json',
        names.map((name) => asffRecord(name, name, march, 'FAILED')),
      ),
    )
    await run(
      app,
      writeFindings(
        app,
        'june.json',
        names.map((name) => asffRecord(name, name, name < 'c' ? march : june, 'FAILED')),
      ),
    )
    expect(await current(app)).toEqual(names.map((name) => `${name} fail`))
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('in pages lose nothing where a finding moved from one page to the next', async () => {
    const app = await openedApp()
    const page1 = names.map((name) => asffRecord(name, name, '2026-06-01T10:00:00.000Z', 'FAILED'))
    const page2 = ['u', 'v', 'w', 'a'].map((name) => asffRecord(name, name, '2026-06-01T10:00:09.000Z', 'FAILED'))
    await run(app, writeFindings(app, 'page-1.json', page1), writeFindings(app, 'page-2.json', page2))
    expect(await current(app)).toEqual([...names, 'u', 'v', 'w'].map((name) => `${name} fail`))
  })

  it('of a tool that gives one id to several resources: a pass of one does not end the fail of another', async () => {
    const app = await openedApp()
    await run(app, writeFindings(app, 'march.json', [asffRecord('same', 'a', '2026-03-01T10:00:00.000Z', 'FAILED')]))
    await run(app, writeFindings(app, 'june.json', [asffRecord('same', 'b', '2026-06-01T10:00:00.000Z', 'PASSED')]))
    expect(await current(app)).toEqual(['a fail', 'b pass'])
  })
})

describe('files that name no account', () => {
  /** What `aws configservice get-compliance-details-by-config-rule` prints: neither account nor region. */
  const writeCompliance = (app: TestApp, name: string, at: string, said: Readonly<Record<string, string>>, indent = 0): string => {
    const path = join(app.folder, name)
    const results = Object.entries(said).map(([id, type]) => ({
      EvaluationResultIdentifier: {
        EvaluationResultQualifier: { ConfigRuleName: 'volumes-encrypted', ResourceType: 'AWS::EC2::Volume', ResourceId: id },
        OrderingTimestamp: at,
      },
      ComplianceType: type,
      ResultRecordedTime: at,
      ConfigRuleInvokedTime: at,
    }))
    writeFileSync(path, JSON.stringify({ EvaluationResults: results }, null, indent))
    return path
  }
  const march = { one: 'NON_COMPLIANT', two: 'NON_COMPLIANT', three: 'COMPLIANT', four: 'NON_COMPLIANT' }
  const june = { one: 'COMPLIANT', two: 'NON_COMPLIANT', three: 'NON_COMPLIANT' }
  const both = ['four fail', 'one fail', 'one pass', 'three fail', 'three pass', 'two fail', 'two fail']

  it('never pass for a newer scan of another: no fail becomes a pass, none is gone, none is marked', async () => {
    const files = [
      ['march.json', '2026-03-01T10:00:00Z', march],
      ['june.json', '2026-06-01T10:00:00Z', june],
    ] as const
    for (const order of [files, files.toReversed()]) {
      const app = await openedApp()
      for (const [name, at, said] of order) await run(app, writeCompliance(app, name, at, said))
      expect(await current(app)).toEqual(both)
      expect(new Set((await standings(app)).map(([, , standing, change]) => `${standing} ${change}`))).toEqual(new Set(['current null']))
      expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    }
  })

  it('count once where the same file comes in another form or in parts', async () => {
    const app = await openedApp()
    const at = '2026-03-01T10:00:00Z'
    await run(app, writeCompliance(app, 'march.json', at, march))
    await run(app, writeCompliance(app, 'pretty.json', at, march, 2))
    const { one, two, ...rest } = march
    await run(app, writeCompliance(app, 'part-1.json', at, { one, two }), writeCompliance(app, 'part-2.json', at, rest))
    expect(await current(app)).toEqual(['four fail', 'one fail', 'three pass', 'two fail'])
    expect(await total(app, 'standing:restated')).toBe(8)
  })
})

describe('removing the newer of two scans', () => {
  it('drafts a finding for what fails again and had none', async () => {
    const app = await openedApp()
    const newer = await run(app, writeScan(app.folder, 'june.json', [bucket('a', JUNE, { status: 'PASS' })]))
    await run(app, writeScan(app.folder, 'march.json', [bucket('a', MARCH)]))
    expect((await app.call('findings.list', {})).total).toBe(0)
    await app.call('imports.remove', { jobId: JOB, importId: newer.import?.importId ?? '', reason: 'wrong file' })
    expect(await current(app)).toEqual(['a fail'])
    expect((await app.call('findings.list', {})).rows.map((f) => [f.check, f.evidence.fail])).toEqual([['s3_bucket_public_access', 1]])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })
})

describe('answers of the AWS CLI', () => {
  it('that say as much of different things are two pieces of evidence, and the same answer twice is one', async () => {
    const app = await openedApp()
    const answer = (name: string, file: string): string => {
      const path = join(app.folder, file)
      writeFileSync(path, JSON.stringify({ Groups: [{ GroupId: 'g', DisplayName: name, IdentityStoreId: 'd-1' }] }, null, file.length))
      return path
    }
    await run(app, answer('Admins', 'a.json'), answer('Readers', 'bb.json'), answer('Readers', 'ccc.json'))
    expect((await standings(app)).map(([, , standing]) => standing)).toEqual(['current', 'current', 'restated'])
  })
})
