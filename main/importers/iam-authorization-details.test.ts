import { describe, expect, it } from 'vitest'
import { codes, itReads, itRefuses, readFixture } from './aws-importers.fixture.ts'
import { iamAuthorizationDetails } from './iam-authorization-details.ts'

const account = readFixture(iamAuthorizationDetails, 'account.json')

describe('an account', () => {
  it('gives each user, group, role and policy as a record of facts', async () => {
    const { records } = await account
    expect(records.map(({ resourceType, resourceName, statusText }) => [resourceType, resourceName, statusText])).toEqual([
      ['iam user', 'dora', 'User in groups: ops; attached policies: send; inline policies: own; created 2026-01-01T00:00:00.000Z.'],
      ['iam group', 'ops', 'Group with attached policies: none; inline policies: none.'],
      [
        'iam role',
        'runner',
        'Role trusted by principals: AWS *, Service ec2.amazonaws.com; attached policies: none; inline policies: none; permissions boundary: arn:aws:iam::111122223333:policy/limit; last used 2026-02-01T00:00:00.000Z.',
      ],
      ['iam policy', 'ReadOnly', 'Managed policy attached to 2 entities; default version v2 of 2; last changed 2026-02-02T00:00:00.000Z.'],
    ])
    expect(records[0]).toMatchObject({
      toolRecordId: 'AIDAEXAMPLE',
      result: 'info',
      severity: 'unknown',
      resourceId: 'arn:aws:iam::111122223333:user/dora',
      scannerService: 'iam',
      accountId: '111122223333',
      timeQuality: 'none',
      topic: 'identity-and-access-management',
    })
    expect(records[3]?.accountId).toBeNull()
  })

  it('rejects what is none of them, and says that the export is one page (trap T14)', async () => {
    const { rejections, warnings } = await account
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record])).toEqual([['wrong-shape', 4]])
    expect(codes(warnings)).toEqual([['incomplete-export', 1]])
  })
})

describe('reading', () => {
  itReads(iamAuthorizationDetails, [['account.json', 4]])
  itRefuses(iamAuthorizationDetails, [
    ['a list of policies', '{"Policies":[{"PolicyName":"a","PolicyId":"b","DefaultVersionId":"v1"}]}'],
    ['Cloudsplaining', '{"customer_managed_policies":{},"inline_policies":{},"users":{}}'],
  ])
})
