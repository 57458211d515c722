// A file of the version before: its checks are proved as they were, and it is known that nobody kept what its scans name.
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { digestOfRows } from '../queries/import-digests.ts'
import { allRequirements, filesWithoutRequirements, requirementRows, stageRequirements } from '../queries/requirements.ts'
import { migration } from './0030-frameworks.ts'
import { fileBefore } from './older-file.fixture.ts'

it('keeps the digest of checks stored before, and tells old files from new ones that name nothing', () => {
  const db = fileBefore(migration)
  db.exec(`
    INSERT INTO imports VALUES (1, 'i', 'n', 'at', 'by');
    INSERT INTO source_files (import_key, file_name, sha256, bytes, format_id, encoding, records, stored, rejected, muted, warnings,
      evidence_digest, checks_digest, issues_digest, contexts_digest)
      SELECT 1, 'scan-' || value, value, 1, 'asff', 'utf-8', 2, 2, 0, 0, 0, '', '', '', '' FROM json_each('[1, 2, 3]');
    INSERT INTO checks VALUES (1, 'a', 'Title', NULL, NULL, NULL, '[]', NULL);`)
  const before = createHash('sha256')
    .update(`${JSON.stringify(['a', 'Title', null, null, null, '[]', null])}\n`)
    .digest('hex')

  migrate(db, { path: db.name })
  expect(digestOfRows(db, 'checks', 1)).toBe(before)
  expect(filesWithoutRequirements(db)).toEqual(['scan-1', 'scan-2', 'scan-3'])

  stageRequirements(db, 2, [{ family: 'prowler', provider: 'aws', checkId: 'a', said: [['CIS-3.0', '1.1']] }])
  stageRequirements(db, 3, [])
  expect([1, 2, 3].map((sourceKey) => requirementRows(db, sourceKey))).toEqual([null, 1, 0])
  expect(filesWithoutRequirements(db)).toEqual(['scan-1'])
  expect(allRequirements(db)).toEqual([{ sourceKey: 2, family: 'prowler', provider: 'aws', checkId: 'a', said: '[["CIS-3.0","1.1"]]' }])
  // Even that a file names nothing is proved.
  expect(new Set([1, 2, 3].map((sourceKey) => digestOfRows(db, 'checks', sourceKey))).size).toBe(3)
})
