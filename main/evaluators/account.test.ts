import { describe, expect, it } from 'vitest'
import {
  bucketEncryption,
  bucketOwnership,
  bucketPolicyStatus,
  bucketPublicBlock,
  bucketTls,
  bucketTrust,
  bucketVersioning,
} from './buckets.ts'
import { absence, allow, answer, credential, evidenceOf, managedPolicy, policyArn, role, says, user } from './evidence.fixture.ts'
import { passwordPolicy } from './iam-account.ts'
import { keyRotation, longTermCredentials, pinpointMfa, rootKeys, rootMfa, rootUse, unusedCredentials, userMfa } from './iam-credentials.ts'
import { iamBroadPolicies, iamGroupAttachment, iamPassRole, iamSensitiveServices, iamTrust, iamWildcards } from './iam-policies.ts'
import { keyPolicies, keyRotationOn, keyStates } from './kms-keys.ts'
import { accessAnalyzer, configRecorder, guardDuty, macie, securityHub } from './monitoring.ts'
import { trailBuckets, trailCoverage, trailEncryption, trailValidation } from './trails.ts'

const root = (columns: Readonly<Record<string, string>> = {}, at?: string) =>
  credential('<root_account>', { mfa_active: 'true', ...columns }, at)

describe('the credential report', () => {
  it('tells of missing MFA', () => {
    const found = says(
      userMfa,
      root(),
      credential('ann', { password_enabled: 'true', mfa_active: 'true' }),
      credential('bob', { password_enabled: 'true' }),
      credential('bot'),
    )
    expect(found.verdict).toBe('not-met')
    expect(found.reason).toBe('1 of 2 IAM users with a console password has no MFA: bob.')
    expect(says(userMfa, root(), credential('ann', { password_enabled: 'true', mfa_active: 'true' })).verdict).toBe('met')
    expect(says(userMfa, root(), credential('bot')).verdict).toBe('not-applicable')
    expect(says(pinpointMfa, root(), credential('bot')).verdict).toBeNull()
    expect(says(pinpointMfa, root(), credential('ann', { password_enabled: 'true', mfa_active: 'true' })).verdict).toBeNull()
  })

  it('tells of root: MFA, keys and use', () => {
    expect(says(rootMfa, root()).verdict).toBe('met')
    expect(says(rootMfa, root({ mfa_active: 'false' })).verdict).toBe('not-met')
    expect(says(rootKeys, root({ access_key_1_active: 'true' })).verdict).toBe('not-met')
    expect(says(rootKeys, root()).verdict).toBe('met')
    expect(says(rootUse, root({ password_last_used: '2026-02-20T00:00:00+00:00' })).reason).toContain('9 days before the report')
    expect(says(rootUse, root({ password_last_used: '2025-02-20T00:00:00+00:00' })).verdict).toBe('met')
    // A report without a root row says nothing of root.
    expect(says(rootMfa, credential('ann')).verdict).toBeNull()
  })

  it('counts ages to its own time, whatever the clock says', () => {
    const key = {
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2025-11-30T00:00:00+00:00',
      access_key_1_last_used_date: '2026-02-27T00:00:00+00:00',
    }
    const old = says(keyRotation, root(), credential('bot', key))
    expect(old.verdict).toBe('not-met')
    expect(old.reason).toContain('key 1 of bot (91 days)')
    expect(says(keyRotation, root(), credential('bot', { ...key, access_key_1_last_rotated: '2025-12-01T00:00:00+00:00' })).verdict).toBe(
      'met',
    )
    expect(says(unusedCredentials, root(), credential('bot', key)).verdict).toBe('met')
    expect(
      says(unusedCredentials, root(), credential('ann', { password_enabled: 'true', password_last_changed: '2025-01-01T00:00:00+00:00' }))
        .verdict,
    ).toBe('not-met')
  })

  it('cannot say that nothing is stale where it does not say when it was made, or says so wrongly', () => {
    const young = { access_key_1_active: 'true', access_key_1_last_rotated: '2026-02-01T00:00:00+00:00' }
    expect(says(keyRotation, credential('bot', young, '')).verdict).toBeNull()
    expect(says(keyRotation, credential('bot', young, '2015-02-02T20:02:02Z')).verdict).toBeNull()
    // What is stale by the newest time in it is stale all the more by its own.
    const old = {
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2025-01-01T00:00:00+00:00',
      password_last_used: '2026-02-01T00:00:00+00:00',
    }
    expect(says(keyRotation, credential('bot', old, '2015-02-02T20:02:02Z')).verdict).toBe('not-met')
  })

  it('tells who works with lasting credentials', () => {
    expect(says(longTermCredentials, root()).verdict).toBe('met')
    expect(says(longTermCredentials, root(), credential('bot', { access_key_2_active: 'true' }), credential('idle'))).toMatchObject({
      verdict: 'partly-met',
    })
  })
})

it('account settings of IAM', () => {
  const summary = (map: object) => answer('iam get-account-summary', { SummaryMap: map })
  expect(says(rootMfa, summary({ AccountMFAEnabled: 0 })).verdict).toBe('not-met')
  expect(says(rootMfa, summary({ AccountMFAEnabled: 1 })).verdict).toBe('met')
  expect(says(rootMfa, summary({})).verdict).toBeNull()
  expect(says(rootKeys, summary({ AccountAccessKeysPresent: 2 })).reason).toContain('AccountAccessKeysPresent 2')
  // What one of the two sources denies is not met, whatever the other says.
  expect(says(rootMfa, root(), summary({ AccountMFAEnabled: 0 })).verdict).toBe('not-met')
  expect(says(rootMfa, credential('ann'), summary({ AccountMFAEnabled: 1 })).verdict).toBe('met')
  const policy = (PasswordPolicy: object) => answer('iam get-account-password-policy', { PasswordPolicy })
  expect(says(passwordPolicy, policy({ MinimumPasswordLength: 8 })).reason).toContain('length 8, reuse not prevented')
  expect(says(passwordPolicy, policy({ MinimumPasswordLength: 14, PasswordReusePrevention: 24 })).verdict).toBe('met')
  expect(passwordPolicy.evaluate(evidenceOf({ absent: [absence('iam get-account-password-policy')] }))).toMatchObject({
    verdict: 'not-met',
  })
})

describe('policies of IAM', () => {
  it('grant no whole service on everything', () => {
    const found = says(
      iamWildcards,
      user('bot', [policyArn('s3')]),
      managedPolicy('s3', [allow('s3:*')]),
      managedPolicy('one', [allow('s3:*', 'arn:aws:s3:::one')]),
    )
    expect(found).toMatchObject({ verdict: 'partly-met' })
    expect(found.reason).toContain('s3 (s3:* on *; held by user bot)')
    expect(says(iamWildcards, managedPolicy('one', [allow('s3:Get*')])).verdict).toBe('met')
    expect(says(iamSensitiveServices, managedPolicy('k', [allow('kms:*', 'arn:aws:kms:::key/1')])).verdict).toBe('not-met')
  })

  it('pass named roles to named services', () => {
    const to = { Condition: { StringEquals: { 'iam:PassedToService': 'pinpoint.amazonaws.com' } } }
    const arn = 'arn:aws:iam::111122223333:role/events'
    expect(says(iamPassRole, managedPolicy('p', [allow('iam:PassRole')])).reason).toContain('any role')
    expect(says(iamPassRole, managedPolicy('p', [allow('iam:PassRole', arn)])).reason).toContain('to any service')
    expect(says(iamPassRole, managedPolicy('p', [allow('iam:PassRole', arn, to)])).verdict).toBe('met')
    expect(says(iamPassRole, managedPolicy('p', [allow('s3:Get*')])).verdict).toBe('met')
  })

  it('hang on groups, and broad ones on few', () => {
    expect(says(iamGroupAttachment, user('a', [policyArn('x')]), user('b')).verdict).toBe('partly-met')
    expect(says(iamGroupAttachment, user('b')).verdict).toBe('met')
    const holding = (arn: string) => says(iamBroadPolicies, role('a', { attached: [arn] })).verdict
    expect(holding('arn:aws:iam::aws:policy/PowerUserAccess')).toBe('not-met')
    expect(holding('arn:aws-us-gov:iam::aws:policy/job-function/SystemAdministrator')).toBe('not-met')
    expect(holding('arn:aws:iam::111122223333:policy/PowerUserAccess')).toBe('met')
  })

  it('trust named principals', () => {
    const trust = (principal: unknown, condition: object = {}) =>
      role('r', { trust: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', Condition: condition }] })
    expect(says(iamTrust, trust('*')).reason).toContain('everybody')
    expect(says(iamTrust, trust({ AWS: 'arn:aws:iam::999988887777:root' })).reason).toContain('account 999988887777 without external id')
    expect(says(iamTrust, trust({ AWS: '999988887777' }, { StringEquals: { 'sts:ExternalId': 'x' } })).verdict).toBe('met')
    expect(says(iamTrust, trust({ AWS: 'arn:aws:iam::111122223333:root' })).verdict).toBe('met')
    expect(says(iamTrust, trust({ Service: 'ec2.amazonaws.com' }))).toMatchObject({ verdict: null })
    expect(says(iamTrust, trust({ Service: 'ec2.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '111122223333' } })).verdict).toBe(
      'met',
    )
  })
})

describe('trails', () => {
  const TRAIL = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main'
  const trails = (more: object = {}) =>
    answer('cloudtrail describe-trails', {
      trailList: [
        {
          Name: 'main',
          TrailARN: TRAIL,
          S3BucketName: 'logs',
          IsMultiRegionTrail: true,
          HasCustomEventSelectors: false,
          LogFileValidationEnabled: true,
          KmsKeyId: 'k',
          ...more,
        },
      ],
    })
  const status = (IsLogging: boolean) => answer('cloudtrail get-trail-status', { IsLogging }, { args: { name: TRAIL } })

  it.each([
    ['log all', [trails(), status(true)], 'met', 'has a trail'],
    ['log one region', [trails({ IsMultiRegionTrail: false }), status(true)], 'not-met', 'one region only'],
    ['have stopped', [trails(), status(false)], 'not-met', 'not logging'],
    ['have no status', [trails()], null, 'get-trail-status'],
    ['have selectors nobody told of', [trails({ HasCustomEventSelectors: true }), status(true)], null, 'get-event-selectors'],
    ['are none', [answer('cloudtrail describe-trails', { trailList: [] })], 'not-met', 'no trail'],
  ] as const)('%s', (_name, answers, verdict, words) => {
    const found = says(trailCoverage, ...answers)
    expect(found.verdict).toBe(verdict)
    expect(found.reason).toContain(words)
  })

  it('with selectors record management events or not', () => {
    const selectors = (value: object) =>
      answer('cloudtrail get-event-selectors', { TrailARN: TRAIL, ...value }, { args: { 'trail-name': TRAIL } })
    const custom = trails({ HasCustomEventSelectors: true })
    expect(
      says(trailCoverage, custom, status(true), selectors({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }))
        .verdict,
    ).toBe('met')
    expect(
      says(
        trailCoverage,
        custom,
        status(true),
        selectors({ EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }),
      ).verdict,
    ).toBe('not-met')
    const advanced = { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] }
    expect(says(trailCoverage, custom, status(true), selectors(advanced)).verdict).toBe('met')
  })

  it('of an organization serve its accounts', () => {
    const other = answer('cloudtrail describe-trails', { trailList: [] }, { account: '222233334444' })
    const both = { accounts: ['111122223333', '222233334444'] }
    expect(
      trailCoverage.evaluate(evidenceOf({ answers: [trails({ IsOrganizationTrail: true }), status(true), other], ...both })).verdict,
    ).toBe('met')
    expect(trailCoverage.evaluate(evidenceOf({ answers: [trails(), status(true), other], ...both })).reason).toContain('1 of 2 accounts')
  })

  it('are validated, encrypted, and their buckets private', () => {
    expect(says(trailValidation, trails()).verdict).toBe('met')
    expect(says(trailValidation, trails({ LogFileValidationEnabled: false })).verdict).toBe('not-met')
    expect(says(trailEncryption, trails({ KmsKeyId: undefined })).verdict).toBe('not-met')
    const block = (on: boolean) =>
      answer(
        's3api get-public-access-block',
        {
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: on,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: true,
          },
        },
        { args: { bucket: 'logs' } },
      )
    expect(says(trailBuckets, trails(), block(true)).verdict).toBe('met')
    expect(says(trailBuckets, trails(), block(false)).reason).toContain('BlockPublicAcls off')
    expect(says(trailBuckets, trails()).verdict).toBeNull()
    const open = answer('s3api get-bucket-policy-status', { PolicyStatus: { IsPublic: true } }, { args: { bucket: 'logs' } })
    expect(says(trailBuckets, trails(), block(true), open).verdict).toBe('not-met')
  })
})

it('services that watch', () => {
  const recorder = (...states: readonly boolean[]) =>
    answer('configservice describe-configuration-recorder-status', {
      ConfigurationRecordersStatus: states.map((recording) => ({ recording })),
    })
  expect(says(configRecorder, recorder(true)).verdict).toBe('met')
  expect(says(configRecorder, recorder(false)).reason).toContain('stopped')
  expect(says(configRecorder, recorder()).verdict).toBe('not-met')

  const detectors = (...ids: readonly string[]) => answer('guardduty list-detectors', { DetectorIds: ids })
  const detector = (Status: string) => answer('guardduty get-detector', { Status }, { args: { 'detector-id': 'd' } })
  expect(says(guardDuty, detectors('d'), detector('ENABLED')).verdict).toBe('met')
  expect(says(guardDuty, detectors('d'), detector('DISABLED')).verdict).toBe('not-met')
  expect(says(guardDuty, detectors('d')).verdict).toBeNull()
  expect(says(guardDuty, detectors()).verdict).toBe('not-met')

  expect(says(securityHub, answer('securityhub describe-hub', { HubArn: 'arn:x' })).verdict).toBe('met')
  expect(securityHub.evaluate(evidenceOf({ absent: [absence('securityhub describe-hub')] })).verdict).toBe('not-met')
  expect(says(macie, answer('macie2 get-macie-session', { status: 'PAUSED' })).verdict).toBe('not-met')

  const analyzers = (...list: readonly object[]) => answer('accessanalyzer list-analyzers', { analyzers: list })
  const active = { arn: 'arn:aws:access-analyzer:eu-central-1:111122223333:analyzer/a', status: 'ACTIVE', type: 'ACCOUNT' }
  const findings = (...states: readonly string[]) =>
    answer(
      'accessanalyzer list-findings-v2',
      { findings: states.map((status) => ({ status, resource: 'arn:aws:s3:::b' })) },
      { args: { 'analyzer-arn': active.arn } },
    )
  expect(says(accessAnalyzer, analyzers(active), findings('ARCHIVED')).verdict).toBe('met')
  expect(says(accessAnalyzer, analyzers(active), findings('ACTIVE')).verdict).toBe('partly-met')
  expect(says(accessAnalyzer, analyzers()).verdict).toBe('not-met')
  expect(says(accessAnalyzer, analyzers(active)).verdict).toBeNull()
})

it('keys of KMS', () => {
  const keys = answer('kms list-keys', { Keys: [{ KeyId: 'k-1' }] })
  const key = (more: object = {}) =>
    answer(
      'kms describe-key',
      {
        KeyMetadata: {
          KeyId: 'k-1',
          KeyManager: 'CUSTOMER',
          KeySpec: 'SYMMETRIC_DEFAULT',
          Origin: 'AWS_KMS',
          KeyState: 'Enabled',
          ...more,
        },
      },
      { args: { 'key-id': 'k-1' } },
    )
  const rotation = (KeyRotationEnabled: boolean) =>
    answer('kms get-key-rotation-status', { KeyRotationEnabled }, { args: { 'key-id': 'k-1' } })
  expect(says(keyRotationOn, keys, key(), rotation(true)).verdict).toBe('met')
  expect(says(keyRotationOn, keys, key(), rotation(false)).verdict).toBe('not-met')
  expect(says(keyRotationOn, keys, key()).verdict).toBeNull()
  expect(says(keyRotationOn, keys, key({ KeyManager: 'AWS' })).verdict).toBe('not-applicable')
  expect(says(keyStates, keys, key({ KeyState: 'PendingDeletion' })).verdict).toBe('not-met')
  const policy = (principal: unknown, condition: object = {}) =>
    answer(
      'kms get-key-policy',
      {
        Policy: JSON.stringify({
          Statement: [{ Effect: 'Allow', Principal: principal, Action: 'kms:*', Resource: '*', Condition: condition }],
        }),
      },
      { args: { 'key-id': 'k-1' } },
    )
  expect(says(keyPolicies, keys, key(), policy('*')).verdict).toBe('not-met')
  expect(says(keyPolicies, keys, key(), policy({ AWS: 'arn:aws:iam::111122223333:root' })).verdict).toBe('met')
  expect(says(keyPolicies, keys, key(), policy({ AWS: '*' }, { StringEquals: { 'kms:CallerAccount': '111122223333' } })).verdict).toBe(
    'met',
  )
})

it('buckets', () => {
  const buckets = answer('s3api list-buckets', { Buckets: [{ Name: 'b' }] })
  const of = (operation: string, value: unknown) => answer(`s3api ${operation}`, value, { args: { bucket: 'b' } })
  const deny = {
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
  }
  const open = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] }
  const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
  for (const [evaluator, operation, good, bad] of [
    [
      bucketPublicBlock,
      'get-public-access-block',
      { PublicAccessBlockConfiguration: all },
      { PublicAccessBlockConfiguration: { ...all, BlockPublicAcls: false } },
    ],
    [bucketTls, 'get-bucket-policy', { Policy: JSON.stringify(deny) }, { Policy: JSON.stringify(open) }],
    [bucketTrust, 'get-bucket-policy', { Policy: JSON.stringify(deny) }, { Policy: JSON.stringify(open) }],
    [bucketVersioning, 'get-bucket-versioning', { Status: 'Enabled' }, {}],
    [
      bucketOwnership,
      'get-bucket-ownership-controls',
      { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
      { OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
    ],
  ] as const) {
    expect(says(evaluator, buckets, of(operation, good)).verdict, operation).toBe('met')
    expect(says(evaluator, buckets, of(operation, bad)).verdict, operation).toBe('not-met')
    expect(says(evaluator, buckets).verdict, operation).toBeNull()
  }
  expect(says(bucketPolicyStatus, buckets, of('get-bucket-policy-status', { PolicyStatus: { IsPublic: true } })).verdict).toBe('not-met')
  expect(says(bucketPolicyStatus, buckets, of('get-bucket-policy-status', { PolicyStatus: { IsPublic: false } })).verdict).toBeNull()
  expect(
    says(bucketEncryption, buckets, of('get-bucket-encryption', { ServerSideEncryptionConfiguration: { Rules: [{}] } })).verdict,
  ).toBeNull()
  const noBlock = evidenceOf({ answers: [buckets], absent: [absence('s3api get-public-access-block', { bucket: 'b' })] })
  expect(bucketPublicBlock.evaluate(noBlock).verdict).toBe('not-met')
})
