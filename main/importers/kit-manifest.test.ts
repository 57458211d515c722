import { describe, expect, it } from 'vitest'
import { detectFormat } from './detect.ts'
import { kitAnswerImporter } from './kit-answer.ts'
import { kitManifest } from './kit-manifest.ts'
import { bytesOf, fixture, headOf, readAll, recutAll } from './reading.fixture.ts'

const bytes = fixture('kit-manifest', 'manifest.ndjson')
const text = new TextDecoder().decode(bytes)
const lines = text.trimEnd().split('\n')
const read = (...some: readonly string[]) => readAll(kitManifest, bytesOf(some.map((line) => `${line}\n`).join('')))

describe('the manifest of a kit', () => {
  it('is known by its header', () => {
    expect(detectFormat(headOf(bytes))).toMatchObject({
      formatId: 'kit-manifest',
      confidence: 'certain',
      toolVersion: '0.0.0',
      importable: true,
    })
  })

  it('gives one record per call, whatever became of it', async () => {
    const { records, rejections, warnings } = await readAll(kitManifest, bytes, 7)
    expect(records.map(({ checkId, result, statusRaw, resourceName }) => [checkId, result, statusRaw, resourceName])).toEqual([
      ['kit.pinpoint.get-apps', 'info', 'answered', null],
      ['kit.pinpoint.get-email-channel', 'error', 'access-denied', '--application-id 4f1d'],
      ['kit.pinpoint.get-event-stream', 'info', 'absent', '--application-id 4f1d'],
      ['kit.sso-admin.list-instances', 'error', 'access-denied', null],
      ['kit.sso-admin.list-permission-sets', 'skipped', 'not-run', null],
    ])
    expect(records[1]).toMatchObject({
      scannerService: 'pinpoint',
      topic: 'configuration-and-vulnerability-analysis',
      accountId: '210987654321',
      region: 'eu-central-1',
      seenAt: '2026-03-02T09:30:00.000Z',
      timeQuality: 'exact',
      toolName: 'Tickmark kit',
    })
    expect(records[1]?.statusText).toMatch(/^Not tested: access denied: An error occurred/)
    expect([rejections, warnings]).toEqual([[], []])
  })

  it('takes no half of a surrogate pair into what is stored', async () => {
    const call = JSON.parse(lines[2] ?? '') as object
    const { records } = await read(lines[0] ?? '', JSON.stringify({ ...call, args: { 'application-id': '\ud800' }, error: 'at \udc00' }))
    expect(records[0]).toMatchObject({
      resourceName: '--application-id \ufffd',
      statusText: expect.stringContaining('at \ufffd') as string,
    })
  })

  it('cuts every record again from its own bytes', async () => {
    const { first, again } = recutAll(kitManifest, bytes, await readAll(kitManifest, bytes))
    expect(again).toEqual(first)
  })

  it('tells an interruption, and lines that were taken out or put in', async () => {
    expect((await read(...lines.slice(0, -1))).warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/no end line/)])
    expect((await read(...lines.filter((_, index) => index !== 2))).warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/names 5 calls, but holds 4/),
    ])
    expect((await read(...lines.slice(1))).warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/one header line/)])
  })

  it('rejects what is no line of a manifest, and no more than that', async () => {
    const strange = [
      lines[1]?.replace('"answered"', '"fine"'),
      lines[1]?.replace('answers/00001', '../00001'),
      lines[1]?.replace('"args":{}', '"args":{"x":1}'),
      lines[1]?.replace('"cli":"pinpoint"', '"cli":"pin point"'),
      lines[1]?.replace('"210987654321"', '"21098765432"'),
      '{"type":"other"}',
      `${lines[1]?.slice(0, 80)}`,
    ].map((line) => line ?? '')
    const reading = await read(lines[0] ?? '', ...strange)
    expect(reading.records).toEqual([])
    expect(reading.rejections.length).toBe(strange.length)
  })
})

describe('an answer the manifest names', () => {
  const kit = {
    service: 'sso',
    topic: 'identity-and-access-management',
    cli: 'sso-admin',
    operation: 'list-permission-sets',
    args: { 'instance-arn': 'arn:aws:sso:::instance/ssoins-1', query: 'x' },
    page: 1,
    account: '111122223333',
    region: 'eu-west-1',
    at: '2026-03-01T10:00:00Z',
    continued: false,
  }
  const answer = bytesOf('{"PermissionSets":[],"NextToken":"t"}')

  it('is about what was asked, where and when', async () => {
    const importer = kitAnswerImporter(kit, 'unknown')
    const reading = await readAll(importer, answer)
    expect(reading.records).toMatchObject([
      {
        checkId: 'sso-admin list-permission-sets',
        resourceId: null,
        resourceName: '--instance-arn arn:aws:sso:::instance/ssoins-1',
        scannerService: 'sso',
        topic: 'identity-and-access-management',
        accountId: '111122223333',
        region: 'eu-west-1',
        seenAt: '2026-03-01T10:00:00.000Z',
      },
    ])
    const { first, again } = recutAll(importer, answer, reading)
    expect(again).toEqual(first)
  })

  it('is incomplete where it names a next page nobody asked for', async () => {
    expect((await readAll(kitAnswerImporter(kit, 'unknown'), answer)).warnings.map(({ code }) => code)).toEqual(['incomplete-export'])
    expect((await readAll(kitAnswerImporter({ ...kit, continued: true }, 'unknown'), answer)).warnings).toEqual([])
  })

  it('keeps records of its own where the format has some, with place and time added', async () => {
    const details = bytesOf(
      '{"UserDetailList":[{"UserId":"AIDA1","UserName":"a","Arn":"arn:aws:iam::111122223333:user/a"}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}',
    )
    const { records } = await readAll(
      kitAnswerImporter(
        { ...kit, service: 'iam', cli: 'iam', operation: 'get-account-authorization-details' },
        'iam-authorization-details',
      ),
      details,
    )
    expect(records).toMatchObject([
      { resourceId: 'arn:aws:iam::111122223333:user/a', accountId: '111122223333', seenAt: '2026-03-01T10:00:00.000Z' },
    ])
  })
})
