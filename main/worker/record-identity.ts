// What a record is about and what it says, as hashes: for following a thing from scan to scan, and for telling whether it changed.
// The hashes are over JSON arrays, put together here from parts that are JSON already; record-row.test.ts has them as arrays.
import { hash } from 'node:crypto'
import { HASH_DIGITS } from '#db/queries/content-sum'
import type { ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'
import type { RecordKind } from './record-kinds.ts'

/** Formats whose record ids name a finding for as long as it lives, scan after scan (FORMATS.md §6.2, §7.4, §7.5). */
const LASTING_IDS: ReadonlySet<FormatId> = new Set(['asff', 'ocsf', 'guardduty', 'inspector2', 'access-analyzer'])
/** Prowler's ids are not unique (trap T2) and differ between its formats. */
const PROWLER = 'prowler'
/** 96 bits. */
const SERIES_CHARACTERS = 16

/** JSON of what is a record's own. */
export type OwnWords = Readonly<Record<'account' | 'region' | 'resource' | 'statusText', string>>

/**
 * What the record is about: tool, check, place and resource; null where it names neither check nor title, for then nothing can be followed.
 */
export function seriesOf(r: ScanRecord, kind: RecordKind, own: OwnWords, formatId: FormatId): string | null {
  if (r.checkId === null && r.title === null) return null
  const check = r.checkId === null ? kind.json.title : kind.json.check
  const isLasting = LASTING_IDS.has(formatId) && kind.family !== PROWLER && r.toolRecordId !== null
  // Check and resource beside the id: a tool that gives one id to several must not have one pass end the fail of another (trap T2).
  return digestOf(
    isLasting
      ? `[${kind.json.family},"id",${own.account},${JSON.stringify(r.toolRecordId)},${check},${own.resource}]`
      : `[${kind.json.family},${check},${own.account},${own.region},${own.resource}]`,
  )
}

const digestOf = (about: string): string => hash('sha256', about, 'base64url').slice(0, SERIES_CHARACTERS)

/** Prowler's compliance files know a resource by its name alone (FORMATS.md §4.8); its other files have name and id. */
export function twinOf(r: ScanRecord, kind: RecordKind, own: OwnWords): string | null {
  if (kind.family !== PROWLER || r.checkId === null) return null
  const resource = JSON.stringify(r.resourceName ?? r.resourceId)
  return digestOf(`[${kind.json.family},${kind.json.check},${own.account},${own.region},${resource}]`)
}

/** What the record says, its time and its place in the file left out: equal for two records that say the same. */
export function contentOf(r: ScanRecord, kind: RecordKind, own: OwnWords): string {
  const { check, title, resourceType, service, topic } = kind.json
  const whole = r.wholeText === null ? '' : `,${JSON.stringify(r.wholeText)}`
  const said = `[${check},${title},${own.statusText},${kind.said},${own.resource},${resourceType},${own.region},${own.account},${service},${topic}${whole}]`
  return hash('sha256', said, 'hex').slice(0, HASH_DIGITS)
}
