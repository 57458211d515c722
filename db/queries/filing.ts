// The rules by which a person files checks elsewhere, and what lies under no service or topic. The views of evidence and its counts
// apply the rules (migration 0020); this file also helps other queries to ask those views without reading all of them.
import { type EvidenceResult, noResults } from '#domain/evidence'
import type { FilingMove, FilingPlace, FilingRule, FilingRuleRow, TrayGroup } from '#domain/filing'
import type { Condition, SqlValue } from '../sql.ts'
import type { ReadableDb, WritableDb } from '../types.ts'

type Row = {
  check_id: string
  from_service: string
  from_topic: string
  to_service: string | null
  to_topic: string | null
  reason: string
  decided_at: string
  decided_by: string
}
type RuleKey = Pick<FilingMove, 'check' | 'from'>
type Key = [check: string, service: string, topic: string]

const orNull = (text: string): string | null => (text === '' ? null : text)
const keyOf = ({ check, from }: RuleKey): Key => [check ?? '', from.service ?? '', from.topic ?? '']
const ruleOf = (row: Row): FilingRule => ({
  check: orNull(row.check_id),
  from: { service: orNull(row.from_service), topic: orNull(row.from_topic) },
  to: { service: row.to_service, topic: row.to_topic },
  reason: row.reason,
  decidedAt: row.decided_at,
  decidedBy: row.decided_by,
})

/** `service/topic/check`, the journal's name of a rule; services and topics hold no slash (domain/ids.ts). */
export const ruleIdOf = ({ check, from }: RuleKey): string => `${from.service ?? ''}/${from.topic ?? ''}/${check ?? ''}`

function keyOfId(ruleId: string): Key {
  const [service = '', topic = '', ...check] = ruleId.split('/')
  return [check.join('/'), service, topic]
}

const WHERE = 'WHERE check_id = ? AND from_service = ? AND from_topic = ?'

export const readFilingRule = (db: ReadableDb, ruleId: string): FilingRule | null => {
  const row = db.prepare<Key, Row>(`SELECT * FROM filing_rules ${WHERE}`).get(...keyOfId(ruleId))
  return row ? ruleOf(row) : null
}

export const allFilingRules = (db: ReadableDb): FilingRule[] =>
  db.prepare<[], Row>('SELECT * FROM filing_rules ORDER BY decided_at DESC, check_id, from_service, from_topic').all().map(ruleOf)

/** Writes a rule; one check at one place has one rule. */
export function writeFilingRule(db: WritableDb, rule: FilingRule): void {
  db.prepare(
    `INSERT OR REPLACE INTO filing_rules (check_id, from_service, from_topic, to_service, to_topic, reason, decided_at, decided_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(...keyOf(rule), rule.to.service, rule.to.topic, rule.reason, rule.decidedAt, rule.decidedBy)
}

export function removeFilingRule(db: WritableDb, key: RuleKey): void {
  db.prepare(`DELETE FROM filing_rules ${WHERE}`).run(...keyOf(key))
}

export const hasFilingRules = (db: ReadableDb): boolean => db.prepare('SELECT 1 FROM filing_rules LIMIT 1').get() !== undefined

/**
 * A condition on one of the views `evidence`, `tallies` and `totals` that holds for what lies under a service now (null: under none).
 * An index answers it: the program's own filing is asked first.
 */
export function liesUnder(db: ReadableDb, service: string | null, view = ''): Condition {
  const near = filedNear(db, [service], `${view}filed_service`)
  if (!hasFilingRules(db)) return near
  return service === null
    ? { sql: `(${near.sql} AND ${view}service IS NULL)`, values: near.values }
    : { sql: `(${near.sql} AND ${view}service = ?)`, values: [...near.values, service] }
}

/** What the program filed under one of these services, or where a rule leads to one of them from. `column` holds its own filing. */
export function filedNear(db: ReadableDb, services: readonly (SqlValue | null)[], column: string): Condition {
  const from = db.prepare<[SqlValue | null], string>('SELECT DISTINCT from_service FROM filing_rules WHERE to_service IS ?').pluck()
  const places = [...new Set(services.flatMap((service) => [service, ...from.all(service).map(orNull)]))]
  const named = places.filter((place) => place !== null)
  const parts = [
    ...(named.length > 0 ? [`${column} IN (${named.map(() => '?').join(', ')})`] : []),
    ...(places.includes(null) ? [`${column} IS NULL`] : []),
  ]
  return { sql: parts.length === 0 ? '0' : `(${parts.join(' OR ')})`, values: named }
}

/** For rows of evidence called `e`: the join to the rule that moves a row, and where the row lies then. */
export const MOVED_BY = `LEFT JOIN filing_rules r ON r.check_id = coalesce(e.check_id, '') AND r.from_service = coalesce(e.service, '')
    AND r.from_topic = coalesce(e.topic, '')`
export const PLACE_NOW = {
  service: '(CASE WHEN r.check_id IS NULL THEN e.service ELSE r.to_service END)',
  topic: '(CASE WHEN r.check_id IS NULL THEN e.topic ELSE r.to_topic END)',
} as const

/** The places the program filed a published check under, with how many of its records count now. */
export const placesOfCheck = (db: ReadableDb, check: string | null): (FilingPlace & { readonly records: number })[] =>
  db
    .prepare<[string | null], FilingPlace & { records: number }>(
      `SELECT filed_service AS service, filed_topic AS topic, sum(iif(standing = 'current', count, 0)) AS records FROM totals
       WHERE check_id IS ? GROUP BY 1, 2 HAVING sum(count) > 0 ORDER BY 1, 2`,
    )
    .all(check)

/** Where the published records of a check lie now, whatever their standing. */
export const servicesOfChecks = (db: ReadableDb): { service: string | null; check: string | null; topic: string | null }[] =>
  db
    .prepare<[], { service: string | null; check: string | null; topic: string | null }>(
      `SELECT service, check_id AS "check", topic FROM totals GROUP BY 1, 2, 3 HAVING sum(count) > 0 ORDER BY 1, 2, sum(count) DESC, 3`,
    )
    .all()

/** All rules, newest first, with what they move now. */
export function listFilingRules(db: ReadableDb): FilingRuleRow[] {
  const count = db
    .prepare<SqlValue[], number | null>(
      `SELECT sum(count) FROM totals WHERE standing = 'current' AND coalesce(check_id, '') = ? AND coalesce(filed_service, '') = ?
         AND coalesce(filed_topic, '') = ?`,
    )
    .pluck()
  return allFilingRules(db).map((rule) => ({ ...rule, title: titleOf(db, rule.check), records: count.get(...keyOf(rule)) ?? 0 }))
}

const titleOf = (db: ReadableDb, check: string | null): string | null =>
  check === null
    ? null
    : (db
        .prepare<[string], string | null>(
          'SELECT title FROM checks c JOIN sources USING (source_key) WHERE check_id = ? ORDER BY source_key DESC LIMIT 1',
        )
        .pluck()
        .get(check) ?? null)

type Counted = {
  readonly check: string | null
  readonly filed_service: string | null
  readonly filed_topic: string | null
  readonly service: string | null
  readonly topic: string | null
  readonly result: EvidenceResult
  readonly n: number
}

/** Current records that lie under no service or no topic, by check as the program filed it; most records first. */
export function listTray(db: ReadableDb): TrayGroup[] {
  const groups = new Map<string, { readonly counted: Counted; readonly byResult: Record<EvidenceResult, number>; records: number }>()
  const rows = db
    .prepare<[], Counted>(
      `SELECT check_id AS "check", filed_service, filed_topic, service, topic, result, sum(count) AS n FROM totals
       WHERE standing = 'current' AND (service IS NULL OR topic IS NULL)
       GROUP BY check_id, filed_service, filed_topic, service, topic, result HAVING sum(count) > 0`,
    )
    .all()
  for (const counted of rows) {
    const key = JSON.stringify([counted.check, counted.filed_service, counted.filed_topic])
    const group = groups.get(key) ?? { counted, byResult: noResults(), records: 0 }
    group.byResult[counted.result] += counted.n
    group.records += counted.n
    groups.set(key, group)
  }
  const example = exampleReader(db)
  return [...groups.values()]
    .flatMap(({ counted, byResult, records }) => {
      const { check, filed_service: service, filed_topic: topic } = counted
      const found = example(counted)
      if (found === null) return []
      const group = { check, from: { service, topic }, now: { service: counted.service, topic: counted.topic }, records, byResult }
      return [{ ...group, ...found, title: found.title ?? titleOf(db, check) }]
    })
    .toSorted((a, b) => b.records - a.records || ((a.check ?? '') < (b.check ?? '') ? -1 : 1))
}

/** How many records of a group are asked for their suggestion: all of a check say the same, and a group may be a million records. */
const MOST_ASKED = 500

type Example = Pick<TrayGroup, 'evidenceId' | 'title' | 'rule' | 'serviceConfidence' | 'topicConfidence' | 'suggestion'>
type ExampleRow = Omit<Example, 'suggestion'> & { readonly suggestedService: string | null; readonly suggestedTopic: string | null }

/** Reads the first records of a group: one as an example, and what all of them suggest. */
function exampleReader(db: ReadableDb): (counted: Counted) => Example | null {
  const read = db.prepare<(string | null)[], ExampleRow>(
    `SELECT evidence_id AS evidenceId, title, filing_rule AS rule, service_confidence AS serviceConfidence,
       topic_confidence AS topicConfidence, suggested_service AS suggestedService, suggested_topic AS suggestedTopic
     FROM evidence_rows WHERE check_id IS ? AND service IS ? AND topic IS ? AND source_key IN (SELECT source_key FROM sources)
     LIMIT ${MOST_ASKED}`,
  )
  return ({ check, filed_service: service, filed_topic: topic }) => {
    const rows = read.all(check, service, topic)
    const [first] = rows
    if (!first) return null
    const { suggestedService, suggestedTopic, ...example } = first
    const isOne = rows.every((row) => row.suggestedService === suggestedService && row.suggestedTopic === suggestedTopic)
    return { ...example, suggestion: isOne ? { service: service ?? suggestedService, topic: topic ?? suggestedTopic } : null }
  }
}
