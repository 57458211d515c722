import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createDb } from '#db/open'
import { writeEngagement } from '#db/queries/engagement'
import { writeConclusion } from '#db/queries/judgement'
import { proveJournal } from '../views/journal-proof.ts'
import { createCommit } from './commit.ts'
import { steppingClock, tempFolder } from './testing/temp.ts'

const ENGAGEMENT = {
  engagementId: '11111111-1111-4111-8111-111111111111',
  title: 'T',
  client: 'C',
  periodFrom: '2026-01-01',
  periodTo: '2026-06-30',
  accounts: [],
  regions: [],
  services: [],
  factors: { dataSensitivity: '', companyRequirements: '', lawsAndRegulations: '', answers: {} },
  people: [],
  createdAt: '2026-11-22T08:00:00.000Z',
  catalogVersion: 'test',
}

async function setUp() {
  const path = join(tempFolder(), 'x.tickmark')
  const { db } = await createDb({ path, passphrase: null })
  const clock = steppingClock()
  const told: string[][] = []
  const commit = createCommit({ db, now: () => clock.now(), actor: () => 'Ada', committed: (subjects) => told.push([...subjects]) })
  const conclude = (rationale: string): void => {
    commit((tx) => {
      tx.change({ action: 'conclusion.drawn', subject: 'conclusion', subjectId: 's3/resilience' }, (w) => {
        writeConclusion(w, {
          service: 's3',
          topic: 'resilience',
          conclusion: 'effective',
          rationale,
          updatedAt: '2026-11-22T08:00:00.000Z',
          updatedBy: 'Ada',
        })
      })
    })
  }
  commit((tx) => {
    tx.change({ action: 'engagement.created', subject: 'engagement', subjectId: ENGAGEMENT.engagementId }, (w) => {
      writeEngagement(w, ENGAGEMENT)
    })
  })
  for (const word of ['one', 'two', 'three', 'four']) conclude(word)
  return { db, path, commit, conclude, told }
}

describe('commit', () => {
  it('is the only way to write', async () => {
    const { db } = await setUp()
    expect(() => db.prepare("UPDATE conclusions SET rationale = 'x'").run()).toThrow(/readonly/)
    expect(() => db.prepare('DELETE FROM journal').run()).toThrow(/readonly/)
  })

  it('records state before and after, and tells which subjects changed', async () => {
    const { db, told } = await setUp()
    const last = db
      .prepare<[], { before: string; after: string; actor: string }>('SELECT before, after, actor FROM journal ORDER BY seq DESC')
      .get()
    expect(JSON.parse(last?.before ?? '')).toMatchObject({ rationale: 'three' })
    expect(JSON.parse(last?.after ?? '')).toMatchObject({ rationale: 'four' })
    expect(last?.actor).toBe('Ada')
    expect(told.at(-1)).toEqual(['conclusion'])
  })

  it('keeps neither the change nor the entry when the work fails', async () => {
    const { db, commit } = await setUp()
    const before = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM journal').get()
    expect(() =>
      commit((tx) => {
        tx.change({ action: 'conclusion.drawn', subject: 'conclusion', subjectId: 's3/resilience' }, (w) => {
          w.prepare("UPDATE conclusions SET rationale = 'half'").run()
        })
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(db.prepare<[], { n: number }>('SELECT count(*) AS n FROM journal').get()).toEqual(before)
    expect(db.prepare<[], { rationale: string }>('SELECT rationale FROM conclusions').get()?.rationale).toBe('four')
    expect(proveJournal(db, 'bytes')).toMatchObject({ ok: true })
  })

  it('records nothing for a write that changes nothing', async () => {
    const { db, conclude } = await setUp()
    conclude('four')
    expect(proveJournal(db, 'bytes')).toMatchObject({ ok: true, entries: 5 })
  })
})

describe('proof of the journal', () => {
  const tampered = async (sql: string) => {
    const { db, path } = await setUp()
    const whole = proveJournal(db, 'bytes')
    expect(whole).toMatchObject({ ok: true, entries: 5, firstBad: null, problems: [] })
    db.close()
    const other = new Database(path)
    other.pragma('foreign_keys = OFF')
    other.exec(sql)
    const proof = proveJournal(other, 'bytes')
    other.close()
    return proof
  }

  it.each([
    ['an edited entry', `UPDATE journal SET after = json_set(after, '$.rationale', 'TWO') WHERE seq = 3`, 3],
    ['an edited actor', `UPDATE journal SET actor = 'Eve' WHERE seq = 2`, 2],
    ['an edited time', `UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4`, 4],
    ['broken JSON', `UPDATE journal SET after = '{' WHERE seq = 3`, 3],
    ['a deleted entry', 'DELETE FROM journal WHERE seq = 3', 4],
    ['a deleted first entry', 'DELETE FROM journal WHERE seq = 1', 2],
    ['the tail cut off', 'DELETE FROM journal WHERE seq >= 4', 3],
    [
      'an inserted entry',
      `INSERT INTO journal SELECT 6, at, actor, action, subject, subject_id, reason, before, after, prev_hash, hash FROM journal WHERE seq = 5`,
      6,
    ],
    [
      'two entries swapped',
      `UPDATE journal SET seq = 99 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4; UPDATE journal SET seq = 4 WHERE seq = 99`,
      3,
    ],
    ['an edited conclusion', `UPDATE conclusions SET rationale = 'never said'`, 5],
    ['a deleted conclusion', 'DELETE FROM conclusions', 5],
    ['an edited engagement', `UPDATE engagement SET client = 'Somebody else'`, 1],
    ['SQLite’s own count set back', `DELETE FROM sqlite_sequence`, null],
    ['a trigger added', `CREATE TRIGGER t AFTER INSERT ON findings BEGIN SELECT 1; END`, null],
    [
      'a view changed',
      `DROP VIEW tallies; CREATE VIEW tallies AS SELECT t.*, 'current' AS standing, NULL AS change, 1 AS sign FROM source_tallies t`,
      null,
    ],
    ['a stray row', `INSERT INTO import_issues VALUES (1, 77, 'warning', 'other', 'x', NULL, NULL, NULL, NULL, 1)`, null],
    [
      'a row the journal never saw',
      `INSERT INTO verdicts (criterion_id, verdict, rationale, basis, updated_at, updated_by) VALUES ('s3.x', 'met', 'r', '', '2026-01-01T00:00:00.000Z', 'Eve')`,
      null,
    ],
  ])('finds %s', async (_name, sql, firstBad) => {
    const proof = await tampered(sql)
    expect(proof.ok).toBe(false)
    expect(proof.firstBad).toBe(firstBad)
    expect(proof.problems.length).toBeGreaterThan(0)
  })

  it('finds a tail cut off even where the state was put back with it', async () => {
    const proof = await tampered(`DELETE FROM journal WHERE seq = 5; UPDATE conclusions SET rationale = 'three'`)
    expect(proof.problems.map((p) => p.code)).toContain('tail-missing')
  })
})
