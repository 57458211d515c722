// The shipped catalog data: its shapes, and the one place that reads and validates it. Lookups live in catalog.ts.
import * as z from 'zod'
import { CatalogNote, type CatalogOrigin, ChapterTopic, Topic } from '#domain/catalog'
import { type Criterion, Responsibility, TestMethod } from '#domain/criterion'
import { AppError } from '#domain/errors'
import { Severity } from '#domain/evidence'
import { ServiceKey, TopicId } from '#domain/ids'
import checksJson from './checks.json' with { type: 'json' }
import controlsJson from './controls.json' with { type: 'json' }
import cloudtrailJson from './criteria/cloudtrail.json' with { type: 'json' }
import ec2Json from './criteria/ec2.json' with { type: 'json' }
import eksJson from './criteria/eks.json' with { type: 'json' }
import genericJson from './criteria/generic.json' with { type: 'json' }
import iamJson from './criteria/iam.json' with { type: 'json' }
import kmsJson from './criteria/kms.json' with { type: 'json' }
import lambdaJson from './criteria/lambda.json' with { type: 'json' }
import pinpointJson from './criteria/pinpoint.json' with { type: 'json' }
import rdsJson from './criteria/rds.json' with { type: 'json' }
import s3Json from './criteria/s3.json' with { type: 'json' }
import ssoJson from './criteria/sso.json' with { type: 'json' }
import servicesJson from './services.json' with { type: 'json' }
import topicsJson from './topics.json' with { type: 'json' }

const text = z.string().trim().min(1)
const words = z.array(text).readonly()

/** A canonical topic; `core` marks the eight that stand in where a service has no chapter. */
export const TopicData = Topic.extend({ core: z.boolean(), aws: text, customer: text })
export type TopicData = z.infer<typeof TopicData>

export const ServiceData = z.strictObject({
  key: ServiceKey,
  name: text,
  aliases: words,
  /** What scanners call it: ARN and IAM namespaces, Prowler service names, Security Hub control prefixes, resource type segments. */
  arn: words,
  prowler: words,
  securityHub: words,
  segments: words,
  /** Resource types seen in findings; what decides filing are the segments above. */
  types: z.strictObject({ cloudFormation: words, asff: words }),
  chapter: z
    .strictObject({
      title: text,
      source: text,
      topics: z.array(ChapterTopic).min(1).readonly(),
      /** `[topic, depth, title, file, sub-topic]`: some 2,600 of them, so written short. */
      pages: z.array(z.tuple([TopicId, z.int().positive(), text, text, TopicId.nullable()])).readonly(),
    })
    .nullable(),
  notes: z.array(CatalogNote).readonly(),
})
export type ServiceData = z.infer<typeof ServiceData>

const ControlData = z.strictObject({ service: ServiceKey, topic: TopicId, severity: Severity })
export type ControlData = z.infer<typeof ControlData>

const CheckData = z.strictObject({
  service: ServiceKey,
  topic: TopicId.nullable(),
  /** Who says so: Security Hub, by the category of the control it tests, or this catalog where words and categories leave it in doubt. */
  topicBy: z.enum(['security-hub', 'catalog']).nullable(),
  /** Security Hub controls that test the same. */
  controls: words,
  categories: words,
  aliases: words,
})
export type CheckData = z.infer<typeof CheckData>

const slug = z.string().regex(/^[a-z0-9-]{1,24}$/)
const frameworkId = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/)
/** What is written of a criterion, shipped or of one's own. */
export const criterionShape = {
  slug,
  responsibility: Responsibility,
  method: TestMethod,
  /** Null where AWS answers for it, and only there. */
  howTested: text.nullable(),
  statement: text,
  provenBy: text,
  checks: words.default([]),
  /** Written as `{"nist-800-53-r5": ["AC-2", "AC-6"]}`. */
  requirements: z
    .record(frameworkId, words)
    .default({})
    .transform((byFramework) => Object.entries(byFramework).map(([framework, ids]) => ({ framework, ids }))),
  when: words.default([]),
  subtopic: TopicId.nullable().default(null),
}
export const testedByUs = (c: { responsibility: Responsibility; howTested: string | null }): boolean =>
  (c.responsibility === 'aws') === (c.howTested === null)
export const HOW_TESTED_RULE = { message: 'howTested is null exactly where AWS answers for the criterion' }

/** A criterion for any service; `{service}` in its statement stands for the service's name. */
const GenericCriterion = z.strictObject({ topic: TopicId, ...criterionShape }).refine(testedByUs, HOW_TESTED_RULE)
export type GenericCriterion = z.infer<typeof GenericCriterion>

/** A criterion of one service: of a page of its guide, or of another source where the guide does not hold it. */
const OwnCriterion = z
  .strictObject({ ...criterionShape, page: text.optional(), source: text.optional() })
  .refine(testedByUs, HOW_TESTED_RULE)
  .refine((c) => (c.page === undefined) !== (c.source === undefined), { message: 'give a page of the guide, or a source' })

/** Criteria of one service, read page by page in its guide. */
const ServiceCriteria = z.strictObject({
  service: ServiceKey,
  guide: text,
  topics: z
    .array(
      z.strictObject({
        topic: TopicId,
        aws: text,
        customer: text,
        criteria: z.array(OwnCriterion).min(1).readonly(),
      }),
    )
    .readonly(),
})
export type ServiceCriteria = z.infer<typeof ServiceCriteria>

/** What an engagement changes of the catalog; nothing in the shipped one. */
export type CatalogChanges = {
  readonly origins: ReadonlyMap<string, CatalogOrigin>
  /** Criteria that join a checklist, or replace the one with the same id. `service: '*'` stands for every service with the topic. */
  readonly criteria: readonly (Omit<Criterion, 'criterionId'> & { readonly slug: string })[]
  readonly leftOut: ReadonlySet<string>
  /** Criteria that are in no catalog any more but have a verdict. */
  readonly kept: readonly Criterion[]
  /** By criterion: the wording on which its verdict was given. */
  readonly reworded: ReadonlyMap<string, string>
}
const NO_CHANGES: CatalogChanges = { origins: new Map(), criteria: [], leftOut: new Set(), kept: [], reworded: new Map() }

export type CatalogData = {
  readonly changes: CatalogChanges
  readonly topics: readonly TopicData[]
  readonly services: readonly ServiceData[]
  readonly controls: Readonly<Record<string, ControlData>>
  readonly checks: Readonly<Record<string, CheckData>>
  readonly generic: readonly GenericCriterion[]
  readonly special: readonly ServiceCriteria[]
}

/** Reads one data file through its schema. Throws AppError('unexpected') naming the file and the first places that are wrong. */
export function readData<T>(file: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.slice(0, 3).map((i) => `${i.path.join('.')}: ${i.message}`)
  throw new AppError('unexpected', `The catalog file ${file} does not fit its schema: ${places.join('; ')}.`, { file, places })
}

/** Services whose criteria are worked out; all others have the generic ones. */
const OWN = {
  cloudtrail: cloudtrailJson,
  ec2: ec2Json,
  eks: eksJson,
  iam: iamJson,
  kms: kmsJson,
  lambda: lambdaJson,
  pinpoint: pinpointJson,
  rds: rdsJson,
  s3: s3Json,
  sso: ssoJson,
}

let loaded: CatalogData | undefined

/** The shipped data, read and validated once. */
export function loadCatalogData(): CatalogData {
  loaded ??= readAll()
  return loaded
}

function readAll(): CatalogData {
  return {
    changes: NO_CHANGES,
    topics: readData('topics.json', z.array(TopicData).readonly(), topicsJson),
    services: readData('services.json', z.array(ServiceData).readonly(), servicesJson),
    controls: readData('controls.json', z.record(text, ControlData), controlsJson),
    checks: readData('checks.json', z.record(text, CheckData), checksJson),
    generic: readData('criteria/generic.json', z.array(GenericCriterion).readonly(), genericJson),
    special: Object.entries(OWN).map(([file, json]) => readData(`criteria/${file}.json`, ServiceCriteria, json)),
  }
}
