// Answers about backups, messages, functions, containers and machines under management, as the AWS CLI gives them.
import { CONFIGURATION, DATA, IDENTITY, NETWORK, RESILIENCE } from '#domain/topic-names'
import { type AnswerService } from './aws-cli-answer.ts'

export const BACKUP: AnswerService = {
  cli: 'backup',
  word: 'backup',
  name: 'AWS Backup',
  answers: [
    { operation: 'list-backup-plans', shows: 'Backup plans', topic: RESILIENCE, at: 'BackupPlansList', has: ['BackupPlanId'] },
    { operation: 'get-backup-plan', shows: 'One backup plan', topic: RESILIENCE, flat: ['BackupPlan', 'BackupPlanId'] },
    { operation: 'list-backup-vaults', shows: 'Backup vaults', topic: RESILIENCE, at: 'BackupVaultList', has: ['BackupVaultName'] },
    {
      operation: 'describe-backup-vault',
      shows: 'One backup vault',
      topic: RESILIENCE,
      flat: ['BackupVaultName', 'BackupVaultArn', 'NumberOfRecoveryPoints'],
    },
    {
      operation: 'get-backup-vault-access-policy',
      shows: 'Policy of a backup vault',
      topic: IDENTITY,
      flat: ['BackupVaultName', 'BackupVaultArn', 'Policy'],
    },
    {
      operation: 'list-backup-selections',
      shows: 'What a plan backs up',
      topic: RESILIENCE,
      at: 'BackupSelectionsList',
      has: ['SelectionId'],
      ofOthers: true,
    },
    {
      operation: 'list-backup-jobs',
      shows: 'Backup jobs',
      topic: RESILIENCE,
      at: 'BackupJobs',
      has: ['BackupJobId', 'State'],
      account: 'AccountId',
      ofOthers: true,
    },
    {
      operation: 'list-restore-jobs',
      shows: 'Restore jobs',
      topic: RESILIENCE,
      at: 'RestoreJobs',
      has: ['RestoreJobId', 'Status'],
      account: 'AccountId',
      ofOthers: true,
    },
    {
      operation: 'list-recovery-points-by-backup-vault',
      shows: 'Recovery points',
      topic: RESILIENCE,
      at: 'RecoveryPoints',
      has: ['RecoveryPointArn'],
      ofOthers: true,
      shared: true,
    },
    {
      operation: 'describe-region-settings',
      shows: 'Which services are backed up',
      topic: RESILIENCE,
      flat: ['ResourceTypeOptInPreference'],
    },
  ],
}

export const SNS: AnswerService = {
  cli: 'sns',
  word: 'sns',
  name: 'Amazon SNS',
  answers: [
    { operation: 'list-topics', shows: 'Topics', topic: CONFIGURATION, at: 'Topics', has: ['TopicArn'], only: true, shared: true },
    {
      operation: 'list-subscriptions',
      shows: 'Subscriptions',
      topic: CONFIGURATION,
      at: 'Subscriptions',
      has: ['SubscriptionArn', 'TopicArn'],
      account: 'Owner',
      shared: true,
    },
    {
      operation: 'get-topic-attributes',
      shows: 'Settings of a topic',
      topic: DATA,
      at: 'Attributes',
      has: ['TopicArn', 'Policy', 'Owner'],
      account: 'Owner',
      shared: true,
    },
    {
      operation: 'list-platform-applications',
      shows: 'Push applications',
      topic: CONFIGURATION,
      at: 'PlatformApplications',
      has: ['PlatformApplicationArn'],
    },
    { operation: 'get-sms-sandbox-account-status', shows: 'Whether SMS is in the sandbox', topic: CONFIGURATION, at: 'IsInSandbox' },
  ],
}

export const SQS: AnswerService = {
  cli: 'sqs',
  word: 'sqs',
  name: 'Amazon SQS',
  answers: [
    { operation: 'list-queues', shows: 'Queues', topic: CONFIGURATION, at: 'QueueUrls', reads: /^https?:/ },
    { operation: 'get-queue-attributes', shows: 'Settings of a queue', topic: DATA, at: 'Attributes', has: ['QueueArn'], shared: true },
  ],
}

export const ECR: AnswerService = {
  cli: 'ecr',
  word: 'ecr',
  name: 'Amazon ECR',
  answers: [
    {
      operation: 'describe-repositories',
      shows: 'Image repositories',
      topic: CONFIGURATION,
      at: 'repositories',
      has: ['repositoryArn', 'registryId', 'imageTagMutability'],
      account: 'registryId',
      shared: true,
    },
    {
      operation: 'get-registry-scanning-configuration',
      shows: 'Scanning of the registry',
      topic: CONFIGURATION,
      flat: ['registryId', 'scanningConfiguration'],
      account: 'registryId',
    },
    {
      operation: 'get-repository-policy',
      shows: 'Policy of a repository',
      topic: IDENTITY,
      flat: ['registryId', 'repositoryName', 'policyText'],
      account: 'registryId',
    },
    {
      operation: 'describe-images',
      shows: 'Images of a repository',
      topic: CONFIGURATION,
      at: 'imageDetails',
      has: ['registryId', 'imageDigest'],
      account: 'registryId',
      shared: true,
    },
  ],
}

export const SSM: AnswerService = {
  cli: 'ssm',
  word: 'ssm',
  name: 'AWS Systems Manager',
  answers: [
    {
      operation: 'describe-instance-information',
      shows: 'Managed machines and their agents',
      topic: CONFIGURATION,
      at: 'InstanceInformationList',
      has: ['InstanceId', 'PingStatus'],
    },
    {
      operation: 'describe-instance-patch-states',
      shows: 'Patch state of machines',
      topic: CONFIGURATION,
      at: 'InstancePatchStates',
      has: ['InstanceId', 'BaselineId'],
    },
    {
      operation: 'describe-instance-patches',
      shows: 'Patches of a machine',
      topic: CONFIGURATION,
      at: 'Patches',
      has: ['KBId', 'State'],
      shared: true,
    },
    {
      operation: 'describe-patch-baselines',
      shows: 'Patch baselines',
      topic: CONFIGURATION,
      at: 'BaselineIdentities',
      has: ['BaselineId'],
    },
    {
      operation: 'describe-parameters',
      shows: 'Parameters, without values',
      topic: DATA,
      at: 'Parameters',
      has: ['Name', 'Type', 'LastModifiedDate', 'Tier'],
      shared: true,
    },
    { operation: 'list-documents', shows: 'Documents', topic: CONFIGURATION, at: 'DocumentIdentifiers', has: ['Name', 'Owner'] },
    {
      operation: 'list-associations',
      shows: 'Associations',
      topic: CONFIGURATION,
      at: 'Associations',
      has: ['AssociationId', 'Targets'],
      shared: true,
    },
    {
      operation: 'list-compliance-items',
      shows: 'Compliance of a machine',
      topic: CONFIGURATION,
      at: 'ComplianceItems',
      has: ['ComplianceType', 'ResourceId'],
    },
    {
      operation: 'list-compliance-summaries',
      shows: 'Counts of compliance',
      topic: CONFIGURATION,
      at: 'ComplianceSummaryItems',
      has: ['ComplianceType'],
    },
    {
      operation: 'list-resource-compliance-summaries',
      shows: 'Compliance of machines',
      topic: CONFIGURATION,
      at: 'ResourceComplianceSummaryItems',
      has: ['ComplianceType', 'ResourceId'],
    },
    {
      operation: 'get-service-setting',
      shows: 'One setting of the service',
      topic: CONFIGURATION,
      at: 'ServiceSetting',
      has: ['SettingId'],
    },
  ],
}

export const LAMBDA: AnswerService = {
  cli: 'lambda',
  word: 'lambda',
  name: 'AWS Lambda',
  answers: [
    { operation: 'list-functions', shows: 'Functions', topic: CONFIGURATION, at: 'Functions', has: ['FunctionName', 'FunctionArn'] },
    {
      operation: 'get-function-configuration',
      shows: 'Settings of a function',
      topic: CONFIGURATION,
      flat: ['FunctionName', 'FunctionArn', 'CodeSha256'],
    },
    {
      operation: 'get-function',
      shows: 'One function',
      topic: CONFIGURATION,
      at: 'Configuration',
      has: ['FunctionName', 'FunctionArn'],
      also: ['Code', 'Tags', 'TagsError', 'Concurrency'],
    },
    { operation: 'get-policy', shows: 'Resource policy of a function', topic: IDENTITY, flat: ['Policy', 'RevisionId'], shared: true },
    {
      operation: 'list-event-source-mappings',
      shows: 'Event source mappings',
      topic: CONFIGURATION,
      at: 'EventSourceMappings',
      has: ['UUID', 'FunctionArn'],
    },
    {
      operation: 'list-function-url-configs',
      shows: 'Public URLs of a function',
      topic: NETWORK,
      at: 'FunctionUrlConfigs',
      has: ['FunctionUrl', 'AuthType'],
    },
    { operation: 'list-layers', shows: 'Layers', topic: CONFIGURATION, at: 'Layers', has: ['LayerArn', 'LayerName'], shared: true },
    { operation: 'get-account-settings', shows: 'Limits and use', topic: CONFIGURATION, flat: ['AccountLimit', 'AccountUsage'] },
  ],
}

export const EKS: AnswerService = {
  cli: 'eks',
  word: 'eks',
  name: 'Amazon EKS',
  answers: [
    { operation: 'describe-cluster', shows: 'One cluster', topic: CONFIGURATION, at: 'cluster', has: ['arn', 'resourcesVpcConfig'] },
    { operation: 'describe-nodegroup', shows: 'One node group', topic: CONFIGURATION, at: 'nodegroup', has: ['nodegroupArn'] },
    { operation: 'list-access-entries', shows: 'Access entries of a cluster', topic: IDENTITY, at: 'accessEntries' },
    { operation: 'list-nodegroups', shows: 'Node groups', topic: CONFIGURATION, at: 'nodegroups' },
  ],
}
