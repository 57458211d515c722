// CloudTrail: which trails there are, whether they log everything everywhere, and how what they write is protected.
import type { Place } from '#domain/proposal'
import { type JsonObject, listOf, objectOf, textOf, textsOf } from '../importers/fields.ts'
import type { Evaluator } from './evaluator.ts'
import { type Answer, type Command, type Evidence, placeIn } from './evidence.ts'
import { type Item, survey } from './statement.ts'

const TRAILS: Command = 'cloudtrail describe-trails'
const STATUS: Command = 'cloudtrail get-trail-status'
const SELECTORS: Command = 'cloudtrail get-event-selectors'
const POLICY_STATUS: Command = 's3api get-bucket-policy-status'
const PUBLIC_BLOCK: Command = 's3api get-public-access-block'

type Trail = {
  readonly name: string
  readonly arn: string
  readonly account: string | null
  readonly value: JsonObject
  readonly answer: Answer
  readonly index: number
}

const at = ({ answer, index }: Trail, member: string): Place => placeIn(answer, 'trailList', index, member)

/** Each trail once, though every region's answer names it. */
function trailsOf(evidence: Evidence): readonly Trail[] {
  const byArn = new Map<string, Trail>()
  for (const answer of evidence.of(TRAILS))
    for (const [index, item] of listOf(objectOf(answer.value)['trailList']).entries()) {
      const value = objectOf(item)
      const name = textOf(value['Name']) ?? 'a trail without a name'
      const arn = textOf(value['TrailARN']) ?? name
      if (!byArn.has(arn)) byArn.set(arn, { name, arn, account: arn.split(':')[4] ?? answer.account, value, answer, index })
    }
  return [...byArn.values()]
}

/** Answers asked for single trails. One trail and one answer without arguments belong together; more cannot be told apart. */
function ofTrail(evidence: Evidence, command: Command, option: string, trail: Trail, trails: readonly Trail[]): Answer | undefined {
  const answers = evidence.of(command)
  const named = answers.find(({ args, value }) =>
    [args?.[option], textOf(objectOf(value)['TrailARN'])].some((name) => name === trail.arn || name === trail.name),
  )
  const [only] = answers
  return named ?? (answers.length === 1 && trails.length === 1 && only?.args === null ? only : undefined)
}

const missingFor = (command: Command, trails: readonly Trail[]): readonly string[] =>
  trails.length === 0
    ? []
    : [
        `no answer of “aws ${command}” for ${trails
          .map(({ name }) => name)
          .slice(0, 5)
          .join(', ')}`,
      ]

/** Whether management events are among what a trail records; null where the answer is not there. */
function recordsManagement(evidence: Evidence, trail: Trail, trails: readonly Trail[]): boolean | null {
  const answer = ofTrail(evidence, SELECTORS, 'trail-name', trail, trails)
  if (answer === undefined) return trail.value['HasCustomEventSelectors'] === false ? true : null
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = objectOf(answer.value)
  return (
    listOf(basic).some(
      (selector) =>
        objectOf(selector)['IncludeManagementEvents'] === true && (textOf(objectOf(selector)['ReadWriteType']) ?? 'All') === 'All',
    ) ||
    listOf(advanced).some((selector) =>
      listOf(objectOf(selector)['FieldSelectors']).some(
        (field) => textOf(objectOf(field)['Field']) === 'eventCategory' && textsOf(objectOf(field)['Equals']).includes('Management'),
      ),
    )
  )
}

/** Each account has a trail for all regions that logs management events now; an organization's trail serves all its accounts. */
export const trailCoverage: Evaluator = {
  evaluatorId: 'trail-coverage',
  criterionIds: [
    'pinpoint.logging-and-monitoring.trail',
    'pinpoint.data-protection.account-protection',
    'sso.logging-and-monitoring.trail',
    'iam.logging-and-monitoring.kept',
    'cloudtrail.security-best-practices.multi-region',
    'cloudtrail.compliance-validation.regions-accounts',
  ],
  reads: [TRAILS, STATUS, SELECTORS],
  evaluate: (evidence) => {
    const trails = trailsOf(evidence)
    const noStatus: Trail[] = []
    const noSelectors: Trail[] = []
    const judged = trails.map((trail) => {
      const status = ofTrail(evidence, STATUS, 'name', trail, trails)
      if (status === undefined) noStatus.push(trail)
      const management = recordsManagement(evidence, trail, trails)
      if (management === null) noSelectors.push(trail)
      const faults = [
        trail.value['IsMultiRegionTrail'] === true ? null : { why: 'one region only', place: at(trail, 'IsMultiRegionTrail') },
        status === undefined || objectOf(status.value)['IsLogging'] === true
          ? null
          : { why: 'not logging', place: placeIn(status, 'IsLogging') },
        management === false ? { why: 'without all management events', place: at(trail, 'HasCustomEventSelectors') } : null,
      ].filter((fault) => fault !== null)
      return { trail, faults, isKnown: status !== undefined && management !== null }
    })
    const good = judged.filter(({ faults }) => faults.length === 0)
    const forAll = good.find(({ trail }) => trail.value['IsOrganizationTrail'] === true)
    const accounts = new Set([...evidence.of(TRAILS).map(({ account }) => account), ...trails.map(({ account }) => account)])
    const items = [...accounts].flatMap((account): Item[] => {
      const mine = judged.filter(({ trail }) => trail.account === account)
      const serving = mine.find(({ faults }) => faults.length === 0) ?? forAll
      const name = account ?? 'an account that is not named'
      if (serving !== undefined)
        return [{ name: `${name} by ${serving.trail.name}`, wrong: null, place: at(serving.trail, 'IsMultiRegionTrail') }]
      const [first] = evidence.of(TRAILS).filter((answer) => answer.account === account)
      const place = mine[0]?.faults[0]?.place ?? (first === undefined ? undefined : placeIn(first, 'trailList'))
      const why =
        mine.length === 0
          ? 'no trail'
          : mine.map(({ trail, faults }) => `${trail.name}: ${faults.map((fault) => fault.why).join(', ')}`).join('; ')
      return place === undefined ? [] : [{ name, wrong: why, place }]
    })
    const unsure = good.some(({ isKnown }) => isKnown) ? [] : [...missingFor(STATUS, noStatus), ...missingFor(SELECTORS, noSelectors)]
    return survey({
      noun: ['account', 'accounts'],
      items,
      fault: ['has no trail that logs all regions and management events', 'have no trail that logs all regions and management events'],
      fine: ['has a trail that logs all regions and management events', 'have a trail that logs all regions and management events'],
      gaps: [...evidence.gaps(TRAILS, 'account'), ...unsure],
      none: 'The answers show no trail and no account.',
      ifNone: null,
    })
  },
}

const perTrail = (
  evaluatorId: string,
  criterionIds: readonly string[],
  member: string,
  isRight: (value: unknown) => boolean,
  words: { readonly fault: readonly [string, string]; readonly fine: readonly [string, string]; readonly also?: string },
): Evaluator => ({
  evaluatorId,
  criterionIds,
  reads: [TRAILS],
  evaluate: (evidence) =>
    survey({
      noun: ['trail', 'trails'],
      items: trailsOf(evidence).map(
        (trail): Item => ({ name: trail.name, wrong: isRight(trail.value[member]) ? null : '', place: at(trail, member) }),
      ),
      ...words,
      gaps: evidence.gaps(TRAILS, 'account'),
      none: 'There is no trail.',
      ifNone: 'not-met',
      isStrict: false,
    }),
})

const PROTECTED = ['pinpoint.logging-and-monitoring.trail-protection', 'sso.logging-and-monitoring.trail-protection'] as const

/** What a trail writes can be checked for changes. */
export const trailValidation = perTrail(
  'trail-validation',
  [...PROTECTED, 'cloudtrail.data-protection.integrity'],
  'LogFileValidationEnabled',
  (value) => value === true,
  {
    fault: ['is not validated for integrity', 'are not validated for integrity'],
    fine: ['is validated for integrity', 'are validated for integrity'],
  },
)

/** What a trail writes lies under a key of the client's. */
export const trailEncryption = perTrail(
  'trail-encryption',
  [...PROTECTED, 'cloudtrail.data-protection.at-rest'],
  'KmsKeyId',
  (value) => textOf(value) !== null,
  {
    fault: ['names no KMS key', 'name no KMS key'],
    fine: ['names a KMS key', 'name a KMS key'],
  },
)

/** A failed delivery or stop can be noticed where events reach a log group. */
export const trailLogGroups = perTrail(
  'trail-log-groups',
  ['cloudtrail.security-best-practices.cloudwatch-logs'],
  'CloudWatchLogsLogGroupArn',
  (value) => textOf(value) !== null,
  {
    fault: ['sends its events to no log group', 'send their events to no log group'],
    fine: ['sends its events to a log group', 'send their events to a log group'],
    also: 'A lake or another system that searches them does as well.',
  },
)

const SETTINGS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const

/** The buckets of trails are not public. */
export const trailBuckets: Evaluator = {
  evaluatorId: 'trail-buckets',
  criterionIds: [
    ...PROTECTED,
    'cloudtrail.infrastructure-security.exposure',
    'sso.logging-and-monitoring.trail',
    'pinpoint.logging-and-monitoring.trail',
  ],
  reads: [TRAILS, POLICY_STATUS, PUBLIC_BLOCK],
  evaluate: (evidence) => {
    const buckets = [...new Set(trailsOf(evidence).flatMap(({ value }) => textOf(value['S3BucketName']) ?? []))]
    const about = (command: Command, bucket: string) => {
      const answers = evidence.of(command)
      const [only] = answers
      return (
        answers.find(({ args }) => args?.['bucket'] === bucket) ??
        (buckets.length === 1 && answers.length === 1 && only?.args === null ? only : undefined)
      )
    }
    const missing: string[] = []
    const items = buckets.flatMap((bucket): Item[] => {
      const status = about(POLICY_STATUS, bucket)
      const block = about(PUBLIC_BLOCK, bucket)
      const isPublic = objectOf(objectOf(status?.value)['PolicyStatus'])['IsPublic']
      if (status !== undefined && isPublic === true)
        return [{ name: bucket, wrong: 'public by its policy', place: placeIn(status, 'PolicyStatus', 'IsPublic') }]
      const noBlock = evidence.absent(PUBLIC_BLOCK).find(({ args }) => args?.['bucket'] === bucket)
      if (noBlock !== undefined) return [{ name: bucket, wrong: 'public access is not blocked', place: placeIn(noBlock) }]
      if (block !== undefined) {
        const settings = objectOf(objectOf(block.value)['PublicAccessBlockConfiguration'])
        const open = SETTINGS.filter((setting) => settings[setting] !== true)
        return [
          {
            name: bucket,
            wrong: open.length === 0 ? null : `${open.join(', ')} off`,
            place: placeIn(block, 'PublicAccessBlockConfiguration'),
          },
        ]
      }
      // A policy status without IsPublic tells nothing, and alone it says nothing of access lists.
      missing.push(`whether public access to ${bucket} is blocked (“aws ${PUBLIC_BLOCK}”)`)
      return []
    })
    return survey({
      noun: ['bucket of a trail', 'buckets of trails'],
      items,
      fault: ['can be public', 'can be public'],
      fine: ['blocks public access', 'block public access'],
      gaps: [...evidence.gaps(TRAILS, 'account'), ...missing],
      none: 'No trail writes to a bucket.',
    })
  },
}
