// The built command line on what comes in: archives, encodings, files that name no tool, scans that come again, mappings.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { tarOf } from '../../archives/tar.fixture.ts'
import { zipOf } from '../../archives/zip.fixture.ts'
import { createWorkplace, ensureBuilt, type Finding, ocsfFile, type Run } from './cli.fixture.ts'

const SLOW = { timeout: 120_000 }
const OPEN = ['--no-encryption', '--json']
const SCOPE = ['--title', 'R', '--client', 'A', '--from', '2026-07-01', '--to', '2026-09-30', '--account', '111122223333']

const whole = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Changes = z.strictObject({
  restated: whole,
  superseded: whole,
  gone: whole,
  new: whole,
  unchanged: whole,
  changed: whole,
  notScannedAgain: whole,
})
const Issue = z.object({ kind: z.string(), code: z.string(), message: z.string(), pointer: z.object({ offset: whole }).nullable() })
const Imported = z.object({
  imports: z.array(
    z.object({
      importId: z.uuid().nullable(),
      sourceFiles: z.array(
        z.object({
          path: z.string(),
          sha256: sha256.nullable(),
          bytes: whole,
          formatId: z.string(),
          encoding: z.string(),
          outcome: z.string(),
          records: whole,
          stored: whole,
          rejected: whole,
          duplicates: whole,
          issues: z.array(Issue),
          hint: z.string().nullable(),
        }),
      ),
      changes: Changes.nullable(),
    }),
  ),
  totals: z.object({ records: whole, stored: whole, rejected: whole, duplicates: whole, byResult: z.record(z.string(), whole) }),
  onEarlierImports: z.object({ superseded: z.int(), gone: z.int() }).nullable(),
  leftOut: z.array(z.object({ path: z.string(), formatId: z.string(), reason: z.string(), hint: z.string().nullable() })),
})
const List = z.object({
  imports: z.array(
    z.object({ importId: z.uuid(), name: z.string(), stored: whole, sourceFiles: z.array(z.object({ path: z.string(), sha256 })) }),
  ),
})
const Evidence = z.object({
  total: whole,
  rows: z.array(
    z.object({
      evidenceId: whole,
      check: z.string().nullable(),
      title: z.string().nullable(),
      service: z.string().nullable(),
      result: z.string(),
      severity: z.string(),
      resource: z.string().nullable(),
      standing: z.string(),
      change: z.string().nullable(),
      otherId: whole.nullable(),
      source: z.object({ offset: whole, length: whole }),
    }),
  ),
})

const FIRST: readonly Finding[] = [
  { status: 'FAIL', check: 'iam_root_mfa_enabled', service: 'iam', severity: 'Critical' },
  { status: 'FAIL', check: 's3_bucket_public_access', service: 's3' },
  { status: 'PASS', check: 's3_bucket_default_encryption', service: 's3', severity: 'Medium' },
]
const SCAN = ocsfFile(FIRST)
const WEEK_ONE: readonly Finding[] = [...FIRST, { status: 'FAIL', check: 's3_bucket_public_access', service: 's3' }]
/** The first is mended, the second as before, the third was not looked at, the fourth is not seen any more though its check ran. */
const WEEK_TWO = ocsfFile([
  { status: 'PASS', check: 'iam_root_mfa_enabled', service: 'iam', severity: 'Critical' },
  ...FIRST.slice(1, 2),
]).replaceAll('1788350400', '1788955200')

const PROWLER_COLUMNS =
  'AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;ACCOUNT_NAME;ACCOUNT_EMAIL;ACCOUNT_ORGANIZATION_UID;ACCOUNT_ORGANIZATION_NAME;ACCOUNT_TAGS;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;CHECK_TYPE;' +
  'STATUS;STATUS_EXTENDED;MUTED;SERVICE_NAME;SUBSERVICE_NAME;SEVERITY;RESOURCE_TYPE;RESOURCE_UID;RESOURCE_NAME;RESOURCE_DETAILS;RESOURCE_TAGS;PARTITION;REGION'
/** A Prowler CSV of two records, the second with an umlaut in its title. */
const CSV = [
  PROWLER_COLUMNS,
  ...['Root uses MFA', 'Räume sind verschlüsselt'].map((title, index) =>
    PROWLER_COLUMNS.split(';')
      .map(
        (column) =>
          ({
            TIMESTAMP: '2026-08-01 10:00:00',
            ACCOUNT_UID: '111122223333',
            FINDING_UID: `prowler-${index}`,
            PROVIDER: 'aws',
            CHECK_ID: `s3_check_${index}`,
            CHECK_TITLE: title,
            STATUS: 'FAIL',
            MUTED: 'False',
            SERVICE_NAME: 's3',
            SEVERITY: 'high',
            RESOURCE_UID: `arn:aws:s3:::bucket-${index}`,
            REGION: 'eu-west-1',
          })[column] ?? '',
      )
      .join(';'),
  ),
  '',
].join('\r\n')

const place = createWorkplace()
beforeAll(ensureBuilt, 120_000)
afterAll(place.remove)

const json = (run: Run, code = 0): unknown => {
  expect(run.stderr).toBe('')
  expect(run.code).toBe(code)
  return JSON.parse(run.stdout)
}
const ask = (...args: readonly string[]): unknown => json(place.tickmark([...args, ...OPEN]))
const importing = (...args: readonly string[]) => Imported.parse(ask('import', ...args))
const filesOf = ({ imports }: z.infer<typeof Imported>) => imports.flatMap(({ sourceFiles }) => sourceFiles)
const engagement = (name: string): string => {
  ask('new', name, ...SCOPE)
  return name
}
const evidence = (file: string, filter = ''): z.infer<typeof Evidence> => Evidence.parse(ask('evidence', file, '--filter', filter))

describe('an archive', SLOW, () => {
  const members = [
    { name: 'run/scan.ocsf.json', data: SCAN },
    { name: 'run/notes.txt', data: 'nothing a scanner wrote' },
  ]
  beforeAll(() => {
    place.write('bundle.zip', zipOf(members))
    place.write('bundle.tar.gz', gzipSync(tarOf(members)))
  })

  it.each(['bundle.zip', 'bundle.tar.gz'])('%s is walked like a folder and kept as a document', (name) => {
    const file = engagement(`${name}.tickmark`)
    const detected = z.array(z.object({ path: z.string(), formatId: z.string(), encoding: z.string().nullable(), reason: z.string() }))
    expect(detected.parse(json(place.tickmark(['detect', name, '--json']))).map(({ path, formatId }) => [path, formatId])).toEqual([
      [name, 'attachment'],
      [`${name}/run/scan.ocsf.json`, 'prowler-ocsf'],
      [`${name}/run/notes.txt`, 'unknown'],
    ])
    const document = importing(file, name)
    expect(document.imports).toHaveLength(1)
    expect(filesOf(document).map(({ path, formatId, records, stored }) => [path, formatId, records, stored])).toEqual([
      [name, 'attachment', 0, 0],
      [`${name}/run/scan.ocsf.json`, 'prowler-ocsf', 3, 3],
    ])
    expect(filesOf(document).map((source) => source.sha256)).toEqual(
      [readFileSync(place.path(name)), SCAN].map((bytes) => createHash('sha256').update(bytes).digest('hex')),
    )
    expect(document.leftOut.map(({ path }) => path)).toEqual([`${name}/run/notes.txt`])
    const [row] = evidence(file).rows
    const raw = place.tickmark(['evidence', 'show', file, String(row?.evidenceId), '--raw', '--no-encryption'])
    const { offset, length } = row?.source ?? { offset: 0, length: 0 }
    expect(raw.bytes.equals(Buffer.from(SCAN).subarray(offset, offset + length))).toBe(true)
  })

  it('ends with 4 where none of its members can be imported', () => {
    place.write('notes.zip', zipOf([{ name: 'notes.txt', data: 'nothing' }]))
    const run = place.tickmark(['import', engagement('notes.tickmark'), 'notes.zip', ...OPEN])
    expect(Imported.parse(json(run, 4)).leftOut).toHaveLength(1)
  })
})

describe('an encoding', SLOW, () => {
  it('of UTF-16 is read as what it is, and told', () => {
    place.write('utf16.json', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SCAN, 'utf16le')]))
    const document = importing(engagement('utf16.tickmark'), 'utf16.json')
    expect(filesOf(document)).toMatchObject([{ formatId: 'prowler-ocsf', encoding: 'utf-16le', records: 3, stored: 3, rejected: 0 }])
    expect(filesOf(document)[0]?.issues.map(({ code }) => code)).toContain('recoded')
    expect(json(place.tickmark(['detect', 'utf16.json', '--json']))).toMatchObject([{ encoding: 'utf-16le' }])
  })

  it('of Windows is offered, never guessed: without a word the record is rejected, with it read', () => {
    place.write('windows.csv', Buffer.from(CSV, 'latin1'))
    expect(json(place.tickmark(['detect', 'windows.csv', '--json']))).toMatchObject([{ formatId: 'prowler-csv', encoding: 'windows-1252' }])
    const guessed = importing(engagement('guessed.tickmark'), 'windows.csv')
    expect(filesOf(guessed)).toMatchObject([{ records: 2, stored: 1, rejected: 1 }])
    expect(filesOf(guessed)[0]?.issues).toContainEqual(expect.objectContaining({ kind: 'rejection', code: 'bad-encoding' }))
    expect(filesOf(guessed)[0]?.hint).toContain('--encoding windows-1252')

    const file = engagement('windows.tickmark')
    const told = importing(file, 'windows.csv', '--encoding', 'windows-1252')
    expect(filesOf(told)).toMatchObject([{ encoding: 'windows-1252', records: 2, stored: 2, rejected: 0, hint: null }])
    expect(evidence(file).rows.map(({ title }) => title)).toEqual(['Root uses MFA', 'Räume sind verschlüsselt'])
  })

  it('said of a folder leaves those files alone that are UTF-8', () => {
    place.write('mixed/utf8.csv', CSV.replaceAll('s3_check', 's3_other'))
    place.write('mixed/windows.csv', Buffer.from(CSV, 'latin1'))
    place.write('mixed/inside.zip', zipOf([{ name: 'scan.json', data: SCAN }]))
    const file = engagement('mixed.tickmark')
    const document = importing(file, 'mixed', '--encoding', 'windows-1252')
    expect(filesOf(document).map(({ path, encoding, stored }) => [path, encoding, stored])).toEqual([
      ['mixed/inside.zip', 'utf-8', 0],
      ['mixed/inside.zip/scan.json', 'utf-8', 3],
      ['mixed/utf8.csv', 'utf-8', 2],
      ['mixed/windows.csv', 'windows-1252', 2],
    ])
    expect(evidence(file, 'check:s3_check_1,s3_other_1').rows.map(({ title }) => title)).toEqual(Array(2).fill('Räume sind verschlüsselt'))
  })
})

describe('a file that names no tool', SLOW, () => {
  it('is asked about, and the answer is remembered for its bytes', () => {
    const file = engagement('empty.tickmark')
    place.write('empty/nothing.json', '[]')
    place.write('empty/scan.json', SCAN)
    const [asked] = importing(file, 'empty').leftOut
    expect(asked).toMatchObject({ path: 'empty/nothing.json', formatId: 'ambiguous' })
    expect(asked?.hint).toContain('--format')
    const told = importing(file, 'empty/nothing.json', '--format', 'prowler-ocsf')
    expect(filesOf(told)).toMatchObject([{ formatId: 'prowler-ocsf', outcome: 'imported', records: 0 }])
    const [, second] = List.parse(ask('imports', file)).imports
    ask('imports', 'remove', file, second?.importId ?? '', '--reason', 'to see what is remembered')
    expect(filesOf(importing(file, 'empty/nothing.json'))).toMatchObject([{ formatId: 'prowler-ocsf', outcome: 'imported' }])
  })

  it('is told to be an answer of the AWS CLI', () => {
    place.write('answer.json', JSON.stringify({ Surprise: { Of: 'a service yet unheard of' } }))
    const file = engagement('answer.tickmark')
    expect(place.tickmark(['import', file, 'answer.json', ...OPEN]).code).toBe(4)
    const told = importing(file, 'answer.json', '--aws-service', 'pinpoint', '--aws-operation', 'get-surprise')
    expect(filesOf(told)).toMatchObject([{ formatId: 'aws-cli', records: 1, stored: 1 }])
    expect(evidence(file).rows).toMatchObject([{ service: 'pinpoint' }])
  })
})

describe('what is said of a file', SLOW, () => {
  it.each([
    ['half an AWS CLI command', ['--aws-service', 'pinpoint'], '--aws-operation'],
    ['an AWS CLI command of another format', ['--aws-service', 'iam', '--aws-operation', 'x', '--format', 'asff'], 'aws-cli'],
    ['a mapping beside a format', ['--profile', 'x', '--format', 'asff'], '--profile'],
    ['an encoding nobody reads', ['--encoding', 'ebcdic'], 'utf-16le'],
    ['a format that is none', ['--format', 'ambiguous'], 'asff'],
  ])('ends with 2 on %s', (_, options, word) => {
    const run = place.tickmark(['import', 'none.tickmark', '.', ...options])
    expect([run.code, run.stdout]).toEqual([2, ''])
    expect(run.stderr).toContain(word)
  })
})

describe('a scan that comes again', SLOW, () => {
  const file = 'again.tickmark'
  beforeAll(() => {
    engagement(file)
    place.write('week1/scan.json', ocsfFile(WEEK_ONE))
    place.write('week1/notes.txt', 'a note')
    place.write('week2/scan.json', WEEK_TWO)
  })

  it('changes nothing with the same bytes, and names the import that brought them', () => {
    const first = importing(file, 'week1', '--name', 'Week one')
    const head = ask('journal', 'verify', file)
    const again = importing(file, 'week1')
    expect(again.totals).toMatchObject({ records: 4, stored: 0, rejected: 0, duplicates: 4 })
    expect(again.imports).toMatchObject([{ importId: first.imports[0]?.importId, sourceFiles: [{ outcome: 'already-imported' }] }])
    expect(ask('journal', 'verify', file)).toEqual(head)
    expect(List.parse(ask('imports', file)).imports.map(({ name }) => name)).toEqual(['Week one'])
  })

  it('later tells what is new, changed, unchanged and gone', () => {
    const later = importing(file, 'week2')
    expect(later.imports[0]?.changes).toMatchObject({ changed: 1, unchanged: 1, new: 0 })
    expect(later.onEarlierImports).toMatchObject({ superseded: 2, gone: 1 })
    const { rows } = evidence(file, 'standing:superseded')
    expect(rows.map(({ check }) => check)).toEqual(['iam_root_mfa_enabled', 's3_bucket_public_access'])
    expect(evidence(file, 'change:changed').rows).toMatchObject([
      { check: 'iam_root_mfa_enabled', result: 'pass', standing: 'current', otherId: rows[0]?.evidenceId },
    ])
    expect(evidence(file, 'standing:gone').rows.map(({ resource }) => resource)).toEqual(['arn:aws:s3::111122223333:thing/3'])
    const text = place.tickmark(['import', file, 'week2', '--no-encryption']).stdout
    expect(text).toContain('already here')
  })

  it('is taken out as a whole and can be imported again', () => {
    const before = evidence(file, 'standing:current').rows.map(({ check, result }) => [check, result])
    const [, week2] = List.parse(ask('imports', file)).imports
    const id = week2?.importId.slice(0, 8) ?? ''
    expect(ask('imports', 'show', file, id)).toMatchObject({
      importId: week2?.importId,
      sourceFiles: [{ path: 'scan.json', issueTotal: expect.any(Number) as number }],
    })
    expect(place.tickmark(['imports', 'remove', file, id, ...OPEN]).code).toBe(2)
    expect(ask('imports', 'remove', file, id, '--reason', 'wrong account')).toMatchObject({
      removed: { importId: week2?.importId, stored: 2 },
    })
    expect(evidence(file).rows.map(({ check, standing }) => [check, standing])).toEqual(WEEK_ONE.map(({ check }) => [check, 'current']))
    expect(place.tickmark(['imports', 'show', file, id, ...OPEN]).code).toBe(2)
    expect(importing(file, 'week2').totals).toMatchObject({ stored: 2 })
    expect(evidence(file, 'standing:current').rows.map(({ check, result }) => [check, result])).toEqual(before)
    expect(ask('journal', 'verify', file)).toMatchObject({ ok: true })
  })
})

describe('a mapping of one’s own', SLOW, () => {
  const MAPPING = {
    kind: 'csv',
    name: 'Own list',
    tool: 'Own scanner',
    delimiter: ',',
    provider: 'aws',
    columns: { checkId: 'Rule', status: 'State', severity: 'Level', resourceId: 'Where' },
    statuses: { NOK: 'fail', OK: 'pass' },
    severities: { '1': 'high' },
  }
  const LIST = 'Rule,State,Level,Where\nR1,NOK,1,arn:aws:s3:::a\nR2,OK,1,arn:aws:s3:::b\nR3,Perhaps,9,arn:aws:s3:::c\n'
  const file = 'own.tickmark'
  beforeAll(() => {
    engagement(file)
    place.write('mapping.json', JSON.stringify(MAPPING))
    place.write('own.csv', LIST)
  })

  it('is kept, shown and removed by its name', () => {
    expect(ask('profile', 'save', file, 'mapping.json')).toEqual(MAPPING)
    expect(ask('profile', 'list', file)).toEqual([MAPPING])
    expect(ask('profile', 'show', file, 'Own list')).toEqual(MAPPING)
    expect(ask('profile', 'remove', file, 'Own list')).toEqual({ name: 'Own list', removed: true })
    expect(place.tickmark(['profile', 'remove', file, 'Own list', ...OPEN]).code).toBe(2)
    expect(place.tickmark(['profile', 'show', file, 'Own list', ...OPEN]).code).toBe(2)
  })

  it('reads a file by its name or from a file of its own', () => {
    ask('profile', 'save', file, 'mapping.json')
    const counted = importing(file, 'own.csv', '--profile', 'Own list', '--dry-run')
    expect(counted.totals).toMatchObject({ records: 3, stored: 3, rejected: 0, byResult: { fail: 1, pass: 1, unknown: 1 } })
    expect(counted.imports).toMatchObject([{ importId: null }])
    importing(file, 'own.csv', '--profile', 'mapping.json')
    expect(evidence(file).rows.map(({ check, result, severity, resource }) => [check, result, severity, resource])).toEqual([
      ['R1', 'fail', 'high', 'arn:aws:s3:::a'],
      ['R2', 'pass', 'high', 'arn:aws:s3:::b'],
      ['R3', 'unknown', 'unknown', 'arn:aws:s3:::c'],
    ])
  })

  it('is refused with its faults where it is none, and by name where nobody saved it', () => {
    place.write('bad.json', JSON.stringify({ ...MAPPING, statuses: { NOK: 'bad' } }))
    const bad = place.tickmark(['import', file, 'own.csv', '--profile', 'bad.json', '--no-encryption'])
    expect(bad.code).toBe(4)
    expect(bad.stderr).toContain('statuses.NOK')
    const absent = place.tickmark(['import', file, 'own.csv', '--profile', 'Other', '--no-encryption'])
    expect(absent.code).toBe(2)
    expect(absent.stderr).toContain('  - Own list')
  })
})
