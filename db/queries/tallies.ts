// The kept counts, summed over imports. Screens, coverage and reports count with these.
import type { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import type { ReadableDb } from '../types.ts'

/** So many published records with these words. */
export type ServiceTally = {
  readonly service: string | null
  readonly topic: string | null
  readonly check: string | null
  readonly result: EvidenceResult
  readonly severity: Severity
  readonly muted: boolean
  readonly lifecycle: Lifecycle
  readonly count: number
}

type Row = Omit<ServiceTally, 'muted'> & { muted: 0 | 1 }

const SELECT = `SELECT service, topic, check_id AS "check", result, severity, muted, lifecycle, sum(count) AS count FROM tallies`
const GROUP = `GROUP BY service, topic, check_id, result, severity, muted, lifecycle ORDER BY service, topic, check_id, result, severity, muted, lifecycle`

const tallyOf = (row: Row): ServiceTally => ({ ...row, muted: row.muted === 1 })

export const allTallies = (db: ReadableDb): ServiceTally[] => db.prepare<[], Row>(`${SELECT} ${GROUP}`).all().map(tallyOf)

export const talliesOfService = (db: ReadableDb, service: string): ServiceTally[] =>
  db.prepare<[string], Row>(`${SELECT} WHERE service = ? ${GROUP}`).all(service).map(tallyOf)

export const talliesOfImport = (db: ReadableDb, importKey: number): ServiceTally[] =>
  db.prepare<[number], Row>(`${SELECT} WHERE import_key = ? ${GROUP}`).all(importKey).map(tallyOf)
