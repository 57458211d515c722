import { describe, expect, it } from 'vitest'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'
import { scout2 } from './scout2.ts'
import { scoutsuite } from './scoutsuite.ts'

const bytes = fixture('scoutsuite', 'aws.js')
const reading = readAll(scoutsuite, bytes)
const rule = async (checkId: string) => (await reading).records.filter((record) => record.checkId === checkId)
const text = new TextDecoder().decode(bytes)

describe('ScoutSuite', () => {
  it('maps every field of a flagged item from its place', async () => {
    expect((await rule('ec2-port-open'))[0]).toEqual({
      toolRecordId: 'ec2.regions.eu-west-1.vpcs.vpc-1.security_groups.sg-1.rules.0.cidr',
      checkId: 'ec2-port-open',
      title: 'A port is open',
      description: 'Open ports are found by <b>everyone</b>.',
      statusText: null,
      result: 'fail',
      statusRaw: 'flagged_items 3, checked_items 3',
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: 'danger',
      resourceId: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
      resourceName: '„door“',
      resourceType: null,
      otherResources: [],
      scannerService: 'ec2',
      provider: 'aws',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.000Z',
      seenAtRaw: '2026-03-02 07:00:00+0100',
      timeQuality: 'scan-time-only',
      risk: null,
      remediationText: 'Close it.',
      remediationUrls: ['https://docs.example.com/ec2'],
      remediationCode: [{ kind: 'reference', text: 'aws ec2 describe-security-groups' }],
      categories: ['Rules'],
      compliance: [{ framework: 'CIS Benchmark 1.2.0', ids: ['4.1', '4.2'] }],
      toolName: 'ScoutSuite',
      toolVersion: '5.14.0',
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it.each([
    ['sg-2.rules.0.cidr', 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1', 'window', 'the nearest ARN on the way'],
    ['vpc-9.gone', 'ec2.regions.eu-west-1.vpcs.vpc-9.gone', 'eu-west-1', 'its path where there is none'],
    ['TransferLock', 'arn:aws:route53:::domain/shop', 'shop.example.com.', 'resources that stand before the rule, with dots in their keys'],
  ])('an item …%s is %s', async (end, resourceId, resourceName) => {
    const item = (await reading).records.find((record) => record.toolRecordId?.endsWith(end))
    expect(item).toMatchObject({ resourceId, resourceName, result: 'fail' })
  })

  it.each([
    ['ec2-nothing-there', 'not-applicable', 'flagged_items 0, checked_items 0'],
    ['ec2-fine', 'pass', 'flagged_items 0, checked_items 4'],
    ['ec2-no-items', 'fail', 'flagged_items 2, checked_items 4'],
    ['ec2-no-counts', 'unknown', null],
  ])('a rule %s without items is one record: %s (trap T13)', async (checkId, result, statusRaw) => {
    expect(await rule(checkId)).toMatchObject([{ result, statusRaw, resourceId: null }])
  })

  it('gives each item the bytes of its whole rule', async () => {
    const { items } = await reading
    const [first] = items.filter((item) => item.kind === 'record')
    if (first === undefined) throw new Error('no record')
    const raw = JSON.parse(new TextDecoder().decode(bytes.subarray(first.offset, first.offset + first.length))) as object
    expect(raw).toMatchObject({ description: 'A port is open', flagged_items: 3 })
    expect(recutAll(scoutsuite, bytes, await reading).again).toEqual((await reading).records)
  })

  it('says which levels it does not know and which flagged items are not listed', async () => {
    const warnings = (await reading).warnings.map(({ code, count }) => [code, count])
    expect(warnings).toEqual([
      ['not-listed', 1],
      ['unknown-severity', 1],
    ])
  })

  it('gives the same items whatever the chunks', async () => {
    for (const size of [1, 7, 100]) expect((await readAll(scoutsuite, bytes, size)).items).toEqual((await reading).items)
  })

  it('waits for what stands behind the services', async () => {
    const moved = text
      .replace(/"last_run": .*\n/, '')
      .replace(/\}\s*$/, ', "last_run": {"time": "2026-03-02 07:00:00+0100", "version": "5.14.0"}}')
    expect((await readAll(scoutsuite, bytesOf(moved))).records).toEqual((await reading).records)
  })

  it('keeps what is whole of a damaged file, with paths for resources', async () => {
    const cut = text.slice(0, text.indexOf('"regions": {'))
    const { records, rejections, warnings } = await readAll(scoutsuite, bytesOf(cut))
    expect(records.map(({ resourceId }) => resourceId).slice(0, 2)).toEqual([
      'ec2.regions.eu-west-1.vpcs.vpc-1.security_groups.sg-1.rules.0.cidr',
      'ec2.regions.eu-west-1.vpcs.vpc-1.security_groups.sg-2.rules.0.cidr',
    ])
    expect([records.length, rejections.length]).toEqual([7, 1])
    expect(warnings.map(({ code }) => code)).toContain('late-context')
  })

  it('runs nothing of what stands around the object (trap T17)', async () => {
    const hostile = text.replace('scoutsuite_results =', 'scoutsuite_results =\n').concat('\n;globalThis.polluted = true')
    const { records, rejections } = await readAll(scoutsuite, bytesOf(hostile))
    expect(records).toEqual((await reading).records)
    expect(rejections).toHaveLength(1)
    expect('polluted' in globalThis).toBe(false)
  })

  it('reads a file without services as a scan that holds nothing, and says so', async () => {
    const { records, warnings } = await readAll(scoutsuite, bytesOf('scoutsuite_results = {"account_id": "1", "provider_code": "aws"}'))
    expect(records).toEqual([])
    expect(warnings.map(({ code }) => code)).toEqual(['other', 'no-records'])
  })
})

describe('what is taken for ScoutSuite', () => {
  it.each([
    ['its assignment', text, 'certain'],
    ['the object alone', text.slice(text.indexOf('{')), 'likely'],
  ])('%s', (_, source, confidence) => {
    expect(scoutsuite.detect(viewOf(bytesOf(source)))).toMatchObject({ confidence, toolVersion: '5.14.0' })
  })

  it.each([
    ['its exceptions', 'exceptions = {"services": {}}'],
    ['Scout2', 'aws_info = {"services": {}}'],
    ['other JSON with services', '{"services": {}, "account_id": "1"}'],
  ])('not %s', (_, source) => {
    expect(scoutsuite.detect(viewOf(bytesOf(source)))).toBeNull()
  })
})

describe('Scout2', () => {
  it('reads its older names as AWS', async () => {
    const old = fixture('scout2', 'aws.js')
    expect(scout2.detect(viewOf(old))).toMatchObject({ confidence: 'certain', toolVersion: '3.1.0' })
    const { records } = await readAll(scout2, old)
    expect(resultsOf(records)).toEqual({ fail: 1 })
    expect(records[0]).toMatchObject({
      checkId: 's3-world',
      provider: 'aws',
      accountId: '111122223333',
      resourceId: 'arn:aws:s3:::invoices',
      resourceName: 'invoices',
      toolName: 'Scout2',
      seenAt: '2017-05-02T07:00:00.000Z',
    })
    expect(recutAll(scout2, old, await readAll(scout2, old)).again).toEqual(records)
  })
})
