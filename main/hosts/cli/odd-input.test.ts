// The built command line on what a real machine may hold: more files than handles, links, misspelt words, changed rows.
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createWorkplace, ensureBuilt, ocsfFile } from './cli.fixture.ts'

const SLOW = { timeout: 120_000 }
const OPEN = ['--no-encryption']
const SCOPE = ['--title', 'Review', '--client', 'Acme', '--from', '2026-07-01', '--to', '2026-09-30', '--service', 'iam', ...OPEN]
const CLI = resolve(import.meta.dirname, '../../../out/main/cli.js')
const SCAN = ocsfFile([{ status: 'FAIL', check: 'iam_root_mfa_enabled', service: 'iam', severity: 'Critical' }])

const place = createWorkplace()
beforeAll(() => {
  ensureBuilt()
  const made = place.tickmark(['new', 'a.tickmark', ...SCOPE])
  if (made.code !== 0) throw new Error(made.stderr)
  place.write('scans/scan.json', SCAN)
}, 120_000)
afterAll(place.remove)

describe.skipIf(process.platform === 'win32')('a folder', SLOW, () => {
  it('of more files than the process may hold open is read to the end', () => {
    mkdirSync(place.path('many'))
    for (let i = 0; i < 600; i += 1) writeFileSync(join(place.path('many'), `note-${i}.txt`), `note ${i}`)
    const run = spawnSync('sh', ['-c', 'ulimit -n 100 && exec "$0" "$@"', process.execPath, CLI, 'detect', 'many', '--json'], {
      cwd: place.folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    expect(run.stderr).toBe('')
    expect(z.array(z.unknown()).parse(JSON.parse(run.stdout))).toHaveLength(600)
  })

  it('has its links listed as left out, also where a format is named', () => {
    symlinkSync(place.path('scans/scan.json'), place.path('scans/link.json'))
    const run = place.tickmark(['import', 'a.tickmark', 'scans', '--format', 'prowler-ocsf', '--json', ...OPEN])
    expect(run.code).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({
      totals: { records: 1, stored: 1 },
      leftOut: [{ path: join('scans', 'link.json'), reason: 'a link; name the file itself to import it' }],
    })
  })
})

describe('a filter', SLOW, () => {
  it('with a word its field cannot have ends with 2 and names those it can', () => {
    for (const [command, filter] of [
      ['evidence', 'severity:hgih'],
      ['evidence', 'result:falied'],
      ['findings', 'status:opne'],
    ] as const) {
      const run = place.tickmark([command, 'a.tickmark', '--filter', filter, ...OPEN])
      expect([run.code, run.stdout]).toEqual([2, ''])
      expect(run.stderr).toContain('It is one of:')
    }
  })

  it('without a word matches nothing', () => {
    const run = place.tickmark(['evidence', 'a.tickmark', '--filter', 'severity:', '--json', ...OPEN])
    expect(JSON.parse(run.stdout)).toMatchObject({ total: 0 })
  })
})

describe('an identity', SLOW, () => {
  it('with a short passphrase is refused in plain words', () => {
    const run = place.tickmark(['identity', 'create', '--name', 'Jo'], { TICKMARK_IDENTITY_PASSPHRASE: 'short' })
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('The passphrase needs at least 8 characters.')
  })
})

describe('verify', SLOW, () => {
  it('ends with 3 on a file that is no PDF and with 4 on one that is missing', () => {
    place.write('letter.pdf', 'Dear auditor')
    expect(place.tickmark(['verify', 'letter.pdf']).code).toBe(3)
    expect(place.tickmark(['verify', 'absent.pdf']).code).toBe(4)
  })
})

describe('status', SLOW, () => {
  it('draws up the sums: it says what blocks where a stored row was changed behind the program’s back', () => {
    expect(place.tickmark(['import', 'a.tickmark', 'scans/scan.json', ...OPEN]).code).toBe(0)
    expect(place.tickmark(['status', 'a.tickmark', ...OPEN]).stdout).toContain('Nothing blocks a report')
    const db = new Database(place.path('a.tickmark'))
    db.exec("UPDATE evidence_kinds SET result = 'pass'")
    db.close()
    const run = place.tickmark(['status', 'a.tickmark', '--json', ...OPEN])
    expect(z.object({ blockers: z.array(z.unknown()).min(1) }).safeParse(JSON.parse(run.stdout)).success).toBe(true)
    expect(place.tickmark(['status', 'a.tickmark', ...OPEN]).stdout).toContain('would refuse a report')
  })
})
