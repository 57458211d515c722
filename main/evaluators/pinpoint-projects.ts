// Amazon Pinpoint: projects, their channels, event streams, names, tags, limits and hooks.
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../importers/fields.ts'
import type { Evaluator } from './evaluator.ts'
import { type Answer, type Command, type Evidence, placeIn, shortName } from './evidence.ts'
import { APPS, EVENT_STREAM, EXPORT_JOBS, perApp, pinpointApps } from './pinpoint-apps.ts'
import { type Item, survey, undecided } from './statement.ts'
import { suspectIn } from './suspect-text.ts'

const CHANNELS: Command = 'pinpoint get-channels'
const SETTINGS: Command = 'pinpoint get-application-settings'
const CAMPAIGNS: Command = 'pinpoint get-campaigns'
const SEGMENTS: Command = 'pinpoint get-segments'
const TEMPLATES: Command = 'pinpoint list-templates'
const TAGS: Command = 'pinpoint list-tags-for-resource'
const APP_OPTION = 'application-id'

const PROJECT: readonly [string, string] = ['project', 'projects']

/** Every project's messages leave a record. */
export const pinpointMessageEvents: Evaluator = {
  evaluatorId: 'pinpoint-message-events',
  criterionIds: ['pinpoint.logging-and-monitoring.message-events'],
  reads: [APPS, EVENT_STREAM],
  evaluate: (evidence) => {
    const appOf = (value: JsonObject): string | null => textOf(objectOf(value['EventStream'])['ApplicationId'])
    const names = new Map(pinpointApps(evidence).map(({ id, name }) => [id, name]))
    const streams = evidence.of(EVENT_STREAM).map((answer): Item => {
      const stream = objectOf(objectOf(answer.value)['EventStream'])
      const app = textOf(stream['ApplicationId']) ?? answer.args?.[APP_OPTION] ?? 'a project that is not named'
      const hasStream = textOf(stream['DestinationStreamArn']) !== null
      return {
        name: names.get(app) ?? app,
        wrong: hasStream ? null : 'no stream',
        place: placeIn(answer, 'EventStream', 'DestinationStreamArn'),
      }
    })
    const absent = evidence.absent(EVENT_STREAM).map((call): Item => {
      const app = call.args?.[APP_OPTION] ?? 'a project that is not named'
      return { name: names.get(app) ?? app, wrong: 'no stream', place: placeIn(call) }
    })
    return survey({
      noun: PROJECT,
      items: [...streams, ...absent],
      fault: ['has no event stream', 'have no event stream'],
      fine: ['has an event stream', 'have an event stream'],
      gaps: perApp(evidence, EVENT_STREAM, appOf).gaps,
      none: 'The answers show no project.',
      isStrict: false,
      also: 'SMS and voice sent by configuration sets is recorded by the event destinations of these instead.',
    })
  },
}

type Channel = { readonly app: string; readonly kind: string; readonly place: ReturnType<typeof placeIn> }

/** Channels that are on, by project. */
function enabledChannels(evidence: Evidence): { readonly channels: readonly Channel[]; readonly gaps: readonly string[] } {
  const appOf = (value: JsonObject): string | null => {
    const [first] = Object.values(objectOf(objectOf(value['ChannelsResponse'])['Channels'])).map(objectOf)
    return textOf(first?.['ApplicationId'])
  }
  const channels = evidence.of(CHANNELS).flatMap((answer) =>
    Object.entries(objectOf(objectOf(objectOf(answer.value)['ChannelsResponse'])['Channels'])).flatMap(([kind, channel]): Channel[] =>
      objectOf(channel)['Enabled'] === true
        ? [
            {
              app: answer.args?.[APP_OPTION] ?? appOf(objectOf(answer.value)) ?? 'a project that is not named',
              kind,
              place: placeIn(answer, 'ChannelsResponse', 'Channels', kind, 'Enabled'),
            },
          ]
        : [],
    ),
  )
  return { channels, gaps: perApp(evidence, CHANNELS, appOf).gaps }
}

/** Kinds of channel whose messages travel to the recipient unencrypted, as far as AWS can tell. */
const PLAIN = new Set(['SMS', 'VOICE', 'EMAIL', 'CUSTOM'])

/** Which plain-text channels are on. What is sent over them, the evidence does not show. */
export const pinpointPlainChannels: Evaluator = {
  evaluatorId: 'pinpoint-plain-channels',
  criterionIds: ['pinpoint.data-protection.channel-content'],
  reads: [APPS, CHANNELS],
  evaluate: (evidence) => {
    const { channels, gaps } = enabledChannels(evidence)
    const plain = channels.filter(({ kind }) => PLAIN.has(kind.toUpperCase()))
    if (plain.length > 0 || gaps.length === 0) {
      const byKind = [...Map.groupBy(plain, ({ kind }) => kind)].map(([kind, mine]) => `${kind} in ${mine.length}`)
      if (plain.length > 0)
        return undecided(
          `Channels without encryption to the recipient are on: ${byKind.join(', ')} of ${pinpointApps(evidence).length} projects. What is sent over them, a person has to read.${gaps.length === 0 ? '' : ` Missing: ${gaps.join('; ')}.`}`,
          plain.map(({ place }) => place),
        )
    }
    return survey({
      noun: PROJECT,
      items: [],
      fault: ['', ''],
      fine: ['', ''],
      gaps,
      none: 'No project has SMS, voice, e-mail or a custom channel on.',
    })
  },
}

/** Voice is not eligible for health information, and plain SMS not from any number. */
export const pinpointHealthChannels: Evaluator = {
  evaluatorId: 'pinpoint-health-channels',
  criterionIds: ['pinpoint.compliance-validation.phi-channels'],
  reads: [APPS, CHANNELS],
  evaluate: (evidence) => {
    const { channels, gaps } = enabledChannels(evidence)
    const names = new Map(pinpointApps(evidence).map(({ id, name }) => [id, name]))
    const byApp = [...Map.groupBy(channels, ({ app }) => app)]
    const hasSms = channels.some(({ kind }) => kind.toUpperCase() === 'SMS')
    return survey({
      noun: ['project with a channel on', 'projects with a channel on'],
      items: byApp.flatMap(([app, mine]): Item[] => {
        const [first] = mine
        const voice = mine.find(({ kind }) => kind.toUpperCase() === 'VOICE')
        return first === undefined
          ? []
          : [{ name: names.get(app) ?? app, wrong: voice === undefined ? null : 'VOICE', place: (voice ?? first).place }]
      }),
      fault: ['has voice on, which is not HIPAA eligible', 'have voice on, which is not HIPAA eligible'],
      fine: ['has voice off', 'have voice off'],
      gaps,
      none: 'No project has a channel on.',
      isStrict: false,
      ...(hasSms ? { unproven: 'SMS is on: whether it goes out by a dedicated short code, a person says.' } : {}),
    })
  },
}

/** Names and tags that look like personal data or secrets. The text itself is not repeated: it may be just that. */
export const pinpointNames: Evaluator = {
  evaluatorId: 'pinpoint-names',
  criterionIds: ['pinpoint.data-protection.no-secrets-in-names'],
  reads: [APPS, CAMPAIGNS, SEGMENTS, TEMPLATES, TAGS],
  evaluate: (evidence) => {
    const named = (answer: Answer, envelope: string, kind: string, idKey: string, nameKey: string): Item[] =>
      listOf(objectOf(objectOf(answer.value)[envelope])['Item'])
        .map(objectOf)
        .map(
          (item, index): Item => ({
            name: `${kind} ${textOf(item[idKey]) ?? index + 1}`,
            wrong: suspectIn(textOf(item[nameKey]) ?? ''),
            place: placeIn(answer, envelope, 'Item', index, nameKey),
          }),
        )
    const apps = evidence.of(APPS).flatMap((answer) => named(answer, 'ApplicationsResponse', 'project', 'Id', 'Name'))
    const campaigns = evidence.of(CAMPAIGNS).flatMap((answer) => named(answer, 'CampaignsResponse', 'campaign', 'Id', 'Name'))
    const segments = evidence.of(SEGMENTS).flatMap((answer) => named(answer, 'SegmentsResponse', 'segment', 'Id', 'Name'))
    const templates = evidence.of(TEMPLATES).flatMap((answer) => named(answer, 'TemplatesResponse', 'template', 'Arn', 'TemplateName'))
    const tags = evidence.of(TAGS).flatMap((answer) =>
      Object.entries(objectOf(objectOf(objectOf(answer.value)['TagsModel'])['tags'])).map(
        ([key, value]): Item => ({
          name: `tag ${suspectIn(key) === null ? key : 'key'} of ${shortName(answer.args?.['resource-arn'] ?? 'a project that is not named')}`,
          wrong: suspectIn(key) ?? suspectIn(textOf(value) ?? ''),
          place: placeIn(answer, 'TagsModel', 'tags', key),
        }),
      ),
    )
    const appOf = (envelope: string) => (value: JsonObject) =>
      textOf(objectOf(listOf(objectOf(value[envelope])['Item'])[0])['ApplicationId'])
    return survey({
      noun: ['name or tag', 'names and tags'],
      items: [...apps, ...campaigns, ...segments, ...templates, ...tags],
      fault: ['looks like personal or confidential data', 'look like personal or confidential data'],
      fine: ['has no such shape', 'have no such shape'],
      gaps: [
        ...perApp(evidence, CAMPAIGNS, appOf('CampaignsResponse')).gaps,
        ...perApp(evidence, SEGMENTS, appOf('SegmentsResponse')).gaps,
        ...evidence.gaps(TEMPLATES, 'region'),
        ...evidence.gaps(TAGS, 'region'),
      ],
      none: 'The answers show no project, campaign, segment, template or tag.',
      also: 'Looked for: e-mail addresses, telephone numbers, access keys, passwords and tokens. Other personal data, such as plain names, a person has to read.',
    })
  },
}

const OWNER_TAG = /owner|team|contact|responsible/iu

/** Every project carries a tag that names its owner. */
export const pinpointOwners: Evaluator = {
  evaluatorId: 'pinpoint-owners',
  criterionIds: ['pinpoint.configuration-and-vulnerability-analysis.project-inventory'],
  reads: [APPS, TAGS],
  evaluate: (evidence) => {
    const tagsOf = new Map(
      evidence.of(TAGS).flatMap((answer) => {
        const arn = answer.args?.['resource-arn']
        return arn === undefined
          ? []
          : [
              [
                shortName(arn),
                { tags: objectOf(objectOf(objectOf(answer.value)['TagsModel'])['tags']), place: placeIn(answer, 'TagsModel', 'tags') },
              ] as const,
            ]
      }),
    )
    const apps = pinpointApps(evidence)
    const seen = apps.flatMap(({ id, name, tags, place }) => {
      const found = tagsOf.get(id) ?? (Object.keys(tags).length > 0 ? { tags, place } : undefined)
      return found === undefined ? [] : [{ name, ...found }]
    })
    return survey({
      noun: PROJECT,
      items: seen.map(({ name, tags, place }): Item => {
        const keys = Object.keys(tags)
        return {
          name,
          wrong: keys.some((key) => OWNER_TAG.test(key)) ? null : keys.length === 0 ? 'no tags' : `tags ${keys.slice(0, 3).join(', ')}`,
          place,
        }
      }),
      fault: ['carries no tag that names an owner', 'carry no tag that names an owner'],
      fine: ['carries a tag that names an owner', 'carry a tag that names an owner'],
      gaps: [
        ...evidence.gaps(APPS, 'region'),
        ...(seen.length < apps.length ? [`tags of ${apps.length - seen.length} of ${apps.length} projects (“aws ${TAGS}”)`] : []),
      ],
      none: 'The answers show no project.',
      isStrict: false,
      unproven: 'Purpose, templates, numbers and sender ids are for a person to compare with the inventory.',
    })
  },
}

/** Sending limits of projects. The baseline they are held against is the client's. */
export const pinpointLimits: Evaluator = {
  evaluatorId: 'pinpoint-limits',
  criterionIds: ['pinpoint.configuration-and-vulnerability-analysis.project-settings'],
  reads: [APPS, SETTINGS],
  evaluate: (evidence) => {
    const names = new Map(pinpointApps(evidence).map(({ id, name }) => [id, name]))
    const items = evidence.of(SETTINGS).map((answer): Item => {
      const settings = objectOf(objectOf(answer.value)['ApplicationSettingsResource'])
      const app = textOf(settings['ApplicationId']) ?? answer.args?.[APP_OPTION] ?? 'a project that is not named'
      const limits = Object.entries(objectOf(settings['Limits'])).filter(([, value]) => typeof value === 'number' && value > 0)
      return {
        name: names.get(app) ?? app,
        wrong: limits.length === 0 ? '' : null,
        place: placeIn(answer, 'ApplicationSettingsResource', 'Limits'),
      }
    })
    return survey({
      noun: PROJECT,
      items,
      fault: ['sets no limit on campaigns', 'set no limit on campaigns'],
      fine: ['sets a limit on campaigns', 'set a limit on campaigns'],
      gaps: perApp(evidence, SETTINGS, (value) => textOf(objectOf(value['ApplicationSettingsResource'])['ApplicationId'])).gaps,
      none: 'The answers show no project.',
      isStrict: false,
      unproven: 'Whether the settings match the recorded baseline, a person compares.',
    })
  },
}

/** What is wrong with an address Pinpoint calls; null = nothing that shows. */
function wrongWith(address: string): string | null {
  if (!/^https:\/\//iu.test(address)) return 'not HTTPS'
  const authority = address.slice(8).split(/[/?#]/u, 1)[0] ?? ''
  if (authority.includes('@')) return 'carries a user name or password'
  return /[?&](?:token|key|secret|password|auth|sig)[a-z_-]{0,20}=/iu.test(address) || suspectIn(address) !== null
    ? 'carries a token or personal data'
    : null
}

/** Addresses that campaigns and settings call. They are not repeated: they may hold secrets. */
export const pinpointWebhooks: Evaluator = {
  evaluatorId: 'pinpoint-webhooks',
  criterionIds: ['pinpoint.data-protection.webhook-urls'],
  reads: [APPS, SETTINGS, CAMPAIGNS],
  evaluate: (evidence) => {
    const hook = (owner: string, value: unknown, place: Item['place']): Item[] => {
      const address = isObject(value) ? textOf(value['WebUrl']) : null
      return address === null ? [] : [{ name: owner, wrong: wrongWith(address), place }]
    }
    const items = [
      ...evidence.of(SETTINGS).flatMap((answer) => {
        const settings = objectOf(objectOf(answer.value)['ApplicationSettingsResource'])
        return hook(
          `project ${textOf(settings['ApplicationId']) ?? ''}`,
          settings['CampaignHook'],
          placeIn(answer, 'ApplicationSettingsResource', 'CampaignHook', 'WebUrl'),
        )
      }),
      ...evidence
        .of(CAMPAIGNS)
        .flatMap((answer) =>
          listOf(objectOf(objectOf(answer.value)['CampaignsResponse'])['Item']).flatMap((item, index) =>
            hook(
              `campaign ${textOf(objectOf(item)['Id']) ?? ''}`,
              objectOf(item)['Hook'],
              placeIn(answer, 'CampaignsResponse', 'Item', index, 'Hook', 'WebUrl'),
            ),
          ),
        ),
    ]
    return survey({
      noun: ['address', 'addresses'],
      items,
      fault: ['is not as it should be', 'are not as they should be'],
      fine: ['is HTTPS and carries no secret that shows', 'are HTTPS and carry no secret that shows'],
      gaps: [
        ...perApp(evidence, SETTINGS, (value) => textOf(objectOf(value['ApplicationSettingsResource'])['ApplicationId'])).gaps,
        ...perApp(evidence, CAMPAIGNS, (value) =>
          textOf(objectOf(listOf(objectOf(value['CampaignsResponse'])['Item'])[0])['ApplicationId']),
        ).gaps,
      ],
      none: 'No project or campaign calls an outside address.',
    })
  },
}

/** Exports exist for each project. The plan for working without Pinpoint is a document. */
export const pinpointExports: Evaluator = {
  evaluatorId: 'pinpoint-exports',
  criterionIds: ['pinpoint.resilience.export-copies'],
  reads: [APPS, EXPORT_JOBS],
  evaluate: (evidence) => {
    const firstApp = (value: JsonObject): string | null =>
      textOf(objectOf(listOf(objectOf(value['ExportJobsResponse'])['Item'])[0])['ApplicationId'])
    const done = new Map<string, Item['place']>()
    const asked = new Map<string, Item['place']>()
    for (const answer of evidence.of(EXPORT_JOBS)) {
      const app = answer.args?.[APP_OPTION] ?? firstApp(objectOf(answer.value))
      if (app === null) continue
      asked.set(app, placeIn(answer, 'ExportJobsResponse', 'Item'))
      for (const [index, job] of listOf(objectOf(objectOf(answer.value)['ExportJobsResponse'])['Item']).entries())
        if (textOf(objectOf(job)['JobStatus']) === 'COMPLETED')
          done.set(app, placeIn(answer, 'ExportJobsResponse', 'Item', index, 'JobStatus'))
    }
    return survey({
      noun: PROJECT,
      items: pinpointApps(evidence).flatMap(({ id, name }): Item[] => {
        const place = done.get(id) ?? asked.get(id)
        return place === undefined ? [] : [{ name, wrong: done.has(id) ? null : '', place }]
      }),
      fault: ['has no export that was completed', 'have no export that was completed'],
      fine: ['has an export that was completed', 'have an export that was completed'],
      gaps: perApp(evidence, EXPORT_JOBS, firstApp).gaps,
      none: 'The answers show no project.',
      isStrict: false,
      unproven: 'Whether exports are regular and the plan exists, a person says.',
    })
  },
}
