// A mapping while it is being made: which column fills which field, which words mean which result and severity. Pure.
import type { Output } from '#contract'
import { EvidenceResult, Severity } from '#domain/evidence'
import { Profile, type ProfileField } from '#domain/profile'

export type Delimiter = Extract<Profile, { kind: 'csv' }>['delimiter']

/** How the program found the columns of a file. */
export type Layout = Output<'imports.preview'>['layout']

export type MappingDraft = {
  readonly kind: Profile['kind']
  readonly name: string
  readonly tool: string
  /** Field by column name; a column that is not used does not stand here. */
  readonly fields: Readonly<Record<string, ProfileField>>
  /** Results by status word, severities by severity word, in lower case: files are compared case-blind. */
  readonly statuses: Readonly<Record<string, EvidenceResult>>
  readonly severities: Readonly<Record<string, Severity>>
  readonly provider: Profile['provider']
  readonly delimiter: Delimiter
  readonly records: string
}

export type Column = { readonly name: string; readonly values: readonly string[] }

/** Names that columns commonly have, in the order in which they are tried; each field is filled once. */
const NAMES: readonly (readonly [ProfileField, RegExp])[] = [
  ['recordId', /^(id|finding ?id|record ?id|uid|uuid)$/],
  ['checkId', /^(check ?id|control ?id|rule ?id|policy ?id|test ?id|check|control|rule|policy|benchmark)$/],
  ['status', /^(status|result|outcome|state|compliance ?status|verdict|pass ?fail)$/],
  ['severity', /^(severity|sev|risk ?level|priority|criticality|level)$/],
  ['resourceId', /^(resource ?id|resource ?arn|arn|resource|asset|asset ?id|object)$/],
  ['resourceName', /^(resource ?name|asset ?name|host ?name|hostname)$/],
  ['resourceType', /^(resource ?type|asset ?type|type)$/],
  ['service', /^(service|service ?name|aws ?service|product)$/],
  ['region', /^(region|aws ?region|location)$/],
  ['accountId', /^(account ?id|aws ?account ?id|account|aws ?account|account ?number)$/],
  ['seenAt', /^(time|timestamp|date|seen ?at|last ?seen|scan ?time|scan ?date|observed ?at|updated ?at|created ?at)$/],
  ['title', /^(title|name|check ?title|finding|finding ?title|summary|control ?title)$/],
  ['statusText', /^(message|details?|status ?text|status ?extended|reason|comment|evidence)$/],
  ['description', /^(description|desc)$/],
  ['risk', /^(risk|impact)$/],
  ['remediationText', /^(remediation|recommendation|fix|solution|how ?to ?fix|mitigation)$/],
  ['remediationUrl', /^(remediation ?url|reference|references|url|link|more ?info)$/],
  ['muted', /^(muted|suppressed|ignored|accepted|waived|exception)$/],
]

const plain = (name: string): string =>
  (name.split('.').at(-1) ?? name)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** A first guess from the names of the columns; a person looks it over. */
export function guessFields(columns: readonly Column[]): Readonly<Record<string, ProfileField>> {
  const fields: Record<string, ProfileField> = {}
  for (const [field, pattern] of NAMES) {
    const column = columns.find(({ name }) => fields[name] === undefined && pattern.test(plain(name)))
    if (column !== undefined) fields[column.name] = field
  }
  return fields
}

const STATUS_GUESSES: Readonly<Record<string, EvidenceResult>> = {
  pass: 'pass',
  passed: 'pass',
  ok: 'pass',
  compliant: 'pass',
  success: 'pass',
  met: 'pass',
  yes: 'pass',
  fail: 'fail',
  failed: 'fail',
  nok: 'fail',
  alarm: 'fail',
  'non-compliant': 'fail',
  non_compliant: 'fail',
  noncompliant: 'fail',
  'not met': 'fail',
  no: 'fail',
  error: 'error',
  manual: 'manual',
  skip: 'skipped',
  skipped: 'skipped',
  info: 'info',
  'n/a': 'not-applicable',
  'not applicable': 'not-applicable',
  not_applicable: 'not-applicable',
}

const SEVERITY_GUESSES: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
  info: 'informational',
  informational: 'informational',
}

/** What a word of the file probably means; `unknown` where nothing says. */
export const guessStatus = (word: string): EvidenceResult => STATUS_GUESSES[word.toLowerCase()] ?? 'unknown'
export const guessSeverity = (word: string): Severity => SEVERITY_GUESSES[word.toLowerCase()] ?? 'unknown'

export const emptyDraft = (layout: Layout, columns: readonly Column[]): MappingDraft => ({
  kind: layout?.kind ?? 'csv',
  name: '',
  tool: '',
  fields: guessFields(columns),
  statuses: {},
  severities: {},
  provider: 'aws',
  delimiter: layout?.kind === 'csv' ? layout.delimiter : ',',
  records: layout?.kind === 'json' ? layout.records : '',
})

/** A saved mapping opened to be changed. A CSV header is compared case-blind, so its columns take the names this file gives them. */
export function draftOf(profile: Profile, columns: readonly Column[] = []): MappingDraft {
  const here = new Map(columns.map(({ name }) => [profile.kind === 'csv' ? name.toLowerCase() : name, name]))
  const fields: Record<string, ProfileField> = {}
  for (const [field, column] of Object.entries(profile.columns))
    fields[here.get(profile.kind === 'csv' ? column.toLowerCase() : column) ?? column] = field as ProfileField
  return {
    kind: profile.kind,
    name: profile.name,
    tool: profile.tool,
    fields,
    statuses: lowered(profile.statuses),
    severities: lowered(profile.severities),
    provider: profile.provider,
    delimiter: profile.kind === 'csv' ? profile.delimiter : ',',
    records: profile.kind === 'json' ? profile.records : '',
  }
}

const lowered = <T>(words: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(words).map(([word, meaning]) => [word.toLowerCase(), meaning]))

/** A column fills a field, or none (null). A field that another column filled moves here. */
export function withField(draft: MappingDraft, column: string, field: ProfileField | null): MappingDraft {
  const kept = Object.entries(draft.fields).filter(([name, other]) => name !== column && other !== field)
  return { ...draft, fields: Object.fromEntries(field === null ? kept : [...kept, [column, field]]) }
}

/** The column that fills a field; null where none does. */
export const columnFor = (draft: MappingDraft, field: ProfileField): string | null =>
  Object.entries(draft.fields).find(([, other]) => other === field)?.[0] ?? null

/** The words of a column's first values and those already said, each once, in lower case. */
export function wordsIn(seen: readonly string[], said: Readonly<Record<string, unknown>>): readonly string[] {
  const words = [...seen, ...Object.keys(said)].map((word) => word.trim().toLowerCase()).filter((word) => word !== '')
  return [...new Set(words)]
}

/**
 * The profile of a draft, its words completed by guesses for those seen in the file; `seen` are the words of its status and
 * severity columns. Null where a name, tool or every column is missing; `named: false` puts stand-ins for a preview.
 */
export function profileOf(
  draft: MappingDraft,
  seen: { readonly statuses: readonly string[]; readonly severities: readonly string[] },
  { named = true }: { readonly named?: boolean } = {},
): Profile | null {
  const columns = Object.fromEntries(Object.entries(draft.fields).map(([column, field]) => [field, column]))
  if (Object.keys(columns).length === 0) return null
  const shared = {
    name: named ? draft.name : draft.name.trim() || 'Not named yet',
    tool: named ? draft.tool : draft.tool.trim() || 'Not named yet',
    columns,
    statuses: meanings(wordsIn(seen.statuses, draft.statuses), (word) => draft.statuses[word] ?? guessStatus(word)),
    severities: meanings(wordsIn(seen.severities, draft.severities), (word) => draft.severities[word] ?? guessSeverity(word)),
    provider: draft.provider,
  }
  const profile = Profile.safeParse(
    draft.kind === 'csv'
      ? { kind: 'csv', ...shared, delimiter: draft.delimiter }
      : { kind: 'json', ...shared, records: draft.records.trim() },
  )
  return profile.success ? profile.data : null
}

/** A word that means nothing known needs no entry: unknown is what any other word is. */
const meanings = <T extends string>(words: readonly string[], meaning: (word: string) => T): Record<string, T> =>
  Object.fromEntries(
    words.map((word) => [word, meaning(word)] as const).filter(([word, means]) => means !== 'unknown' && word.length <= 200),
  )

export const RESULT_CHOICES = EvidenceResult.options
export const SEVERITY_CHOICES = Severity.options
