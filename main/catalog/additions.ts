// A user's own catalog file: its shape, and reading it so that every fault is told with its place. What it changes is additions-apply.ts.
import * as z from 'zod'
import { CatalogNote, ChapterTopic, Subtopic } from '#domain/catalog'
import { AppError } from '#domain/errors'
import { ServiceKey, TopicId } from '#domain/ids'
import { criterionShape, HOW_TESTED_RULE, testedByUs } from './data.ts'
import { keysGivenTwice } from './json-keys.ts'

/** In bytes. Criteria of hundreds of services fit; what is larger is no catalog. */
export const LARGEST_ADDITIONS = 1_048_576
/** How many faults are told one by one; how many there are is always told. */
const MOST_FAULTS = 40

const text = z.string().trim().min(1).max(4000)
const words = z.array(z.string().trim().min(1).max(200)).max(500).readonly()

/** A topic of one's own, or other words for one the catalog has: then only what is given replaces. */
const AddedTopic = z.strictObject({
  topic: TopicId,
  label: text.optional(),
  holds: text.optional(),
  aws: text.optional(),
  customer: text.optional(),
  subtopics: z.array(Subtopic).max(100).readonly().optional(),
})
export type AddedTopic = z.infer<typeof AddedTopic>

/** A service of one's own, or changes to one the catalog has: then only what is given replaces. */
const AddedService = z.strictObject({
  key: ServiceKey,
  name: text.optional(),
  aliases: words.optional(),
  arn: words.optional(),
  prowler: words.optional(),
  securityHub: words.optional(),
  segments: words.optional(),
  cloudFormation: words.optional(),
  asff: words.optional(),
  /** Null: the service has no chapter, and the eight core topics stand in. */
  chapter: z
    .strictObject({ title: text, source: text, topics: z.array(ChapterTopic).min(1).max(100).readonly() })
    .nullable()
    .optional(),
  notes: z.array(CatalogNote).max(100).readonly().optional(),
})
export type AddedService = z.infer<typeof AddedService>

/** For every service whose chapter has the topic. */
export const EVERY_SERVICE = '*'

const AddedCriterion = z
  .strictObject({ service: z.union([ServiceKey, z.literal(EVERY_SERVICE)]), topic: TopicId, ...criterionShape, source: text })
  .refine(testedByUs, HOW_TESTED_RULE)
export type AddedCriterion = z.infer<typeof AddedCriterion>

const LeftOut = z.strictObject({ criterionId: z.string().min(1).max(200), reason: text })

const AdditionsFile = z.strictObject({
  tickmarkCatalog: z.literal(1),
  name: text.max(120),
  version: text.max(60),
  topics: z.array(AddedTopic).max(100).readonly().default([]),
  services: z.array(AddedService).max(500).readonly().default([]),
  criteria: z.array(AddedCriterion).max(5000).readonly().default([]),
  leaveOut: z.array(LeftOut).max(5000).readonly().default([]),
})
export type Additions = z.infer<typeof AdditionsFile>

/** Where in the file something is wrong, and why: `criteria[3].topic`. */
export type Fault = { readonly place: string; readonly reason: string }

/** Reads a catalog file. Throws AppError('invalid-input') that names the file and every fault with its place. */
export function readAdditions(fileName: string, content: string): Additions {
  const parsed = AdditionsFile.safeParse(parseJson(fileName, content))
  if (parsed.success) return parsed.data
  throw faulty(
    fileName,
    parsed.error.issues.map((issue) => ({ place: placeOf(issue.path), reason: reasonOf(issue) })),
  )
}

/** The error for a file with faults. */
export function faulty(fileName: string, faults: readonly Fault[]): AppError {
  const told = faults.slice(0, MOST_FAULTS).map(({ place, reason }) => `${place}: ${reason}`)
  const rest = faults.length - told.length
  return new AppError(
    'invalid-input',
    `${fileName} cannot be used as a catalog. ${told[0] ?? ''}${faults.length > 1 ? ` (and ${faults.length - 1} more, listed with this error)` : ''}`,
    { file: fileName, faults: faults.length, places: rest > 0 ? [...told, `and ${rest} more`] : told },
  )
}

function parseJson(fileName: string, content: string): unknown {
  const text = content.replace(/^\uFEFF/, '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new AppError('invalid-input', `${fileName} is not JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      file: fileName,
    })
  }
  const twice = keysGivenTwice(text)
  if (twice.length > 0)
    throw faulty(
      fileName,
      twice.map((place) => ({ place, reason: 'given twice; only the last would count' })),
    )
  return value
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.reduce<string>(
    (said, key) => (typeof key === 'number' ? `${said}[${key}]` : `${said}${said === '' ? '' : '.'}${String(key)}`),
    '',
  )
  return place === '' ? 'the whole file' : place
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return 'neither a service key nor "*"'
  return issue.message
}
