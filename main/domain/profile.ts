// A profile: how to read a CSV or JSON that no tool's format names, said once by a person and kept by name.
import * as z from 'zod'
import { EvidenceResult, Severity } from './evidence.ts'

/** The fields of evidence a column can fill. */
export const PROFILE_FIELDS = [
  'checkId',
  'title',
  'description',
  'statusText',
  'status',
  'severity',
  'muted',
  'resourceId',
  'resourceName',
  'resourceType',
  'service',
  'region',
  'accountId',
  'seenAt',
  'risk',
  'remediationText',
  'remediationUrl',
  'recordId',
] as const
export const ProfileField = z.enum(PROFILE_FIELDS)
export type ProfileField = z.infer<typeof ProfileField>

export const PROFILE_DELIMITERS = [',', ';', '\t', '|'] as const

const word = z.string().min(1).max(200)

const shared = {
  name: z.string().trim().min(1).max(100),
  /** Name of the tool as evidence will show it. */
  tool: z.string().trim().min(1).max(100),
  /**
   * Per field, the column's name in a CSV header (compared case-blind) or a path of keys joined by dots in a JSON record; numbers
   * count the items of a list from 0.
   */
  columns: z.partialRecord(ProfileField, word),
  /** The file's status words and what they mean; any other word is `unknown`. Compared case-blind. */
  statuses: z.record(word, EvidenceResult),
  /** The file's severity words; any other word is `unknown`. */
  severities: z.record(word, Severity),
  /** Set where the scans are of AWS, so that records are filed under its services. */
  provider: z.enum(['aws', 'other']),
}

export const Profile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('csv'), ...shared, delimiter: z.enum(PROFILE_DELIMITERS) }),
  z.strictObject({
    kind: z.literal('json'),
    ...shared,
    /**
     * Keys joined by dots that lead to the array of records; `*` is any key or item. Empty for an array, single object or one object
     * per line.
     */
    records: z.string().max(200),
  }),
])
export type Profile = z.infer<typeof Profile>

/** A word as the tables of a profile compare it. */
export const profileWord = (text: string): string => text.trim().toLowerCase()

/** Says in words why a profile cannot read anything yet; null where it can. A profile being made need not be ready. */
export function profileProblem(profile: Profile): string | null {
  const { columns, statuses, severities } = profile
  if (columns.checkId === undefined && columns.title === undefined) return 'Say which column holds the check or its title.'
  if (columns.status === undefined) return 'Say which column holds the status.'
  const twice = wordOfTwoMeanings(statuses) ?? wordOfTwoMeanings(severities)
  if (twice !== null) return `The word “${twice}” has two meanings: upper and lower case are not told apart.`
  if (profile.kind === 'json' && profile.records !== '' && profile.records.split('.').includes(''))
    return 'The path of the records has two dots in a row, or one at an end.'
  return null
}

function wordOfTwoMeanings(table: Readonly<Record<string, string>>): string | null {
  const meanings = new Map<string, string>()
  for (const [text, meaning] of Object.entries(table)) {
    const known = meanings.get(profileWord(text))
    if (known !== undefined && known !== meaning) return text
    meanings.set(profileWord(text), meaning)
  }
  return null
}
