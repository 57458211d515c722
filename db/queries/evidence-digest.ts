// One digest over all evidence rows of an import, so that the journal can prove them unchanged.
import { createHash, type Hash } from 'node:crypto'
import type { ReadableDb } from '../types.ts'

/** The columns that are proved, in the order they are hashed. `evidence_id` and `import_key` are row addresses and left out. */
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

export type EvidenceValue = string | number | null
/** Values in the order of EVIDENCE_COLUMNS. */
export type EvidenceValues = readonly EvidenceValue[]

/** SHA-256 over the JSON array of each row followed by a line feed, rows in the order they are added. */
export function createEvidenceDigest(): { add(values: EvidenceValues): void; hex(): string } {
  const hash: Hash = createHash('sha256')
  return {
    add: (values) => {
      hash.update(JSON.stringify(values)).update('\n')
    },
    hex: () => hash.digest('hex'),
  }
}

/** The digest of an import's rows as they stand in the file now. */
export function digestOfRows(db: ReadableDb, importKey: number): string {
  const digest = createEvidenceDigest()
  const rows = db
    .prepare<[number], EvidenceValue[]>(
      `SELECT ${EVIDENCE_COLUMNS.join(', ')} FROM evidence_rows WHERE import_key = ? ORDER BY evidence_id`,
    )
    .raw()
    .iterate(importKey)
  for (const row of rows) digest.add(row)
  return digest.hex()
}
