// The data of the kit, and what is made of it: nothing but reading, both scripts the same, every command told and permitted.
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { shippedCatalog } from '../catalog/catalog.ts'
import { createFiler } from '../catalog/filing.ts'
import { EVALUATORS } from '../evaluators/registry.ts'
import { type KitCommand } from './command.ts'
import { MAKES_REPORT } from './commands-account.ts'
import { ORDER } from './fake-aws.fixture.ts'
import { kitFiles, kitZip } from './kit.ts'
import { ACCOUNT_EVIDENCE, commandsFor, flat, hasOwnCommands } from './kits.ts'
import { permissionOf } from './permissions.ts'
import { powerShellScript } from './powershell.ts'
import { shellScript } from './sh.ts'

const catalog = shippedCatalog()
const KEYS = catalog.services().map(({ key }) => key)
const EVERY = flat(commandsFor(KEYS))
const ALL: readonly KitCommand[] = EVERY.map(({ command }) => command)
const order = { ...ORDER, services: KEYS }
const READS = /^(?:get|list|describe)-[a-z0-9-]+$/
/** Operations that read what nobody should send away. */
const SECRETS =
  /secret-value|get-parameter|decrypt|get-object$|get-item|scan$|query$|get-password-data|get-session-token|get-login-profile|user-pool-client|authorization-token|generate-data-key|access-key-info/

describe('the commands', () => {
  it('only read, but for the one that makes the credential report', () => {
    expect(ALL.filter(({ operation }) => !READS.test(operation))).toEqual([MAKES_REPORT])
    expect(ALL.filter(({ operation }) => SECRETS.test(operation) && operation !== 'get-caller-identity')).toEqual([])
    expect(ALL.map(permissionOf).filter((action) => !/:(?:Get|List|Describe)[A-Za-z0-9]+$/.test(action))).toEqual([
      'iam:GenerateCredentialReport',
    ])
  })

  it('never limit what is answered', () => {
    const options = ALL.flatMap(({ args }) => Object.keys(args ?? {}))
    expect(
      options.filter((name) => /^(?:max-items|no-paginate|page-size|max-results|starting-token|query|output|region|profile)$/.test(name)),
    ).toEqual([])
  })

  it('are of services and topics the catalog knows, and their records are filed there', () => {
    const file = createFiler(catalog)
    const misfiled = ALL.filter((command) => {
      const { service, topic, cli, operation } = command
      const record = {
        ...UNSTATED,
        scannerService: service,
        topic,
        provider: 'aws',
        checkId: `kit.${cli}.${operation}`,
        toolName: 'Tickmark kit',
        accountId: '111122223333',
      }
      const filed = file(record)
      return filed.service !== service || filed.topic !== topic
    })
    expect(misfiled.map(({ service, topic, cli, operation }) => [service, topic, cli, operation])).toEqual([])
  })

  it('fill in only what a list around them names', () => {
    const unknown = EVERY.flatMap(({ command, within }) => {
      const known = new Set(['account', 'region', ...within.flatMap(({ lists }) => lists?.names ?? [])])
      return Object.values(command.args ?? {}).flatMap((value) =>
        [...value.matchAll(/\{([a-z-]+)\}/g)].map(([, name = '']) => name).filter((name) => !known.has(name)),
      )
    })
    expect(unknown).toEqual([])
  })

  it('keep no credential: what their shaped answers name holds none', () => {
    const kept = ALL.map(({ keeps }) => keeps?.query ?? '').join(' ')
    expect(kept).not.toMatch(
      /\b(?:Credential|Credentials|Environment|PhoneNumbers|Emails|Addresses|MessageConfiguration|Dimensions|EmailAddress)\b/,
    )
    for (const operation of ['get-gcm-channel', 'get-baidu-channel', 'list-functions', 'list-users'])
      expect(
        ALL.filter((command) => command.operation === operation && command.cli !== 'iam').every(({ keeps }) => keeps !== undefined),
      ).toBe(true)
  })

  it('have queries that Windows hands over as they are', () => {
    const queries = ALL.flatMap(({ keeps, lists, pages }) => [keeps?.query, lists?.query, pages?.token]).filter(
      (query) => query !== undefined,
    )
    expect(queries.filter((query) => /["`\n%$]/.test(query))).toEqual([])
  })

  it('are all there for the two services of the measure', () => {
    const of = (service: string) => new Set(flat(commandsFor([service])).map(({ command }) => `${command.cli} ${command.operation}`))
    for (const command of [
      'get-apps',
      'get-application-settings',
      'get-sms-channel',
      'get-event-stream',
      'get-import-jobs',
      'get-export-jobs',
      'list-tags-for-resource',
    ])
      expect(of('pinpoint')).toContain(`pinpoint ${command}`)
    for (const command of [
      'list-instances',
      'describe-permission-set',
      'get-inline-policy-for-permission-set',
      'get-permissions-boundary-for-permission-set',
      'list-account-assignments',
      'list-trusted-token-issuers',
      'list-applications',
    ])
      expect(of('sso')).toContain(`sso-admin ${command}`)
    for (const service of KEYS) expect(flat(commandsFor([service])).length).toBeGreaterThanOrEqual(flat(ACCOUNT_EVIDENCE).length)
    expect(KEYS.filter(hasOwnCommands)).toEqual(
      expect.arrayContaining(['pinpoint', 'sso', 'iam', 's3', 'ec2', 'rds', 'lambda', 'kms', 'cloudtrail', 'eks']),
    )
  })
})

describe('a kit', () => {
  it('brings whatever the evaluators of its services read', () => {
    const lacking = EVALUATORS.flatMap(({ evaluatorId, criterionIds, reads }) =>
      [...new Set(criterionIds.map((id) => id.slice(0, id.indexOf('.'))))].flatMap((service) => {
        const brought = new Set(flat(commandsFor([service])).map(({ command }) => `${command.cli} ${command.operation}`))
        return reads.filter((read) => !brought.has(read)).map((read) => [evaluatorId, service, read])
      }),
    )
    expect(lacking).toEqual([])
  })
})

describe('the scripts', () => {
  /** Every call as `cli operation`, in the order of the text. */
  const callsIn = (text: string, pattern: RegExp): readonly string[] =>
    [...text.matchAll(pattern)].map(([, cli, operation]) => `${cli} ${operation}`)
  const sh = shellScript(order)
  const ps = powerShellScript(order)
  const inShell = callsIn(sh, /^ *ask '[^']*' '[^']*' '([^']*)' '([^']*)'/gm)
  const inPowerShell = callsIn(ps, /^ *Invoke-KitAsk '[^']*' '[^']*' '([^']*)' '([^']*)'/gm)

  it('call what the data say and nothing else, both the same in the same order', () => {
    expect(inShell.toSorted()).toEqual(ALL.map(({ cli, operation }) => `${cli} ${operation}`).toSorted())
    expect(inPowerShell).toEqual(inShell)
    const options = (text: string, call: RegExp): readonly string[] =>
      text
        .split('\n')
        .filter((line) => call.test(line))
        .flatMap((line) => [...line.matchAll(/--([a-z-]+)=/g)].map(([, option = '']) => option))
    expect(options(ps, /^ *Invoke-KitAsk /)).toEqual(options(sh, /^ *ask /))
  })

  it('start the AWS CLI in one place each, and only read in their own text', () => {
    const code = (text: string, comment: RegExp): string =>
      text
        .split(/\r?\n/)
        .filter((line) => !comment.test(line))
        .join('\n')
    const shell = code(sh, /^\s*#/)
    expect(shell.match(/^\s*aws .*$/gm)).toEqual([
      '  aws "$@" --region "${REGION:-$BASE_REGION}" --cli-connect-timeout 20 --cli-read-timeout 120 2>"$WORK/error" </dev/null',
    ])
    const operations = [...`${shell}\n${code(ps, /^\s*#/)}`.matchAll(/OPERATION\s*=\s*'?([a-z-]+)/gi)].map(
      ([, operation = '']) => operation,
    )
    expect([...new Set(operations)].toSorted()).toEqual(['describe-regions', 'get-caller-identity'])
    expect(`${sh}${ps}`).not.toMatch(
      /\b(?:create|put|delete|update|attach|detach|modify|terminate|run-instances|start|stop)-[a-z]+-?[a-z]*'/,
    )
    expect(`${sh}${ps}`).not.toMatch(/--(?:max-items|no-paginate|no-verify-ssl|debug)/)
    expect(shell).not.toMatch(/\beval\b|curl|wget/)
  })

  it('are plain ASCII, with the line ends of their systems', () => {
    expect(sh).toMatch(/^[\n\x20-\x7e]*$/)
    expect(ps).toMatch(/^(?:[\x20-\x7e]*\r\n)*$/)
  })

  it('balance their brackets in PowerShell, which no one could run here', () => {
    // Strings and comments hold brackets of their own.
    const bare = ps.replaceAll(/'(?:[^']|'')*'|"[^"]*"|#[^\r\n]*/g, '')
    for (const [open, close] of ['()', '{}', '[]'].map((pair) => [...pair]))
      expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length)
  })
})

describe('the documents', () => {
  const files = new Map(kitFiles(order).map((file) => [file.name, file]))
  const text = (name: string): string => files.get(name)?.text ?? ''

  it('name every command with its permission, and the one exception', () => {
    const listed = text('COMMANDS.md')
    for (const command of ALL) {
      expect(listed).toContain(`\`aws ${command.cli} ${command.operation}`)
      expect(listed).toContain(`\`${permissionOf(command)}\``)
    }
    expect(listed).toContain('with one exception: `aws iam generate-credential-report`')
    expect(text('README.md')).toContain('aws iam generate-credential-report')
    expect(text('README.md')).toContain('no API of AWS shows them')
  })

  it('ask for a policy of exactly these actions, without a wildcard', () => {
    const policy = JSON.parse(text('policy.json')) as { Statement: { Effect: string; Action: string[]; Resource: string }[] }
    const actions = policy.Statement.flatMap(({ Action }) => Action)
    expect(policy.Statement.every(({ Effect }) => Effect === 'Allow')).toBe(true)
    expect(actions.toSorted()).toEqual([...new Set([...ALL.map(permissionOf), 'ec2:DescribeRegions', 'sts:GetCallerIdentity'])].toSorted())
    expect(actions.filter((action) => action.includes('*'))).toEqual([])
    // IAM's limit for a managed policy, white space aside.
    const own = kitFiles({ ...ORDER, services: ['pinpoint', 'sso'] }).find(({ name }) => name === 'policy.json')?.text ?? ''
    expect(own.replaceAll(/\s/g, '').length).toBeLessThan(6144)
  })

  it('are the same bytes for the same order, as files and as ZIP', () => {
    const at = new Date('2026-03-01T10:00:00Z')
    const zip = (): Buffer => Buffer.from(kitZip(kitFiles(order), 'kit', at))
    expect(zip().equals(zip())).toBe(true)
  })
})

/** What botocore knows of each command: the operation's name, whether it pages by itself, which options it needs. */
const PROBE = `
import json, sys
import botocore.session
from botocore import xform_name
session = botocore.session.get_session()
names = {'s3api': 's3', 'configservice': 'config'}
out = []
for cli, operation in json.load(sys.stdin):
    service = names.get(cli, cli)
    model = session.get_service_model(service)
    found = {xform_name(name, '-'): name for name in model.operation_names}.get(operation)
    if found is None:
        out.append(None); continue
    shape = model.operation_model(found)
    try:
        session.get_paginator_model(service).get_paginator(found); pages = True
    except Exception:
        pages = False
    inputs = shape.input_shape.members if shape.input_shape else {}
    def members(s, depth=0):
        if s is None or depth > 1 or s.type_name != 'structure': return []
        return [(n, m) for n, m in s.members.items()] + [x for m in s.members.values() for x in members(m, depth + 1)]
    has_token = any(n.lower() in ('nexttoken', 'marker', 'nextmarker') for n, m in members(shape.output_shape))
    out.append({'name': found, 'pages': pages, 'token': has_token and any('token' in n.lower() or 'marker' in n.lower() for n in inputs),
                'options': [xform_name(n, '-') for n in inputs], 'required': [xform_name(n, '-') for n in (shape.input_shape.required_members if shape.input_shape else [])]})
json.dump(out, sys.stdout)
`
const isModelHere = spawnSync('python3', ['-c', 'import botocore']).status === 0
if (!isModelHere) console.warn('kit/kits: BOTOCORE IS NOT INSTALLED; the commands were not compared with the service models')

describe.runIf(isModelHere)('beside the service models of the AWS CLI', () => {
  type Model = { name: string; pages: boolean; token: boolean; options: string[]; required: string[] } | null
  const { stdout } = isModelHere
    ? spawnSync('python3', ['-c', PROBE], { input: JSON.stringify(ALL.map(({ cli, operation }) => [cli, operation])), encoding: 'utf8' })
    : { stdout: '[]' }
  const models = JSON.parse(stdout) as readonly Model[]
  const said = ALL.map((command, index) => ({ command, model: models[index] ?? null, at: `${command.cli} ${command.operation}` }))

  it('every command exists, with the options it is given and all it needs', () => {
    expect(said.filter(({ model }) => model === null).map(({ at }) => at)).toEqual([])
    const given = ({ args }: KitCommand): readonly string[] => Object.keys(args ?? {})
    expect(
      said.flatMap(({ command, model, at }) =>
        given(command)
          .filter((name) => model?.options.includes(name) === false)
          .map((name) => `${at} --${name}`),
      ),
    ).toEqual([])
    expect(
      said.flatMap(({ command, model, at }) =>
        (model?.required ?? []).filter((name) => !given(command).includes(name)).map((name) => `${at} --${name}`),
      ),
    ).toEqual([])
  })

  it('every answer with pages is turned, by the AWS CLI or by the script', () => {
    expect(
      said.filter(({ command, model }) => model !== null && command.pages === undefined && model.token && !model.pages).map(({ at }) => at),
    ).toEqual([])
    expect(said.filter(({ command, model }) => model?.pages === true && command.pages !== undefined).map(({ at }) => at)).toEqual([])
    expect(
      said
        .filter(({ command, model }) => command.pages !== undefined && model?.options.includes(command.pages.option) === false)
        .map(({ at }) => at),
    ).toEqual([])
  })

  it('every permission not named otherwise is the operation’s own name', () => {
    const wrong = said.filter(
      ({ command, model }) =>
        command.action === undefined && permissionOf(command).split(':')[1]?.toLowerCase() !== model?.name.toLowerCase(),
    )
    expect(wrong.map(({ at }) => at)).toEqual([])
  })
})
