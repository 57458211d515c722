import { describe, expect, it } from 'vitest'
import { checkov } from './checkov.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(checkov, fixture('checkov', name))
const report = read('report.json')
/** Fixture checks count from 1. */
const check = async (number: number) => (await report).records[number - 1]
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('a check of Checkov', () => {
  it('is mapped from its own members and the summary behind it', async () => {
    expect(await check(1)).toEqual({
      toolRecordId: null,
      checkId: 'CKV_X_1',
      title: 'Queues are encrypted',
      description: null,
      statusText: null,
      result: 'pass',
      statusRaw: 'PASSED',
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: 'IMPORTANT',
      resourceId: '/infra/queues.tf#module.shop.aws_sqs_queue.orders[0]',
      resourceName: '/infra/queues.tf:1-4',
      resourceType: 'aws_sqs_queue',
      otherResources: [],
      scannerService: 'sqs',
      provider: 'aws',
      partition: null,
      region: null,
      accountId: null,
      seenAt: null,
      seenAtRaw: null,
      timeQuality: 'none',
      risk: null,
      remediationText: null,
      remediationUrls: ['https://docs.example.com/CKV_X_1'],
      remediationCode: [{ kind: 'fixed_definition', text: '{"kms_master_key_id":"alias/q"}' }],
      categories: ['terraform', 'Encryption'],
      compliance: [{ framework: 'CIS AWS V1.2', ids: ['2.7', '2.8'] }],
      toolName: 'Checkov',
      toolVersion: '3.2.1',
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it.each([
    [2, 'fail', 'unknown', null],
    [3, 'fail', 'medium', 'MODERATE'],
    [4, 'fail', 'unknown', 'OFF'],
    [5, 'unknown', 'unknown', 'SEVERE'],
    [6, 'error', 'informational', 'NONE'],
  ])('%i is %s with severity %s (%s): none is invented (trap T10)', async (number, result, severity, severityRaw) => {
    expect(await check(number)).toMatchObject({ result, severity, severityRaw, muted: false })
  })

  it('that its author suppressed is muted, with the reason', async () => {
    expect(await check(7)).toMatchObject({ result: 'skipped', statusRaw: 'SKIPPED', muted: true, statusText: 'Holds nothing secret' })
  })

  it.each([
    [2, 'aws_lb', 'elasticloadbalancing', 'aws'],
    [3, 'AWS::SNS::Topic', 'sns', 'aws'],
    [4, 'azurerm_key_vault', null, null],
    [5, null, null, null],
    [6, 'aws_vpc_endpoint', 'vpc', 'aws'],
  ])('%i: type %s, service %s and provider %s come from the address', async (number, resourceType, scannerService, provider) => {
    expect(await check(number)).toMatchObject({ resourceType, scannerService, provider })
  })

  it('is of the file it stands in: the same address in another folder is another resource', async () => {
    const fail = (path: string, resource: string) => ({
      check_id: 'CKV_1',
      check_result: { result: 'FAILED' },
      resource,
      repo_file_path: path,
      file_line_range: [1, 4],
    })
    const checks = [
      fail('/dev/main.tf', 'aws_s3_bucket.logs'),
      fail('/prod/main.tf', 'aws_s3_bucket.logs'),
      fail('/dev/main.tf', 'arn:aws:s3:::logs'),
      { ...fail('/dev/main.tf', ''), resource: null },
    ]
    const { records } = await readAll(checkov, bytesOf(JSON.stringify({ check_type: 'terraform', results: { failed_checks: checks } })))
    expect(records.map(({ resourceId, resourceType }) => [resourceId, resourceType])).toEqual([
      ['/dev/main.tf#aws_s3_bucket.logs', 'aws_s3_bucket'],
      ['/prod/main.tf#aws_s3_bucket.logs', 'aws_s3_bucket'],
      ['arn:aws:s3:::logs', null],
      ['/dev/main.tf:1-4', null],
    ])
  })

  it('makes a command no link (trap T17), and no lines where there are none', async () => {
    expect(await check(2)).toMatchObject({
      resourceName: '/lb.tf',
      remediationUrls: [],
      remediationCode: [{ kind: 'reference', text: 'terraform apply' }],
    })
  })
})

describe('a report of Checkov', () => {
  it('warns of files that were not checked (trap T12) and of checks it only counts', async () => {
    const { warnings, rejections } = await report
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['unknown-severity', 1],
      ['tool-failure', 1],
      ['tool-failure', 1],
      ['not-listed', 1],
    ])
    expect(warnings.map(({ message }) => message).join(' ')).toContain('/infra/broken.tf')
    expect(codes(rejections)).toEqual([['wrong-shape', 1]])
  })

  it('may come once for each type of file', async () => {
    const { records, warnings } = await read('two-types.json')
    expect(resultsOf(records)).toEqual({ fail: 1, pass: 1 })
    expect(records.map(({ categories }) => categories)).toEqual([['terraform'], ['dockerfile']])
    expect(warnings).toEqual([])
  })

  it('that checked nothing is no pass: it holds no record, and says so', async () => {
    const bytes = bytesOf('{"passed":0,"failed":0,"skipped":0,"parsing_errors":3,"resource_count":0,"checkov_version":"2.1.0"}')
    expect(checkov.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain', toolVersion: '2.1.0' })
    const { records, warnings } = await readAll(checkov, bytes)
    expect(records).toEqual([])
    expect(codes(warnings)).toEqual([
      ['tool-failure', 1],
      ['no-records', 1],
    ])
  })

  it.each([
    ['report.json', 7],
    ['two-types.json', 2],
  ])('%s is detected and gives %i records, the same re-cut and in chunks of any size', async (name, count) => {
    const bytes = fixture('checkov', name)
    expect(checkov.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(checkov, bytes)
    expect(reading.records.length).toBe(count)
    expect(recutAll(checkov, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(checkov, bytes, size)).items).toEqual(reading.items)
  })

  it.each([
    '{"results":[{"rule_id":"x"}]}',
    '{"results":{"violations":[]}}',
    '{"check_type":"terraform","results":[]}',
    '{"passed":1,"failed":2,"skipped":3}',
    '[]',
  ])('is not %s (trap T6)', (text) => {
    expect(checkov.detect(viewOf(bytesOf(text)))).toBeNull()
  })
})
