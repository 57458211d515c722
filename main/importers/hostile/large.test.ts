// Hostile files of 70 MB, one for each way of reading: memory stays bounded, whether one text never ends, one record does, or what
// stands around the records.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'

/** A record may be 64 MB, which stand there as bytes, as text and as a value for a moment; the file is larger. */
const MOST_MEGABYTES = 500

const FILES: readonly (readonly [what: string, formatId: FormatId, before: string, repeated: string, after: string])[] = [
  ['a text in a record', 'asff', '[{"Id":"1"},{"Id":"', 'a', '"},{"Id":"3"}]'],
  ['brackets in a record, with damage behind', 'prowler-ocsf', '[{"a":', '[', '}'],
  ['brackets around the records', 'scoutsuite', '{"services":{"s3":{"findings":', '[', ''],
  ['a report in base64', 'iam-credential-report', '{"Content":"', 'dXNlcixhcm4s', '"}'],
  ['a text of XML', 'xccdf', '<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2"><rule-result idref="', 'a', '"/></TestResult>'],
  ['a cell', 'prowler-csv', 'FINDING_UID;STATUS;CHECK_ID;TIMESTAMP;AUTH_METHOD;ACCOUNT_UID\n"', 'a', '";\n'],
]

describe.each(FILES)('%s without end', (_what, formatId, ...parts) => {
  it(`takes little memory in ${formatId}`, () => {
    const { stdout, stderr } = spawnSync(
      execPath,
      [join(import.meta.dirname, 'read-large.fixture.ts'), ...[formatId, ...parts].map((word) => JSON.stringify(word))],
      { encoding: 'utf8' },
    )
    // A file that is refused as a whole says so instead of memory.
    if (stderr.includes('AppError')) return expect(stderr).toContain('import-rejected')
    const { megabytes, record, issue } = JSON.parse(stdout) as Readonly<Record<string, number>>
    expect((record ?? 0) + (issue ?? 0)).toBeGreaterThan(0)
    expect(megabytes).toBeLessThan(MOST_MEGABYTES)
  })
})
