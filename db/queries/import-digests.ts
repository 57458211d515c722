// Digests over what an import stored, so that the journal can prove it unchanged: evidence rows, check texts, issues.
import { createHash } from 'node:crypto'
import type { ReadableDb } from '../types.ts'

/** The columns of evidence that are proved, in the order they are hashed. `evidence_id` and `import_key` are row addresses and left out. */
export const EVIDENCE_COLUMNS = [
  'offset',
  'length',
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
] as const

export type RowValue = string | number | null

/** What is proved of each table, and in which order its rows are hashed. */
const PROVED = {
  evidence_rows: { columns: EVIDENCE_COLUMNS, order: 'evidence_id' },
  checks: {
    columns: ['check_id', 'title', 'description', 'risk', 'remediation_text', 'remediation_urls', 'status_text'],
    order: 'check_id',
  },
  import_issues: { columns: ['kind', 'code', 'message', 'offset', 'length', 'record', 'line', 'count'], order: 'issue_id' },
} as const

/** SHA-256 over the JSON array of each row followed by a line feed, rows in the order they are added. */
export function createRowDigest(): { add(values: readonly RowValue[]): void; hex(): string } {
  const hash = createHash('sha256')
  return {
    add: (values) => {
      hash.update(JSON.stringify(values)).update('\n')
    },
    hex: () => hash.digest('hex'),
  }
}

/** The digest of an import's rows in one table, as they stand in the file now. */
export function digestOfRows(db: ReadableDb, table: keyof typeof PROVED, importKey: number): string {
  const { columns, order } = PROVED[table]
  const digest = createRowDigest()
  const rows = db
    .prepare<[number], RowValue[]>(`SELECT ${columns.map((c) => `"${c}"`).join(', ')} FROM ${table} WHERE import_key = ? ORDER BY ${order}`)
    .raw()
    .iterate(importKey)
  for (const row of rows) digest.add(row)
  return digest.hex()
}
