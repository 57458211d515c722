// A file of the version before: its rows are proved as they were, and lie where they lay until a rule moves them.
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { WHOLE_COLUMNS } from '../queries/evidence-columns.ts'
import { evidenceHasDigest } from '../queries/import-digests.ts'
import { migration } from './0020-filing.ts'
import { fileBefore } from './older-file.fixture.ts'

const ADDED = ['subtopic', 'service_confidence', 'topic_confidence', 'suggested_service', 'suggested_topic']
const NUMBERS = ['offset', 'length', 'context_key', 'scope_key', 'per_requirement', 'muted']
const SOURCE = `INSERT INTO imports VALUES (1, 'i', 'n', 'at', 'by');
  INSERT INTO source_files (source_key, import_key, file_name, sha256, bytes, format_id, encoding, records, stored, rejected, muted, warnings,
    evidence_digest, checks_digest, issues_digest, contexts_digest) VALUES (1, 1, 'f', 's', 1, 'asff', 'utf-8', 2, 2, 0, 0, 0, '', '', '', '');`

it('keeps the digest and the place of rows stored before', () => {
  const db = fileBefore(migration)
  db.exec(SOURCE)
  const columns = WHOLE_COLUMNS.filter((column) => !ADDED.includes(column))
  const insert = db.prepare(
    `INSERT INTO evidence_rows (source_key, ${columns.join(', ')}) VALUES (1, ${columns.map(() => '?').join(', ')})`,
  )
  const rows = ['s3', null].map((service) =>
    columns.map((column) => (column === 'service' ? service : column === 'result' ? 'fail' : NUMBERS.includes(column) ? 1 : column)),
  )
  for (const row of rows) insert.run(...row)
  const before = createHash('sha256')
    .update(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    .digest('hex')
  db.prepare(
    `INSERT INTO source_tallies SELECT source_key, service, topic, check_id, result, severity, muted, lifecycle, account, region, count(*), '0'
     FROM evidence_rows GROUP BY 2`,
  ).run()
  db.exec("UPDATE source_files SET evidence_digest = 'x'")

  migrate(db, { path: db.name })
  expect(evidenceHasDigest(db, 1, before)).toBe(true)
  const places = (view: string): unknown[] => db.prepare(`SELECT service, topic FROM ${view} ORDER BY service`).raw().all()
  for (const view of ['evidence', 'tallies', 'totals'])
    expect(places(view)).toEqual([
      [null, 'topic'],
      ['s3', 'topic'],
    ])

  db.exec("INSERT INTO filing_rules VALUES ('check_id', '', 'topic', 'kms', 'resilience', 'why', 'at', 'by')")
  for (const view of ['evidence', 'tallies', 'totals'])
    expect(places(view)).toEqual([
      ['kms', 'resilience'],
      ['s3', 'topic'],
    ])
  expect(db.prepare('SELECT filed_service, filed_topic FROM evidence ORDER BY evidence_id').raw().all()).toEqual([
    ['s3', 'topic'],
    [null, 'topic'],
  ])
  expect(evidenceHasDigest(db, 1, before)).toBe(true)
})
