import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { parseFilter } from '#domain/filter'
import { type FilterColumn, whereOf } from './sql.ts'

const COLUMNS: Readonly<Record<string, FilterColumn>> = {
  service: { sql: 'service', unstated: ['unfiled'] },
  region: { sql: 'region' },
  severity: { sql: 'severity', words: ['high', 'low'] },
  place: { sql: 'region', words: ['eu', 'us'], unstated: ['none'] },
  number: { sql: 'n', value: (word) => (/^\d+$/.test(word) ? Number(word) : null) },
}

/** The numbers of the rows a filter matches. */
function matching(filter: string): number[] {
  const db = new Database(':memory:')
  db.exec(`CREATE TABLE t (n INTEGER, service TEXT, region TEXT, severity TEXT) STRICT;
    INSERT INTO t VALUES (1, 'iam', 'eu', 'high'), (2, 's3', NULL, 'low'), (3, NULL, 'us', 'high')`)
  const { sql, values } = whereOf(parseFilter(filter, Object.keys(COLUMNS)), COLUMNS, ['service', 'region'])
  const rows = db
    .prepare<(string | number)[], { n: number }>(`SELECT n FROM t WHERE ${sql} ORDER BY n`)
    .all(...values)
    .map((row) => row.n)
  db.close()
  return rows
}

describe('whereOf', () => {
  it('joins terms with and, words of one field with or, whatever their case', () => {
    expect(matching('')).toEqual([1, 2, 3])
    expect(matching('service:IAM,s3 severity:High')).toEqual([1])
    expect(matching('eu')).toEqual([1])
  })

  it('matches nothing for a field without a word, excluded or not', () => {
    for (const filter of ['severity:', 'severity:""', 'severity:,', '-severity:', 'service:iam severity:'])
      expect(matching(filter)).toEqual([])
  })

  it('takes none for not stated, and unfiled where a field says so', () => {
    expect(matching('service:none')).toEqual([3])
    expect(matching('service:unfiled')).toEqual([3])
    expect(matching('service:Unfiled,iam')).toEqual([1, 3])
    expect(matching('-service:unfiled')).toEqual([1, 2])
    expect(matching('region:unfiled')).toEqual([])
  })

  it('takes none for not stated where a field with told words says so, and refuses others', () => {
    expect(matching('place:none')).toEqual([2])
    expect(matching('place:None,us')).toEqual([2, 3])
    expect(() => matching('place:mars')).toThrow(/It is one of: eu, us, none\./)
  })

  it('excludes only what is known to be so', () => {
    expect(matching('-region:eu')).toEqual([2, 3])
  })

  it('refuses a word its field cannot have, and names those it can', () => {
    for (const filter of ['severity:hgih', '-severity:hgih', 'severity:high,hgih', 'severity:none'])
      expect(() => matching(filter)).toThrow(/It is one of: high, low\./)
  })

  it('matches nothing for a word that names nothing', () => {
    expect(matching('number:x')).toEqual([])
    expect(matching('number:2')).toEqual([2])
  })
})
