import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { placeFacts, placesMatchTallies } from '../queries/coverage-places.ts'
import type { ReadableDb } from '../types.ts'
import { migration } from './0060-coverage-places.ts'
import { fileBefore } from './older-file.fixture.ts'

/** A file of the version before with two imported sources, one of them superseded in part by a relation. */
function fileOfBefore(): ReadableDb {
  const db = fileBefore(migration)
  db.exec(`
    INSERT INTO imports VALUES (1, 'one', 'March', '2026-03-01', 'Ada');
    INSERT INTO source_files (import_key, file_name, sha256, bytes, format_id, encoding, records, stored, rejected, muted, warnings,
      evidence_digest, checks_digest, issues_digest, contexts_digest)
      SELECT 1, 'scan-' || value || '.json', value, 1, 'prowler-ocsf', 'utf-8', 9, 9, 0, 0, 0, 'd', 'd', 'd', 'd' FROM json_each('[1, 2]');
    UPDATE relation_head SET relation_key = 5;
    INSERT INTO relations VALUES (4, 0, '2026-03-01', 'd'), (5, 0, '2026-03-01', 'd');`)
  const tally = db.prepare(
    `INSERT INTO source_tallies (source_key, service, topic, check_id, result, severity, muted, lifecycle, account, region, count, content)
     VALUES (?, ?, ?, ?, ?, 'high', 0, 'active', ?, ?, ?, '0')`,
  )
  tally.run(1, 's3', 'data-protection', 'check-a', 'fail', '111122223333', 'eu-west-1', 4)
  tally.run(1, 's3', 'data-protection', 'check-a', 'pass', '111122223333', 'eu-west-1', 2)
  tally.run(1, 's3', null, 'check-b', 'pass', '111122223333', null, 1)
  tally.run(1, null, null, null, 'info', null, null, 2)
  tally.run(2, 's3', 'data-protection', 'check-a', 'fail', '222233334444', 'eu-west-1', 5)
  const shift = db.prepare(
    `INSERT INTO tally_shifts (relation_key, source_key, service, topic, check_id, result, severity, muted, lifecycle, account, region,
       standing, change, count, content)
     VALUES (?, 1, 's3', 'data-protection', 'check-a', 'fail', 'high', 0, 'active', '111122223333', 'eu-west-1', ?, ?, ?, '0')`,
  )
  shift.run(5, 'superseded', null, 3)
  shift.run(5, 'current', 'unchanged', 1)
  // Of a relation that is not the head: counts for nothing.
  shift.run(4, 'gone', null, 2)
  return db
}

type Line = readonly [service: string | null, topic: string | null, account: string | null, region: string | null, records: number]

const lines = (db: ReadableDb): string[] => sorted(placeFacts(db).map((f) => [f.service, f.topic, f.account, f.region, f.records]))
const sorted = (all: readonly Line[]): string[] => all.map((line) => JSON.stringify(line)).sort()

it('counts the places of a file of the version before, superseded records left out', () => {
  const db = fileOfBefore()
  migrate(db, { path: db.name })
  expect(lines(db)).toEqual(
    sorted([
      [null, null, null, null, 2],
      ['s3', null, '111122223333', null, 1],
      ['s3', 'data-protection', '111122223333', 'eu-west-1', 3],
      ['s3', 'data-protection', '222233334444', 'eu-west-1', 5],
    ]),
  )
  expect(placesMatchTallies(db)).toBe(true)
})

it('moves a check to where a person files it, in every file and out of what is superseded', () => {
  const db = fileOfBefore()
  migrate(db, { path: db.name })
  db.exec(`INSERT INTO filing_rules (check_id, from_service, from_topic, to_service, to_topic, reason, decided_at, decided_by) VALUES
    ('check-a', 's3', 'data-protection', 'kms', NULL, 'r', 'a', 'b'), ('', '', '', 's3', 'resilience', 'r', 'a', 'b')`)
  expect(lines(db)).toEqual(
    sorted([
      ['kms', null, '111122223333', 'eu-west-1', 3],
      ['kms', null, '222233334444', 'eu-west-1', 5],
      ['s3', null, '111122223333', null, 1],
      ['s3', 'resilience', null, null, 2],
    ]),
  )
  expect(placesMatchTallies(db)).toBe(true)
})

it('keeps the counts with a file as it gets its digest, and lets them go with it', () => {
  const db = fileOfBefore()
  migrate(db, { path: db.name })
  db.exec("UPDATE source_tallies SET count = 7 WHERE source_key = 2; UPDATE source_files SET evidence_digest = 'new' WHERE source_key = 2")
  expect(lines(db)).toContain(JSON.stringify(['s3', 'data-protection', '222233334444', 'eu-west-1', 7]))
  db.exec('DELETE FROM source_files WHERE source_key = 2; DELETE FROM relations')
  const left = db
    .prepare('SELECT (SELECT count(*) FROM source_places WHERE source_key = 2) + (SELECT count(*) FROM shift_places) AS n')
    .get()
  expect(left).toEqual({ n: 0 })
})
