// The sh script as a client runs it, against an `aws` of our own: every shell this machine has, every call denied, half-way
// interrupted, names no shell likes.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { KitCommand } from './command.ts'
import { bundlesOf, has, SHELLS, siteOf } from './fake-aws.fixture.ts'

const command = (some: Partial<KitCommand> & Pick<KitCommand, 'cli' | 'operation'>): KitCommand => ({
  service: 'pinpoint',
  topic: 'data-protection',
  purpose: 'x',
  reach: 'region',
  ...some,
})

const APPS = command({
  cli: 'pinpoint',
  operation: 'get-apps',
  lists: {
    query: 'Item[].[Id, Name]',
    names: ['application-id', 'application-name'],
    each: [
      command({ cli: 'pinpoint', operation: 'get-app', args: { 'application-id': '{application-id}' }, absent: ['NotFoundException'] }),
      command({
        cli: 'pinpoint',
        operation: 'get-segments',
        args: { 'application-id': '{application-id}' },
        lists: {
          query: 'Segments[].[@]',
          names: ['segment-id'],
          each: [
            command({
              cli: 'pinpoint',
              operation: 'get-segment',
              args: { 'application-id': '{application-id}', 'segment-id': '{segment-id}' },
            }),
          ],
        },
      }),
    ],
  },
})
const COMMANDS = [command({ cli: 'iam', operation: 'get-account-summary', reach: 'once', service: 'iam' }), APPS]

const CALLER = `case "$1 $2" in 'sts get-caller-identity') if [ "$text" ]; then printf '111122223333\\tarn:aws:iam::111122223333:user/a\\n'; else echo '{"Account":"111122223333"}'; fi; exit 0;; esac\n`
const ANSWERS = `${CALLER}case "$1 $2" in
  'iam get-account-summary') echo '{"SummaryMap":{"Users":1}}';;
  'pinpoint get-apps') if [ "$text" ]; then printf 'a1\\tone\\na2\\ttwo\\n'; else echo '{"Item":[{"Id":"a1"},{"Id":"a2"}]}'; fi;;
  'pinpoint get-app') case "$3" in *a2) none NotFoundException GetApp;; esac; echo '{"Id":"a1"}';;
  'pinpoint get-segments') if [ "$text" ]; then case "$3" in *a1) printf 's1\\n';; *) echo None;; esac; else echo '{"Segments":[]}'; fi;;
  'pinpoint get-segment') echo '{"Id":"s1"}';;
  *) exit 9;;
esac`

const seen = (site: Parameters<typeof bundlesOf>[0]) =>
  bundlesOf(site).flatMap(({ calls }) => calls.map(({ operation, args, region, outcome }) => [operation, args, region, outcome]))

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('under %s', (_, shell) => {
  it('asks about each thing found, and hashes every answer', () => {
    const site = siteOf(ANSWERS, COMMANDS)
    const { status, stderr } = site.run(shell)
    expect(stderr).toContain('7 calls: 6 answered, 1 say there is none, 0 denied')
    expect(status).toBe(0)
    expect(seen(site)).toEqual([
      ['get-account-summary', {}, null, 'answered'],
      ['get-apps', {}, 'eu-west-1', 'answered'],
      ['get-app', { 'application-id': 'a1' }, 'eu-west-1', 'answered'],
      ['get-segments', { 'application-id': 'a1' }, 'eu-west-1', 'answered'],
      ['get-segment', { 'application-id': 'a1', 'segment-id': 's1' }, 'eu-west-1', 'answered'],
      ['get-app', { 'application-id': 'a2' }, 'eu-west-1', 'absent'],
      ['get-segments', { 'application-id': 'a2' }, 'eu-west-1', 'answered'],
    ])
    const [bundle] = bundlesOf(site)
    expect(bundle?.lines[0]).toMatchObject({
      type: 'header',
      awsCli: 'aws-cli/2.31.0 Python/3.13.7 Linux/6.1 exe/x86_64',
      caller: { account: '111122223333' },
      scriptSha256: createHash('sha256').update(readFileSync(site.script)).digest('hex'),
    })
    for (const { file, sha256 } of bundle?.calls ?? [])
      if (file !== null)
        expect(
          createHash('sha256')
            .update(readFileSync(join(bundle?.path ?? '', file)))
            .digest('hex'),
        ).toBe(sha256)
    expect(bundle?.lines.at(-1)).toMatchObject({ type: 'end', calls: 7 })
  })

  it('makes a whole manifest of denials where every call is denied, and says so', () => {
    const site = siteOf('deny "$1" "$2"', COMMANDS)
    const { status, stderr } = site.run(shell)
    expect(status).toBe(4)
    expect(stderr).toContain('0 answered, 0 say there is none, 2 denied, 0 failed, 3 not made')
    expect(seen(site)).toEqual([
      ['get-account-summary', {}, null, 'access-denied'],
      ['get-apps', {}, 'eu-west-1', 'access-denied'],
      ['get-app', {}, 'eu-west-1', 'not-run'],
      ['get-segments', {}, 'eu-west-1', 'not-run'],
      ['get-segment', {}, 'eu-west-1', 'not-run'],
    ])
    const [bundle] = bundlesOf(site)
    expect(bundle?.calls[1]).toMatchObject({ exitCode: 254, file: null, sha256: null, account: null })
    expect(bundle?.calls[1]?.error).toBe(
      'An error occurred (AccessDeniedException) when calling the get-apps operation: User is not authorized',
    )
    expect(bundle?.calls[2]?.error).toBe('pinpoint get-apps was not answered')
    expect(bundle?.lines.at(-1)?.type).toBe('end')
    expect(readdirSync(join(bundle?.path ?? '', 'answers'))).toEqual([])
  })

  it('passes names through that no shell likes, and writes them as JSON', () => {
    const nasty = `we "ird' $(touch hacked) \`touch hacked\` ; & | * \\ ü %s`
    const site = siteOf(
      `${CALLER}case "$1 $2" in 'pinpoint get-apps') if [ "$text" ]; then cat "$NASTY"; else echo '{}'; fi;; 'pinpoint get-app') printf '%s' "$3" >>"$NASTY.got"; echo '{}';; *) echo '{}';; esac`,
      [{ ...APPS, lists: { query: 'x', names: ['application-id'], each: APPS.lists?.each.slice(0, 1) ?? [] } }],
    )
    const file = join(site.folder, 'nasty')
    site.env['NASTY'] = file
    spawnSync('sh', ['-c', 'printf "%s\\n" "$1" >"$2"', 'sh', nasty, file])
    expect(site.run(shell).status).toBe(0)
    expect(readFileSync(`${file}.got`, 'utf8')).toBe(`--application-id=${nasty}`)
    expect(seen(site)[1]).toEqual(['get-app', { 'application-id': nasty }, 'eu-west-1', 'answered'])
    expect(existsSync(join(site.folder, 'hacked'))).toBe(false)
  })
})

describe('the script', () => {
  it('never hands a name to the AWS CLI that it could take for an option, a file or an address', () => {
    const site = siteOf(
      `${CALLER}case "$1 $2" in 'pinpoint get-apps') if [ "$text" ]; then printf -- '--endpoint-url\\tx\\nfile:///etc/passwd\\ty\\na3\\tz\\n'; else echo '{}'; fi;; *) if [ -z "$text" ]; then echo '{}'; fi;; esac`,
      [APPS],
    )
    expect(site.run().status).toBe(3)
    expect(readFileSync(join(site.folder, 'calls'), 'utf8')).not.toMatch(/endpoint-url|passwd/)
    expect(
      seen(site)
        .filter(([operation]) => operation === 'get-app')
        .map(([, args, , outcome]) => [args, outcome]),
    ).toEqual([
      [{ 'application-id': '--endpoint-url' }, 'not-run'],
      [{ 'application-id': 'file:///etc/passwd' }, 'not-run'],
      [{ 'application-id': 'a3' }, 'answered'],
    ])
  })

  it('turns pages the AWS CLI does not turn, each an answer of its own', () => {
    const paged = command({
      cli: 'pinpoint',
      operation: 'get-apps',
      pages: { token: 'NextToken', option: 'token' },
      keeps: { query: '{A: A}', because: 'x' },
    })
    const site = siteOf(
      `${CALLER}case "$*" in *--token=t3*) page=3;; *--token=t2*) page=2;; *) page=1;; esac
case "$text$page" in 11) echo t2;; 12) echo t3;; 13) echo None;; *) echo "{\\"page\\":$page}";; esac`,
      [paged],
    )
    expect(site.run().status).toBe(0)
    const [bundle] = bundlesOf(site)
    expect(bundle?.calls.map(({ page, args }) => [page, args])).toEqual([
      [1, { query: '{A: A}' }],
      [2, { token: 't2', query: '{A: A}' }],
      [3, { token: 't3', query: '{A: A}' }],
    ])
    expect(bundle?.calls.map(({ file }) => readFileSync(join(bundle.path, file ?? ''), 'utf8').trim())).toEqual([
      '{"page":1}',
      '{"page":2}',
      '{"page":3}',
    ])
  })

  it('says that a page may be missing where the next one could not be found', () => {
    const paged = command({ cli: 'pinpoint', operation: 'get-apps', pages: { token: 'NextToken', option: 'token' } })
    const site = siteOf(`${CALLER}if [ "$text" ]; then deny x y; fi; echo '{}'`, [paged])
    expect(site.run().status).toBe(3)
    expect(bundlesOf(site)[0]?.calls.map(({ page, outcome }) => [page, outcome])).toEqual([
      [1, 'answered'],
      [2, 'not-run'],
    ])
  })

  it('leaves whole lines and no half answer where it is interrupted, and a second run does not mix with it', async () => {
    const site = siteOf(
      `${CALLER}case "$1 $2" in 'pinpoint get-app') echo half; echo reached >"$CALLS.reached"; exec sleep 60;; 'pinpoint get-apps') if [ "$text" ]; then printf 'a1\\tx\\n'; else echo '{}'; fi;; *) echo '{}';; esac`,
      COMMANDS,
    )
    const child = spawn('sh', [site.script, '-o', site.out], { env: site.env, detached: true, stdio: 'ignore' })
    while (!existsSync(join(site.folder, 'calls.reached'))) await new Promise((done) => setTimeout(done, 20))
    // As Ctrl+C does: to the script and to the command it waits for.
    process.kill(-(child.pid ?? 0), 'SIGINT')
    const code = await new Promise((done) => child.on('exit', done))
    expect(code).toBe(130)
    const [bundle] = bundlesOf(site)
    expect(bundle?.calls.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['get-account-summary', 'answered'],
      ['get-apps', 'answered'],
    ])
    expect(bundle?.lines.at(-1)?.type).not.toBe('end')
    expect(readdirSync(join(bundle?.path ?? '', 'answers')).length).toBe(2)
    expect(readdirSync(site.out)).toEqual([bundle?.name])

    const again = siteOf(ANSWERS, COMMANDS)
    const second = spawnSync('sh', [again.script, '-o', site.out], { env: again.env, encoding: 'utf8' })
    expect(second.status).toBe(0)
    expect(bundlesOf(site).map(({ calls }) => calls.length)).toEqual([2, 7])
  })

  it('collects from the regions of the account, or where those are denied from the one it is in', () => {
    const regions = `${CALLER}case "$1 $2" in 'ec2 describe-regions') printf 'eu-west-1\\nus-east-1\\n';; *) [ "$text" ] || echo '{}';; esac`
    const site = siteOf(regions, [command({ cli: 'kms', operation: 'list-keys' })], { regions: [] })
    expect(site.run().status).toBe(0)
    expect(seen(site).map(([, , region]) => region)).toEqual(['eu-west-1', 'us-east-1'])
    const denied = siteOf(
      `${CALLER}[ "$1 $2" = 'ec2 describe-regions' ] && deny x y; echo '{}'`,
      [command({ cli: 'kms', operation: 'list-keys' })],
      { regions: [] },
    )
    expect(denied.run().status).toBe(0)
    expect(bundlesOf(denied)[0]?.lines[0]).toMatchObject({ regions: ['eu-west-1'] })
    expect(site.run(undefined, ['-r', 'us-west-2']).status).toBe(0)
    expect(bundlesOf(site).at(-1)?.lines[0]).toMatchObject({ regions: ['us-west-2'] })
    expect(site.run(undefined, ['-r', 'US;touch hacked']).status).toBe(2)
  })

  it('collects nothing in an account it was not made for, nor without credentials', () => {
    const other = siteOf(ANSWERS, COMMANDS, { accounts: ['999999999999'] })
    expect(other.run()).toMatchObject({ status: 1 })
    expect(readdirSync(other.out)).toEqual([])
    const out = siteOf(
      "echo 'Unable to locate credentials. You can configure credentials by running aws configure' >&2; exit 253",
      COMMANDS,
    )
    expect(out.run()).toMatchObject({ status: 1 })
    expect(readdirSync(out.out)).toEqual([])
  })

  it('puts the bundle into one file to send', () => {
    const site = siteOf(ANSWERS, COMMANDS)
    const { stderr } = site.run()
    const [bundle] = bundlesOf(site)
    const [file] = readdirSync(site.out).filter((name) => name !== bundle?.name)
    expect(file).toBe(`${bundle?.name}${has('zip') ? '.zip' : '.tar.gz'}`)
    expect(stderr).toContain(file)
    const listed = has('zip') ? spawnSync('unzip', ['-Z1', join(site.out, file ?? '')], { encoding: 'utf8' }).stdout : ''
    if (has('zip') && has('unzip')) expect(listed).toContain(`${bundle?.name}/manifest.ndjson`)
  })

  it('asks IAM for the credential report until it is made', () => {
    const site = siteOf(
      `${CALLER}case "$1 $2$text" in 'iam generate-credential-report') echo '{"State":"STARTED"}';; 'iam generate-credential-report1') if [ -e "$CALLS.made" ]; then echo COMPLETE; else : >"$CALLS.made"; echo INPROGRESS; fi;; *) echo '{"Content":""}';; esac`,
      [
        command({ cli: 'iam', operation: 'generate-credential-report', reach: 'once' }),
        command({ cli: 'iam', operation: 'get-credential-report', reach: 'once' }),
      ],
    )
    expect(site.run().status).toBe(0)
    expect(bundlesOf(site)[0]?.lines.filter(({ type }) => type === 'listing').length).toBe(3)
  })

  const linter = process.env['SHELLCHECK'] ?? 'shellcheck'
  const isLinted = spawnSync(linter, ['--version']).status === 0
  if (!isLinted) console.warn('kit/collect: SHELLCHECK IS NOT INSTALLED; the script was not linted (SHELLCHECK=PATH names one)')
  it.runIf(isLinted)('has nothing a shell linter complains of', () => {
    const site = siteOf(ANSWERS)
    // SC2329: the trap calls what seems never to be called.
    const { stdout, status } = spawnSync(
      linter,
      ['--shell=sh', '--exclude=SC2329', '--enable=all', '--exclude=SC2249,SC2250,SC2310,SC2312,SC2311', site.script],
      { encoding: 'utf8' },
    )
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})
