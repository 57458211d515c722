import { describe, expect, it } from 'vitest'
import { allow, answer, evidenceOf, failure, role, says } from './evidence.fixture.ts'
import { ssoManagedPolicyHolders } from './iam-policies.ts'
import { ssoAlerts } from './monitoring.ts'
import {
  ssoApplications,
  ssoBoundary,
  ssoDelegatedAdmin,
  ssoGroupAssignments,
  ssoIdentitySource,
  ssoInstance,
  ssoManagementAccount,
  ssoTokenIssuers,
} from './sso-people.ts'
import { hoursOf, ssoAdministrators, ssoIdentityStoreAuth, ssoPermissionSets, ssoSessionDuration } from './sso-permission-sets.ts'

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1'
const instances = answer('sso-admin list-instances', {
  Instances: [{ InstanceArn: INSTANCE, IdentityStoreId: 'd-1', OwnerAccountId: '111122223333' }],
})
const arnOf = (name: string): string => `arn:aws:sso:::permissionSet/ssoins-1/ps-${name}`
const sets = (...names: readonly string[]) =>
  answer('sso-admin list-permission-sets', { PermissionSets: names.map(arnOf) }, { args: { 'instance-arn': INSTANCE } })
const ofSet = (operation: string, name: string, value: unknown) =>
  answer(`sso-admin ${operation}`, value, { args: { 'instance-arn': INSTANCE, 'permission-set-arn': arnOf(name) } })
const described = (name: string, SessionDuration: string) =>
  ofSet('describe-permission-set', name, { PermissionSet: { Name: name, PermissionSetArn: arnOf(name), SessionDuration } })
const managed = (name: string, ...policies: readonly string[]) =>
  ofSet('list-managed-policies-in-permission-set', name, {
    AttachedManagedPolicies: policies.map((Name) => ({ Name, Arn: `arn:aws:iam::aws:policy/${Name}` })),
  })
const inline = (name: string, statement?: object) =>
  ofSet('get-inline-policy-for-permission-set', name, {
    InlinePolicy: statement === undefined ? '' : JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  })

describe('sessions of permission sets', () => {
  it('are held against the limit, which the reason names with its source', () => {
    const found = says(
      ssoSessionDuration,
      instances,
      sets('Admin', 'Ops', 'Read'),
      described('Admin', 'PT12H'),
      described('Ops', 'PT8H30M'),
      described('Read', 'PT1H'),
    )
    expect(found.verdict).toBe('not-met')
    expect(found.reason).toMatch(/^2 of 3 permission sets have a session of more than 8 hours: Admin \(PT12H\), Ops \(PT8H30M\)/)
    expect(found.reason).toContain("Tickmark's default")
    expect(found.places[0]?.pointer).toBe('/PermissionSet/SessionDuration')
    expect(says(ssoSessionDuration, instances, sets('Read'), described('Read', 'PT8H')).verdict).toBe('met')
  })

  it('are undecided while a set is not described, yet a fault found stands', () => {
    const answers = [instances, sets('Admin', 'Read'), described('Read', 'PT1H')]
    const failed = [failure('sso-admin describe-permission-set', { 'permission-set-arn': arnOf('Admin') })]
    const partial = ssoSessionDuration.evaluate(evidenceOf({ answers, failed }))
    expect(partial.verdict).toBeNull()
    expect(partial.reason).toContain('was denied for 1 of 2 (ps-Admin)')
    expect(
      ssoSessionDuration.evaluate(evidenceOf({ answers: [instances, sets('Admin', 'Read'), described('Admin', 'PT12H')], failed })).verdict,
    ).toBe('not-met')
  })

  it('are none where there is no set, and shortened lists say so', () => {
    expect(says(ssoSessionDuration, instances, sets()).verdict).toBe('not-applicable')
    const names = Array.from({ length: 40 }, (_, i) => `S${i}`)
    const found = says(ssoSessionDuration, instances, sets(...names), ...names.map((name) => described(name, 'PT10H')))
    expect(found.reason).toContain('(shown 6 of 40)')
    expect(found.full).toContain('S39')
  })

  it.each([
    ['PT12H', 12],
    ['PT90M', 1.5],
    ['PT3600S', 1],
    ['PT1H30M', 1.5],
    ['PT', null],
    ['P1D', null],
    ['12', null],
  ] as const)('%s is %s hours', (text, hours) => {
    expect(hoursOf(text)).toBe(hours)
  })
})

describe('what permission sets grant', () => {
  it('names AdministratorAccess and whole services', () => {
    const answers = [
      instances,
      sets('Admin', 'Ops', 'Read'),
      managed('Admin', 'AdministratorAccess'),
      managed('Ops'),
      managed('Read', 'ReadOnlyAccess'),
      inline('Admin'),
      inline('Ops', allow('sso:*')),
      inline('Read'),
    ]
    const found = says(ssoPermissionSets, ...answers)
    expect(found.verdict).toBe('partly-met')
    expect(found.reason).toContain('2 of 3 permission sets')
    expect(says(ssoPermissionSets, instances, sets('Read'), managed('Read', 'ReadOnlyAccess'), inline('Read')).verdict).toBe('met')
  })

  it('counts no set that was not asked about, and cannot tell whose an answer without arguments is', () => {
    const loose = { ...managed('x', 'AdministratorAccess'), args: null }
    const found = says(ssoPermissionSets, instances, sets('Admin', 'Read'), loose)
    expect(found.reason).toMatch(/^The only permission set grants everything or a whole service: a set that is not named/)
    expect(found.reason).toContain('for 2 of 2')
    expect(says(ssoBoundary, instances, sets('Admin', 'Read'), loose).verdict).toBeNull()
  })

  it('finds sso:* in permission sets and in policies of the accounts', () => {
    const answers = [
      instances,
      sets('Ops'),
      inline('Ops', allow('sso:*')),
      role('dir', { inline: [{ name: 'd', statement: allow('sso-directory:*') }] }),
    ]
    const found = says(ssoAdministrators, ...answers)
    expect(found.verdict).toBe('not-met')
    expect(found.reason).toContain('sso-directory:*')
    expect(found.places.map(({ pointer }) => pointer)).toContain('/InlinePolicy')
    expect(says(ssoAdministrators, instances, sets('Ops'), inline('Ops', allow('s3:GetObject')), role('dir')).verdict).toBe('met')
    expect(says(ssoIdentityStoreAuth, instances, sets('Ops'), inline('Ops', allow('identitystore-auth:*')), role('dir')).verdict).toBe(
      'not-met',
    )
  })

  it('wants a boundary on sets that grant everything', () => {
    const base = [instances, sets('Admin'), managed('Admin', 'AdministratorAccess'), inline('Admin')]
    expect(says(ssoBoundary, ...base, ofSet('get-permissions-boundary-for-permission-set', 'Admin', {})).verdict).toBe('not-met')
    const bound = { PermissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' } }
    expect(says(ssoBoundary, ...base, ofSet('get-permissions-boundary-for-permission-set', 'Admin', bound)).verdict).toBe('met')
  })
})

describe('assignments', () => {
  const accounts = ofSet('list-accounts-for-provisioned-permission-set', 'Admin', { AccountIds: ['111122223333'] })
  const assigned = (...types: readonly string[]) =>
    answer(
      'sso-admin list-account-assignments',
      {
        AccountAssignments: types.map((PrincipalType, i) => ({
          AccountId: '111122223333',
          PermissionSetArn: arnOf('Admin'),
          PrincipalType,
          PrincipalId: `p-${i}`,
        })),
      },
      { args: { 'permission-set-arn': arnOf('Admin'), 'account-id': '111122223333' } },
    )
  const base = [instances, sets('Admin'), described('Admin', 'PT1H'), accounts]

  it('go to groups', () => {
    expect(says(ssoGroupAssignments, ...base, assigned('GROUP')).verdict).toBe('met')
    const mixed = says(ssoGroupAssignments, ...base, assigned('GROUP', 'USER'))
    expect(mixed.verdict).toBe('partly-met')
    expect(mixed.reason).toContain('Admin in 111122223333 (user p-1)')
    expect(says(ssoGroupAssignments, ...base).verdict).toBeNull()
    // Provisioned nowhere, and nobody asked who is assigned.
    const nowhere = ofSet('list-accounts-for-provisioned-permission-set', 'Admin', { AccountIds: [] })
    expect(says(ssoGroupAssignments, instances, sets('Admin'), described('Admin', 'PT1H'), nowhere).verdict).toBeNull()
  })

  it('of everything in the management account are told', () => {
    const organization = answer('organizations describe-organization', { Organization: { MasterAccountId: '111122223333' } })
    const all = [...base, organization, managed('Admin', 'AdministratorAccess'), inline('Admin')]
    expect(says(ssoManagementAccount, ...all, assigned('USER')).verdict).toBe('not-met')
    expect(says(ssoManagementAccount, ...all, assigned('GROUP')).verdict).toBeNull()
    const elsewhere = answer('organizations describe-organization', { Organization: { MasterAccountId: '999988887777' } })
    expect(
      says(ssoManagementAccount, ...base, elsewhere, managed('Admin', 'AdministratorAccess'), inline('Admin'), assigned('USER')).verdict,
    ).toBe('met')
  })
})

it('instance, delegated administrator, applications, issuers, holders and alerts', () => {
  expect(says(ssoInstance, instances).verdict).toBe('met')
  const two = answer('sso-admin list-instances', { Instances: [{ InstanceArn: `${INSTANCE}x`, OwnerAccountId: '222233334444' }] })
  expect(says(ssoInstance, instances, two).verdict).toBe('not-met')

  const delegated = (...ids: readonly string[]) =>
    answer(
      'organizations list-delegated-administrators',
      { DelegatedAdministrators: ids.map((Id) => ({ Id })) },
      { args: { 'service-principal': 'sso.amazonaws.com' } },
    )
  expect(says(ssoDelegatedAdmin, delegated()).verdict).toBe('partly-met')
  expect(says(ssoDelegatedAdmin, delegated('222233334444')).verdict).toBeNull()

  const applications = answer('sso-admin list-applications', {
    Applications: [{ ApplicationArn: 'arn:aws:sso::1:application/a', Name: 'Wiki' }],
  })
  const required = (AssignmentRequired: boolean) =>
    answer(
      'sso-admin get-application-assignment-configuration',
      { AssignmentRequired },
      { args: { 'application-arn': 'arn:aws:sso::1:application/a' } },
    )
  expect(says(ssoApplications, instances, applications, required(false))).toMatchObject({ verdict: 'not-met' })
  expect(says(ssoApplications, instances, applications, required(true)).verdict).toBeNull()

  expect(says(ssoTokenIssuers, instances, answer('sso-admin list-trusted-token-issuers', { TrustedTokenIssuers: [] })).verdict).toBe(
    'not-applicable',
  )
  expect(
    says(ssoTokenIssuers, instances, answer('sso-admin list-trusted-token-issuers', { TrustedTokenIssuers: [{ Name: 'okta' }] })).verdict,
  ).toBeNull()

  const users = answer('identitystore list-users', {
    Users: [
      { UserId: 'u-1', UserName: 'jroe' },
      { UserId: 'u-2', ExternalIds: [{ Issuer: 'x', Id: 'y' }] },
    ],
  })
  const source = says(ssoIdentitySource, users)
  expect(source).toMatchObject({ verdict: null })
  expect(source.reason).toContain('1 of 2 users')
  expect(source.full).not.toContain('jroe')

  expect(
    says(ssoManagedPolicyHolders, role('a', { attached: ['arn:aws:iam::aws:policy/AWSSSOMasterAccountAdministrator'] }), role('b')).verdict,
  ).toBe('partly-met')
  const rule = (State: string) => answer('events list-rules', { Rules: [{ Name: 'sso', State, EventPattern: '{"source":["aws.sso"]}' }] })
  expect(says(ssoAlerts, rule('DISABLED')).verdict).toBe('not-met')
  expect(says(ssoAlerts, answer('events list-rules', { Rules: [] })).verdict).toBe('not-met')
  expect(says(ssoAlerts, rule('ENABLED')).verdict).toBeNull()
})
