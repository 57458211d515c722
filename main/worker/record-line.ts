// Records and their kinds on the way from the thread that reads to the one that writes: lines of JSON, for text is handed over faster
// than objects are copied, and what identifies a record is a hash of JSON. The one that writes works it out, and the row it becomes.
import { KIND_COLUMNS, type KindColumns, type RowValue } from '#db/queries/evidence-columns'
import type { ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'
import type { ImportItem } from '../importers/importer.ts'
import { identityOf, type KindWords, kindWordsOf, NULL, PROWLER } from './record-identity.ts'
import { isFirstOfMany, type RecordKind } from './record-kinds.ts'

/** Formats whose record ids name a finding for as long as it lives, scan after scan (FORMATS.md §6.2, §7.4, §7.5). */
const LASTING_IDS: ReadonlySet<FormatId> = new Set(['asff', 'ocsf', 'guardduty', 'inspector2', 'access-analyzer'])

/** Region and account as many records name them: a part of their lines. */
export const placeOf = ({ accountId, region }: ScanRecord): string => `${json(region)}${TAB}${json(accountId)}`

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

/** JSON of a value, of a text as SQLite will give it back: UTF-8 holds no half of a surrogate pair. */
const json = (value: RowValue): string => (typeof value === 'string' ? JSON.stringify(value.toWellFormed()) : String(value))

/** An array: the columns of a kind in the order of KIND_COLUMNS, and the tool as one word. */
export function kindLineOf(kind: RecordKind): string {
  const columns = columnsOf(kind)
  return `[${[...KIND_COLUMNS.map((column) => columns[column]), kind.family].map(json).join(',')}]`
}

/** Between the values of a record: JSON writes a tab that belongs to a text as \t. */
const TAB = '\t'

/** What is a record's own, what identifies it beside its kind, and what it is counted under: JSON values with tabs between. */
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
  const others = `${json(lastingId)}\t${json(name)}\t${json(r.wholeText)}`
  const said = `${json(r.statusText)}\t${json(r.resourceId ?? r.resourceName)}\t${place}\t${json(r.seenAt)}`
  return `${number}\t${tally}\t${scope}\t${offset}\t${length}\t${context}\t${others}\t${said}`
}

/** Each as JSON. */
type RecordValues = readonly [
  kind: string,
  tally: string,
  scope: string,
  offset: string,
  length: string,
  context: string,
  lastingId: string,
  name: string,
  wholeText: string,
  statusText: string,
  resource: string,
  region: string,
  account: string,
  seenAt: string,
]
const RECORD_VALUES = 14

/** A kind in the order of KIND_COLUMNS, or a record in that of RECORD_COLUMNS and what it is counted under; `json` are the values. */
export type StagedRow = { readonly values: readonly RowValue[]; readonly json: string } & (
  | { readonly kind: 'kind' }
  | { readonly kind: 'record'; readonly tally: number; readonly content: string }
)

/** Makes the function that reads the lines of one file, in their order. */
export function createLineReader(): (line: string) => StagedRow {
  const kinds = new Map<number, KindWords>()

  const readKind = (line: string): StagedRow => {
    const given = JSON.parse(line) as RowValue[]
    const columns = Object.fromEntries(KIND_COLUMNS.map((column, n) => [column, given[n] ?? null])) as KindColumns
    const number = Number(columns.kind)
    if (isFirstOfMany(number)) kinds.clear()
    kinds.set(number, kindWordsOf(columns, String(given.at(-1))))
    const values = KIND_COLUMNS.map((column) => columns[column])
    return { kind: 'kind', values, json: JSON.stringify(values) }
  }

  return (line) => {
    if (line.startsWith('[')) return readKind(line)
    const given = line.split(TAB)
    if (!isRecord(given)) throw new Error(`No line of a record: ${line}`)
    const [number, tally, scope, offset, length, context, lastingId, name, wholeText, statusText, resource, region, account, seenAt] = given
    const kind = kinds.get(Number(number))
    if (kind === undefined) throw new Error(`A record is of kind ${number}, which no line before it names.`)
    const { series, twin, content } = identityOf({ lastingId, name, wholeText, statusText, resource, region, account }, kind)
    return {
      kind: 'record',
      values: [
        Number(number),
        Number(offset),
        Number(length),
        context === NULL ? null : Number(context),
        Number(scope),
        series,
        twin,
        content,
        textIn(statusText),
        textIn(resource),
        textIn(region),
        textIn(account),
        textIn(seenAt),
      ],
      json: `[${number},${offset},${length},${context},${scope},${hashIn(series)},${hashIn(twin)},"${content}",${statusText},${resource},${region},${account},${seenAt}]`,
      tally: Number(tally),
      content,
    }
  }
}

const isRecord = (given: readonly string[]): given is RecordValues => given.length === RECORD_VALUES

/** The text a JSON value is, or null. */
function textIn(value: string): string | null {
  if (value === NULL) return null
  return value.includes('\\') ? (JSON.parse(value) as string) : value.slice(1, -1)
}

const hashIn = (hash: string | null): string => (hash === null ? NULL : `"${hash}"`)
