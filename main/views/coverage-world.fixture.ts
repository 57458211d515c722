// A small estate for tests of the coverage map: what its files say, written as real scans and kit manifests, and a plain reading of where
// it is covered, made without any code of the program.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaceState } from '#domain/coverage-places'
import type { KitOutcome } from '#domain/kit'
import { type Line, writeScan } from '../services/testing/scans.ts'

export const ACCOUNTS = ['111122223333', '222233334444', '333344445555'] as const
export const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'] as const
const STRANGER = '999900001111'

/** One line of one file. `call` makes it a line of a kit's manifest, else it is a record of a scan of the whole account. */
export type Fact = {
  readonly file: string
  readonly account: string
  readonly region: string
  readonly service: string | null
  readonly topic: string | null
  readonly check: string
  readonly call?: { readonly cli: string; readonly operation: string; readonly outcome: KitOutcome }
}

/** Checks whose service and topic the catalog has by their ids. */
const CHECKS = [
  { service: 's3', topic: 'data-protection', check: 's3_bucket_kms_encryption' },
  { service: 's3', topic: 'logging-and-monitoring', check: 's3_bucket_server_access_logging_enabled' },
  { service: 'ec2', topic: 'data-protection', check: 'ec2_ebs_default_encryption' },
  { service: 'ec2', topic: 'resilience', check: 'ec2_ebs_volume_protected_by_backup_plan' },
  { service: 'rds', topic: 'data-protection', check: 'rds_cluster_deletion_protection' },
  { service: 'kms', topic: 'data-protection', check: 'kms_cmk_not_deleted_unintentionally' },
  { service: 'cloudtrail', topic: 'logging-and-monitoring', check: 'cloudtrail_cloudwatch_logging_enabled' },
] as const
const IAM = { service: 'iam', topic: 'identity-and-access-management', check: 'iam_aws_attached_policy_no_administrative_privileges' }
export const CALLS = [
  { service: 'pinpoint', topic: 'configuration-and-vulnerability-analysis', cli: 'pinpoint', operation: 'get-apps' },
  { service: 'pinpoint', topic: 'logging-and-monitoring', cli: 'pinpoint', operation: 'get-event-stream' },
  { service: 'sso', topic: 'identity-and-access-management', cli: 'sso-admin', operation: 'list-instances' },
] as const

export const SERVICES = ['pinpoint', 'sso', 's3', 'ec2', 'rds', 'kms', 'cloudtrail', 'iam'] as const
const GLOBAL: ReadonlySet<string> = new Set(['iam', 'sso'])

/** Every file there is: a scan per account, a second one of an account, one of an account nobody asked for, a manifest for two accounts. */
export function world(): Fact[] {
  const facts: Fact[] = []
  ACCOUNTS.forEach((account, a) => {
    REGIONS.forEach((region, r) => {
      CHECKS.forEach((check, c) => {
        // Not everything is everywhere: places that were looked at and say nothing of a topic are part of the estate, and so is a region
        // of an account that nobody scanned, although scanners write that region beside the account's global services.
        const isUnscanned = a === 2 && r === 2
        if (!isUnscanned && (a + 2 * r + 3 * c) % 4 !== 0) facts.push({ file: `scan-${a}.json`, account, region, ...check })
      })
    })
    facts.push({ file: `scan-${a}.json`, account, region: 'us-east-1', ...IAM })
  })
  facts.push({ file: 'again.json', account: ACCOUNTS[0], region: 'eu-west-1', ...CHECKS[0] })
  facts.push({ file: 'again.json', account: ACCOUNTS[0], region: 'eu-west-1', service: null, topic: null, check: 'invented_check' })
  facts.push({ file: 'stranger.json', account: STRANGER, region: 'eu-west-1', ...CHECKS[0] })
  facts.push({ file: 'stranger.json', account: STRANGER, region: 'sa-east-1', ...CHECKS[2] })
  for (const [a, account] of ACCOUNTS.slice(0, 2).entries())
    for (const { service, topic, cli, operation } of CALLS)
      for (const region of service === 'sso' ? ['us-east-1'] : REGIONS)
        facts.push({
          file: `kit-${a}.ndjson`,
          account,
          region,
          service,
          topic,
          check: `kit.${cli}.${operation}`,
          call: { cli, operation, outcome: 'answered' },
        })
  return facts
}

/** The same facts, one call refused. */
export const denied = (facts: readonly Fact[], call: Fact): Fact[] =>
  facts.map((fact) => (fact === call && fact.call ? { ...fact, call: { ...fact.call, outcome: 'access-denied' } } : fact))

/** Writes the files that hold the facts, and gives their paths. */
export function writeWorld(folder: string, facts: readonly Fact[]): string[] {
  return [...Map.groupBy(facts, ({ file }) => file)].map(([file, said]) =>
    file.startsWith('kit') ? writeManifest(folder, file, said) : writeScan(folder, file, said.map(lineOf)),
  )
}

const lineOf = ({ account, region, service, check, file }: Fact): Line => ({
  account,
  region,
  check,
  service: service ?? 'no-such-service',
  status: 'PASS',
  resource: `arn:aws:${service ?? 'none'}:${region}:${account}:thing/${check}/${file}`,
})

function writeManifest(folder: string, file: string, said: readonly Fact[]): string {
  const at = '2026-03-01T10:00:00Z'
  const account = said[0]?.account ?? ''
  const header = {
    type: 'header',
    kit: 1,
    tickmark: '0.1.0',
    services: ['pinpoint', 'sso'],
    regions: REGIONS,
    commands: CALLS.length,
    script: 'collect.sh',
    scriptSha256: null,
    awsCli: 'aws-cli/2.31.0',
    caller: { account, arn: `arn:aws:iam::${account}:user/auditor` },
    startedAt: at,
  }
  const calls = said.map(({ service, topic, region, call }, index) => ({
    type: 'call',
    id: String(index + 1).padStart(4, '0'),
    service,
    topic,
    cli: call?.cli,
    operation: call?.operation,
    args: {},
    page: 1,
    account,
    region,
    file: null,
    exitCode: call?.outcome === 'answered' ? 0 : 254,
    error: call?.outcome === 'answered' ? null : 'An error occurred (AccessDeniedException)',
    sha256: null,
    startedAt: at,
    outcome: call?.outcome,
  }))
  const end = { type: 'end', calls: calls.length, endedAt: at }
  const path = join(folder, file)
  writeFileSync(path, `${[header, ...calls, end].map((line) => JSON.stringify(line)).join('\n')}\n`)
  return path
}

/** `service | topic | account | region` to what is known of it; topic `*` is the service as a whole. */
export type PlaceMap = ReadonlyMap<string, PlaceState>
export const placeKey = (service: string, topic: string, account: string, region: string | null): string =>
  [service, topic, account, region ?? '-'].join(' | ')

/** A service and topic (`*` = as a whole), and whether Prowler has a check of it. */
export type Cell = readonly [service: string, topic: string, hasCheck: boolean]

/** What is known of every expected place, read off the facts one by one. */
export function placesBy(facts: readonly Fact[], cells: readonly Cell[]): PlaceMap {
  const map = new Map<string, PlaceState>()
  for (const [service, topic, hasCheck] of cells)
    for (const account of ACCOUNTS)
      for (const region of GLOBAL.has(service) ? [null] : REGIONS)
        map.set(placeKey(service, topic, account, region), stateAt(facts, [service, topic, hasCheck], account, region))
  return map
}

function stateAt(facts: readonly Fact[], [service, topic, hasCheck]: Cell, account: string, region: string | null): PlaceState {
  const here = facts.filter((f) => f.account === account && (region === null || f.region === region))
  const mine = here.filter((f) => f.service === service && (topic === '*' || f.topic === topic))
  const refused = mine.filter((f) => f.call?.outcome === 'access-denied')
  if (mine.length > refused.length) return refused.length > 0 ? 'partly-tested' : 'tested'
  if (refused.length > 0) return 'access-denied'
  const scanned = hasCheck && here.some((f) => f.call === undefined && (region === null || f.service === null || !GLOBAL.has(f.service)))
  return scanned ? 'nothing-reported' : 'not-scanned'
}

/** Whether a fact lies at a place, or at any place of its account where the place has no region. */
export const liesAt = (fact: Fact, key: string): boolean => {
  const [, , account, region] = key.split(' | ')
  return fact.account === account && (region === '-' || fact.region === region)
}
