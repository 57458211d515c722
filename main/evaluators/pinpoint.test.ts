import { describe, expect, it } from 'vitest'
import { absence, allow, answer, evidenceOf, failure, managedPolicy, policyArn, role, says, user } from './evidence.fixture.ts'
import { pinpointAlarms } from './monitoring.ts'
import { pinpointVpcEndpoints } from './network.ts'
import { pinpointDirectUsers, pinpointResources, pinpointWildcards } from './pinpoint-permissions.ts'
import {
  pinpointExports,
  pinpointHealthChannels,
  pinpointLimits,
  pinpointMessageEvents,
  pinpointNames,
  pinpointOwners,
  pinpointPlainChannels,
  pinpointWebhooks,
} from './pinpoint-projects.ts'
import { pinpointConfusedDeputy, pinpointExportRole, pinpointImportRole, pinpointStreamRole } from './pinpoint-roles.ts'

const APP = '7a1c0000000000000000000000000001'
const apps = (...named: readonly (readonly [id: string, name: string])[]) =>
  answer('pinpoint get-apps', {
    ApplicationsResponse: {
      Item: named.map(([Id, Name]) => ({ Id, Name, Arn: `arn:aws:mobiletargeting:eu-central-1:111122223333:apps/${Id}` })),
    },
  })
const ONE = apps([APP, 'crm'])
const of = (command: `${string} ${string}`, value: unknown, id = APP) => answer(command, value, { args: { 'application-id': id } })

describe('wildcards on Pinpoint', () => {
  it.each(['mobiletargeting:*', 'SMS-Voice:*', '*', '*:*'])('%s is not met, with the policy and its holder', (action) => {
    const found = says(pinpointWildcards, user('bot', [policyArn('all')]), managedPolicy('all', [allow(action)]))
    expect(found.verdict).toBe('not-met')
    expect(found.reason).toContain('held by user bot')
    expect(found.places[0]?.pointer).toBe('/PolicyVersionList/0/Document/Statement/0')
  })

  it('are sought in inline policies and behind NotAction, and in a lone statement', () => {
    expect(says(pinpointWildcards, role('crm', { inline: [{ name: 'send', statement: allow('mobiletargeting:*') }] })).verdict).toBe(
      'not-met',
    )
    const but = { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }
    expect(says(pinpointWildcards, managedPolicy('most', but))).toMatchObject({
      verdict: 'not-met',
      places: [{ pointer: '/PolicyVersionList/0/Document/Statement' }],
    })
    expect(
      says(pinpointWildcards, managedPolicy('less', { Effect: 'Allow', NotAction: ['mobiletargeting:*', 'sms-voice:*'], Resource: '*' }))
        .verdict,
    ).toBe('met')
  })

  it('are not what is denied, named, or only in an old version', () => {
    const narrow = allow(['mobiletargeting:SendMessages', 'mobiletargeting:Get*'], 'arn:aws:mobiletargeting:*:*:apps/1')
    expect(says(pinpointWildcards, managedPolicy('send', [narrow, { Effect: 'Deny', Action: '*', Resource: '*' }])).verdict).toBe('met')
  })

  it('are undecided where an account of the scope, or a document, is missing', () => {
    const answers = [managedPolicy('send', [allow('mobiletargeting:SendMessages')])]
    expect(pinpointWildcards.evaluate(evidenceOf({ answers, accounts: ['111122223333', '222233334444'] }))).toMatchObject({ verdict: null })
    const unread = says(pinpointWildcards, managedPolicy('send', [allow('mobiletargeting:SendMessages')]), managedPolicy('odd', undefined))
    expect(unread).toMatchObject({ verdict: null })
    expect(unread.reason).toContain('odd')
  })

  it('say who holds AdministratorAccess without weighing it', () => {
    const found = says(
      pinpointWildcards,
      role('boss', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
      managedPolicy('send', [allow('mobiletargeting:SendMessages')]),
    )
    expect(found.verdict).toBe('met')
    expect(found.reason).toContain('AdministratorAccess, which grants everything, is attached to role boss')
  })
})

it('rights on Pinpoint name resources and come by groups', () => {
  const wide = managedPolicy('wide', [allow('mobiletargeting:SendMessages')])
  const narrow = managedPolicy('narrow', [
    allow('mobiletargeting:SendMessages', 'arn:aws:mobiletargeting:eu-central-1:111122223333:apps/1'),
  ])
  expect(says(pinpointResources, wide, narrow)).toMatchObject({ verdict: 'partly-met' })
  expect(says(pinpointResources, narrow)).toMatchObject({ verdict: 'met' })
  expect(says(pinpointDirectUsers, user('bot', [policyArn('narrow')]), narrow)).toMatchObject({ verdict: 'not-met' })
  expect(says(pinpointDirectUsers, role('crm', { attached: [policyArn('narrow')] }), narrow)).toMatchObject({ verdict: 'met' })
})

describe('roles of Pinpoint', () => {
  const trust = (condition?: object) => ({
    Effect: 'Allow',
    Principal: { Service: 'pinpoint.amazonaws.com' },
    Action: 'sts:AssumeRole',
    ...(condition && { Condition: condition }),
  })
  const both = {
    StringEquals: { 'AWS:SourceAccount': '111122223333' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:mobiletargeting:eu-central-1:111122223333:apps/*' },
  }

  it.each([
    ['no condition', undefined, 'not-met', 'lacks aws:SourceAccount and aws:SourceArn'],
    ['one of two', { StringEquals: { 'aws:SourceAccount': '111122223333' } }, 'not-met', 'lacks aws:SourceArn'],
    [
      'a condition that a request without the key passes',
      { StringEqualsIfExists: { 'aws:SourceAccount': '1' }, ArnLike: both.ArnLike },
      'not-met',
      'lacks aws:SourceAccount',
    ],
    ['a wildcard as value', { ...both, ArnLike: { 'aws:SourceArn': '*' } }, 'not-met', 'lacks aws:SourceArn'],
    ['both', both, 'met', 'limits that trust'],
  ] as const)('with %s', (_name, condition, verdict, words) => {
    const found = says(pinpointConfusedDeputy, role('events', { trust: [trust(condition)] }), role('other', { trust: [] }))
    expect(found.verdict).toBe(verdict)
    expect(found.reason).toContain(words)
  })

  it('that trust somebody else are none of Pinpoint’s', () => {
    expect(
      says(pinpointConfusedDeputy, role('web', { trust: [{ ...trust(), Principal: { Service: 'ec2.amazonaws.com' } }] })).verdict,
    ).toBe('not-applicable')
  })

  const stream = of('pinpoint get-event-stream', {
    EventStream: {
      ApplicationId: APP,
      DestinationStreamArn: 'arn:aws:kinesis:eu-central-1:111122223333:stream/clicks',
      RoleArn: 'arn:aws:iam::111122223333:role/events',
    },
  })
  const withPolicy = (statement: unknown) => role('events', { inline: [{ name: 'put', statement }] })

  it.each([
    [allow('kinesis:*'), 'not-met', 'may kinesis:*'],
    [allow('kinesis:PutRecords'), 'not-met', 'on *'],
    [allow('kinesis:PutRecords', 'arn:aws:kinesis:eu-central-1:111122223333:stream/*'), 'not-met', 'stream/*'],
    [
      allow(['kinesis:PutRecords', 'kinesis:DescribeStream'], 'arn:aws:kinesis:eu-central-1:111122223333:stream/clicks'),
      'met',
      'put records into one named stream',
    ],
  ] as const)('of event streams with %o', (statement, verdict, words) => {
    const found = says(pinpointStreamRole, ONE, stream, withPolicy(statement))
    expect(found.verdict).toBe(verdict)
    expect(found.reason).toContain(words)
  })

  it('of event streams are unknown without their policies, and none where no project streams', () => {
    expect(says(pinpointStreamRole, ONE, stream)).toMatchObject({ verdict: null })
    const none = evidenceOf({ answers: [ONE], absent: [absence('pinpoint get-event-stream', { 'application-id': APP })] })
    expect(pinpointStreamRole.evaluate(none)).toMatchObject({ verdict: 'not-applicable' })
  })

  it('of imports and exports keep to one bucket', () => {
    const job = (operation: 'import' | 'export') =>
      of(`pinpoint get-${operation}-jobs`, {
        [operation === 'import' ? 'ImportJobsResponse' : 'ExportJobsResponse']: {
          Item: [{ ApplicationId: APP, Definition: { RoleArn: 'arn:aws:iam::111122223333:role/events' } }],
        },
      })
    expect(says(pinpointImportRole, ONE, job('import'), withPolicy(allow('s3:GetObject', 'arn:aws:s3:::in/*'))).verdict).toBe('met')
    expect(says(pinpointImportRole, ONE, job('import'), withPolicy(allow('s3:GetObject', 'arn:aws:s3:::*'))).verdict).toBe('not-met')
    expect(says(pinpointExportRole, ONE, job('export'), withPolicy(allow('s3:PutObject', 'arn:aws:s3:::out/crm/*'))).verdict).toBe('met')
    expect(
      says(pinpointExportRole, ONE, job('export'), role('events', { attached: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'] })).reason,
    ).toContain('AmazonS3FullAccess')
  })
})

describe('projects of Pinpoint', () => {
  const stream = (id: string) =>
    of('pinpoint get-event-stream', { EventStream: { ApplicationId: id, DestinationStreamArn: 'arn:aws:kinesis:::stream/s' } }, id)
  const TWO = apps(['a', 'shop'], ['b', 'otp'])

  it('record their messages by an event stream, each of them', () => {
    expect(says(pinpointMessageEvents, TWO, stream('a'), stream('b')).verdict).toBe('met')
    const one = pinpointMessageEvents.evaluate(
      evidenceOf({ answers: [TWO, stream('a')], absent: [absence('pinpoint get-event-stream', { 'application-id': 'b' })] }),
    )
    expect(one).toMatchObject({ verdict: 'partly-met' })
    expect(one.reason).toMatch(/^1 of 2 projects has no event stream: otp/)
    const named = pinpointMessageEvents.evaluate(
      evidenceOf({
        answers: [apps(['a', 'otp jane.roe@example.com'])],
        absent: [absence('pinpoint get-event-stream', { 'application-id': 'a' })],
      }),
    )
    expect(named.full).toContain('no event stream: a (no stream)')
    const denied = pinpointMessageEvents.evaluate(
      evidenceOf({ answers: [TWO, stream('a')], failed: [failure('pinpoint get-event-stream', { 'application-id': 'b' })] }),
    )
    expect(denied.verdict).toBeNull()
    expect(denied.reason).toContain('was denied')
  })

  it('say which plain channels are on, and never judge what goes over them', () => {
    const channels = (kinds: Readonly<Record<string, boolean>>) =>
      of('pinpoint get-channels', {
        ChannelsResponse: {
          Channels: Object.fromEntries(Object.entries(kinds).map(([kind, Enabled]) => [kind, { ApplicationId: APP, Enabled }])),
        },
      })
    expect(says(pinpointPlainChannels, ONE, channels({ SMS: true, GCM: true }))).toMatchObject({
      verdict: null,
      places: [{ pointer: '/ChannelsResponse/Channels/SMS/Enabled' }],
    })
    expect(says(pinpointPlainChannels, ONE, channels({ SMS: false, GCM: true })).verdict).toBe('not-applicable')
    expect(says(pinpointHealthChannels, ONE, channels({ VOICE: true })).verdict).toBe('not-met')
    expect(says(pinpointHealthChannels, ONE, channels({ EMAIL: true })).verdict).toBe('met')
    expect(says(pinpointHealthChannels, ONE, channels({ SMS: true })).verdict).toBeNull()
  })

  const empty = [
    of('pinpoint get-campaigns', { CampaignsResponse: { Item: [] } }),
    of('pinpoint get-segments', { SegmentsResponse: { Item: [] } }),
    answer('pinpoint list-templates', { TemplatesResponse: { Item: [] } }),
  ]
  const tags = (given: object, id = APP) =>
    answer(
      'pinpoint list-tags-for-resource',
      { TagsModel: { tags: given } },
      { args: { 'resource-arn': `arn:aws:mobiletargeting:eu-central-1:111122223333:apps/${id}` } },
    )

  it('hold no personal data in names, which the reason does not repeat', () => {
    const found = says(pinpointNames, apps([APP, 'otp jane.roe@example.com']), ...empty, tags({}))
    expect(found.verdict).toBe('not-met')
    expect(found.reason).toContain('an e-mail address')
    expect(found.full).not.toContain('jane.roe')
    expect(says(pinpointNames, ONE, ...empty, tags({ owner: '+49 171 1234567' })).reason).toContain('a telephone number')
    expect(says(pinpointNames, ONE, ...empty, tags({ owner: 'crm' })).verdict).toBe('met')
    expect(says(pinpointNames, ONE, tags({ owner: 'crm' })).verdict).toBeNull()
  })

  it('are tagged with an owner', () => {
    expect(says(pinpointOwners, ONE, tags({})).reason).toContain('no tags')
    expect(says(pinpointOwners, ONE, tags({ stage: 'prod' })).verdict).toBe('not-met')
    expect(says(pinpointOwners, ONE, tags({ Owner: 'crm' }))).toMatchObject({ verdict: null })
    expect(says(pinpointOwners, ONE).verdict).toBeNull()
  })

  it('limit campaigns and call safe addresses', () => {
    const settings = (more: object) =>
      of('pinpoint get-application-settings', { ApplicationSettingsResource: { ApplicationId: APP, Limits: {}, ...more } })
    const campaigns = of('pinpoint get-campaigns', { CampaignsResponse: { Item: [] } })
    expect(says(pinpointLimits, ONE, settings({})).verdict).toBe('not-met')
    expect(says(pinpointLimits, ONE, settings({ Limits: { Daily: 5 } })).verdict).toBeNull()
    for (const url of ['http://hook.example.com', 'https://a:b@hook.example.com', 'https://hook.example.com/?token=1'])
      expect(says(pinpointWebhooks, ONE, campaigns, settings({ CampaignHook: { WebUrl: url } })), url).toMatchObject({ verdict: 'not-met' })
    expect(says(pinpointWebhooks, ONE, campaigns, settings({ CampaignHook: { WebUrl: 'https://hook.example.com/in' } })).verdict).toBe(
      'met',
    )
    expect(says(pinpointWebhooks, ONE, campaigns, settings({})).verdict).toBe('not-applicable')
  })

  it('are exported; regularity is for a person', () => {
    const jobs = (status: string) =>
      of('pinpoint get-export-jobs', { ExportJobsResponse: { Item: [{ ApplicationId: APP, JobStatus: status }] } })
    expect(says(pinpointExports, ONE, jobs('FAILED')).verdict).toBe('not-met')
    expect(says(pinpointExports, ONE, jobs('COMPLETED')).verdict).toBeNull()
  })
})

it('endpoints and alarms of Pinpoint', () => {
  const endpoint = (policy: object, state = 'available') =>
    answer('ec2 describe-vpc-endpoints', {
      VpcEndpoints: [
        {
          VpcEndpointId: 'vpce-1',
          ServiceName: 'com.amazonaws.eu-central-1.pinpoint',
          State: state,
          PolicyDocument: JSON.stringify(policy),
        },
      ],
    })
  const open = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] }
  const narrow = {
    Statement: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/crm' }, Action: 'mobiletargeting:SendMessages', Resource: '*' },
    ],
  }
  expect(says(pinpointVpcEndpoints, endpoint(open)).verdict).toBe('not-met')
  expect(says(pinpointVpcEndpoints, endpoint(narrow)).verdict).toBe('met')
  expect(says(pinpointVpcEndpoints, endpoint(narrow, 'pendingAcceptance')).reason).toContain('pendingacceptance')
  expect(says(pinpointVpcEndpoints, answer('ec2 describe-vpc-endpoints', { VpcEndpoints: [] }))).toMatchObject({ verdict: 'not-met' })

  const alarm = (more: object) =>
    answer('cloudwatch describe-alarms', {
      MetricAlarms: [{ AlarmName: 'bounces', Namespace: 'AWS/Pinpoint', ActionsEnabled: true, AlarmActions: ['arn:aws:sns:::x'], ...more }],
    })
  expect(says(pinpointAlarms, alarm({})).verdict).toBeNull()
  expect(says(pinpointAlarms, alarm({ AlarmActions: [] })).verdict).toBe('not-met')
  expect(says(pinpointAlarms, alarm({ Namespace: 'AWS/EC2' })).reason).toContain('No alarm')
})
