// Digests over what an import stored, so that the journal can prove it unchanged: evidence, check texts, issues, contexts.
import { createHash } from 'node:crypto'
import type { ReadableDb } from '../types.ts'
import { KIND_COLUMNS, provedValues, RECORD_COLUMNS, type RowValue, WHOLE_COLUMNS } from './evidence-columns.ts'
import { requirementRows } from './requirements.ts'

/** What is proved of each table, and in which order its rows are hashed. */
const PROVED = {
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
  /** As `add`, of a row whose JSON array is known already. */
  readonly addJson: (row: string) => void
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
  const addJson = (row: string): void => {
    waiting += `${row}\n`
    if (waiting.length >= AT_ONCE) flush()
  }
  return {
    add: (values) => {
      addJson(JSON.stringify(values))
    },
    addJson,
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
function addRequirements(db: ReadableDb, sourceKey: number, digest: RowDigest): void {
  const rows = requirementRows(db, sourceKey)
  if (rows === null) return
  digest.add(['requirements', rows])
  addRows(db, 'source_requirements', sourceKey, digest)
}

function addRows(db: ReadableDb, table: keyof typeof PROVED, sourceKey: number, digest: RowDigest): void {
  const { columns, order } = PROVED[table]
  for (const row of rowsOf(db, table, columns, order, sourceKey)) digest.add(row)
}

const rowsOf = (db: ReadableDb, table: string, columns: readonly string[], order: string, sourceKey: number): Iterable<RowValue[]> =>
  db
    .prepare<[number], RowValue[]>(`SELECT ${columns.map((c) => `"${c}"`).join(', ')} FROM ${table} WHERE source_key = ? ORDER BY ${order}`)
    .raw()
    .iterate(sourceKey)

/** Whether the evidence of a source file, as it stands in the file now, is what its digest was made of. */
export const evidenceHasDigest = (db: ReadableDb, sourceKey: number, digest: string): boolean =>
  digestOfRecords(db, sourceKey) === digest || digestOfWholeRows(db, sourceKey) === digest

/** Records in their order, each kind before its first record: as an import writes them. */
function digestOfRecords(db: ReadableDb, sourceKey: number): string {
  const digest = createRowDigest()
  const readKind = db
    .prepare<[number, RowValue], RowValue[]>(`SELECT ${KIND_COLUMNS.join(', ')} FROM evidence_kinds WHERE source_key = ? AND kind = ?`)
    .raw()
  const seen = new Set<RowValue>()
  for (const row of rowsOf(db, 'evidence_records', RECORD_COLUMNS, 'evidence_id', sourceKey)) {
    const kind = row[0] ?? null
    if (!seen.has(kind)) digest.add(readKind.get(sourceKey, kind) ?? [])
    seen.add(kind)
    digest.add(row)
  }
  return digest.hex()
}

/** As files read before migration 0080 were hashed: each record with all it shares. */
function digestOfWholeRows(db: ReadableDb, sourceKey: number): string {
  const digest = createRowDigest()
  for (const row of rowsOf(db, 'evidence_rows', WHOLE_COLUMNS, 'evidence_id', sourceKey)) digest.add(provedValues(row))
  return digest.hex()
}
