// Current records by place, off the counts kept for it; and the kit's unanswered calls, the only rows that are read themselves.
import type { PlaceFact } from '#domain/coverage-places'
import type { ReadableDb } from '../types.ts'

type Row = Pick<PlaceFact, 'formatId' | 'service' | 'topic' | 'account' | 'region'> & { n: number }
type Call = Row & { statusRaw: string }

const KIT = 'kit-manifest'

/** Every place of which there are current records, file format by file format, with the calls of the kit that brought no answer. */
export function placeFacts(db: ReadableDb): PlaceFact[] {
  const keyOf = ({ formatId, service, topic, account, region }: Row): string => JSON.stringify([formatId, service, topic, account, region])
  const unanswered = new Map<string, { denied: number; failed: number; notRun: number }>()
  for (const call of unansweredCalls(db)) {
    const key = keyOf(call)
    const counts = unanswered.get(key) ?? { denied: 0, failed: 0, notRun: 0 }
    if (call.statusRaw === 'access-denied') counts.denied += call.n
    else if (call.statusRaw === 'failed') counts.failed += call.n
    else counts.notRun += call.n
    unanswered.set(key, counts)
  }
  const none = { denied: 0, failed: 0, notRun: 0 }
  const rows = db
    .prepare<[], Row>(
      `SELECT s.format_id AS formatId, p.service, p.topic, p.account, p.region, sum(p.count) AS n
       FROM places p JOIN source_files s ON s.source_key = p.source_key GROUP BY 1, 2, 3, 4, 5 HAVING sum(p.count) > 0`,
    )
    .all()
  return rows.map((row): PlaceFact => {
    const { n, ...place } = row
    return { ...place, records: n, ...(row.formatId === KIT ? (unanswered.get(keyOf(row)) ?? none) : none) }
  })
}

/** A manifest has a line per call, so these are few, whatever else the engagement holds. */
const unansweredCalls = (db: ReadableDb): Call[] =>
  db
    .prepare<[string], Call>(
      `SELECT '${KIT}' AS formatId, service, topic, account, region, status_raw AS statusRaw, count(*) AS n FROM evidence
       WHERE source_key IN (SELECT source_key FROM sources WHERE format_id = ?) AND standing = 'current'
         AND status_raw IN ('access-denied', 'failed', 'not-run')
       GROUP BY service, topic, account, region, status_raw`,
    )
    .all(KIT)

/** Whether any file was imported. */
export const hasImports = (db: ReadableDb): boolean => db.prepare('SELECT 1 FROM imports LIMIT 1').get() !== undefined

/** Whether the counts by place are what the tallies add up to. */
export function placesMatchTallies(db: ReadableDb): boolean {
  const words = 'source_key, service, topic, account, region'
  const lines = (of: string): string =>
    JSON.stringify(
      db
        .prepare<[], unknown[]>(`SELECT ${words}, sum(count) FROM ${of} GROUP BY ${words} HAVING sum(count) <> 0 ORDER BY ${words}`)
        .raw()
        .all(),
    )
  return lines('places') === lines("tallies WHERE standing = 'current'")
}
