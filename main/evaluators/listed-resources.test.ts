import { describe, expect, it } from 'vitest'
import { answer, evidenceOf, says } from './evidence.fixture.ts'
import type { Command } from './evidence.ts'
import { CLUSTER_SETTINGS, LISTED_RESOURCES } from './listed-resources.ts'

const DB = {
  DBInstanceIdentifier: 'orders',
  PubliclyAccessible: false,
  StorageEncrypted: true,
  BackupRetentionPeriod: 14,
  DeletionProtection: true,
}
const db = (more: object) => ['rds describe-db-instances', { DBInstances: [{ ...DB, ...more }] }] as const
const instance = (HttpTokens: string) =>
  [
    'ec2 describe-instances',
    { Reservations: [{ Instances: [{ InstanceId: 'i-1', State: { Name: 'running' }, MetadataOptions: { HttpTokens } }] }] },
  ] as const
const group = (FromPort: number, CidrIp: string) =>
  [
    'ec2 describe-security-groups',
    {
      SecurityGroups: [
        { GroupId: 'sg-1', GroupName: 'web', IpPermissions: [{ IpProtocol: 'tcp', FromPort, ToPort: FromPort, IpRanges: [{ CidrIp }] }] },
      ],
    },
  ] as const
const defaults = (IpPermissions: readonly object[]) =>
  [
    'ec2 describe-security-groups',
    { SecurityGroups: [{ GroupId: 'sg-0', GroupName: 'default', IpPermissions, IpPermissionsEgress: [] }] },
  ] as const
const url = (AuthType: string) =>
  ['lambda list-function-url-configs', { FunctionUrlConfigs: [{ FunctionArn: 'arn:f', AuthType }] }] as const

const CASES: Readonly<
  Record<string, { readonly good: readonly [Command, object]; readonly bad: readonly [Command, object]; readonly ifGood: 'met' | null }>
> = {
  'rds-public': { good: db({}), bad: db({ PubliclyAccessible: true }), ifGood: null },
  'rds-encryption': { good: db({}), bad: db({ StorageEncrypted: false }), ifGood: null },
  'rds-backups': { good: db({}), bad: db({ BackupRetentionPeriod: 0 }), ifGood: 'met' },
  'rds-deletion-protection': { good: db({}), bad: db({ DeletionProtection: undefined }), ifGood: 'met' },
  'ec2-metadata': { good: instance('required'), bad: instance('optional'), ifGood: 'met' },
  'ec2-volumes': {
    good: ['ec2 describe-volumes', { Volumes: [{ VolumeId: 'v', Encrypted: true }] }],
    bad: ['ec2 describe-volumes', { Volumes: [{ VolumeId: 'v', Encrypted: false }] }],
    ifGood: null,
  },
  'ec2-admin-ports': { good: group(443, '0.0.0.0/0'), bad: group(22, '0.0.0.0/0'), ifGood: 'met' },
  'ec2-default-groups': { good: defaults([]), bad: defaults([{}]), ifGood: null },
  'lambda-urls': { good: url('AWS_IAM'), bad: url('NONE'), ifGood: 'met' },
}

describe('listed resources', () => {
  it.each(LISTED_RESOURCES.map((evaluator) => [evaluator.evaluatorId, evaluator] as const))('%s, good and bad', (id, evaluator) => {
    const given = CASES[id]
    if (given === undefined) throw new Error(`there is no case for ${id}`)
    expect(says(evaluator, answer(...given.good)).verdict).toBe(given.ifGood)
    const bad = says(evaluator, answer(...given.bad))
    expect(bad.verdict).toBe('not-met')
    expect(bad.places).toHaveLength(1)
    // One Region of two is not everything.
    expect(evaluator.evaluate(evidenceOf({ answers: [answer(...given.good)], regions: ['eu-central-1', 'eu-west-1'] })).verdict).toBeNull()
  })

  it('leave out what they do not concern', () => {
    const backups = LISTED_RESOURCES.find(({ evaluatorId }) => evaluatorId === 'rds-backups')
    expect(backups && says(backups, answer(...db({ DBClusterIdentifier: 'c', BackupRetentionPeriod: 1 }))).verdict).toBe('not-applicable')
  })
})

it('settings of clusters', () => {
  const cluster = (more: object) => [
    answer('eks list-clusters', { clusters: ['c'] }),
    answer('eks describe-cluster', { cluster: { name: 'c', ...more } }),
  ]
  const good = {
    resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['198.51.100.0/24'] },
    encryptionConfig: [{ resources: ['secrets'] }],
    logging: { clusterLogging: [{ enabled: true, types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] }] },
  }
  const bad = {
    resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0'] },
    logging: { clusterLogging: [{ enabled: true, types: ['api'] }] },
  }
  for (const evaluator of CLUSTER_SETTINGS) {
    expect(says(evaluator, ...cluster(good)).verdict, evaluator.evaluatorId).toBe('met')
    expect(says(evaluator, ...cluster(bad)).verdict, evaluator.evaluatorId).toBe('not-met')
    expect(says(evaluator, answer('eks list-clusters', { clusters: ['c'] })).verdict, evaluator.evaluatorId).toBeNull()
  }
})
