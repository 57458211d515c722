// What the records of a check have in common, found by comparing: a file names the same words in every record of a check.
import type { Filing, ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'

/** The words and answers many records of a check share. */
export type RecordKind = Pick<
  ScanRecord,
  | 'result'
  | 'severity'
  | 'lifecycle'
  | 'muted'
  | 'statusRaw'
  | 'severityRaw'
  | 'resourceType'
  | 'scannerService'
  | 'title'
  | 'checkId'
  | 'toolName'
  | 'toolVersion'
  | 'timeQuality'
  | 'perRequirement'
  | 'provider'
> & {
  readonly filing: Filing
  /** The tool as one word, the same in all its formats: `prowler` for OCSF, CSV and ASFF. */
  readonly family: string
  /** From 1 on, in the order of their first records. */
  readonly number: number
}

/** Records of so many kinds share too little for comparing to pay. */
const MOST_OF_A_CHECK = 32
/** So many kinds are known at a time, for a file of all-different records must not fill the memory. */
const MOST_KINDS = 10_000
/** With this kind, by its number, all before it are forgotten: by what finds kinds, and by what was told of them. */
export const isFirstOfMany = (kind: number): boolean => (kind - 1) % MOST_KINDS === 0

/** What the records of one kind at one place share: what `begin` made of the first of them. */
type Groups<T> = Map<string | null, Map<string | null, T>>

/**
 * Makes the function that gives what a record shares with others of its kind, account and region; `begin` makes it, of the first such
 * record. Records of different kinds or places never get the same; those of one kind and place may get several, one after the other.
 */
export function createRecordGroups<T>(
  formatId: FormatId,
  begin: (record: ScanRecord, kind: RecordKind) => T,
): (record: ScanRecord, filing: Filing) => T {
  type Entry = { readonly kind: RecordKind; readonly groups: Groups<T> }
  const checks = new Map<string | null, Entry[]>()
  let kinds = 0

  const entryOf = (record: ScanRecord, filing: Filing): Entry => {
    const name = record.checkId ?? record.title
    let entries = checks.get(name)
    if (entries === undefined) {
      entries = []
      checks.set(name, entries)
    }
    for (const entry of entries) if (isFiledAs(entry.kind.filing, filing) && isOf(entry.kind, record)) return entry
    kinds += 1
    if (isFirstOfMany(kinds)) {
      checks.clear()
      entries = []
      checks.set(name, entries)
    }
    if (entries.length >= MOST_OF_A_CHECK) entries.length = 0
    const entry = { kind: kindOf(kinds, record, filing, familyOf(record, formatId)), groups: new Map() }
    entries.push(entry)
    return entry
  }

  return (record, filing) => {
    const { kind, groups } = entryOf(record, filing)
    let regions = groups.get(record.accountId)
    if (regions === undefined) {
      regions = new Map()
      groups.set(record.accountId, regions)
    }
    let group = regions.get(record.region)
    if (group === undefined) {
      group = begin(record, kind)
      regions.set(record.region, group)
    }
    return group
  }
}

/** One object, as a rule; of records too long to be remembered it is made anew each time. */
const isFiledAs = (known: Filing, f: Filing): boolean =>
  known === f ||
  (known.rule === f.rule &&
    known.service === f.service &&
    known.topic === f.topic &&
    known.subtopic === f.subtopic &&
    known.suggestedService === f.suggestedService &&
    known.suggestedTopic === f.suggestedTopic &&
    known.confidence === f.confidence &&
    known.serviceConfidence === f.serviceConfidence &&
    known.topicConfidence === f.topicConfidence)

/**
 * What differs most between records of a check comes first. Member by member, and not over a list of their names: each record is
 * compared, and names that vary are looked up slowly.
 */
const isOf = (kind: RecordKind, r: ScanRecord): boolean =>
  kind.result === r.result &&
  kind.severity === r.severity &&
  kind.lifecycle === r.lifecycle &&
  kind.muted === r.muted &&
  kind.statusRaw === r.statusRaw &&
  kind.severityRaw === r.severityRaw &&
  kind.resourceType === r.resourceType &&
  kind.scannerService === r.scannerService &&
  kind.title === r.title &&
  kind.checkId === r.checkId &&
  kind.toolName === r.toolName &&
  kind.toolVersion === r.toolVersion &&
  kind.timeQuality === r.timeQuality &&
  kind.perRequirement === r.perRequirement &&
  kind.provider === r.provider

const familyOf = ({ toolName }: ScanRecord, formatId: FormatId): string =>
  (toolName ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim() || formatId

function kindOf(number: number, record: ScanRecord, filing: Filing, family: string): RecordKind {
  const { result, severity, lifecycle, muted, statusRaw, severityRaw, resourceType, scannerService, title, checkId } = record
  const { toolName, toolVersion, timeQuality, perRequirement, provider } = record
  const said = { result, severity, lifecycle, muted, statusRaw, severityRaw, resourceType, scannerService, title, checkId }
  return { ...said, toolName, toolVersion, timeQuality, perRequirement, provider, filing, family, number }
}
