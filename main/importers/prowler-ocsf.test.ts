import { describe, expect, it } from 'vitest'
import { prowlerOcsf } from './prowler-ocsf.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(prowlerOcsf, fixture('prowler-ocsf', name))
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])

describe('Prowler 5', () => {
  it('maps every field from its place', async () => {
    const { records } = await read('v5.ocsf.json')
    expect(records[0]).toEqual({
      toolRecordId: 'prowler-aws-sqs_queues_not_publicly_accessible-111122223333-eu-west-1-orders-1',
      checkId: 'sqs_queues_not_publicly_accessible',
      title: 'Queues are not open to everybody',
      description: 'Looks who may send to a queue.',
      statusText: 'Queue orders-1 is open.',
      result: 'fail',
      statusRaw: 'FAIL',
      muted: false,
      lifecycle: 'active',
      severity: 'high',
      severityRaw: 'High',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders-1',
      resourceName: 'orders-1',
      resourceType: 'AwsSqsQueue',
      otherResources: [],
      scannerService: 'sqs',
      provider: 'aws',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T06:00:00.000Z',
      seenAtRaw: '1772431200',
      timeQuality: 'exact',
      risk: 'Anybody may write to it.',
      remediationText: 'Name the senders.',
      remediationUrls: ['https://docs.example.com/sqs'],
      remediationCode: [{ kind: 'reference', text: 'aws sqs set-queue-attributes --queue-url <url>' }],
      categories: ['internet-exposed'],
      compliance: [
        { framework: 'CIS-9.9', ids: ['9.1', '9.2'] },
        { framework: 'Onboarding', ids: ['Queues, topics and mail', 'Nobody else'] },
      ],
      toolName: 'Prowler',
      toolVersion: '5.12.0',
      topic: null,
      perRequirement: false,
      wholeText: null,
    })
  })

  it('takes the result from status_code; status only mutes, whatever status_id says (trap T1)', async () => {
    const { records } = await read('v5.ocsf.json')
    expect(records.map(({ result, muted }) => [result, muted]).slice(0, 6)).toEqual([
      ['fail', false],
      ['pass', false],
      ['manual', false],
      ['fail', true],
      ['fail', false],
      ['unknown', false],
    ])
  })

  it('takes the severity word where word and number disagree, and warns once (trap T16)', async () => {
    const { records, warnings } = await read('v5.ocsf.json')
    expect([records[6]?.severity, records[6]?.severityRaw]).toEqual(['critical', 'Critical'])
    expect([records[7]?.severity, records[7]?.severityRaw]).toEqual(['unknown', 'Weird'])
    expect(codes(warnings)).toEqual([
      ['unknown-status', 1],
      ['severity-disagrees', 1],
      ['unknown-severity', 1],
      ['account-damaged', 1],
    ])
    expect(warnings[0]?.message).toContain('“ODD”')
    expect(warnings[0]?.pointer?.record).toBe(6)
  })

  it('falls back on the naive time and labels it; keeps a damaged account as written (traps T9, T20)', async () => {
    const { records } = await read('v5.ocsf.json')
    expect(records[8]).toMatchObject({ seenAt: '2026-03-02T07:00:00.123456', timeQuality: 'naive-local' })
    expect(records[9]?.accountId).toBe('<account_uid>')
  })
})

describe('Prowler 4.0', () => {
  it('reads the older paths', async () => {
    const { records, warnings } = await read('v4-0.ocsf.json')
    expect(records[0]).toMatchObject({
      checkId: 'sqs_queues_not_publicly_accessible',
      seenAt: '2024-04-12T10:44:19.807178',
      timeQuality: 'naive-local',
      risk: 'Anybody may write to it.',
      categories: ['internet-exposed'],
      compliance: [],
      toolVersion: '4.0.1',
    })
    expect(records[2]).toMatchObject({ result: 'fail', muted: true })
    expect(warnings).toEqual([])
  })

  it('knows Kubernetes without a cloud block, and the check from the id', async () => {
    const { records } = await read('v4-0.ocsf.json')
    expect(records[1]).toMatchObject({
      provider: 'kubernetes',
      checkId: 'apiserver_anonymous_requests',
      result: 'pass',
      accountId: 'desk',
      region: 'kube-system',
    })
  })
})

describe('Prowler 3', () => {
  it('reads class 2001', async () => {
    const { records } = await read('v3.ocsf.json')
    expect(records.map(({ result, muted, statusRaw }) => [result, muted, statusRaw])).toEqual([
      ['pass', false, 'Success'],
      ['fail', false, 'Failure'],
      ['unknown', true, 'Other'],
      ['manual', false, 'Unknown'],
    ])
    expect(records[0]).toMatchObject({
      checkId: 'sqs_queues_not_publicly_accessible',
      scannerService: 'sqs',
      timeQuality: 'naive-local',
      risk: 'Anybody may write.',
      remediationUrls: ['https://docs.example.com/sqs'],
      remediationCode: [{ kind: 'reference', text: 'aws sqs list-queues' }],
      compliance: [
        { framework: 'CIS-1.4', ids: ['1.20', '1.21'] },
        { framework: 'HIPAA', ids: ['164_308', '164_312'] },
      ],
    })
  })
})

describe('reading', () => {
  it.each(['v5.ocsf.json', 'v4-0.ocsf.json', 'v3.ocsf.json'])('%s: a record re-cut from its own bytes is the same', async (name) => {
    const bytes = fixture('prowler-ocsf', name)
    const { first, again } = recutAll(prowlerOcsf, bytes, await readAll(prowlerOcsf, bytes))
    expect(again).toEqual(first)
    expect(first.length).toBeGreaterThan(0)
  })

  it.each([1, 7, 64 * 1024])('chunks of %i bytes give the same items', async (size) => {
    const bytes = fixture('prowler-ocsf', 'v5.ocsf.json')
    expect((await readAll(prowlerOcsf, bytes, size)).items).toEqual((await readAll(prowlerOcsf, bytes, 1e9)).items)
  })

  it('keeps offsets true behind a byte order mark', async () => {
    const plain = fixture('prowler-ocsf', 'v3.ocsf.json')
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...plain])
    const reading = await readAll(prowlerOcsf, marked, 2)
    expect(reading.records.length).toBe(4)
    expect(recutAll(prowlerOcsf, marked, reading).again).toEqual(reading.records)
  })

  it('rejects records of other tools one by one and names the record', async () => {
    const { records, rejections } = await readAll(prowlerOcsf, bytesOf('[{"class_uid":2004,"metadata":{"product":{"name":"GuardDuty"}}}]'))
    expect(records).toEqual([])
    expect(rejections).toEqual([
      expect.objectContaining({ code: 'wrong-shape', pointer: { offset: 1, length: 62, record: 1, line: null } }),
    ])
  })

  it('says so where a file holds no records', async () => {
    for (const text of ['[]', '']) expect(codes((await readAll(prowlerOcsf, bytesOf(text))).warnings)).toEqual([['no-records', 1]])
  })

  it.each(['utf-16le', 'utf-16be'] as const)('reads %s, as PowerShell writes it, into the same records', async (encoding) => {
    const text = new TextDecoder().decode(fixture('prowler-ocsf', 'v5.ocsf.json')).replaceAll('\n', '\r\n')
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    const bytes = new Uint8Array(encoding === 'utf-16le' ? little : little.swap16())
    const reading = await readAll(prowlerOcsf, bytes, 1000, encoding)
    expect(reading.records).toEqual((await read('v5.ocsf.json')).records)
    expect(recutAll(prowlerOcsf, bytes, reading, encoding).again).toEqual(reading.records)
    expect(reading.warnings.at(-1)).toMatchObject({ code: 'recoded' })
  })

  it('takes the check out of the id where 4.0.0 wrote it nowhere else, capitals of Kubernetes and all', async () => {
    const finding = {
      class_uid: 2004,
      metadata: { product: { name: 'Prowler', version: '4.0.0' } },
      finding_info: { uid: 'prowler-kubernetes-core_minimize_allowPrivilegeEscalation_containers-my-cluster-namespace: default-web-1' },
    }
    const { records } = await readAll(prowlerOcsf, bytesOf(JSON.stringify([finding])))
    expect(records[0]).toMatchObject({ checkId: 'core_minimize_allowPrivilegeEscalation_containers', provider: 'kubernetes' })
  })

  it.each([
    ['namespace: default', undefined, 'my-cluster', 'default'],
    [undefined, 'default', 'my-cluster', 'default'],
    [undefined, 'other', null, 'other'],
    [undefined, undefined, null, null],
  ])(
    'reads cluster and namespace of Kubernetes as its CSV has them (region %j, namespace %j)',
    async (region, namespace, accountId, read) => {
      const finding = {
        class_uid: 2004,
        metadata: { product: { name: 'Prowler' }, event_code: 'core_a', profiles: ['container'] },
        finding_info: { uid: 'prowler-kubernetes-core_a-my-cluster-namespace: default-web-1' },
        resources: [{ region, namespace, uid: 'u' }],
      }
      const { records } = await readAll(prowlerOcsf, bytesOf(JSON.stringify([finding])))
      expect(records[0]).toMatchObject({ accountId, region: read })
    },
  )

  it.each(['', 'nonsense', '[]', '{"class_uid":2004}'])('refuses to re-cut %j', (text) => {
    expect(() => prowlerOcsf.recut(bytesOf(text), null)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
  })

  it('detects all three generations with their version', () => {
    for (const [name, version] of [
      ['v5.ocsf.json', '5.12.0'],
      ['v4-0.ocsf.json', '4.0.1'],
      ['v3.ocsf.json', '3.9.0'],
    ] as const)
      expect(prowlerOcsf.detect(viewOf(fixture('prowler-ocsf', name)))).toMatchObject({
        toolVersion: version,
      })
  })

  it('stores what comes before damage, which is one rejection', async () => {
    const whole = fixture('prowler-ocsf', 'v5.ocsf.json')
    const { records, rejections } = await readAll(prowlerOcsf, whole.subarray(0, whole.length - 500))
    expect(records.length).toBe(9)
    expect(rejections.map(({ code, pointer }) => [code, pointer?.offset])).toEqual([['damaged-json', whole.length - 500]])
    expect(resultsOf(records)).toEqual({ fail: 5, pass: 1, manual: 1, 'fail+muted': 1, unknown: 1 })
  })
})
