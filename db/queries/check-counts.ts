// The kept counts of single checks, for proposals: what counts now and is active, by check, result, muting and account.
import type { EvidenceResult } from '#domain/evidence'
import type { Place } from '#domain/proposal'
import type { ReadableDb } from '../types.ts'

type Row = {
  readonly check: string
  readonly result: EvidenceResult
  readonly muted: 0 | 1
  readonly account: string | null
  readonly count: number
}

const WORDS = 'check_id, result, muted, account'
const among = (values: readonly string[]): string => values.map(() => '?').join(', ')

/** Current, active records of the checks named, wherever they are filed; none where no check is named. */
export const checkCounts = (db: ReadableDb, checks: readonly string[]) =>
  db
    .prepare<string[], Row>(
      `SELECT check_id AS "check", result, muted, account, sum(count) AS count FROM tallies
       WHERE standing = 'current' AND lifecycle = 'active' AND check_id IN (${among(checks)})
       GROUP BY ${WORDS} HAVING sum(count) > 0 ORDER BY ${WORDS}`,
    )
    .all(...checks)
    .map((row) => ({ ...row, muted: row.muted === 1 }))

/** Records of these checks that fail and count: by check, and in a check file by file, which the index gives without sorting them all. */
export const failingPlaces = (db: ReadableDb, checks: readonly string[], most: number): Place[] =>
  db
    .prepare<(string | number)[], Omit<Place, 'pointer'>>(
      `SELECT evidence_id AS evidenceId, sha256, offset, length FROM evidence
       WHERE check_id IN (${among(checks)}) AND result = 'fail' AND muted = 0 AND lifecycle = 'active' AND standing = 'current'
       LIMIT ?`,
    )
    .all(...checks, most)
    .map((place) => ({ ...place, pointer: '' }))
