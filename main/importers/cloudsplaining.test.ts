import { describe, expect, it } from 'vitest'
import { cloudsplaining } from './cloudsplaining.ts'
import { bytesOf, fixture, readAll, recutAll, resultsOf, viewOf } from './reading.fixture.ts'

const bytes = fixture('cloudsplaining', 'results.json')
const reading = readAll(cloudsplaining, bytes)

describe('Cloudsplaining', () => {
  it('gives one failure for each risk of each policy, with who has the policy', async () => {
    const { records } = await reading
    expect(records.map(({ resourceName, checkId, result, muted }) => [resourceName, checkId, result, muted])).toEqual([
      ['ReadMost', 'DataExfiltration', 'fail', true],
      ['ReadMost', 'ServiceWildcard', 'fail', true],
      ['Careful', null, 'info', false],
      ['Everything', 'PrivilegeEscalation', 'fail', false],
      ['Everything', 'CredentialsExposure', 'fail', false],
    ])
    expect(records[0]).toMatchObject({
      toolRecordId: 'A1',
      title: 'Data Exfiltration',
      statusText: 's3:GetObject',
      statusRaw: null,
      severity: 'unknown',
      resourceId: 'arn:aws:iam::aws:policy/ReadMost',
      resourceType: 'AWS managed policy',
      otherResources: ['arn:aws:iam::111122223333:group/admins', 'arn:aws:iam::111122223333:user/alice'],
      scannerService: 'iam',
      provider: 'aws',
      accountId: '111122223333',
      timeQuality: 'none',
    })
  })

  it('reads escalations, and what newer versions say beside a list', async () => {
    expect((await reading).records.slice(3)).toMatchObject([
      { statusText: 'CreateAccessKey: iam:createaccesskey, iam:passrole', resourceId: 'i1', severity: 'unknown' },
      { statusText: 'iam:CreateAccessKey', description: 'Gives credentials away.', severity: 'high', severityRaw: 'high' },
    ])
  })

  it('names a policy without any risk, so that it can be told from scan to scan', async () => {
    expect((await reading).records[2]).toMatchObject({ checkId: null, title: 'Policy listed without a risk', resourceName: 'Careful' })
  })

  it('says how many of a long list it names', async () => {
    const actions = Array.from({ length: 60 }, (_, index) => `s3:Action${index}`)
    const text = JSON.stringify({
      groups: {},
      users: {},
      roles: {},
      inline_policies: { p: { PolicyName: 'p', DataExfiltration: actions } },
    })
    const { records } = await readAll(cloudsplaining, bytesOf(text))
    expect(records[0]?.statusText).toMatch(/s3:Action49 \(50 of 60 named\)$/)
  })

  it('gives the same wherever users and roles stand, cuts again, whatever the chunks', async () => {
    const whole = await reading
    const { groups, users, roles, ...others } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
    const moved = await readAll(cloudsplaining, bytesOf(JSON.stringify({ ...others, roles, users, groups })))
    expect(resultsOf(moved.records)).toEqual(resultsOf(whole.records))
    expect(moved.records[0]?.otherResources).toHaveLength(2)
    expect(recutAll(cloudsplaining, bytes, whole).again).toEqual(whole.records)
    for (const size of [1, 7]) expect((await readAll(cloudsplaining, bytes, size)).items).toEqual(whole.items)
  })

  it('is told by its maps of policies', () => {
    expect(cloudsplaining.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    expect(cloudsplaining.detect(viewOf(bytesOf('{"users":{},"roles":{},"groups":{}}')))).toBeNull()
    expect(cloudsplaining.detect(viewOf(bytesOf('{"UserDetailList":[],"RoleDetailList":[],"Policies":[]}')))).toBeNull()
  })
})
