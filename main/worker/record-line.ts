// Records and their kinds on the way from the thread that reads to the one that writes: lines of JSON arrays, for text is handed over
// faster than objects are copied. The one that writes works out what identifies a record, and the row it becomes.
import { KIND_COLUMNS, type KindColumns, type RowValue } from '#db/queries/evidence-columns'
import type { ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'
import type { ImportItem } from '../importers/importer.ts'
import { identityOf, type KindWords, kindWordsOf, PROWLER } from './record-identity.ts'
import { isFirstOfMany, type RecordKind } from './record-kinds.ts'

/** Formats whose record ids name a finding for as long as it lives, scan after scan (FORMATS.md §6.2, §7.4, §7.5). */
const LASTING_IDS: ReadonlySet<FormatId> = new Set(['asff', 'ocsf', 'guardduty', 'inspector2', 'access-analyzer'])

/** Account and region as many records name them, as JSON with a comma between. */
export const placeOf = ({ accountId, region }: ScanRecord): string => `${JSON.stringify(region)},${JSON.stringify(accountId)}`

/** What a record is counted under: its tally, by number, and its scope. */
type Counted = { readonly tally: number; readonly scope: number }

const columnsOf = (r: RecordKind): KindColumns => ({
  kind: r.number,
  per_requirement: r.perRequirement ? 1 : 0,
  check_id: r.checkId,
  title: r.title,
  result: r.result,
  status_raw: r.statusRaw,
  muted: r.muted ? 1 : 0,
  lifecycle: r.lifecycle,
  severity: r.severity,
  severity_raw: r.severityRaw,
  resource_type: r.resourceType,
  time_quality: r.timeQuality,
  service: r.filing.service,
  topic: r.filing.topic,
  filing_rule: r.filing.rule,
  filing_confidence: r.filing.confidence,
  subtopic: r.filing.subtopic,
  service_confidence: r.filing.serviceConfidence,
  topic_confidence: r.filing.topicConfidence,
  suggested_service: r.filing.suggestedService,
  suggested_topic: r.filing.suggestedTopic,
})

/** The columns of a kind in the order of KIND_COLUMNS, and the tool as one word. */
export function kindLineOf(kind: RecordKind): string {
  const columns = columnsOf(kind)
  return JSON.stringify([...KIND_COLUMNS.map((column) => columns[column]), kind.family])
}

/** What is a record's own, what identifies it beside its kind, and what it is counted under: a RecordLine. */
export function recordLineOf(
  { offset, length, context, record: r }: Extract<ImportItem, { kind: 'record' }>,
  { number, family }: RecordKind,
  place: string,
  { tally, scope }: Counted,
  formatId: FormatId,
): string {
  const isProwler = family === PROWLER
  const lastingId = !isProwler && LASTING_IDS.has(formatId) ? r.toolRecordId : null
  const name = isProwler ? (r.resourceName ?? r.resourceId) : null
  const others = `${json(lastingId)},${json(name)},${json(r.wholeText)}`
  const said = `${json(r.statusText)},${json(r.resourceId ?? r.resourceName)},${place},${json(r.seenAt)}`
  return `[${number},${tally},${scope},${offset},${length},${context},${others},${said}]`
}

type Text = string | null

const json = (text: Text): string => (text === null ? 'null' : JSON.stringify(text))

type RecordLine = readonly [
  kind: number,
  tally: number,
  scope: number,
  offset: number,
  length: number,
  context: number | null,
  lastingId: Text,
  name: Text,
  wholeText: Text,
  statusText: Text,
  resource: Text,
  region: Text,
  account: Text,
  seenAt: Text,
]

/** A kind in the order of KIND_COLUMNS, or a record in that of RECORD_COLUMNS and what it is counted under. */
export type StagedRow =
  | { readonly kind: 'kind'; readonly values: readonly RowValue[] }
  | { readonly kind: 'record'; readonly values: readonly RowValue[]; readonly tally: number; readonly content: string }

/** Makes the function that reads the lines of one file, in their order. */
export function createLineReader(): (line: string) => StagedRow {
  const kinds = new Map<number, KindWords>()
  return (line) => {
    const values = JSON.parse(line) as RecordLine | RowValue[]
    if (isKind(values)) {
      const columns = Object.fromEntries(KIND_COLUMNS.map((column, n) => [column, values[n] ?? null])) as KindColumns
      const number = Number(columns.kind)
      if (isFirstOfMany(number)) kinds.clear()
      kinds.set(number, kindWordsOf(columns, String(values.at(-1))))
      return { kind: 'kind', values: KIND_COLUMNS.map((column) => storable(columns[column])) }
    }
    const [number, tally, scope, offset, length, context, lastingId, name, wholeText, statusText, resource, region, account, seenAt] =
      values
    const kind = kinds.get(number)
    if (kind === undefined) throw new Error(`A record is of kind ${number}, which no line before it names.`)
    const { series, twin, content } = identityOf({ lastingId, name, wholeText, statusText, resource, region, account }, kind)
    const own = [statusText, resource, region, account, seenAt].map(storable)
    return { kind: 'record', values: [number, offset, length, context, scope, series, twin, content, ...own], tally, content }
  }
}

const isKind = (values: RecordLine | RowValue[]): values is RowValue[] => values.length === KIND_COLUMNS.length + 1

/** As SQLite will give it back: UTF-8 holds no half of a surrogate pair. */
const storable = <T extends RowValue>(value: T): T | string => (typeof value === 'string' ? value.toWellFormed() : value)
