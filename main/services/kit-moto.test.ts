// The kit for real: its script, the real AWS CLI and a mock of AWS on this machine (moto_server); an account with bad settings, then
// the same with good ones. What the evidence proposes must follow. Says so where one of the two is not installed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KitCommand } from '../kit/command.ts'
import { ACCOUNT_IDENTITY } from '../kit/commands-account.ts'
import { PINPOINT } from '../kit/commands-pinpoint.ts'
import { SSO } from '../kit/commands-sso.ts'
import { shellScript } from '../kit/sh.ts'
import { openedApp, SCOPE, type TestApp } from './testing/app.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const isHere = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
const lacking = ['aws', 'moto_server', 'python3'].filter((name) => !isHere(name))
if (lacking.length > 0) console.warn(`services/kit-moto: ${lacking.join(', ')} NOT INSTALLED; the kit was not run against a mock of AWS`)

/** What is asked here, so that the test takes a minute and not ten: every call starts the AWS CLI. */
const ASKED: ReadonlySet<string> = new Set([
  'get-apps',
  'get-app',
  'get-event-stream',
  'list-instances',
  'list-permission-sets',
  'describe-permission-set',
  'get-inline-policy-for-permission-set',
  'get-account-password-policy',
  'get-account-authorization-details',
])
const onlyAsked = (commands: readonly KitCommand[]): readonly KitCommand[] =>
  commands
    .filter(({ operation }) => ASKED.has(operation))
    .map((command) =>
      command.lists === undefined ? command : { ...command, lists: { ...command.lists, each: onlyAsked(command.lists.each) } },
    )

const CONNECT = `
import os, boto3
def client(name): return boto3.client(name, endpoint_url=os.environ['AWS_ENDPOINT_URL'], region_name='us-east-1')
`
const BAD = `${CONNECT}
pinpoint, sso, iam = client('pinpoint'), client('sso-admin'), client('iam')
app = pinpoint.create_app(CreateApplicationRequest={'Name': 'marketing "spring" $(id)'})['ApplicationResponse']['Id']
instance = sso.list_instances()['Instances'][0]['InstanceArn']
admin = sso.create_permission_set(InstanceArn=instance, Name='Admin', SessionDuration='PT12H')['PermissionSet']['PermissionSetArn']
sso.put_inline_policy_to_permission_set(InstanceArn=instance, PermissionSetArn=admin, InlinePolicy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sso:*","Resource":"*"}]}')
sso.create_permission_set(InstanceArn=instance, Name='ReadOnly', SessionDuration='PT1H')
iam.create_user(UserName='campaign-bot')
`
const GOOD = `${CONNECT}
pinpoint, sso, iam = client('pinpoint'), client('sso-admin'), client('iam')
app = pinpoint.get_apps()['ApplicationsResponse']['Item'][0]['Id']
pinpoint.put_event_stream(ApplicationId=app, WriteEventStream={'DestinationStreamArn': 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks', 'RoleArn': 'arn:aws:iam::123456789012:role/events'})
instance = sso.list_instances()['Instances'][0]['InstanceArn']
for arn in sso.list_permission_sets(InstanceArn=instance)['PermissionSets']:
    sso.update_permission_set(InstanceArn=instance, PermissionSetArn=arn, SessionDuration='PT1H')
iam.update_account_password_policy(MinimumPasswordLength=16, PasswordReusePrevention=24)
`

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

describe.runIf(lacking.length === 0)('the kit against a mock of AWS', () => {
  let moto: ChildProcess
  let env: NodeJS.ProcessEnv
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-moto-'))
    const port = await freePort()
    env = {
      ...process.env,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
    }
    moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
    writeFileSync(
      join(folder, 'collect.sh'),
      shellScript(
        { services: ['pinpoint', 'sso', 'iam'], accounts: ['123456789012'], regions: ['us-east-1'], tickmarkVersion: '0.0.0' },
        onlyAsked([...PINPOINT, ...SSO, ...ACCOUNT_IDENTITY]),
      ),
    )
    const isUp = (): boolean => spawnSync('python3', ['-c', `${CONNECT}client('sts').get_caller_identity()`], { env }).status === 0
    for (let tries = 0; !isUp() && tries < 60; tries += 1) await new Promise((done) => setTimeout(done, 500))
  }, 120_000)
  afterAll(() => {
    moto.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  const seed = (script: string): void => {
    const { status, stderr } = spawnSync('python3', ['-c', script], { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  /** Runs the script as a client would; gives the path of the one file to send. */
  const collect = (out: string): string => {
    const { status, stderr } = spawnSync('sh', [join(folder, 'collect.sh'), '-o', join(folder, out)], { env, encoding: 'utf8' })
    const file = readdirSync(join(folder, out)).find((name) => /\.(?:zip|tar\.gz)$/.test(name))
    if (file === undefined) throw new Error(`no bundle (${status}): ${stderr}`)
    return join(folder, out, file)
  }
  const load = (app: TestApp, path: string) => app.call('kit.import', { jobId: JOB, files: [app.files.add(path)] })
  const verdicts = async (app: TestApp) => {
    const of = async (service: string, criterionId: string) =>
      (await app.call('criteria.proposals', { service }))
        .map(({ proposal }) => proposal)
        .find((proposal) => proposal.criterionId === criterionId)?.verdict
    return {
      session: await of('sso', 'sso.identity-and-access-management.session-duration'),
      events: await of('pinpoint', 'pinpoint.logging-and-monitoring.message-events'),
      password: await of('iam', 'iam.identity-and-access-management.password-policy'),
    }
  }

  it('brings verdicts that follow the settings, bad ones first', { timeout: 600_000 }, async () => {
    const app = await openedApp(null, {
      ...SCOPE,
      accounts: ['123456789012'],
      regions: ['us-east-1'],
      services: ['pinpoint', 'sso', 'iam'],
    })
    seed(BAD)
    const bad = await load(app, collect('bad'))
    expect(bad.problems).toEqual([])
    expect(bad.results.bundles).toMatchObject([
      { whole: true, header: { caller: { account: '123456789012' }, services: ['pinpoint', 'sso', 'iam'] } },
    ])
    const counts = bad.results.commands.map(({ command, counts: { answered, absent } }) => [command, answered, absent])
    expect(counts).toEqual(
      expect.arrayContaining([
        ['iam get-account-password-policy', 0, 1],
        ['pinpoint get-event-stream', 0, 1],
        ['sso-admin describe-permission-set', 2, 0],
      ]),
    )
    expect(await verdicts(app)).toEqual({ session: 'not-met', events: 'not-met', password: 'not-met' })

    seed(GOOD)
    const good = await load(app, collect('good'))
    expect(good.problems).toEqual([])
    expect(good.results.bundles.map(({ current }) => current)).toEqual([good.results.bundles[0]?.calls, 0])
    expect(await verdicts(app)).toEqual({ session: 'met', events: 'met', password: 'met' })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })
})
