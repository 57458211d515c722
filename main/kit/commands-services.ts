// Commands of other services: worked out for the common ones, an inventory for the rest. Nothing here reads a secret, a message, a
// row of data or an object's content.
import { CONFIGURATION, DATA, IDENTITY, LOGGING, NETWORK, RESILIENCE } from '#domain/topic-names'
import { commandsOf, type KitCommand } from './command.ts'

const one = (service: string, cli: string, operation: string, topic: string, purpose: string, more: Partial<KitCommand> = {}): KitCommand =>
  commandsOf({ service, cli, reach: 'region' })(operation, topic, purpose, more)

const s3 = commandsOf({ service: 's3', cli: 's3api', reach: 'once' })
const ofBucket = (...absent: readonly string[]) => ({ args: { bucket: '{bucket}' }, absent: [...absent, 'NoSuchBucket'] })

export const S3: readonly KitCommand[] = [
  s3('list-buckets', CONFIGURATION, 'All buckets.', {
    action: 's3:ListAllMyBuckets',
    lists: {
      query: 'Buckets[].[Name]',
      names: ['bucket'],
      each: [
        s3('get-bucket-location', CONFIGURATION, 'The region of a bucket.', ofBucket()),
        s3('get-bucket-encryption', DATA, 'Its default encryption.', {
          ...ofBucket('ServerSideEncryptionConfigurationNotFoundError'),
          action: 's3:GetEncryptionConfiguration',
        }),
        s3('get-public-access-block', NETWORK, 'Whether it blocks public access.', {
          ...ofBucket('NoSuchPublicAccessBlockConfiguration'),
          action: 's3:GetBucketPublicAccessBlock',
        }),
        s3('get-bucket-policy', IDENTITY, 'Its policy.', ofBucket('NoSuchBucketPolicy')),
        s3('get-bucket-policy-status', IDENTITY, 'Whether its policy makes it public.', ofBucket('NoSuchBucketPolicy')),
        s3('get-bucket-acl', IDENTITY, 'Its access control list.', ofBucket()),
        s3('get-bucket-ownership-controls', IDENTITY, 'Who owns its objects.', ofBucket('OwnershipControlsNotFoundError')),
        s3('get-bucket-logging', LOGGING, 'Where access is logged; an empty answer means nowhere.', ofBucket()),
        s3('get-bucket-versioning', RESILIENCE, 'Whether it keeps versions; an empty answer means it never did.', ofBucket()),
        s3('get-object-lock-configuration', RESILIENCE, 'Whether objects are locked.', {
          ...ofBucket('ObjectLockConfigurationNotFoundError'),
          action: 's3:GetBucketObjectLockConfiguration',
        }),
        s3('get-bucket-lifecycle-configuration', DATA, 'When objects move or go.', {
          ...ofBucket('NoSuchLifecycleConfiguration'),
          action: 's3:GetLifecycleConfiguration',
        }),
      ],
    },
  }),
]

const ec2 = commandsOf({ service: 'ec2', cli: 'ec2', reach: 'region' })

export const EC2: readonly KitCommand[] = [
  ec2('describe-instances', CONFIGURATION, 'Instances: image, role, network, metadata options. User data is not read.'),
  ec2('describe-volumes', DATA, 'Volumes and their encryption.'),
  ec2('describe-snapshots', RESILIENCE, 'Own snapshots and their encryption.', { args: { 'owner-ids': 'self' } }),
  ec2('get-ebs-encryption-by-default', DATA, 'Whether new volumes are encrypted.'),
  ec2('get-snapshot-block-public-access-state', NETWORK, 'Whether snapshots can be shared with everyone.'),
  ec2('get-image-block-public-access-state', NETWORK, 'Whether images can be shared with everyone.'),
  ec2('get-instance-metadata-defaults', CONFIGURATION, 'Metadata options new instances get.'),
]

export const VPC: readonly KitCommand[] = [
  one('vpc', 'ec2', 'describe-vpcs', NETWORK, 'Networks.'),
  one('vpc', 'ec2', 'describe-subnets', NETWORK, 'Subnets, and whether they give public addresses.'),
  one('vpc', 'ec2', 'describe-security-groups', NETWORK, 'Rules of security groups.'),
  one('vpc', 'ec2', 'describe-network-acls', NETWORK, 'Network access lists.'),
  one('vpc', 'ec2', 'describe-route-tables', NETWORK, 'Routes.'),
  one('vpc', 'ec2', 'describe-flow-logs', LOGGING, 'Flow logs.'),
]

const rds = commandsOf({ service: 'rds', cli: 'rds', reach: 'region' })

export const RDS: readonly KitCommand[] = [
  rds('describe-db-instances', CONFIGURATION, 'Databases: encryption, public access, backups, versions, logs.', {
    action: 'rds:DescribeDBInstances',
  }),
  rds('describe-db-clusters', CONFIGURATION, 'Clusters: encryption, backups, deletion protection.', { action: 'rds:DescribeDBClusters' }),
  rds('describe-db-snapshots', RESILIENCE, 'Snapshots taken by hand.', {
    args: { 'snapshot-type': 'manual' },
    action: 'rds:DescribeDBSnapshots',
    lists: {
      query: 'DBSnapshots[].[DBSnapshotIdentifier]',
      names: ['db-snapshot-identifier'],
      each: [
        rds('describe-db-snapshot-attributes', IDENTITY, 'With whom a snapshot is shared.', {
          args: { 'db-snapshot-identifier': '{db-snapshot-identifier}' },
          action: 'rds:DescribeDBSnapshotAttributes',
          absent: ['DBSnapshotNotFound'],
        }),
      ],
    },
  }),
  rds('describe-event-subscriptions', LOGGING, 'Who is told of events.'),
]

const lambda = commandsOf({ service: 'lambda', cli: 'lambda', reach: 'region' })

export const LAMBDA: readonly KitCommand[] = [
  lambda('get-account-settings', RESILIENCE, 'Limits and use of concurrency and code storage.'),
  lambda('list-functions', CONFIGURATION, 'Functions: runtime, role, network, key, logging.', {
    keeps: {
      query:
        '{Functions: Functions[].{FunctionName: FunctionName, FunctionArn: FunctionArn, Runtime: Runtime, Role: Role, Handler: Handler, Timeout: Timeout, MemorySize: MemorySize, LastModified: LastModified, CodeSha256: CodeSha256, Version: Version, VpcConfig: VpcConfig, DeadLetterConfig: DeadLetterConfig, KMSKeyArn: KMSKeyArn, TracingConfig: TracingConfig, Layers: Layers[].Arn, State: State, PackageType: PackageType, Architectures: Architectures, SnapStart: SnapStart, LoggingConfig: LoggingConfig}}',
      because: 'Environment variables of functions often hold secrets.',
    },
    lists: {
      query: 'Functions[].[FunctionName]',
      names: ['function-name'],
      each: [
        lambda('get-policy', IDENTITY, 'Who may call a function.', {
          args: { 'function-name': '{function-name}' },
          absent: ['ResourceNotFoundException'],
        }),
        lambda('list-function-url-configs', NETWORK, 'Its addresses on the internet, and whether they ask who calls.', {
          args: { 'function-name': '{function-name}' },
          absent: ['ResourceNotFoundException'],
        }),
      ],
    },
  }),
]

const eks = commandsOf({ service: 'eks', cli: 'eks', reach: 'region' })
const ofCluster = { args: { 'cluster-name': '{cluster}' }, absent: ['ResourceNotFoundException'] }

export const EKS: readonly KitCommand[] = [
  eks('list-clusters', CONFIGURATION, 'Clusters.', {
    lists: {
      query: 'clusters[].[@]',
      names: ['cluster'],
      each: [
        eks('describe-cluster', CONFIGURATION, 'Version, endpoint access, logging and encryption of a cluster.', {
          args: { name: '{cluster}' },
          absent: ['ResourceNotFoundException'],
        }),
        eks('list-access-entries', IDENTITY, 'Who may reach the cluster.', ofCluster),
        eks('list-addons', CONFIGURATION, 'Add-ons.', ofCluster),
        eks('list-nodegroups', CONFIGURATION, 'Groups of nodes.', {
          ...ofCluster,
          lists: {
            query: 'nodegroups[].[@]',
            names: ['nodegroup'],
            each: [
              eks('describe-nodegroup', CONFIGURATION, 'Version, image and remote access of a group of nodes.', {
                args: { ...ofCluster.args, 'nodegroup-name': '{nodegroup}' },
                absent: ['ResourceNotFoundException'],
              }),
            ],
          },
        }),
      ],
    },
  }),
]

/** By key of the catalog: what there is, where one command tells it. */
export const INVENTORIES: Readonly<Record<string, readonly KitCommand[]>> = {
  account: (['SECURITY', 'OPERATIONS', 'BILLING'] as const).map((type) =>
    commandsOf({ service: 'account', cli: 'account', reach: 'once' })(
      'get-alternate-contact',
      CONFIGURATION,
      `Whether a ${type.toLowerCase()} contact is named.`,
      {
        args: { 'alternate-contact-type': type },
        keeps: {
          query: '{AlternateContact: AlternateContact.{AlternateContactType: AlternateContactType, Title: Title}}',
          because: 'Names, mail and phone numbers of people are no evidence.',
        },
        absent: ['ResourceNotFoundException'],
      },
    ),
  ),
  acm: [one('acm', 'acm', 'list-certificates', DATA, 'Certificates, their expiry and use.')],
  backup: [
    one('backup', 'backup', 'list-backup-plans', RESILIENCE, 'Backup plans.'),
    one('backup', 'backup', 'list-backup-vaults', RESILIENCE, 'Vaults, their keys and locks.'),
    one('backup', 'backup', 'list-protected-resources', RESILIENCE, 'What was backed up, and when last.'),
  ],
  cloudfront: [
    commandsOf({ service: 'cloudfront', cli: 'cloudfront', reach: 'once' })(
      'list-distributions',
      NETWORK,
      'Distributions, their TLS versions and origins.',
    ),
  ],
  dynamodb: [
    one('dynamodb', 'dynamodb', 'list-tables', CONFIGURATION, 'Tables.', {
      lists: {
        query: 'TableNames[].[@]',
        names: ['table-name'],
        each: [
          one('dynamodb', 'dynamodb', 'describe-table', DATA, 'Encryption, deletion protection and replicas of a table.', {
            args: { 'table-name': '{table-name}' },
            absent: ['ResourceNotFoundException'],
          }),
          one('dynamodb', 'dynamodb', 'describe-continuous-backups', RESILIENCE, 'Whether a table can be restored to any moment.', {
            args: { 'table-name': '{table-name}' },
            absent: ['TableNotFoundException'],
          }),
        ],
      },
    }),
  ],
  ecr: [
    one('ecr', 'ecr', 'describe-repositories', CONFIGURATION, 'Repositories: scanning, immutable tags, encryption.'),
    one('ecr', 'ecr', 'get-registry-scanning-configuration', CONFIGURATION, 'How images are scanned.'),
  ],
  efs: [
    one('efs', 'efs', 'describe-file-systems', DATA, 'File systems and their encryption.', {
      action: 'elasticfilesystem:DescribeFileSystems',
    }),
  ],
  elb: [one('elb', 'elbv2', 'describe-load-balancers', NETWORK, 'Load balancers and where they are reached.')],
  fsx: [one('fsx', 'fsx', 'describe-file-systems', DATA, 'File systems, encryption and backups.')],
  logs: [one('logs', 'logs', 'describe-log-groups', LOGGING, 'Log groups, their retention and keys.')],
  route53: [commandsOf({ service: 'route53', cli: 'route53', reach: 'once' })('list-hosted-zones', CONFIGURATION, 'Zones.')],
  secretsmanager: [
    one('secretsmanager', 'secretsmanager', 'list-secrets', DATA, 'Names, keys and rotation of secrets. No secret is read.'),
  ],
  sqs: [one('sqs', 'sqs', 'list-queues', CONFIGURATION, 'Queues.')],
}
