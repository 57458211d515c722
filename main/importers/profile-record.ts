// Makes a record of the fields a person's profile names. Where the fields lie in a CSV row or a JSON object, profile.ts says.
import { UNSTATED } from '#domain/evidence'
import { PROFILE_FIELDS, type Profile, type ProfileField, profileWord } from '#domain/profile'
import { readAccount } from './account.ts'
import { resourceFacts } from './aws-answers.ts'
import { isObject } from './fields.ts'
import type { Mapped } from './json-import.ts'
import { isWebAddress, splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import { readTime, type SeenAt } from './times.ts'

/** The value of a field as the source has it; undefined or null where it has none, or where the profile does not map the field. */
export type FieldReader = (field: ProfileField) => unknown
export type FieldMapping = (read: FieldReader, note: Note) => Mapped

const MUTED = new Set(['true', 'yes', '1'])
const NOT_MUTED = new Set(['false', 'no', '0'])

/** Makes the mapping of one profile: the same fields give the same record. */
export function profileMapping(profile: Profile): FieldMapping {
  const statuses = tableOf(profile.statuses)
  const severities = tableOf(profile.severities)
  const { provider } = profile

  return (read, note) => {
    const words = new Map<ProfileField, string>()
    for (const field of PROFILE_FIELDS) {
      const column = profile.columns[field]
      const word = column === undefined ? null : textOfValue(read(field), column, note)
      if (word !== null) words.set(field, word)
    }
    if (words.size === 0) return { rejected: 'wrong-shape', because: 'Nothing the profile maps is filled in here.' }
    const text = (field: ProfileField): string | null => words.get(field)?.trim() ?? null

    const statusRaw = words.get('status') ?? null
    const severityRaw = words.get('severity') ?? null
    const resourceId = text('resourceId')
    const resourceType = text('resourceType')
    const place = provider === 'aws' ? resourceFacts(resourceId, resourceType) : null
    return {
      ...UNSTATED,
      toolRecordId: text('recordId'),
      checkId: text('checkId'),
      title: text('title'),
      description: text('description'),
      statusText: text('statusText'),
      result: statusRaw === null ? noStatus(note) : meaningOf(statusRaw, statuses, note, 'unknown-status', 'Status'),
      statusRaw,
      muted: isMuted(text('muted'), note),
      severity: severityRaw === null ? 'unknown' : meaningOf(severityRaw, severities, note, 'unknown-severity', 'Severity'),
      severityRaw,
      resourceId,
      resourceName: text('resourceName'),
      resourceType,
      scannerService: text('service') ?? place?.scannerService ?? null,
      provider,
      partition: place?.partition ?? null,
      region: text('region') ?? place?.region ?? null,
      accountId: readAccount(text('accountId') ?? place?.account ?? null, provider, note),
      ...timeOf(text('seenAt'), note),
      risk: text('risk'),
      ...remediationOf(text('remediationText'), text('remediationUrl')),
      toolName: profile.tool,
    }
  }
}

const tableOf = <T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(words).map(([text, meaning]) => [profileWord(text), meaning]))

/** A value as text: strings as written, numbers and truth values as words, lists of them joined by commas; null where there is nothing but space. */
export function textOfValue(value: unknown, column: string, note: Note): string | null {
  const text = scalarText(value)
  if (text !== null || value === undefined || value === null || typeof value === 'string') return text
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.some((item) => isObject(item) || Array.isArray(item)))
    note('other', `${quoted(column)} holds objects, not a value. They were not read; map a value inside them.`)
  const texts = items.map(scalarText).filter((item) => item !== null)
  return texts.length === 0 ? null : texts.join(', ')
}

function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.toWellFormed()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

function noStatus(note: Note): 'unknown' {
  note('unknown-status', 'Records without a status were filed as unknown.')
  return 'unknown'
}

function meaningOf<T extends string>(
  raw: string,
  table: ReadonlyMap<string, T>,
  note: Note,
  code: 'unknown-status' | 'unknown-severity',
  what: string,
): T | 'unknown' {
  const meaning = table.get(profileWord(raw))
  if (meaning === undefined) note(code, `${what} ${quoted(raw)} is not in the profile; filed as unknown.`)
  return meaning ?? 'unknown'
}

function isMuted(text: string | null, note: Note): boolean {
  const word = text === null ? 'no' : profileWord(text)
  if (!MUTED.has(word) && !NOT_MUTED.has(word))
    note('other', `${quoted(word)} in the column for muted is neither yes nor no; such records were filed as not muted.`)
  return MUTED.has(word)
}

function timeOf(text: string | null, note: Note): SeenAt {
  const time = readTime(text)
  if (time.seenAtRaw !== null && time.seenAt === null)
    note('clock-odd', 'Some times are written in no form that can be read safely; their words were kept.')
  return time
}

/** A column for links may hold several between white space; what is no link stays text (trap T17). */
function remediationOf(text: string | null, urls: string | null) {
  if (urls === null) return { remediationText: text, remediationUrls: [] }
  const parts = urls.split(/,?\s+/)
  const { links, others } = splitLinks(parts.every(isWebAddress) ? parts : [urls])
  const texts = [text, ...others].filter((part) => part !== null)
  return { remediationText: texts.length === 0 ? null : texts.join('\n'), remediationUrls: links }
}
