// Amazon Pinpoint with its SMS, voice and e-mail parts. No answer kept here holds a message, an address of a customer's customer or
// a credential; where the API would give one, `keeps` leaves it out.
import { CONFIGURATION, DATA, IDENTITY, LOGGING, NETWORK, RESILIENCE } from '#domain/topic-names'
import { commandsOf, type KitCommand } from './command.ts'

const pinpoint = commandsOf({ service: 'pinpoint', cli: 'pinpoint', reach: 'region' })
const sms = commandsOf({ service: 'pinpoint', cli: 'pinpoint-sms-voice-v2', reach: 'region' })
const mail = commandsOf({ service: 'pinpoint', cli: 'sesv2', reach: 'region' })
const ec2 = commandsOf({ service: 'pinpoint', cli: 'ec2', reach: 'region' })

const ofApp = { args: { 'application-id': '{application-id}' }, absent: ['NotFoundException'] }
const paged = (answer: string, option = 'token') => ({ pages: { token: `${answer}.NextToken`, option } })
const keeps = (answer: string, members: readonly string[], because: string) => ({
  keeps: { query: `{${answer}: ${answer}.{${members.map((member) => `${member}: ${member}`).join(', ')}}}`, because },
})
const keepsItems = (answer: string, members: readonly string[], because: string) => ({
  keeps: {
    query: `{${answer}: {Item: ${answer}.Item[].{${members.map((member) => `${member}: ${member}`).join(', ')}}, NextToken: ${answer}.NextToken}}`,
    because,
  },
})
const CHANNEL = [
  'ApplicationId',
  'CreationDate',
  'Enabled',
  'HasCredential',
  'Id',
  'IsArchived',
  'LastModifiedBy',
  'LastModifiedDate',
  'Platform',
  'Version',
]

const channel = (name: string, shows: string, more: Partial<KitCommand> = {}): KitCommand =>
  pinpoint(`get-${name}-channel`, CONFIGURATION, `${shows}: whether it is on, how it signs in, who changed it.`, { ...ofApp, ...more })

const APP: readonly KitCommand[] = [
  pinpoint('get-app', CONFIGURATION, 'One application with its name and tags.', ofApp),
  pinpoint('get-application-settings', CONFIGURATION, 'Limits, quiet time, campaign hook and metrics of an application.', ofApp),
  pinpoint('get-channels', CONFIGURATION, 'Which channels of an application are on.', ofApp),
  channel('adm', 'Amazon Device Messaging channel'),
  channel('apns', 'Apple push channel'),
  channel('apns-sandbox', 'Apple push sandbox channel'),
  channel('apns-voip', 'Apple VoIP push channel'),
  channel('apns-voip-sandbox', 'Apple VoIP push sandbox channel'),
  channel('baidu', 'Baidu push channel', keeps('BaiduChannelResponse', CHANNEL, 'The answer would hold the API key of the channel.')),
  channel('email', 'E-mail channel, with the sending identity and its roles'),
  channel(
    'gcm',
    'Firebase push channel',
    keeps(
      'GCMChannelResponse',
      [...CHANNEL, 'DefaultAuthenticationMethod', 'HasFcmServiceCredentials'],
      'The answer would hold the API key of the channel.',
    ),
  ),
  channel('sms', 'SMS channel, with sender ID and sending rates'),
  channel('voice', 'Voice channel'),
  pinpoint('get-event-stream', LOGGING, 'Where events of an application go, and the role that writes them.', ofApp),
  pinpoint('get-import-jobs', DATA, 'Imports of endpoints: bucket, role, segment.', { ...ofApp, ...paged('ImportJobsResponse') }),
  pinpoint('get-export-jobs', DATA, 'Exports of endpoints: bucket, role, segment.', { ...ofApp, ...paged('ExportJobsResponse') }),
  pinpoint('get-segments', DATA, 'Segments, with the bucket and role of imported ones.', {
    ...ofApp,
    ...paged('SegmentsResponse'),
    ...keepsItems(
      'SegmentsResponse',
      ['ApplicationId', 'Arn', 'CreationDate', 'Id', 'ImportDefinition', 'LastModifiedDate', 'Name', 'SegmentType', 'Version'],
      'Dimensions of a segment say things about people.',
    ),
  }),
  pinpoint('get-campaigns', CONFIGURATION, 'Campaigns with state, limits and hook.', {
    ...ofApp,
    ...paged('CampaignsResponse'),
    ...keepsItems(
      'CampaignsResponse',
      [
        'ApplicationId',
        'Arn',
        'CreationDate',
        'Hook',
        'Id',
        'IsPaused',
        'LastModifiedDate',
        'Limits',
        'Name',
        'SegmentId',
        'State',
        'Version',
      ],
      'The messages of a campaign are the business of nobody else.',
    ),
  }),
]

export const PINPOINT: readonly KitCommand[] = [
  pinpoint('get-apps', CONFIGURATION, 'All applications (projects) of the region.', {
    ...paged('ApplicationsResponse'),
    lists: {
      query: 'ApplicationsResponse.Item[].[Id, Arn]',
      names: ['application-id', 'application-arn'],
      each: [
        ...APP,
        pinpoint('list-tags-for-resource', CONFIGURATION, 'Tags of an application.', {
          args: { 'resource-arn': '{application-arn}' },
          absent: ['NotFoundException'],
        }),
      ],
    },
  }),
  pinpoint('list-templates', CONFIGURATION, 'Message templates by name, without their text.', paged('TemplatesResponse', 'next-token')),
  ec2('describe-vpc-endpoints', NETWORK, 'VPC endpoints for Pinpoint, SMS and e-mail, with their policies.', {
    args: {
      filters:
        'Name=service-name,Values=com.amazonaws.{region}.pinpoint,com.amazonaws.{region}.pinpoint-sms-voice-v2,com.amazonaws.{region}.email-smtp',
    },
  }),
]

export const SMS_AND_VOICE: readonly KitCommand[] = [
  sms('describe-phone-numbers', CONFIGURATION, 'The account’s own numbers: status, opt-out list, two-way channel, deletion protection.', {
    lists: {
      query: 'PhoneNumbers[].[PhoneNumberId]',
      names: ['phone-number-id'],
      each: [
        sms('describe-keywords', CONFIGURATION, 'Keywords a number answers to (STOP, HELP).', {
          args: { 'origination-identity': '{phone-number-id}' },
          absent: ['ResourceNotFoundException'],
        }),
      ],
    },
  }),
  sms('describe-pools', RESILIENCE, 'Pools of numbers: shared routes, opt-out list, deletion protection.'),
  sms('describe-sender-ids', CONFIGURATION, 'Sender IDs per country.'),
  sms('describe-configuration-sets', LOGGING, 'Configuration sets with their event destinations and default protection.'),
  sms('describe-opt-out-lists', DATA, 'Opt-out lists by name, without the numbers on them.'),
  sms('describe-protect-configurations', CONFIGURATION, 'Protect configurations: which countries are blocked, deletion protection.', {
    lists: {
      query: 'ProtectConfigurations[].[ProtectConfigurationId]',
      names: ['protect-configuration-id'],
      each: [
        sms('get-protect-configuration-country-rule-set', CONFIGURATION, 'Countries a protect configuration allows or blocks for SMS.', {
          args: { 'protect-configuration-id': '{protect-configuration-id}', 'number-capability': 'SMS' },
          absent: ['ResourceNotFoundException'],
        }),
      ],
    },
  }),
  sms('describe-spend-limits', CONFIGURATION, 'Monthly spend limits.'),
  sms('describe-account-attributes', CONFIGURATION, 'Whether the account is in the sandbox.'),
]

export const MAIL: readonly KitCommand[] = [
  mail('get-account', CONFIGURATION, 'Sending account: quota, enforcement, suppression, sandbox.', {
    keeps: {
      query:
        '{DedicatedIpAutoWarmupEnabled: DedicatedIpAutoWarmupEnabled, EnforcementStatus: EnforcementStatus, ProductionAccessEnabled: ProductionAccessEnabled, SendQuota: SendQuota, SendingEnabled: SendingEnabled, SuppressionAttributes: SuppressionAttributes, VdmAttributes: VdmAttributes}',
      because: 'The details of the account hold contact addresses.',
    },
  }),
  mail('list-email-identities', IDENTITY, 'Domains and addresses that may send.', {
    pages: { token: 'NextToken', option: 'next-token' },
    lists: {
      query: 'EmailIdentities[].[IdentityName]',
      names: ['email-identity'],
      each: [
        mail('get-email-identity', IDENTITY, 'DKIM, MAIL FROM, policies and feedback of one identity.', {
          args: { 'email-identity': '{email-identity}' },
          absent: ['NotFoundException'],
        }),
      ],
    },
  }),
  mail('list-configuration-sets', LOGGING, 'Configuration sets for e-mail.', {
    pages: { token: 'NextToken', option: 'next-token' },
    lists: {
      query: 'ConfigurationSets[].[@]',
      names: ['configuration-set-name'],
      each: [
        mail('get-configuration-set', DATA, 'Whether delivery requires TLS, and tracking.', {
          args: { 'configuration-set-name': '{configuration-set-name}' },
          absent: ['NotFoundException'],
        }),
        mail('get-configuration-set-event-destinations', LOGGING, 'Where sending events go.', {
          args: { 'configuration-set-name': '{configuration-set-name}' },
          absent: ['NotFoundException'],
        }),
      ],
    },
  }),
]
