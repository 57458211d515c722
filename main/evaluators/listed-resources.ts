// Resources that one answer lists with their settings: databases, volumes, instances, security groups. One row per setting judged.
import { type JsonObject, listOf, objectOf, textOf, textsOf } from '../importers/fields.ts'
import { DEFAULT_LIMIT, LIMITS } from './company-policy.ts'
import type { Evaluator } from './evaluator.ts'
import { type Command, placeIn } from './evidence.ts'
import { type Item, survey } from './statement.ts'

type Row = {
  readonly evaluatorId: string
  readonly criterionId: string
  readonly command: Command
  /** Where the list lies; `*` for every item of a list inside a list. */
  readonly at: readonly [list: string, ...inner: ['*', string] | []]
  readonly name: string
  readonly noun: readonly [string, string]
  /** The member that decides, for the place. */
  readonly member: string
  /** Resources it does not concern are left out. */
  readonly concerns?: (resource: JsonObject) => boolean
  /** What is wrong, in a few words; null = nothing. */
  readonly wrongIn: (resource: JsonObject) => string | null
  readonly fault: readonly [string, string]
  readonly fine: readonly [string, string]
  readonly unproven?: string
  readonly also?: string
}

const evaluatorOf = ({
  evaluatorId,
  criterionId,
  command,
  at,
  name,
  noun,
  member,
  concerns = () => true,
  wrongIn,
  ...words
}: Row): Evaluator => ({
  evaluatorId,
  criterionIds: [criterionId],
  reads: [command],
  evaluate: (evidence) => {
    const [list, , inner] = at
    const items = evidence.of(command).flatMap((answer) =>
      listOf(objectOf(answer.value)[list]).flatMap((outer, i) => {
        const found =
          inner === undefined
            ? [[outer, [list, i]] as const]
            : listOf(objectOf(outer)[inner]).map((one, j) => [one, [list, i, inner, j]] as const)
        return found.flatMap(([one, path]): Item[] => {
          const resource = objectOf(one)
          if (!concerns(resource)) return []
          return [
            {
              name: textOf(resource[name]) ?? 'one without a name',
              wrong: wrongIn(resource),
              place: placeIn(answer, ...path, ...(member in resource ? [member] : [])),
            },
          ]
        })
      }),
    )
    return survey({
      noun,
      items,
      gaps: evidence.gaps(command, 'region'),
      none: `The answers show no ${noun[0]}.`,
      isStrict: false,
      ...words,
    })
  },
})

const flag =
  (member: string, wanted: boolean) =>
  (resource: JsonObject): string | null =>
    resource[member] === wanted ? null : typeof resource[member] === 'boolean' ? '' : 'not stated'

const DATABASE = {
  command: 'rds describe-db-instances',
  at: ['DBInstances'],
  name: 'DBInstanceIdentifier',
  noun: ['database', 'databases'],
} as const

/** Ports of remote administration: SSH, RDP, WinRM. */
const ADMIN_PORTS = [22, 3389, 5985, 5986]
const EVERYWHERE = new Set(['0.0.0.0/0', '::/0'])

function openAdminPort(group: JsonObject): string | null {
  for (const rule of listOf(group['IpPermissions']).map(objectOf)) {
    const sources = [
      ...listOf(rule['IpRanges']).map((r) => objectOf(r)['CidrIp']),
      ...listOf(rule['Ipv6Ranges']).map((r) => objectOf(r)['CidrIpv6']),
    ]
    if (!sources.some((source) => EVERYWHERE.has(textOf(source) ?? ''))) continue
    const all = textOf(rule['IpProtocol']) === '-1'
    const { FromPort: from, ToPort: to } = rule
    const port = ADMIN_PORTS.find((one) => all || (typeof from === 'number' && typeof to === 'number' && from <= one && one <= to))
    if (port !== undefined) return all ? 'all ports from everywhere' : `port ${port} from everywhere`
  }
  return null
}

const ROWS: readonly Row[] = [
  {
    ...DATABASE,
    evaluatorId: 'rds-public',
    criterionId: 'rds.infrastructure-security.exposure',
    member: 'PubliclyAccessible',
    wrongIn: flag('PubliclyAccessible', false),
    fault: ['has a public address', 'have a public address'],
    fine: ['has no public address', 'have no public address'],
    unproven: 'Whether their subnets have a route to the internet, a person compares.',
  },
  {
    ...DATABASE,
    evaluatorId: 'rds-encryption',
    criterionId: 'rds.data-protection.at-rest',
    member: 'StorageEncrypted',
    wrongIn: flag('StorageEncrypted', true),
    fault: ['is not encrypted', 'are not encrypted'],
    fine: ['is encrypted', 'are encrypted'],
    unproven: 'Snapshots, exports and whether the key matches the classification, a person compares.',
  },
  {
    ...DATABASE,
    evaluatorId: 'rds-backups',
    criterionId: 'rds.resilience.backups',
    member: 'BackupRetentionPeriod',
    // Aurora and Neptune back up their clusters.
    concerns: (db) => textOf(db['DBClusterIdentifier']) === null,
    wrongIn: ({ BackupRetentionPeriod: days }) =>
      typeof days !== 'number' ? 'not stated' : days >= LIMITS.backupDays ? null : days === 0 ? 'no backups' : `${days} days`,
    fault: [`keeps backups for less than ${LIMITS.backupDays} days`, `keep backups for less than ${LIMITS.backupDays} days`],
    fine: [`keeps backups for at least ${LIMITS.backupDays} days`, `keep backups for at least ${LIMITS.backupDays} days`],
    also: `The ${LIMITS.backupDays} days are ${DEFAULT_LIMIT}.`,
  },
  {
    ...DATABASE,
    evaluatorId: 'rds-deletion-protection',
    criterionId: 'rds.data-protection.deletion-protection',
    member: 'DeletionProtection',
    wrongIn: flag('DeletionProtection', true),
    fault: ['can be deleted at once', 'can be deleted at once'],
    fine: ['is protected against deletion', 'are protected against deletion'],
  },
  {
    evaluatorId: 'ec2-metadata',
    criterionId: 'ec2.identity-and-access-management.metadata',
    command: 'ec2 describe-instances',
    at: ['Reservations', '*', 'Instances'],
    name: 'InstanceId',
    noun: ['instance', 'instances'],
    member: 'MetadataOptions',
    concerns: (instance) => textOf(objectOf(instance['State'])['Name']) !== 'terminated',
    wrongIn: (instance) =>
      textOf(objectOf(instance['MetadataOptions'])['HttpTokens']) === 'required' ||
      textOf(objectOf(instance['MetadataOptions'])['HttpEndpoint']) === 'disabled'
        ? null
        : '',
    fault: ['answers metadata requests without a token', 'answer metadata requests without a token'],
    fine: ['asks for tokens or answers no metadata request', 'ask for tokens or answer no metadata request'],
  },
  {
    evaluatorId: 'ec2-volumes',
    criterionId: 'ec2.data-protection.at-rest',
    command: 'ec2 describe-volumes',
    at: ['Volumes'],
    name: 'VolumeId',
    noun: ['volume', 'volumes'],
    member: 'Encrypted',
    wrongIn: flag('Encrypted', true),
    fault: ['is not encrypted', 'are not encrypted'],
    fine: ['is encrypted', 'are encrypted'],
    unproven: 'Snapshots, the default of each Region and the keys, a person compares.',
  },
  {
    evaluatorId: 'ec2-admin-ports',
    criterionId: 'ec2.infrastructure-security.admin-ports',
    command: 'ec2 describe-security-groups',
    at: ['SecurityGroups'],
    name: 'GroupId',
    noun: ['security group', 'security groups'],
    member: 'IpPermissions',
    wrongIn: openAdminPort,
    fault: ['admits remote administration from everywhere', 'admit remote administration from everywhere'],
    fine: ['admits no remote administration from everywhere', 'admit no remote administration from everywhere'],
  },
  {
    evaluatorId: 'ec2-default-groups',
    criterionId: 'ec2.infrastructure-security.default-groups',
    command: 'ec2 describe-security-groups',
    at: ['SecurityGroups'],
    name: 'GroupId',
    noun: ['default security group', 'default security groups'],
    member: 'IpPermissions',
    concerns: (group) => textOf(group['GroupName']) === 'default',
    wrongIn: (group) => {
      const rules = listOf(group['IpPermissions']).length + listOf(group['IpPermissionsEgress']).length
      return rules === 0 ? null : `${rules} ${rules === 1 ? 'rule' : 'rules'}`
    },
    fault: ['has rules', 'have rules'],
    fine: ['has no rules', 'have no rules'],
    unproven: 'Whether nothing uses them, a person compares.',
  },
  {
    evaluatorId: 'lambda-urls',
    criterionId: 'lambda.identity-and-access-management.function-urls',
    command: 'lambda list-function-url-configs',
    at: ['FunctionUrlConfigs'],
    name: 'FunctionArn',
    noun: ['function URL', 'function URLs'],
    member: 'AuthType',
    wrongIn: ({ AuthType: type }) => (type === 'AWS_IAM' ? null : (textOf(type) ?? 'not stated')),
    fault: ['asks nobody who calls', 'ask nobody who calls'],
    fine: ['asks for IAM authorization', 'ask for IAM authorization'],
  },
]

/** The settings above, each as an evaluator. */
export const LISTED_RESOURCES: readonly Evaluator[] = ROWS.map(evaluatorOf)

const CLUSTERS: Command = 'eks list-clusters'
const CLUSTER: Command = 'eks describe-cluster'
const LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']

const clusterSetting = (
  evaluatorId: string,
  criterionId: string,
  path: readonly string[],
  wrongIn: (cluster: JsonObject) => string | null,
  fault: Row['fault'],
  fine: Row['fine'],
): Evaluator => ({
  evaluatorId,
  criterionIds: [criterionId],
  reads: [CLUSTERS, CLUSTER],
  evaluate: (evidence) => {
    const names = evidence.of(CLUSTERS).flatMap(({ value }) => textsOf(objectOf(value)['clusters']))
    const clusters = evidence.of(CLUSTER).map((answer) => ({ answer, cluster: objectOf(objectOf(answer.value)['cluster']) }))
    const seen = new Set(clusters.flatMap(({ cluster }) => textOf(cluster['name']) ?? []))
    return survey({
      noun: ['cluster', 'clusters'],
      items: clusters.map(
        ({ answer, cluster }): Item => ({
          name: textOf(cluster['name']) ?? 'a cluster without a name',
          wrong: wrongIn(cluster),
          place: placeIn(answer, 'cluster', ...path),
        }),
      ),
      fault,
      fine,
      gaps: [...evidence.gaps(CLUSTERS, 'region'), ...evidence.gapsPer(CLUSTER, 'name', names, seen)],
      none: 'The answers show no cluster.',
      isStrict: false,
    })
  },
})

/** Settings of Kubernetes clusters. */
export const CLUSTER_SETTINGS: readonly Evaluator[] = [
  clusterSetting(
    'eks-endpoint',
    'eks.service-specific.api-endpoint',
    ['resourcesVpcConfig'],
    (cluster) => {
      const network = objectOf(cluster['resourcesVpcConfig'])
      if (network['endpointPublicAccess'] === false) return null
      return textsOf(network['publicAccessCidrs']).some((range) => EVERYWHERE.has(range)) ||
        textsOf(network['publicAccessCidrs']).length === 0
        ? 'from everywhere'
        : null
    },
    ['has a public API server', 'have a public API server'],
    ['is private, or public for named addresses', 'are private, or public for named addresses'],
  ),
  clusterSetting(
    'eks-secrets',
    'eks.service-specific.secrets-encryption',
    ['encryptionConfig'],
    (cluster) =>
      listOf(cluster['encryptionConfig']).some((config) => textsOf(objectOf(config)['resources']).includes('secrets')) ? null : '',
    ['has no key of its own for secrets', 'have no key of their own for secrets'],
    ['encrypts secrets with a KMS key', 'encrypt secrets with a KMS key'],
  ),
  clusterSetting(
    'eks-logs',
    'eks.service-specific.control-plane-logs',
    ['logging'],
    (cluster) => {
      const on = new Set(
        listOf(objectOf(cluster['logging'])['clusterLogging'])
          .map(objectOf)
          .filter((one) => one['enabled'] === true)
          .flatMap((one) => textsOf(one['types'])),
      )
      const off = LOGS.filter((log) => !on.has(log))
      return off.length === 0 ? null : `without ${off.join(', ')}`
    },
    ['does not write all control plane logs', 'do not write all control plane logs'],
    ['writes all control plane logs', 'write all control plane logs'],
  ),
]
