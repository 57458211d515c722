import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createWorkplace, ensureBuilt, ocsfFile, type Run } from './cli.fixture.ts'

/** Each command is a process of its own, and an encrypted engagement is slow to unlock on purpose. */
const SLOW = { timeout: 120_000 }
const PASSPHRASE = { TICKMARK_PASSPHRASE: 'correct horse battery staple' }
const SCOPE = ['--title', 'Review', '--client', 'Acme', '--from', '2026-07-01', '--to', '2026-09-30']
const SCAN = ocsfFile([
  { status: 'FAIL', check: 'iam_root_mfa_enabled', service: 'iam', severity: 'Critical' },
  { status: 'FAIL', check: 's3_bucket_public_access', service: 's3' },
  { status: 'PASS', check: 's3_bucket_default_encryption', service: 's3', severity: 'Medium' },
  { status: 'MANUAL', check: 'iam_support_role_created', service: 'iam', severity: 'Low' },
])

const whole = z.int().nonnegative()
const counts = z.record(z.string(), whole)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const ImportDocument = z.object({
  imports: z.array(
    z.object({
      importId: z.uuid().nullable(),
      sourceFiles: z.array(
        z.object({
          path: z.string(),
          sha256,
          bytes: whole,
          formatId: z.string(),
          records: whole,
          stored: whole,
          rejected: whole,
          duplicates: whole,
          issues: z.array(z.object({ code: z.string(), message: z.string(), pointer: z.object({ offset: whole }).nullable() })),
        }),
      ),
    }),
  ),
  totals: z.object({
    records: whole,
    stored: whole,
    rejected: whole,
    duplicates: whole,
    byResult: counts,
    bySeverity: counts,
    byService: counts,
    byTopic: counts,
  }),
  elapsedMs: z.number().nonnegative(),
})
const ErrorDocument = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
})

const place = createWorkplace()
beforeAll(ensureBuilt, 120_000)
afterAll(place.remove)

/** The one JSON document a command printed. Fails where the command failed or printed anything else. */
function json(run: Run): unknown {
  expect(run.stderr).toBe('')
  expect(run.code).toBe(0)
  return JSON.parse(run.stdout)
}

describe('usage', SLOW, () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['status', 'x.tickmark', '--frobnicate']],
    ['a missing option', ['new', 'x.tickmark']],
    ['a service that is not named', ['criteria', 'x.tickmark']],
    ['a value out of its bounds', ['evidence', 'x.tickmark', '--limit', 'many']],
    ['an unknown choice', ['import', 'x.tickmark', '.', '--format', 'word']],
    ['a clock that is none', ['status', 'x.tickmark', '--now', 'noon']],
  ])('ends with 2 on %s and says so on stderr only', (_, args) => {
    const run = place.tickmark(args)
    expect(run.code).toBe(2)
    expect(run.stdout).toBe('')
    expect(run.stderr).not.toBe('')
  })

  it('prints an error as one JSON document on stderr under --json', () => {
    const run = place.tickmark(['status', 'absent.tickmark', '--json'])
    expect(run.code).toBe(4)
    expect(run.stdout).toBe('')
    expect(ErrorDocument.parse(JSON.parse(run.stderr)).error.code).toBe('input-unreadable')
  })

  it('prints help on stdout and ends with 0', () => {
    for (const args of [['--help'], ['import', '--help'], ['evidence', 'show', '--help'], ['help', 'status']]) {
      const run = place.tickmark(args)
      expect(run.code).toBe(0)
      expect(run.stdout).toContain('Usage: tickmark')
    }
  })
})

describe('passphrases and files', SLOW, () => {
  it('ends with 5 where a new engagement has no passphrase, and makes nothing', () => {
    const run = place.tickmark(['new', 'none.tickmark', ...SCOPE])
    expect(run.code).toBe(5)
    expect(existsSync(place.path('none.tickmark'))).toBe(false)
  })

  it('ends with 5 on a wrong or missing passphrase and opens with the right one', () => {
    const made = z
      .object({ engagementId: z.uuid(), path: z.string() })
      .parse(json(place.tickmark(['new', 'locked.tickmark', ...SCOPE, '--json'], PASSPHRASE)))
    expect(made.path).toBe(place.path('locked.tickmark'))
    expect(place.tickmark(['status', 'locked.tickmark'], { TICKMARK_PASSPHRASE: 'wrong' }).code).toBe(5)
    expect(place.tickmark(['status', 'locked.tickmark']).code).toBe(5)
    expect(place.tickmark(['status', 'locked.tickmark', '--no-encryption'], PASSPHRASE).code).toBe(5)
    place.write('pass.txt', `${PASSPHRASE.TICKMARK_PASSPHRASE}\n`)
    expect(place.tickmark(['status', 'locked.tickmark', '--passphrase-file', 'pass.txt']).code).toBe(0)
  })

  it('ends with 4 on a file that is no engagement and leaves it alone', () => {
    const path = place.write('letter.tickmark', 'Dear auditor, this is not a database.')
    const run = place.tickmark(['status', 'letter.tickmark'], PASSPHRASE)
    expect(run.code).toBe(4)
    expect(readFileSync(path, 'utf8')).toContain('Dear auditor')
  })

  it('never makes an engagement over a file that is there', () => {
    const path = place.write('taken.tickmark', 'mine')
    expect(place.tickmark(['new', 'taken.tickmark', ...SCOPE], PASSPHRASE).code).toBe(2)
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })
})

describe('an audit from scan to verified report', SLOW, () => {
  const file = 'audit.tickmark'
  const ask = (...args: readonly string[]): unknown => json(place.tickmark([...args, '--json'], PASSPHRASE))

  beforeAll(() => {
    place.write('scans/run.ocsf.json', SCAN)
    place.write('scans/notes.txt', 'nothing a scanner wrote')
    ask('new', file, ...SCOPE, '--account', '111122223333', '--region', 'eu-west-1', '--service', 's3', 'iam')
  })

  it('says what files are without importing them', () => {
    const Detected = z.array(
      z.object({
        path: z.string(),
        formatId: z.string(),
        label: z.string(),
        confidence: z.string(),
        toolVersion: z.string().nullable(),
        reason: z.string(),
      }),
    )
    const rows = Detected.parse(ask('detect', 'scans'))
    expect(rows.map(({ path, formatId }) => [path, formatId])).toEqual([
      ['scans/notes.txt', 'unknown'],
      ['scans/run.ocsf.json', 'prowler-ocsf'],
    ])
  })

  it('counts a dry run and stores nothing', () => {
    const { totals } = ImportDocument.parse(ask('import', file, 'scans', '--dry-run'))
    expect(totals).toMatchObject({ records: 4, stored: 4, rejected: 0 })
    expect(z.object({ total: whole }).parse(ask('evidence', file)).total).toBe(0)
  })

  it('imports a folder, leaves out what is no scan, and every total adds up', () => {
    const document = ImportDocument.extend({ leftOut: z.array(z.object({ path: z.string(), formatId: z.string() })) }).parse(
      ask('import', file, 'scans'),
    )
    const [source] = document.imports[0]?.sourceFiles ?? []
    expect(source).toMatchObject({
      path: 'scans/run.ocsf.json',
      formatId: 'prowler-ocsf',
      records: 4,
      stored: 4,
      rejected: 0,
      duplicates: 0,
    })
    expect(source?.sha256).toBe(createHash('sha256').update(SCAN).digest('hex'))
    expect(document.leftOut.map(({ path }) => path)).toEqual(['scans/notes.txt'])
    expect(document.totals.byResult).toMatchObject({ fail: 2, pass: 1, manual: 1 })
    for (const by of [document.totals.byResult, document.totals.bySeverity, document.totals.byService, document.totals.byTopic])
      expect(Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(4)
  })

  it('changes nothing when the same bytes come again', () => {
    const { totals } = ImportDocument.parse(ask('import', file, 'scans/run.ocsf.json'))
    expect(totals).toMatchObject({ records: 4, stored: 0, rejected: 0, duplicates: 4 })
    expect(z.object({ total: whole }).parse(ask('evidence', file)).total).toBe(4)
  })

  it('ends with 4 on a named file that is no scan, and on a path that is not there', () => {
    const refused = place.tickmark(['import', file, 'scans/notes.txt', '--json'], PASSPHRASE)
    expect(refused.code).toBe(4)
    expect(JSON.parse(refused.stdout)).toMatchObject({ imports: [{ importId: null, sourceFiles: [{ formatId: 'unknown', stored: 0 }] }] })
    expect(place.tickmark(['import', file, 'absent.json'], PASSPHRASE).code).toBe(4)
  })

  it('gives a record back as exactly the bytes of the scan', () => {
    const Page = z.object({
      total: whole,
      rows: z.array(
        z.object({
          evidenceId: whole,
          service: z.string().nullable(),
          check: z.string().nullable(),
          result: z.string(),
          muted: z.boolean(),
          severity: z.string(),
          statusRaw: z.string().nullable(),
          source: z.object({ sha256, offset: whole, length: whole }),
        }),
      ),
    })
    const { rows } = Page.parse(ask('evidence', file, '--filter', 'result:fail'))
    expect(rows.map((row) => row.check)).toEqual(['iam_root_mfa_enabled', 's3_bucket_public_access'])
    for (const { evidenceId, source } of rows) {
      const raw = place.tickmark(['evidence', 'show', file, String(evidenceId), '--raw'], PASSPHRASE)
      expect(raw.bytes.equals(Buffer.from(SCAN).subarray(source.offset, source.offset + source.length))).toBe(true)
    }
  })

  it('lists and edits findings, and refuses a field that does not exist', () => {
    const Rows = z.object({
      total: whole,
      rows: z.array(z.object({ findingId: z.uuid(), number: whole, status: z.string(), title: z.string() })),
    })
    const [first] = Rows.parse(ask('findings', file)).rows
    const set = ask('findings', 'set', file, String(first?.number), 'status=open', 'owner=Platform team', 'dueDate=2026-12-31')
    expect(set).toMatchObject({ findingId: first?.findingId, status: 'open', owner: 'Platform team', dueDate: '2026-12-31' })
    expect(place.tickmark(['findings', 'set', file, '1', 'colour=red'], PASSPHRASE).code).toBe(2)
    expect(place.tickmark(['findings', 'set', file, '1', 'dueDate=soon'], PASSPHRASE).code).toBe(2)
    expect(place.tickmark(['findings', 'set', file, '999', 'status=open'], PASSPHRASE).code).toBe(2)
  })

  it('tells status and coverage in the contract’s shapes', () => {
    const Status = z.object({
      engagement: z.object({ title: z.string() }),
      services: z.array(
        z.object({
          key: z.string(),
          evidence: counts,
          findings: whole,
          criteria: z.object({ met: whole, notTested: whole }),
          signOff: z.object({ preparer: z.null(), reviewer: z.null() }),
        }),
      ),
      blockers: z.array(z.object({ code: z.string(), message: z.string() })),
    })
    expect(Status.parse(ask('status', file)).services.map(({ key }) => key)).toEqual(expect.arrayContaining(['iam', 's3']))
    const Coverage = z.object({
      services: z.array(
        z.object({ key: z.string(), topics: z.array(z.object({ topic: z.string(), inChapter: z.boolean(), state: z.string(), counts })) }),
      ),
    })
    expect(Coverage.parse(ask('coverage', file)).services.length).toBeGreaterThan(0)
  })

  it('takes verdicts, conclusions and sign-offs', () => {
    const Rows = z.array(z.object({ criterionId: z.string(), responsibility: z.string(), verdict: z.literal('not-tested') }))
    const criterion = Rows.parse(ask('criteria', file, '--service', 'sso')).find(({ responsibility }) => responsibility === 'customer')
    const judged = ask('criteria', 'set', file, criterion?.criterionId ?? '', '--verdict', 'met', '--rationale', 'Seen.')
    expect(judged).toMatchObject({ criterionId: criterion?.criterionId, verdict: 'met', rationale: 'Seen.' })
    expect(ask('conclude', file, '--service', 's3', '--conclusion', 'effective', '--rationale', 'Seen.')).toMatchObject({
      service: 's3',
      topic: null,
    })
    expect(ask('signoff', file, '--service', 's3', '--as', 'preparer', '--name', 'Jo Field')).toMatchObject({
      name: 'Jo Field',
      holds: true,
    })
  })

  it('builds, signs and verifies reports, and ends with 3 on one changed byte', () => {
    const Reports = z.array(
      z.object({
        service: z.string(),
        path: z.string(),
        sha256,
        pages: whole,
        balance: z.object({ holds: z.literal(true) }),
        elapsedMs: z.number(),
      }),
    )
    const reports = Reports.parse(ask('report', file, '--service', 's3', 'iam', '--out', 'reports'))
    expect(reports.map(({ service }) => service)).toEqual(['s3', 'iam'])
    for (const report of reports) expect(createHash('sha256').update(readFileSync(report.path)).digest('hex')).toBe(report.sha256)

    const identity = z.object({ identityId: z.uuid() }).parse(ask('identity', 'create', '--name', 'Jo Field'))
    expect(ask('identity', 'list')).toMatchObject([{ identityId: identity.identityId, name: 'Jo Field' }])
    const Signed = z.object({ path: z.string(), sha256, signatures: z.array(z.object({ name: z.string() })).length(1) })
    const [report] = reports
    const path = report?.path ?? ''
    const signed = Signed.parse(ask('sign', path, '--identity', 'Jo Field', '--reason', 'Test'))
    expect(signed.path).toBe(path.replace(/\.pdf$/, '-signed.pdf'))
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(report?.sha256)

    const Verified = z
      .array(
        z.object({
          path: z.string(),
          verdict: z.enum(['valid', 'invalid', 'unsigned']),
          reasons: z.array(z.object({ code: z.string(), message: z.string() })),
          signatures: z.array(
            z.object({
              name: z.string(),
              certificate: z.object({}),
              signedAt: z.string(),
              coversWholeFile: z.boolean(),
              docMdp: z.int(),
              trusted: z.boolean(),
            }),
          ),
          attachments: z.array(z.object({ name: z.string(), sha256, matches: z.boolean().nullable() })),
        }),
      )
      .length(1)
    const [verified] = Verified.parse(ask('verify', signed.path))
    expect(verified).toMatchObject({
      verdict: 'valid',
      signatures: [{ name: 'Jo Field', coversWholeFile: true, docMdp: 1, trusted: true }],
    })
    expect(place.tickmark(['verify', path]).code).toBe(3)

    const bytes = readFileSync(signed.path)
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)
    writeFileSync(place.path('tampered.pdf'), bytes)
    const tampered = place.tickmark(['verify', 'tampered.pdf', '--json'])
    expect(tampered.code).toBe(3)
    expect(JSON.parse(tampered.stdout)).toMatchObject([{ verdict: 'invalid' }])

    expect(place.tickmark(['sign', path, '--identity', 'Jo Field'], { TICKMARK_IDENTITY_PASSPHRASE: 'wrong' }).code).toBe(5)
    expect(place.tickmark(['sign', path, '--identity', 'Jo Field']).code).toBe(5)
    expect(place.tickmark(['sign', path, '--identity', 'Nobody'], PASSPHRASE).code).toBe(2)
  })

  it('keeps a journal that verifies, and shows it', () => {
    const Checked = z.object({ entries: whole, head: sha256, ok: z.literal(true), firstBad: z.null() })
    const { entries } = Checked.parse(ask('journal', 'verify', file))
    const shown = z
      .object({ total: whole, rows: z.array(z.object({ seq: whole, actor: z.string(), hash: sha256 })) })
      .parse(ask('journal', 'show', file))
    expect(shown.total).toBe(entries)
  })
})

describe('--now', SLOW, () => {
  it('fixes the time of everything written', () => {
    const now = '2026-03-31T12:00:00.000Z'
    place.tickmark(['new', 'timed.tickmark', ...SCOPE, '--now', now], PASSPHRASE)
    const page: unknown = JSON.parse(place.tickmark(['journal', 'show', 'timed.tickmark', '--json'], PASSPHRASE).stdout)
    expect(page).toMatchObject({ total: 1, rows: [{ at: now }] })
  })
})
