// The built command line and a kit: made, run against an `aws` of our own, imported, tampered with.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createWorkplace, ensureBuilt } from './cli.fixture.ts'

const SLOW = { timeout: 240_000 }
const OPEN = ['--no-encryption', '--json']
const SCOPE = [
  '--title',
  'R',
  '--client',
  'A',
  '--from',
  '2026-07-01',
  '--to',
  '2026-12-31',
  '--account',
  '111122223333',
  '--service',
  'pinpoint',
  'sso',
]
const Made = z.strictObject({ folder: z.string(), zip: z.string(), sha256: z.string(), commands: z.int(), files: z.array(z.string()) })
const Imported = z.object({
  problems: z.array(z.string()),
  results: z.object({
    services: z.array(z.object({ service: z.string(), counts: z.record(z.string(), z.int()) })),
    bundles: z.array(z.object({ whole: z.boolean() })),
  }),
  proposals: z.array(z.object({ service: z.string(), proposals: z.int() })),
  totals: z.object({ records: z.int(), stored: z.int() }),
})

/** Answers who calls and the password policy; everything else is denied. */
const AWS = `#!/bin/sh
case "$*" in
  --version) echo aws-cli/2.31.0;;
  'sts get-caller-identity'*text*) printf '111122223333\\tarn:aws:iam::111122223333:user/a\\n';;
  'sts get-caller-identity'*) echo '{"UserId":"AIDA","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/a"}';;
  'iam get-account-password-policy'*) echo '{"PasswordPolicy":{"MinimumPasswordLength":6}}';;
  configure*) exit 1;;
  *) echo "An error occurred (AccessDeniedException) when calling the X operation: no" >&2; exit 254;;
esac
`

describe('a kit on the command line', () => {
  let place: ReturnType<typeof createWorkplace>
  beforeAll(() => {
    ensureBuilt()
    place = createWorkplace()
  }, 240_000)
  afterAll(() => place.remove())

  const run = (args: readonly string[], code: number) => {
    const done = place.tickmark(args)
    if (done.code !== code) throw new Error(`tickmark ${args.join(' ')} ended with ${done.code}: ${done.stderr}${done.stdout}`)
    return done
  }

  it('goes to the client, is run, comes back and is not fooled', SLOW, () => {
    const made = Made.parse(
      JSON.parse(run(['kit', 'make', '--service', 'sso', '--region', 'eu-west-1', '--out', 'kit', '--json'], 0).stdout),
    )
    expect(readdirSync(made.folder).toSorted()).toEqual(['COMMANDS.md', 'README.md', 'collect.ps1', 'collect.sh', 'policy.json'])
    expect(statSync(join(made.folder, 'collect.sh')).mode & 0o111).not.toBe(0)
    const again = Made.parse(
      JSON.parse(run(['kit', 'make', '--service', 'sso', '--region', 'eu-west-1', '--out', 'kit', '--json'], 0).stdout),
    )
    expect(again.folder).not.toBe(made.folder)
    expect(run(['kit', 'make', '--service', 'nosuchservice', '--out', 'kit'], 2).stderr).toContain('nosuchservice')
    expect(run(['kit', 'commands', '--service', 'sso'], 0).stdout).toContain('sso:ListInstances')

    writeFileSync(join(place.folder, 'aws'), AWS, { mode: 0o755 })
    const { status, stderr } = spawnSync('sh', [join(made.folder, 'collect.sh'), '-o', place.path('out')], {
      env: { ...process.env, PATH: `${place.folder}:${process.env['PATH'] ?? ''}`, AWS_REGION: 'eu-west-1' },
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([3, expect.stringContaining('2 answered')])
    const [bundle = ''] = readdirSync(place.path('out')).filter((name) => !name.includes('.'))

    run(['new', 'a.tickmark', ...SCOPE, ...OPEN], 0)
    const whole = Imported.parse(JSON.parse(run(['kit', 'import', 'a.tickmark', join('out', bundle), ...OPEN], 0).stdout))
    expect(whole.problems).toEqual([])
    expect(whole.results.services.find(({ service }) => service === 'sso')?.counts).toMatchObject({ answered: 0, 'access-denied': 2 })
    expect(whole.results.services.find(({ service }) => service === 'iam')?.counts).toMatchObject({ answered: 2 })
    expect(whole.totals.records).toBe(whole.totals.stored)
    expect(run(['kit', 'show', 'a.tickmark', '--no-encryption'], 0).stdout).toContain('sso-admin list-instances (1)')
    expect(run(['coverage', 'a.tickmark', ...OPEN], 0).stdout).toContain('access-denied')

    const answer = join(place.path('out'), bundle, 'answers')
    const [file = ''] = readdirSync(answer).filter((name) => name.includes('password-policy'))
    writeFileSync(join(answer, file), readFileSync(join(answer, file), 'utf8').replace('6', '14'))
    run(['new', 'b.tickmark', ...SCOPE, ...OPEN], 0)
    const changed = Imported.parse(JSON.parse(run(['kit', 'import', 'b.tickmark', join('out', bundle), ...OPEN], 3).stdout))
    expect(changed.problems).toEqual([expect.stringContaining('was changed after it was collected')])
    expect(run(['evidence', 'b.tickmark', '--filter', 'check:"iam get-account-password-policy"', ...OPEN], 0).stdout).toContain(
      '"total": 0',
    )
    expect(run(['kit', 'import', 'b.tickmark', 'aws', '--no-encryption'], 4).stderr).toContain('no manifest.ndjson')
  })
})
