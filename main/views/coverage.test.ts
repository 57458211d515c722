import { describe, expect, it } from 'vitest'
import { openDb } from '#db/open'
import type { Coverage } from '#domain/coverage'
import { sumOf } from '#domain/evidence'
import { openedApp, SCOPE, type TestApp } from '../services/testing/app.ts'
import { type Line, writeScan } from '../services/testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const MARCH = 1_772_445_600
const JUNE = 1_780_394_400
const [A, B] = ['111122223333', '222233334444'] as const
const scope = { ...SCOPE, accounts: [A, B], regions: ['eu-west-1', 'us-east-1'], services: ['s3', 'kms', 'iam'] }

const ENCRYPTED = { check: 's3_bucket_kms_encryption', service: 's3' }

async function scanned(files: readonly (readonly Line[])[], stated = scope): Promise<TestApp & { readonly path: string }> {
  const app = await openedApp(null, stated)
  for (const [index, lines] of files.entries()) {
    const path = writeScan(app.folder, `scan-${index}.json`, lines)
    await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }] })
  }
  return app
}

const cellOf = (coverage: Coverage, service: string, topic: string) =>
  coverage.services.find(({ key }) => key === service)?.topics.find((cell) => cell.topic === topic)

/** Cells, records without a topic and records without a service, added up: what the total must be. */
const addedUp = ({ services, unfiled }: Coverage): number =>
  sumOf(unfiled) + services.reduce((sum, row) => sum + sumOf(row.unfiled) + row.topics.reduce((n, cell) => n + sumOf(cell.evidence), 0), 0)

describe('the coverage map', () => {
  it('adds up to all records, whatever they are and wherever they lie', async () => {
    const app = await scanned([
      [
        { ...ENCRYPTED },
        { ...ENCRYPTED, muted: true, resource: 'arn:aws:s3:::muted', account: B },
        { ...ENCRYPTED, account: '999900001111' },
        { check: 'invented_check', service: 'no-such-service' },
        { check: 's3_invented', service: 's3', resource: 'arn:aws:s3:::odd' },
        { check: 'sqs_queues_not_publicly_accessible', service: 'sqs', resource: 'arn:aws:sqs:eu-west-1:111122223333:q' },
      ],
    ])
    const coverage = await app.call('coverage.get', {})
    expect(sumOf(coverage.total)).toBe(6)
    expect(addedUp(coverage)).toBe(6)
    for (const row of coverage.services)
      expect(sumOf(row.evidence)).toBe(sumOf(row.unfiled) + row.topics.reduce((n, cell) => n + sumOf(cell.evidence), 0))
    expect(cellOf(coverage, 's3', 'data-protection')).toMatchObject({ muted: 1, elsewhere: 1, places: { tested: 2, 'not-scanned': 2 } })
  })

  it('counts what is current alone, and says so at once when an import is removed', async () => {
    const both = [
      { ...ENCRYPTED, at: MARCH },
      { ...ENCRYPTED, at: MARCH, region: 'us-east-1', resource: 'arn:aws:s3:::gone' },
    ]
    const app = await scanned([
      both,
      [
        { ...ENCRYPTED, at: JUNE, status: 'PASS' },
        { ...ENCRYPTED, at: JUNE, region: 'us-east-1', resource: 'arn:aws:s3:::new' },
      ],
    ])
    const seen = async () => cellOf(await app.call('coverage.get', {}), 's3', 'data-protection')
    expect(await seen()).toMatchObject({ evidence: { pass: 1, fail: 1 }, places: { tested: 2, 'not-scanned': 2 } })
    const [, newer] = await app.call('imports.list', {})
    await app.call('imports.remove', { jobId: JOB, importId: newer?.importId ?? '', reason: 'wrong file' })
    expect(await seen()).toMatchObject({ evidence: { pass: 0, fail: 2 }, places: { tested: 2, 'not-scanned': 2 } })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('moves with a check that a person files elsewhere, places and all, and back again', async () => {
    const app = await scanned([[{ ...ENCRYPTED }, { ...ENCRYPTED, account: B, resource: 'arn:aws:s3:::b' }]])
    const from = { service: 's3', topic: 'data-protection' }
    const before = await app.call('coverage.get', {})
    await app.call('filing.refile', {
      moves: [{ check: ENCRYPTED.check, from, to: { service: 'kms', topic: 'data-protection' } }],
      reason: 'It is about keys.',
    })
    const moved = await app.call('coverage.get', {})
    expect(cellOf(moved, 's3', 'data-protection')).toMatchObject({ state: 'not-tested', places: { tested: 0, 'nothing-reported': 2 } })
    expect(cellOf(moved, 'kms', 'data-protection')).toMatchObject({ evidence: { fail: 2 }, places: { tested: 2, 'not-scanned': 2 } })
    expect(addedUp(moved)).toBe(2)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    await app.call('filing.removeRules', { rules: [{ check: ENCRYPTED.check, from }], reason: 'It is not.' })
    expect(await app.call('coverage.get', {})).toEqual(before)
  })

  it('expects what imports show where the scope names no accounts and regions', async () => {
    const app = await scanned([[{ ...ENCRYPTED }, { ...ENCRYPTED, account: B, region: 'us-east-1' }]], {
      ...scope,
      accounts: [],
      regions: [],
    })
    const { scope: expected, ...coverage } = await app.call('coverage.get', {})
    expect(expected).toEqual({ accounts: [A, B], regions: ['eu-west-1', 'us-east-1'], accountsStated: false, regionsStated: false })
    expect(cellOf({ scope: expected, ...coverage }, 's3', 'data-protection')?.places).toMatchObject({ tested: 2, 'not-scanned': 2 })
  })

  it('says what is missing of an engagement into which nothing came yet', async () => {
    const app = await scanned([])
    const coverage = await app.call('coverage.get', {})
    expect(cellOf(coverage, 's3', 'data-protection')).toMatchObject({
      state: 'not-tested',
      why: 'import-missing',
      places: { 'not-scanned': 4 },
    })
    expect(coverage.services.map(({ key, reach, places }) => [key, reach, sumOf(places)])).toEqual([
      ['s3', 'regional', 4],
      ['kms', 'regional', 4],
      ['iam', 'global', 2],
    ])
  })
})

describe('counts by place', () => {
  it('that somebody changed with another tool are found by the journal’s proof', async () => {
    const app = await scanned([[{ ...ENCRYPTED }]])
    const { db } = await openDb({ path: app.path, passphrase: null })
    db.exec('UPDATE source_places SET count = count + 1')
    db.close()
    const { ok, problems } = await app.call('journal.verify', {})
    expect([ok, problems.map(({ message }) => message)]).toEqual([false, [expect.stringContaining('by place')]])
  })
})

describe('a service in depth', () => {
  it('tells its criteria, with what their checks found under whatever service', async () => {
    const app = await scanned([
      [
        { ...ENCRYPTED, status: 'PASS' },
        { check: 'cloudtrail_multi_region_enabled', service: 'cloudtrail' },
      ],
    ])
    const [s3] = await app.call('coverage.services', { services: ['s3'] })
    const list = await app.call('criteria.list', { service: 's3' })
    expect(s3?.criteria.map(({ criterionId }) => criterionId)).toEqual(list.map(({ criterionId }) => criterionId))
    const proved = list.find(({ checks }) => checks.includes(ENCRYPTED.check))
    expect(s3?.criteria.find(({ criterionId }) => criterionId === proved?.criterionId)).toMatchObject({ evidence: { pass: 1 } })
    expect(await app.call('services.get', { service: 's3' })).toMatchObject({ places: s3?.places, criteriaCoverage: s3?.criteria })
  })

  it('is refused for a service nobody knows', async () => {
    const app = await scanned([])
    await expect(app.call('coverage.services', { services: ['s3', 'nonsense'] })).rejects.toMatchObject({ code: 'not-found' })
  })
})
