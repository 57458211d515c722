// Requirements of frameworks as scans name them: kept per source file and check, beside the counts they are read with.
import type { EvidenceResult, Lifecycle } from '#domain/evidence'
import type { ReadableDb, WritableDb } from '../types.ts'

/** What one file says of the requirements that a check touches: lists of a framework and its ids, as written. */
export type SaidRequirements = {
  /** The tool, as one word (worker/record-kinds.ts). */
  readonly family: string
  /** The cloud, where the scan says it. */
  readonly provider: string | null
  /** Null where the scan lists a requirement without a check. */
  readonly checkId: string | null
  readonly said: readonly (readonly string[])[]
}

/** Keeps what a staged file says; from then on it is known that the file was asked. */
export function stageRequirements(db: WritableDb, sourceKey: number, rows: Iterable<SaidRequirements>): void {
  const insert = db.prepare('INSERT INTO source_requirements (source_key, family, provider, check_id, said) VALUES (?, ?, ?, ?, ?)')
  let count = 0
  for (const { family, provider, checkId, said } of rows) {
    insert.run(sourceKey, family, provider, checkId, JSON.stringify(said))
    count += 1
  }
  db.prepare('UPDATE source_files SET requirements = ? WHERE source_key = ?').run(count, sourceKey)
}

/** How many rows a file has; null where it was read before they were kept. */
export const requirementRows = (db: ReadableDb, sourceKey: number): number | null =>
  db.prepare<[number], { n: number | null }>('SELECT requirements AS n FROM source_files WHERE source_key = ?').get(sourceKey)?.n ?? null

export type StoredRequirements = {
  readonly sourceKey: number
  readonly family: string
  readonly provider: string | null
  readonly checkId: string | null
  /** JSON, the same text in many files: parse it once. */
  readonly said: string
}

/** What all published files say. */
export const allRequirements = (db: ReadableDb): StoredRequirements[] =>
  db
    .prepare<[], StoredRequirements>(
      `SELECT r.source_key AS sourceKey, r.family, r.provider, r.check_id AS checkId, r.said
       FROM source_requirements r JOIN sources s ON s.source_key = r.source_key ORDER BY r.rowid`,
    )
    .all()

/** Names of published files with records that were read before requirements were kept. */
export const filesWithoutRequirements = (db: ReadableDb): string[] =>
  db
    .prepare<[], { name: string }>('SELECT file_name AS name FROM sources WHERE requirements IS NULL AND stored > 0 ORDER BY source_key')
    .all()
    .map(({ name }) => name)

/** So many current records of a check in a file. */
export type CheckTally = {
  readonly sourceKey: number
  readonly service: string | null
  readonly checkId: string | null
  readonly result: EvidenceResult
  readonly lifecycle: Lifecycle
  readonly count: number
}

/** What counts now, by file and check; of one service where it is named. */
export const checkTallies = (db: ReadableDb, service: string | null = null): CheckTally[] =>
  db
    .prepare<[string | null, string | null], CheckTally>(
      `SELECT source_key AS sourceKey, service, check_id AS checkId, result, lifecycle, sum(count) AS count FROM totals
       WHERE standing = 'current' AND (? IS NULL OR service = ?)
       GROUP BY source_key, service, check_id, result, lifecycle HAVING sum(count) > 0`,
    )
    .all(service, service)

/** The tools of each published file, by its key. */
export function familiesOfSources(db: ReadableDb): ReadonlyMap<number, readonly string[]> {
  const families = new Map<number, string[]>()
  const rows = db
    .prepare<[], { key: number; family: string }>(
      'SELECT DISTINCT p.source_key AS key, p.family FROM source_scopes p JOIN sources s ON s.source_key = p.source_key ORDER BY 1, 2',
    )
    .all()
  for (const { key, family } of rows) families.set(key, [...(families.get(key) ?? []), family])
  return families
}

/** Names of published files, by their key. */
export const fileNames = (db: ReadableDb): ReadonlyMap<number, string> =>
  new Map(
    db
      .prepare<[], { key: number; name: string }>('SELECT source_key AS key, file_name AS name FROM sources')
      .all()
      .map(({ key, name }) => [key, name]),
  )
