// The account evidence that every service rests on: who may do what, what is logged, recorded, encrypted and alarmed on.
import { COMPLIANCE, CONFIGURATION, DATA, IDENTITY, LOGGING, NETWORK } from '#domain/topic-names'
import { commandsOf, type KitCommand } from './command.ts'

const iam = commandsOf({ service: 'iam', cli: 'iam', reach: 'once' })
const analyzer = commandsOf({ service: 'iam', cli: 'accessanalyzer', reach: 'region' })
const cloudtrail = commandsOf({ service: 'cloudtrail', cli: 'cloudtrail', reach: 'region' })
const config = commandsOf({ service: 'config', cli: 'configservice', reach: 'region' })
const kms = commandsOf({ service: 'kms', cli: 'kms', reach: 'region' })

/** The one command that makes something: the credential report itself. Every other command only reads. */
export const MAKES_REPORT = iam(
  'generate-credential-report',
  IDENTITY,
  'Has IAM make the credential report that the next command reads: the one command that is not a mere reading.',
)

export const ACCOUNT_IDENTITY: readonly KitCommand[] = [
  commandsOf({ service: 'iam', cli: 'sts', reach: 'once' })('get-caller-identity', IDENTITY, 'Which account this is, and who collects.'),
  iam('get-account-summary', IDENTITY, 'Counts of the account: users, MFA of the root user, access keys of the root user.'),
  iam('get-account-password-policy', IDENTITY, 'The password policy.', { absent: ['NoSuchEntity'] }),
  iam('get-account-authorization-details', IDENTITY, 'All users, groups, roles and own policies with their statements.', {
    args: { filter: '["User","Role","Group","LocalManagedPolicy"]' },
  }),
  MAKES_REPORT,
  iam('get-credential-report', IDENTITY, 'Passwords, MFA and access keys of every user, with their age and last use.', {
    absent: [],
  }),
  iam('list-virtual-mfa-devices', IDENTITY, 'Virtual MFA devices and whose they are.', { action: 'iam:ListVirtualMFADevices' }),
  iam('list-account-aliases', IDENTITY, 'The alias of the account.'),
  iam('list-saml-providers', IDENTITY, 'SAML providers that are trusted.', { action: 'iam:ListSAMLProviders' }),
  iam('list-open-id-connect-providers', IDENTITY, 'OpenID Connect providers that are trusted.', {
    action: 'iam:ListOpenIDConnectProviders',
  }),
  analyzer('list-analyzers', IDENTITY, 'Analyzers of IAM Access Analyzer.', {
    lists: {
      query: 'analyzers[].[arn]',
      names: ['analyzer-arn'],
      each: [
        analyzer('list-findings-v2', IDENTITY, 'What an analyzer found: access from outside, unused access.', {
          args: { 'analyzer-arn': '{analyzer-arn}' },
          action: 'access-analyzer:ListFindings',
          absent: ['ResourceNotFoundException'],
        }),
      ],
    },
  }),
]

export const TRAILS: readonly KitCommand[] = [
  cloudtrail('describe-trails', LOGGING, 'Trails that log in the region, with bucket, key and log group.', {
    lists: {
      // Trails of other regions show here too; each is asked about where it lives.
      query: "trailList[?HomeRegion=='{region}'].[TrailARN, S3BucketName]",
      names: ['trail-arn', 'bucket'],
      each: [
        cloudtrail('get-trail-status', LOGGING, 'Whether a trail logs now, and its last errors.', {
          args: { name: '{trail-arn}' },
          absent: ['TrailNotFoundException'],
        }),
        cloudtrail('get-event-selectors', LOGGING, 'Which events a trail logs: management, data.', {
          args: { 'trail-name': '{trail-arn}' },
          absent: ['TrailNotFoundException'],
        }),
        cloudtrail('get-insight-selectors', LOGGING, 'Whether a trail looks for unusual activity.', {
          args: { 'trail-name': '{trail-arn}' },
          absent: ['InsightNotEnabledException', 'TrailNotFoundException'],
        }),
        ...['get-public-access-block', 'get-bucket-policy-status', 'get-bucket-policy'].map((operation) =>
          commandsOf({ service: 's3', cli: 's3api', reach: 'region' })(
            operation,
            operation === 'get-public-access-block' ? NETWORK : IDENTITY,
            {
              'get-public-access-block': 'Whether the bucket of a trail blocks public access.',
              'get-bucket-policy-status': 'Whether the bucket of a trail is public.',
              'get-bucket-policy': 'Who may read and write the bucket of a trail.',
            }[operation] ?? '',
            {
              args: { bucket: '{bucket}' },
              absent: ['NoSuchPublicAccessBlockConfiguration', 'NoSuchBucketPolicy'],
              ...(operation === 'get-public-access-block' ? { action: 's3:GetBucketPublicAccessBlock' } : {}),
            },
          ),
        ),
      ],
    },
  }),
  cloudtrail('list-event-data-stores', LOGGING, 'Event data stores of CloudTrail Lake.', {
    pages: { token: 'NextToken', option: 'next-token' },
  }),
]

export const RECORDERS: readonly KitCommand[] = [
  config('describe-configuration-recorders', CONFIGURATION, 'What AWS Config records.'),
  config('describe-configuration-recorder-status', CONFIGURATION, 'Whether it records now, and its last errors.'),
  config('describe-delivery-channels', CONFIGURATION, 'Where AWS Config delivers.'),
]

export const KEYS: readonly KitCommand[] = [
  kms('list-aliases', DATA, 'Names of keys.'),
  kms('list-keys', DATA, 'All keys.', {
    lists: {
      query: 'Keys[].[KeyId]',
      names: ['key-id'],
      each: [
        kms('describe-key', DATA, 'Owner, state, origin and use of a key.', {
          args: { 'key-id': '{key-id}' },
          absent: ['NotFoundException'],
        }),
        kms('get-key-rotation-status', DATA, 'Whether a key is rotated.', {
          args: { 'key-id': '{key-id}' },
          // Keys AWS manages, keys of other stores and asymmetric keys have no rotation to ask about.
          absent: ['NotFoundException', 'UnsupportedOperationException'],
        }),
        kms('get-key-policy', IDENTITY, 'Who may use and administer a key.', {
          args: { 'key-id': '{key-id}', 'policy-name': 'default' },
          absent: ['NotFoundException'],
        }),
      ],
    },
  }),
]

export const ACCOUNT_REST: readonly KitCommand[] = [
  commandsOf({ service: 's3', cli: 's3control', reach: 'once' })(
    'get-public-access-block',
    NETWORK,
    'Whether the account blocks public buckets.',
    {
      args: { 'account-id': '{account}' },
      action: 's3:GetAccountPublicAccessBlock',
      absent: ['NoSuchPublicAccessBlockConfiguration'],
    },
  ),
  commandsOf({ service: 'vpc', cli: 'ec2', reach: 'region' })('describe-vpc-endpoints', NETWORK, 'VPC endpoints with their policies.'),
  commandsOf({ service: 'cloudwatch', cli: 'cloudwatch', reach: 'region' })('describe-alarms', LOGGING, 'Alarms, and whom they call.'),
  commandsOf({ service: 'logs', cli: 'logs', reach: 'region' })(
    'describe-metric-filters',
    LOGGING,
    'Filters that make metrics of log lines.',
  ),
  commandsOf({ service: 'sns', cli: 'sns', reach: 'region' })('list-topics', LOGGING, 'Topics that alarms and events are sent to.', {
    lists: {
      query: 'Topics[].[TopicArn]',
      names: ['topic-arn'],
      each: [
        commandsOf({ service: 'sns', cli: 'sns', reach: 'region' })(
          'get-topic-attributes',
          IDENTITY,
          'Policy, key and subscriptions of a topic.',
          {
            args: { 'topic-arn': '{topic-arn}' },
            absent: ['NotFound', 'NotFoundException'],
          },
        ),
      ],
    },
  }),
]

/** Services that look for trouble all by themselves, and the rules that pass on what they find. */
export const DETECTION: readonly KitCommand[] = [
  commandsOf({ service: 'guardduty', cli: 'guardduty', reach: 'region' })('list-detectors', LOGGING, 'Detectors.', {
    lists: {
      query: 'DetectorIds[].[@]',
      names: ['detector-id'],
      each: [
        commandsOf({ service: 'guardduty', cli: 'guardduty', reach: 'region' })(
          'get-detector',
          LOGGING,
          'Whether a detector is on, and what it looks at.',
          {
            args: { 'detector-id': '{detector-id}' },
          },
        ),
      ],
    },
  }),
  commandsOf({ service: 'securityhub', cli: 'securityhub', reach: 'region' })('describe-hub', LOGGING, 'Whether Security Hub is on.', {
    absent: ['ResourceNotFoundException', 'InvalidAccessException'],
  }),
  commandsOf({ service: 'securityhub', cli: 'securityhub', reach: 'region' })(
    'get-enabled-standards',
    COMPLIANCE,
    'Standards that are on.',
    {
      absent: ['InvalidAccessException'],
    },
  ),
  commandsOf({ service: 'macie', cli: 'macie2', reach: 'region' })('get-macie-session', DATA, 'Whether Macie is on.', {
    absent: ['ResourceNotFoundException'],
  }),
  commandsOf({ service: 'eventbridge', cli: 'events', reach: 'region' })('list-rules', LOGGING, 'Rules on events.'),
]
