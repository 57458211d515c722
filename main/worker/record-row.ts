// The row a record becomes, as the JSON array that is hashed and written: in the order of RECORD_COLUMNS.
import type { ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'
import type { ImportItem } from '../importers/importer.ts'
import { contentOf, type OwnWords, seriesOf, twinOf } from './record-identity.ts'
import { type RecordKind, storable } from './record-kinds.ts'

/** Account and region as many records name them. */
export type RecordPlace = {
  readonly account: string
  readonly region: string
  /** Region and account as they are stored, with a comma between and behind them. */
  readonly row: string
}

export const placeOf = ({ accountId, region }: ScanRecord): RecordPlace => ({
  account: JSON.stringify(accountId),
  region: JSON.stringify(region),
  row: `${JSON.stringify(storable(region))},${JSON.stringify(storable(accountId))},`,
})

/** Gives the row, and the hash of what the record says. */
export function rowOf(
  { offset, length, context, record: r }: Extract<ImportItem, { kind: 'record' }>,
  kind: RecordKind,
  place: RecordPlace,
  scopeKey: number,
  formatId: FormatId,
): { readonly row: string; readonly content: string } {
  const resource = r.resourceId ?? r.resourceName
  const own: OwnWords = {
    account: place.account,
    region: place.region,
    resource: JSON.stringify(resource),
    statusText: JSON.stringify(r.statusText),
  }
  const content = contentOf(r, kind, own)
  const series = seriesOf(r, kind, own, formatId)
  const twin = twinOf(r, kind, own)
  // Hashes need no escapes. What is well-formed, as nearly all text is, is stored as it was hashed.
  const identity = `${series === null ? 'null' : `"${series}"`},${twin === null ? 'null' : `"${twin}"`},"${content}"`
  const row =
    `[${kind.number},${offset},${length},${context},${scopeKey},${identity},${stored(r.statusText, own.statusText)},` +
    `${stored(resource, own.resource)},${place.row}${JSON.stringify(storable(r.seenAt))}]`
  return { row, content }
}

const stored = (value: string | null, json: string): string =>
  value === null || value.isWellFormed() ? json : JSON.stringify(value.toWellFormed())
