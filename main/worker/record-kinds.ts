// What the records of a check have in common: found by comparing, and written as JSON once, for a file names the same words in every
// record of a check.
import type { RowValue } from '#db/queries/import-digests'
import type { Filing, ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'

/** The words and answers many records of a check share, as values and as the JSON of parts of what is hashed and stored. */
export type RecordKind = Pick<ScanRecord, (typeof SHARED)[number]> & {
  readonly filing: Filing
  /** The tool as one word, the same in all its formats: `prowler` for OCSF, CSV and ASFF. */
  readonly family: string
  /** JSON of single values. */
  readonly json: Readonly<Record<'family' | 'check' | 'title' | 'resourceType' | 'service' | 'topic', string>>
  /** JSON of result, status as written, muted, lifecycle, severity and severity as written, for the hash of what a record says. */
  readonly said: string
  /** The columns of evidence before, between and behind what is a record's own, as JSON with commas at both ends. */
  readonly row: Readonly<Record<'beforeStatus' | 'beforeResource' | 'beforePlace' | 'behindTime', string>>
}

/** Compared in this order: what differs most between records of a check comes first. */
const SHARED = [
  'result',
  'severity',
  'lifecycle',
  'muted',
  'statusRaw',
  'severityRaw',
  'resourceType',
  'scannerService',
  'title',
  'checkId',
  'toolName',
  'toolVersion',
  'timeQuality',
  'perRequirement',
] as const satisfies readonly (keyof ScanRecord)[]

/** Records of so many kinds share too little for comparing to pay. */
const MOST_OF_A_CHECK = 32
/** A file of all-different checks must not fill the memory. */
const MOST_CHECKS = 5000

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

  const entryOf = (record: ScanRecord, filing: Filing): Entry => {
    const name = record.checkId ?? record.title
    let entries = checks.get(name)
    if (entries === undefined) {
      if (checks.size >= MOST_CHECKS) checks.clear()
      entries = []
      checks.set(name, entries)
    }
    for (const entry of entries) if (entry.kind.filing === filing && isOf(entry.kind, record)) return entry
    if (entries.length >= MOST_OF_A_CHECK) entries.length = 0
    const entry = { kind: kindOf(record, filing, familyOf(record, formatId)), groups: new Map() }
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

function isOf(kind: RecordKind, record: ScanRecord): boolean {
  for (const name of SHARED) if (kind[name] !== record[name]) return false
  return true
}

const familyOf = ({ toolName }: ScanRecord, formatId: FormatId): string =>
  (toolName ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim() || formatId

function kindOf(r: ScanRecord, f: Filing, family: string): RecordKind {
  const json = (value: RowValue | boolean): string => JSON.stringify(value)
  /** As SQLite will give it back: UTF-8 holds no half of a surrogate pair. */
  const stored = (...values: readonly RowValue[]): string => values.map((value) => json(storable(value))).join(',')
  const shared = Object.fromEntries(SHARED.map((name) => [name, r[name]])) as Pick<ScanRecord, (typeof SHARED)[number]>
  return {
    ...shared,
    filing: f,
    family,
    json: {
      family: json(family),
      check: json(r.checkId),
      title: json(r.title),
      resourceType: json(r.resourceType),
      service: json(f.service),
      topic: json(f.topic),
    },
    said: [r.result, r.statusRaw, r.muted, r.lifecycle, r.severity, r.severityRaw].map(json).join(','),
    row: {
      beforeStatus: `,${stored(r.perRequirement ? 1 : 0, r.checkId, r.title)},`,
      beforeResource: `,${stored(r.result, r.statusRaw, r.muted ? 1 : 0, r.lifecycle, r.severity, r.severityRaw)},`,
      beforePlace: `,${stored(r.resourceType)},`,
      behindTime: `,${stored(
        r.timeQuality,
        f.service,
        f.topic,
        f.rule,
        f.confidence,
        f.subtopic,
        f.serviceConfidence,
        f.topicConfidence,
        f.suggestedService,
        f.suggestedTopic,
      )}]`,
    },
  }
}

export const storable = <T extends RowValue>(value: T): T | string => (typeof value === 'string' ? value.toWellFormed() : value)
