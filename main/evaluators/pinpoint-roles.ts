// Amazon Pinpoint: the roles it assumes, their trust and what they may do.
import { type JsonObject, listOf, objectOf, textOf } from '../importers/fields.ts'
import type { Evaluator, Statement } from './evaluator.ts'
import { type Answer, type Command, type Evidence, placeIn, shortName } from './evidence.ts'
import { AUTHORIZATION_DETAILS, documentAt, type HeldPolicy, type IamFacts, iamFacts } from './iam-grants.ts'
import { APPS, EVENT_STREAM, EXPORT_JOBS, perApp } from './pinpoint-apps.ts'
import { isOnAnything, narrowingKeys, type PolicyStatement } from './policy-document.ts'
import { type Item, survey } from './statement.ts'

const IMPORT_JOBS: Command = 'pinpoint get-import-jobs'
const isPinpoint = (name: string): boolean => /^pinpoint\.(?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$/u.test(name)

/** Trust in Pinpoint is limited to the client's own account and application (the confused deputy). */
export const pinpointConfusedDeputy: Evaluator = {
  evaluatorId: 'pinpoint-confused-deputy',
  criterionIds: ['pinpoint.identity-and-access-management.confused-deputy'],
  reads: [AUTHORIZATION_DETAILS],
  evaluate: (evidence) => {
    const { principals } = iamFacts(evidence)
    const unread: string[] = []
    const items = principals.flatMap((role): Item[] => {
      if (role.kind !== 'role') return []
      const { statements, place } = documentAt(role.answer, role.value['AssumeRolePolicyDocument'], ['AssumeRolePolicyDocument'])
      if (statements === null) {
        unread.push(`role ${role.name}`)
        return []
      }
      const trusting = statements.filter((s) => s.allows && s.principals.some(({ kind, name }) => kind === 'Service' && isPinpoint(name)))
      if (trusting.length === 0) return []
      const open = trusting.map((s) => ({ place: s.place, lacks: lacking(s) })).find(({ lacks }) => lacks.length > 0)
      return [{ name: role.name, wrong: open === undefined ? null : `lacks ${open.lacks.join(' and ')}`, place: open?.place ?? place }]
    })
    return survey({
      noun: ['role that trusts Pinpoint', 'roles that trust Pinpoint'],
      items,
      fault: ['does not limit that trust', 'do not limit that trust'],
      fine: ['limits that trust with aws:SourceAccount and aws:SourceArn', 'limit that trust with aws:SourceAccount and aws:SourceArn'],
      gaps: [
        ...evidence.gaps(AUTHORIZATION_DETAILS, 'account'),
        ...(unread.length === 0 ? [] : [`trust policies that could be read: ${unread.slice(0, 5).join(', ')}`]),
      ],
      none: `None of ${principals.filter(({ kind }) => kind === 'role').length} roles trusts pinpoint.amazonaws.com.`,
    })
  },
}

const lacking = (statement: PolicyStatement): readonly string[] => {
  const keys = narrowingKeys(statement)
  return ['aws:SourceAccount', 'aws:SourceArn'].filter((key) => !keys.has(key.toLowerCase()))
}

type Duty = {
  readonly what: string
  /** Whether an action is part of the duty. */
  readonly may: (action: string) => boolean
  /** Whether a resource is narrow enough. */
  readonly on: (resource: string) => boolean
}

const ARN_ON =
  (services: readonly string[], isNarrow: (rest: string) => boolean) =>
  (resource: string): boolean => {
    const [, , service, , , ...rest] = resource.split(':')
    return service !== undefined && services.includes(service) && isNarrow(rest.join(':'))
  }
const among =
  (allowed: readonly string[]) =>
  (action: string): boolean =>
    allowed.includes(action.toLowerCase())
/** A bucket, or keys in one: the bucket's own name has no wildcard. */
const inOneBucket = ARN_ON(['s3'], (rest) => rest !== '' && !(rest.split('/')[0] ?? '').includes('*'))

/** Permissions pages of the guide: permissions-streams, permissions-import-segment, permissions-export-endpoints. */
const STREAM: Duty = {
  what: 'put records into one named stream',
  may: among([
    'kinesis:putrecord',
    'kinesis:putrecords',
    'kinesis:describestream',
    'firehose:putrecord',
    'firehose:putrecordbatch',
    'firehose:describedeliverystream',
  ]),
  on: ARN_ON(['kinesis', 'firehose'], (rest) => rest !== '' && !rest.includes('*')),
}
const IMPORT: Duty = {
  what: 'read one bucket',
  may: among(['s3:getobject', 's3:listbucket', 's3:getbucketlocation']),
  on: inOneBucket,
}
const EXPORT: Duty = {
  what: 'write to one bucket',
  may: among([
    's3:putobject',
    's3:putobjectacl',
    's3:listbucket',
    's3:getbucketlocation',
    's3:getobject',
    's3:getobjectacl',
    's3:getobjectversion',
    's3:deleteobject',
  ]),
  on: inOneBucket,
}

/** What a role may do beyond its duty, in a few words; null = nothing, and every document could be read. */
function beyond(
  roleArn: string,
  duty: Duty,
  facts: IamFacts,
): { readonly wrong: string | null; readonly place: HeldPolicy['place'] | null; readonly missing: string | null } {
  const role = facts.principals.find((p) => p.kind === 'role' && p.arn === roleArn)
  if (role === undefined) return { wrong: null, place: null, missing: `the policies of role ${shortName(roleArn)}` }
  const held = facts.policies.filter(({ holders }) => holders.some((h) => h.kind === 'role' && h.name === role.name))
  const ofAws = role.attached.filter((arn) => arn.startsWith('arn:aws:iam::aws:'))
  if (ofAws.length > 0)
    return {
      wrong: `holds AWS's ${ofAws.map(shortName).join(', ')}`,
      place: placeIn(role.answer, 'AttachedManagedPolicies'),
      missing: null,
    }
  for (const policy of held)
    for (const statement of policy.statements ?? []) {
      if (!statement.allows) continue
      const action = statement.notActions !== null ? 'everything but some actions' : statement.actions.find((one) => !duty.may(one))
      if (action !== undefined) return { wrong: `may ${action}`, place: statement.place, missing: null }
      const wide = isOnAnything(statement) ? '*' : statement.resources.find((resource) => !duty.on(resource))
      if (wide !== undefined) return { wrong: `on ${wide}`, place: statement.place, missing: null }
    }
  const unread = held.find(({ statements }) => statements === null)
  const known = held.filter(({ isInline }) => !isInline).length
  if (unread !== undefined || known < role.attached.length)
    return { wrong: null, place: placeIn(role.answer), missing: `the documents of the policies of role ${role.name}` }
  return { wrong: null, place: held[0]?.place ?? placeIn(role.answer), missing: null }
}

type NamedRole = { readonly arn: string; readonly answer: Answer; readonly path: readonly (string | number)[] }

function dutyOf(evidence: Evidence, roles: readonly NamedRole[], duty: Duty, gaps: readonly string[], none: string): Statement {
  const facts = iamFacts(evidence)
  const missing = [...gaps, ...(roles.length === 0 ? [] : evidence.gaps(AUTHORIZATION_DETAILS, 'account'))]
  const byArn = new Map(roles.map((role) => [role.arn, role]))
  const items = [...byArn.values()].map(({ arn, answer, path }): Item => {
    const found = beyond(arn, duty, facts)
    if (found.missing !== null) missing.push(found.missing)
    return { name: shortName(arn), wrong: found.wrong, place: found.place ?? placeIn(answer, ...path) }
  })
  return survey({
    noun: ['role named there', 'roles named there'],
    items,
    fault: [`may do more than ${duty.what}`, `may do more than ${duty.what}`],
    fine: [`may only ${duty.what}`, `may only ${duty.what}`],
    gaps: [...new Set(missing)],
    none,
  })
}

const streamOf = (answer: Answer): JsonObject => objectOf(objectOf(answer.value)['EventStream'])

/** The event stream's role may do nothing but put records into its stream. */
export const pinpointStreamRole: Evaluator = {
  evaluatorId: 'pinpoint-stream-role',
  criterionIds: ['pinpoint.identity-and-access-management.stream-role'],
  reads: [APPS, EVENT_STREAM, AUTHORIZATION_DETAILS],
  evaluate: (evidence) => {
    const roles = evidence.of(EVENT_STREAM).flatMap((answer): NamedRole[] => {
      const arn = textOf(streamOf(answer)['RoleArn'])
      return arn === null ? [] : [{ arn, answer, path: ['EventStream', 'RoleArn'] }]
    })
    const { gaps } = perApp(evidence, EVENT_STREAM, (value) => textOf(objectOf(value['EventStream'])['ApplicationId']))
    return dutyOf(evidence, roles, STREAM, gaps, 'No project has an event stream, so no role for one.')
  },
}

const jobRole = (command: Command, evaluatorId: string, criterion: string, envelope: string, duty: Duty, none: string): Evaluator => ({
  evaluatorId,
  criterionIds: [criterion],
  reads: [APPS, command, AUTHORIZATION_DETAILS],
  evaluate: (evidence) => {
    const roles = evidence.of(command).flatMap((answer) =>
      listOf(objectOf(objectOf(answer.value)[envelope])['Item']).flatMap((job, index): NamedRole[] => {
        const arn = textOf(objectOf(objectOf(job)['Definition'])['RoleArn'])
        return arn === null ? [] : [{ arn, answer, path: [envelope, 'Item', index, 'Definition', 'RoleArn'] }]
      }),
    )
    const firstApp = (value: JsonObject): string | null => textOf(objectOf(listOf(objectOf(value[envelope])['Item'])[0])['ApplicationId'])
    const { gaps } = perApp(evidence, command, firstApp)
    return dutyOf(evidence, roles, duty, gaps, none)
  },
})

/** The role of segment imports reads its bucket and nothing else. */
export const pinpointImportRole = jobRole(
  IMPORT_JOBS,
  'pinpoint-import-role',
  'pinpoint.identity-and-access-management.import-role',
  'ImportJobsResponse',
  IMPORT,
  'No project has an import job, so no role for one.',
)

/** The role of exports writes to its bucket and nothing else. */
export const pinpointExportRole = jobRole(
  EXPORT_JOBS,
  'pinpoint-export-role',
  'pinpoint.identity-and-access-management.export-role',
  'ExportJobsResponse',
  EXPORT,
  'No project has an export job, so no role for one.',
)
