// Answers about stored data and keys, as the AWS CLI gives them.
import { CONFIGURATION, DATA, IDENTITY, LOGGING, NETWORK, RESILIENCE } from '#domain/topic-names'
import { type AnswerService } from './aws-cli-answer.ts'

export const KMS: AnswerService = {
  cli: 'kms',
  word: 'kms',
  name: 'AWS KMS',
  answers: [
    { operation: 'list-keys', shows: 'Keys', topic: DATA, at: 'Keys', has: ['KeyId', 'KeyArn'], shared: true },
    { operation: 'describe-key', shows: 'One key', topic: DATA, at: 'KeyMetadata', has: ['KeyId', 'Arn'], account: 'AWSAccountId' },
    { operation: 'list-aliases', shows: 'Names of keys', topic: DATA, at: 'Aliases', has: ['AliasName', 'AliasArn'], shared: true },
    { operation: 'get-key-rotation-status', shows: 'Rotation of a key', topic: DATA, flat: ['KeyRotationEnabled'] },
    { operation: 'get-key-policy', shows: 'Policy of a key', topic: IDENTITY, flat: ['Policy', 'PolicyName'] },
    { operation: 'list-grants', shows: 'Grants of a key', topic: IDENTITY, at: 'Grants', has: ['KeyId', 'GrantId'], shared: true },
    {
      operation: 'list-key-rotations',
      shows: 'Past rotations of a key',
      topic: DATA,
      at: 'Rotations',
      has: ['KeyId', 'RotationDate'],
      shared: true,
    },
    { operation: 'describe-custom-key-stores', shows: 'Custom key stores', topic: DATA, at: 'CustomKeyStores', has: ['CustomKeyStoreId'] },
  ],
}

export const S3: AnswerService = {
  cli: 's3api',
  word: 's3',
  name: 'Amazon S3',
  answers: [
    {
      operation: 'list-buckets',
      shows: 'Buckets',
      topic: CONFIGURATION,
      at: 'Buckets',
      has: ['Name', 'CreationDate'],
      also: ['Owner', 'ContinuationToken', 'Prefix'],
      shared: true,
    },
    {
      operation: 'get-public-access-block',
      shows: 'Block of public access',
      topic: NETWORK,
      at: 'PublicAccessBlockConfiguration',
      has: ['BlockPublicAcls', 'RestrictPublicBuckets'],
    },
    {
      operation: 'get-bucket-encryption',
      shows: 'Encryption of a bucket',
      topic: DATA,
      at: 'ServerSideEncryptionConfiguration.Rules',
      has: ['ApplyServerSideEncryptionByDefault'],
      ofOthers: true,
    },
    { operation: 'get-bucket-policy-status', shows: 'Whether a policy makes it public', topic: NETWORK, at: 'PolicyStatus' },
    { operation: 'get-bucket-policy', shows: 'Policy of a bucket', topic: IDENTITY, at: 'Policy', shared: true },
    {
      operation: 'get-bucket-acl',
      shows: 'Access control list of a bucket',
      topic: IDENTITY,
      at: 'Grants',
      has: ['Grantee', 'Permission'],
      also: ['Owner'],
      shared: true,
    },
    { operation: 'get-bucket-versioning', shows: 'Versioning of a bucket', topic: RESILIENCE, flat: ['Status', 'MFADelete'] },
    { operation: 'get-bucket-logging', shows: 'Access logging of a bucket', topic: LOGGING, at: 'LoggingEnabled', has: ['TargetBucket'] },
    {
      operation: 'get-bucket-lifecycle-configuration',
      shows: 'Lifecycle rules of a bucket',
      topic: DATA,
      at: 'Rules',
      has: ['ID', 'Status', 'Filter'],
      also: ['TransitionDefaultMinimumObjectSize'],
      shared: true,
    },
    {
      operation: 'get-bucket-replication',
      shows: 'Replication of a bucket',
      topic: RESILIENCE,
      at: 'ReplicationConfiguration',
      has: ['Role', 'Rules'],
      ofOthers: true,
    },
    { operation: 'get-object-lock-configuration', shows: 'Object lock of a bucket', topic: DATA, at: 'ObjectLockConfiguration' },
    {
      operation: 'get-bucket-ownership-controls',
      shows: 'Object ownership in a bucket',
      topic: IDENTITY,
      at: 'OwnershipControls.Rules',
      has: ['ObjectOwnership'],
    },
    { operation: 'get-bucket-location', shows: 'Region of a bucket', topic: CONFIGURATION, at: 'LocationConstraint' },
    {
      operation: 'get-bucket-tagging',
      shows: 'Tags of a bucket',
      topic: CONFIGURATION,
      at: 'TagSet',
      has: ['Key', 'Value'],
      shared: true,
    },
    {
      operation: 'get-bucket-cors',
      shows: 'Cross-origin rules of a bucket',
      topic: NETWORK,
      at: 'CORSRules',
      has: ['AllowedMethods', 'AllowedOrigins'],
    },
  ],
}

export const SECRETS: AnswerService = {
  cli: 'secretsmanager',
  word: 'secretsmanager',
  name: 'AWS Secrets Manager',
  answers: [
    { operation: 'list-secrets', shows: 'Secrets, their rotation and keys', topic: DATA, at: 'SecretList', has: ['ARN', 'Name'] },
    { operation: 'describe-secret', shows: 'One secret, its rotation and key', topic: DATA, flat: ['ARN', 'Name', 'VersionIdsToStages'] },
    { operation: 'get-resource-policy', shows: 'Policy of a secret', topic: IDENTITY, flat: ['ARN', 'Name', 'ResourcePolicy'] },
  ],
}

export const ACM: AnswerService = {
  cli: 'acm',
  word: 'acm',
  name: 'AWS Certificate Manager',
  answers: [
    {
      operation: 'list-certificates',
      shows: 'Certificates',
      topic: DATA,
      at: 'CertificateSummaryList',
      has: ['CertificateArn', 'DomainName'],
    },
    { operation: 'describe-certificate', shows: 'One certificate', topic: DATA, at: 'Certificate', has: ['CertificateArn', 'DomainName'] },
    {
      operation: 'get-account-configuration',
      shows: 'Warnings before expiry',
      topic: LOGGING,
      at: 'ExpiryEvents',
      has: ['DaysBeforeExpiry'],
    },
  ],
}

export const RDS: AnswerService = {
  cli: 'rds',
  word: 'rds',
  name: 'Amazon RDS',
  answers: [
    {
      operation: 'describe-db-instances',
      shows: 'Database instances',
      topic: CONFIGURATION,
      at: 'DBInstances',
      has: ['DBInstanceIdentifier', 'Engine'],
      shared: true,
    },
    {
      operation: 'describe-db-clusters',
      shows: 'Database clusters',
      topic: CONFIGURATION,
      at: 'DBClusters',
      has: ['DBClusterIdentifier', 'Engine'],
      shared: true,
    },
    {
      operation: 'describe-db-snapshots',
      shows: 'Database snapshots',
      topic: RESILIENCE,
      at: 'DBSnapshots',
      has: ['DBSnapshotIdentifier'],
    },
    {
      operation: 'describe-db-cluster-snapshots',
      shows: 'Cluster snapshots',
      topic: RESILIENCE,
      at: 'DBClusterSnapshots',
      has: ['DBClusterSnapshotIdentifier', 'Engine'],
      shared: true,
    },
    {
      operation: 'describe-db-snapshot-attributes',
      shows: 'With whom a snapshot is shared',
      topic: NETWORK,
      at: 'DBSnapshotAttributesResult',
      has: ['DBSnapshotAttributes'],
    },
    {
      operation: 'describe-db-subnet-groups',
      shows: 'Subnet groups',
      topic: NETWORK,
      at: 'DBSubnetGroups',
      has: ['DBSubnetGroupName', 'Subnets'],
      shared: true,
    },
    {
      operation: 'describe-db-parameters',
      shows: 'Parameters of a database',
      topic: CONFIGURATION,
      at: 'Parameters',
      has: ['ParameterName', 'ApplyMethod'],
      shared: true,
    },
    {
      operation: 'describe-db-instance-automated-backups',
      shows: 'Automated backups',
      topic: RESILIENCE,
      at: 'DBInstanceAutomatedBackups',
      has: ['DBInstanceIdentifier'],
    },
    {
      operation: 'describe-event-subscriptions',
      shows: 'Event subscriptions',
      topic: LOGGING,
      at: 'EventSubscriptionsList',
      has: ['CustSubscriptionId', 'EventSubscriptionArn'],
      shared: true,
    },
  ],
}

export const DYNAMODB: AnswerService = {
  cli: 'dynamodb',
  word: 'dynamodb',
  name: 'Amazon DynamoDB',
  answers: [
    { operation: 'list-tables', shows: 'Tables', topic: CONFIGURATION, at: 'TableNames', also: ['LastEvaluatedTableName'] },
    { operation: 'describe-table', shows: 'One table', topic: DATA, at: 'Table', has: ['TableName', 'TableArn', 'KeySchema'] },
    {
      operation: 'describe-continuous-backups',
      shows: 'Point-in-time recovery of a table',
      topic: RESILIENCE,
      at: 'ContinuousBackupsDescription',
    },
    {
      operation: 'list-backups',
      shows: 'Backups',
      topic: RESILIENCE,
      at: 'BackupSummaries',
      also: ['LastEvaluatedBackupArn'],
      has: ['BackupArn', 'TableName'],
    },
    { operation: 'describe-time-to-live', shows: 'Expiry of items', topic: DATA, at: 'TimeToLiveDescription' },
  ],
}

export const FILE_SYSTEMS: AnswerService = {
  cli: 'efs',
  word: 'elasticfilesystem',
  name: 'Amazon EFS',
  answers: [
    {
      operation: 'describe-file-systems',
      shows: 'File systems and their encryption',
      topic: DATA,
      at: 'FileSystems',
      has: ['FileSystemId', 'OwnerId', 'Encrypted'],
      account: 'OwnerId',
      shared: true,
    },
    {
      operation: 'describe-mount-targets',
      shows: 'Mount targets',
      topic: NETWORK,
      at: 'MountTargets',
      has: ['MountTargetId'],
      account: 'OwnerId',
    },
  ],
}
