// Digests over what an import stored, so that the journal can prove it unchanged: evidence rows, check texts, issues, contexts.
import { createHash } from 'node:crypto'
import type { ReadableDb } from '../types.ts'
import { requirementRows } from './requirements.ts'

/** The columns of evidence that are proved, in the order they are hashed. `evidence_id` and `source_key` are row addresses and left out. */
export const EVIDENCE_COLUMNS = [
  'offset',
  'length',
  'context_key',
  'scope_key',
  'series',
  'twin',
  'content',
  'per_requirement',
  'check_id',
  'title',
  'status_text',
  'result',
  'status_raw',
  'muted',
  'lifecycle',
  'severity',
  'severity_raw',
  'resource',
  'resource_type',
  'region',
  'account',
  'seen_at',
  'time_quality',
  'service',
  'topic',
  'filing_rule',
  'filing_confidence',
  'subtopic',
  'service_confidence',
  'topic_confidence',
  'suggested_service',
  'suggested_topic',
] as const

/** So many columns at the end came with migration 0020. */
const ADDED_COLUMNS = 5

/** The values of a row of evidence that are hashed: rows from before the added columns are proved as they were. */
export const provedValues = (values: readonly RowValue[]): readonly RowValue[] =>
  values.slice(-ADDED_COLUMNS).every((value) => value === null) ? values.slice(0, -ADDED_COLUMNS) : values

export type RowValue = string | number | null

/** What is proved of each table, and in which order its rows are hashed. */
const PROVED = {
  evidence_rows: { columns: EVIDENCE_COLUMNS, order: 'evidence_id' },
  checks: {
    columns: ['check_id', 'title', 'description', 'risk', 'remediation_text', 'remediation_urls', 'status_text'],
    order: 'check_id',
  },
  import_issues: { columns: ['kind', 'code', 'message', 'offset', 'length', 'record', 'line', 'count'], order: 'issue_id' },
  source_contexts: { columns: ['context_key', 'text'], order: 'context_key' },
  source_requirements: { columns: ['family', 'provider', 'check_id', 'said'], order: 'rowid' },
  source_scopes: {
    columns: ['scope_key', 'family', 'account', 'region', 'scanner_service', 'seen_from', 'seen_to', 'records', 'per_requirement'],
    order: 'scope_key',
  },
} as const

/** Characters hashed at once. */
const AT_ONCE = 64 * 1024

export type RowDigest = {
  readonly add: (values: readonly RowValue[]) => void
  /** Rows that are text already: the JSON array of each, followed by a line feed. */
  readonly addLines: (lines: Uint8Array) => void
  readonly hex: () => string
}

/** SHA-256 over the JSON array of each row followed by a line feed, rows in the order they are added. */
export function createRowDigest(): RowDigest {
  const hash = createHash('sha256')
  // Handing each row over by itself costs as much as hashing it.
  let waiting = ''
  const flush = (): void => {
    hash.update(waiting)
    waiting = ''
  }
  return {
    add: (values) => {
      waiting += `${JSON.stringify(values)}\n`
      if (waiting.length >= AT_ONCE) flush()
    },
    addLines: (lines) => {
      flush()
      hash.update(lines)
    },
    hex: () => {
      flush()
      return hash.digest('hex')
    },
  }
}

/** The digest of a source file's rows in one table, as they stand in the file now. */
export function digestOfRows(db: ReadableDb, table: keyof typeof PROVED, sourceKey: number): string {
  const digest = createRowDigest()
  // Where a file looked is proved with the contexts of its records.
  for (const part of table === 'source_contexts' ? (['source_contexts', 'source_scopes'] as const) : [table])
    addRows(db, part, sourceKey, digest)
  if (table === 'checks') addRequirements(db, sourceKey, digest)
  return digest.hex()
}

/** The requirements of checks are proved with the checks; a file read before they were kept has none, and the digest it always had. */
function addRequirements(db: ReadableDb, sourceKey: number, digest: ReturnType<typeof createRowDigest>): void {
  const rows = requirementRows(db, sourceKey)
  if (rows === null) return
  digest.add(['requirements', rows])
  addRows(db, 'source_requirements', sourceKey, digest)
}

function addRows(db: ReadableDb, table: keyof typeof PROVED, sourceKey: number, digest: ReturnType<typeof createRowDigest>): void {
  const { columns, order } = PROVED[table]
  const rows = db
    .prepare<[number], RowValue[]>(`SELECT ${columns.map((c) => `"${c}"`).join(', ')} FROM ${table} WHERE source_key = ? ORDER BY ${order}`)
    .raw()
    .iterate(sourceKey)
  for (const row of rows) digest.add(table === 'evidence_rows' ? provedValues(row) : row)
}
