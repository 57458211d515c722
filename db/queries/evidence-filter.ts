// The query language of evidence as SQL: asked of the rows, or, where the kept counts can tell, of those.
import { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import { parseFilter } from '#domain/filter'
import { Change, Standing } from '#domain/standing'
import { type Condition, type FilterColumn, type SqlValue, whereOf } from '../sql.ts'
import type { ReadableDb } from '../types.ts'
import { recordsWith } from './evidence-search.ts'
import { filedNear, hasFilingRules, MOVED_BY, PLACE_NOW } from './filing.ts'

export type EvidenceQuestion = {
  /** What to select from and under which condition; `e` is the record, `t` how it stands. Only published records meet it. */
  readonly from: string
  readonly where: Condition
  /** Where a record lies now, as columns of `from`; without rules that is where the program filed it. */
  readonly place: Place
  /** The same asked of kept counts; null where they do not know. */
  readonly counted: { readonly view: CountView; readonly where: Condition; readonly place: Place } | null
}
/** `totals` are the tallies without account and region, and so much shorter. */
export type CountView = 'totals' | 'tallies'

const FIELDS = [
  'service',
  'topic',
  'check',
  'result',
  'severity',
  'muted',
  'lifecycle',
  'standing',
  'change',
  'account',
  'region',
  'type',
  'resource',
  'import',
  'file',
  'tool',
  'format',
  'id',
] as const
type Field = (typeof FIELDS)[number]

const PLACE_FIELDS: ReadonlySet<string> = new Set<Field>(['account', 'region'])
const ROW_FIELDS: ReadonlySet<string> = new Set<Field>(['type', 'resource', 'id'])
const TEXT_COLUMNS = ['e.check_id', 'e.title', 'e.status_text', 'e.resource', 'e.account']

const YES_NO: Readonly<Record<string, number>> = { yes: 1, no: 0, true: 1, false: 0 }

export type Place = { readonly service: string; readonly topic: string }

const FILED: Place = { service: 'e.service', topic: 'e.topic' }
const FILED_COUNTS: Place = { service: 't.filed_service', topic: 't.filed_topic' }
const COUNTS_NOW: Place = { service: 't.service', topic: 't.topic' }

/** `filed` is the column of the program's own filing where rules may have moved a record from there; an index knows that one only. */
const columnsOf = (db: ReadableDb, t: 't' | 'e', place: Place, filed: string | null): Readonly<Record<Field, FilterColumn>> => ({
  service: {
    sql: place.service,
    unstated: ['unfiled'],
    spellings: (word) => serviceSpellings(db, word),
    ...(filed === null ? {} : { near: (services) => filedNear(db, services, filed) }),
  },
  topic: { sql: place.topic, unstated: ['unfiled'] },
  check: { sql: `${t}.check_id`, spellings: (word) => spellings(db, 'check_id', word) },
  result: { sql: `${t}.result`, words: EvidenceResult.options },
  severity: { sql: `${t}.severity`, words: Severity.options },
  muted: { sql: `${t}.muted`, value: (word) => YES_NO[word.toLowerCase()] ?? null, words: Object.keys(YES_NO) },
  lifecycle: { sql: `${t}.lifecycle`, words: Lifecycle.options },
  standing: { sql: t === 'e' ? STANDING_OF_ROW : 't.standing', words: Standing.options },
  change: { sql: 't.change', words: Change.options, unstated: ['none'] },
  account: { sql: `${t}.account` },
  region: { sql: `${t}.region` },
  type: { sql: `${t}.resource_type` },
  resource: { sql: `${t}.resource` },
  import: { sql: `${t}.source_key`, spellings: (word) => sourceKeys(db, 'import_id', word) },
  file: { sql: `${t}.source_key`, spellings: (word) => sourceKeys(db, 'file_name', word) },
  tool: { sql: `${t}.source_key`, spellings: (word) => sourcesOfTool(db, word) },
  format: { sql: `${t}.source_key`, spellings: (word) => sourceKeys(db, 'format_id', word) },
  id: { sql: `${t}.evidence_id`, value: (word) => (/^\d+$/.test(word) ? Number(word) : null) },
})

const spellings = (db: ReadableDb, column: 'service' | 'check_id', word: string): string[] =>
  db.prepare<[string], string>(`SELECT DISTINCT ${column} FROM evidence_kinds WHERE ${column} = ? COLLATE NOCASE`).pluck().all(word)

const serviceSpellings = (db: ReadableDb, word: string): string[] => [
  ...new Set([
    ...spellings(db, 'service', word),
    ...db.prepare<[string], string>('SELECT to_service FROM filing_rules WHERE to_service = ? COLLATE NOCASE').pluck().all(word),
  ]),
]

const sourceKeys = (db: ReadableDb, column: 'import_id' | 'file_name' | 'format_id', word: string): SqlValue[] =>
  db
    .prepare<[string], { source_key: number }>(`SELECT source_key FROM sources WHERE ${column} = ? COLLATE NOCASE`)
    .all(word)
    .map(({ source_key }) => source_key)

/** Files that name the tool, of the several one may name. */
const sourcesOfTool = (db: ReadableDb, word: string): SqlValue[] =>
  db
    .prepare<[string], number>("SELECT source_key FROM sources WHERE instr(lower(', ' || tool || ', '), lower(', ' || ? || ', ')) > 0")
    .pluck()
    .all(word)

// SQLite leaves the join out where nothing asks for it.
const ROWS = `evidence_rows e
  LEFT JOIN standings t ON t.relation_key = (SELECT relation_key FROM relation_head) AND t.evidence_id = e.evidence_id`
/** How a record stands, said of the rows of `EvidenceQuestion.from`. */
export const STANDING_OF_ROW = "coalesce(t.standing, 'current')"

/** Throws AppError('invalid-input') for a word its field cannot have. */
export function questionOf(db: ReadableDb, filter: string): EvidenceQuestion {
  const terms = parseFilter(filter, FIELDS)
  const asks = (fields: ReadonlySet<string>): boolean => terms.some((term) => term.kind === 'field' && fields.has(term.field))
  // Without rules nothing is asked of them: a join for each of a million rows would be felt.
  const isMoved = hasFilingRules(db)
  const place = isMoved ? PLACE_NOW : FILED
  const { sql, values } = whereOf(terms, columnsOf(db, 'e', place, isMoved ? FILED.service : null), TEXT_COLUMNS, (text) =>
    recordsWith(db, 'e.evidence_id', text),
  )
  const isCounted = !asks(ROW_FIELDS) && terms.every((term) => term.kind === 'field')
  const countedPlace = isMoved ? COUNTS_NOW : FILED_COUNTS
  const countedColumns = columnsOf(db, 't', countedPlace, isMoved ? FILED_COUNTS.service : null)
  return {
    from: isMoved ? `${ROWS} ${MOVED_BY}` : ROWS,
    where: { sql: `e.source_key IN (SELECT source_key FROM sources) AND ${sql}`, values },
    place,
    counted: isCounted
      ? { view: asks(PLACE_FIELDS) ? 'tallies' : 'totals', where: whereOf(terms, countedColumns, []), place: countedPlace }
      : null,
  }
}
