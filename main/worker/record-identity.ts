// What a record is about and what it says, as hashes: for following a thing from scan to scan, and for telling whether it changed.
import { hash } from 'node:crypto'
import { HASH_DIGITS } from '#db/queries/content-sum'
import type { Filing, ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'

/** Formats whose record ids name a finding for as long as it lives, scan after scan (FORMATS.md §6.2, §7.4, §7.5). */
const LASTING_IDS: ReadonlySet<FormatId> = new Set(['asff', 'ocsf', 'guardduty', 'inspector2', 'access-analyzer'])
/** Prowler's ids are not unique (trap T2) and differ between its formats. */
const PROWLER = 'prowler'
/** 96 bits. */
const SERIES_CHARACTERS = 16

/** The tool as one word, the same in all its formats: `prowler` for OCSF, CSV and ASFF. */
export function familyOf({ toolName }: ScanRecord, formatId: FormatId): string {
  if (toolName === null) return formatId
  if (toolName !== lastTool.name)
    lastTool = {
      name: toolName,
      word: toolName
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim(),
    }
  return lastTool.word === '' ? formatId : lastTool.word
}
/** The records of a file come from one tool, as a rule. */
let lastTool = { name: '', word: '' }

/** What the record is about; null where it names neither check nor title, for then nothing can be followed. */
export function seriesOf(record: ScanRecord, formatId: FormatId, family: string): string | null {
  const check = record.checkId ?? record.title
  if (check === null) return null
  const isLasting = LASTING_IDS.has(formatId) && family !== PROWLER && record.toolRecordId !== null
  // Check and resource beside the id: a tool that gives one id to several must not have one pass end the fail of another (trap T2).
  const about = isLasting
    ? [family, 'id', record.accountId, record.toolRecordId, check, record.resourceId ?? record.resourceName]
    : [family, check, record.accountId, record.region, record.resourceId ?? record.resourceName]
  return digestOf(about)
}

const digestOf = (about: readonly (string | null)[]): string =>
  hash('sha256', JSON.stringify(about), 'base64url').slice(0, SERIES_CHARACTERS)

/** Prowler's compliance files know a resource by its name alone (FORMATS.md §4.8); its other files have name and id. */
export function twinOf(record: ScanRecord, family: string): string | null {
  if (family !== PROWLER || record.checkId === null) return null
  return digestOf([family, record.checkId, record.accountId, record.region, record.resourceName ?? record.resourceId])
}

/** What the record says, its time and its place in the file left out: equal for two records that say the same. */
export function contentOf(r: ScanRecord, f: Filing): string {
  const said = [
    r.checkId,
    r.title,
    r.statusText,
    r.result,
    r.statusRaw,
    r.muted,
    r.lifecycle,
    r.severity,
    r.severityRaw,
    r.resourceId ?? r.resourceName,
    r.resourceType,
    r.region,
    r.accountId,
    f.service,
    f.topic,
  ]
  if (r.wholeText !== null) said.push(r.wholeText)
  return hash('sha256', JSON.stringify(said), 'hex').slice(0, HASH_DIGITS)
}
