// The collection kit's manifest as it comes back from the client: a header line, one line per call, an end line where nothing
// interrupted it. Shapes only; the commands and the scripts that write it are in main/kit.
import * as z from 'zod'
import { AccountId, ServiceKey, Sha256, TopicId } from './ids.ts'

/** The file of a bundle that names all others. */
export const MANIFEST_NAME = 'manifest.ndjson'
/** Changed where a manifest of before would be misread. */
export const KIT_VERSION = 1

/**
 * What became of a call. `absent`: the service answered that what was asked for does not exist (no password policy, no event stream),
 * which is a fact; `failed`: any other error; `not-run`: what names the things to ask about was itself not answered.
 */
export const KitOutcome = z.enum(['answered', 'absent', 'access-denied', 'failed', 'not-run'])
export type KitOutcome = z.infer<typeof KitOutcome>

/** As the AWS CLI writes it: `pinpoint`, `get-apps`. */
export const CliWord = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
const Region = z.string().regex(/^[a-z0-9-]{1,40}$/)
/** In UTC; seconds are what every shell can tell. */
const KitTime = z.iso.datetime()
/** A bundle's own file, always below its answers: no path can leave the bundle. */
const AnswerFile = z.string().regex(/^answers\/[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/)

/** Who called: the answer of `sts get-caller-identity`; null where it gave none. */
const KitCaller = z.strictObject({ account: AccountId, arn: z.string().max(2048) })

export const KitHeader = z.strictObject({
  type: z.literal('header'),
  kit: z.literal(KIT_VERSION),
  tickmark: z.string().max(100),
  services: z.array(ServiceKey).min(1).max(300).readonly(),
  regions: z.array(Region).max(100).readonly(),
  /** How many commands the kit has; each is called once per region and per thing found. */
  commands: z.int().nonnegative(),
  script: z.string().max(100),
  scriptSha256: Sha256.nullable(),
  awsCli: z.string().max(400),
  caller: KitCaller.nullable(),
  startedAt: KitTime,
})
export type KitHeader = z.infer<typeof KitHeader>

/** Options of a call with their values, as given after `--`. */
export const KitArgs = z.record(CliWord, z.string().max(4096))
export type KitArgs = z.infer<typeof KitArgs>

export const KitCall = z.strictObject({
  type: z.literal('call'),
  id: z.string().regex(/^\d{4,7}$/),
  service: ServiceKey,
  topic: TopicId,
  cli: CliWord,
  operation: CliWord,
  args: KitArgs,
  /** Counts from 1; later pages have the token of the page before among their arguments. */
  page: z.int().positive(),
  account: AccountId.nullable(),
  region: Region.nullable(),
  file: AnswerFile.nullable(),
  exitCode: z.int().nullable(),
  /** The first line of what the AWS CLI said, or why the call was not made. */
  error: z.string().max(4096).nullable(),
  sha256: Sha256.nullable(),
  startedAt: KitTime,
  outcome: KitOutcome,
})
export type KitCall = z.infer<typeof KitCall>

/** Asked a second time with `--query`, for the ids alone: its answer is kept nowhere. */
export const KitListing = KitCall.pick({ service: true, cli: true, operation: true, region: true, exitCode: true, startedAt: true }).extend(
  {
    type: z.literal('listing'),
    query: z.string().max(1000),
    found: z.int().nonnegative(),
  },
)
export type KitListing = z.infer<typeof KitListing>

export const KitEnd = z.strictObject({ type: z.literal('end'), calls: z.int().nonnegative(), endedAt: KitTime })
export type KitEnd = z.infer<typeof KitEnd>

export const KitLine = z.discriminatedUnion('type', [KitHeader, KitCall, KitListing, KitEnd])
export type KitLine = z.infer<typeof KitLine>

/** What the manifest tells of the answer in a file; kept with the source file as its directions. */
export const KitDirections = KitCall.pick({
  service: true,
  topic: true,
  cli: true,
  operation: true,
  args: true,
  page: true,
  account: true,
  region: true,
}).extend({
  at: KitTime,
  /** True where a later call of the manifest asked for the next page. */
  continued: z.boolean(),
})
export type KitDirections = z.infer<typeof KitDirections>

/** Arguments that say how much is asked for at once and in which shape, not about what. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set(['query', 'token', 'next-token', 'page-size'])

/** What a call asked about, as a person would write it; null where it asked about everything there is. */
export function askedAbout({ args, page }: Pick<KitCall, 'args' | 'page'>): string | null {
  const words = Object.entries(args).flatMap(([name, value]) => (ABOUT_THE_ANSWER.has(name) ? [] : [`--${name} ${value}`]))
  if (page > 1) words.push(`(page ${page})`)
  return words.length === 0 ? null : words.join(' ')
}

/** How many calls became what. */
export type OutcomeCounts = { -readonly [O in KitOutcome]: number }
export const noOutcomes = (): OutcomeCounts => ({ answered: 0, absent: 0, 'access-denied': 0, failed: 0, 'not-run': 0 })
