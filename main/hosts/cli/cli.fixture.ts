// Runs the built command line as a child process in a folder of its own, as a pipeline would. For tests.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../../..')
const CLI = join(ROOT, 'out', 'main', 'cli.js')
const MOST_OUTPUT = 256 * 1024 * 1024

export type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string; readonly bytes: Buffer }
export type Workplace = {
  readonly folder: string
  readonly path: (name: string) => string
  readonly write: (name: string, content: string | Uint8Array) => string
  /** Runs `tickmark ARGS` there; `env` adds to a clean environment with the workplace's own TICKMARK_HOME. */
  readonly tickmark: (args: readonly string[], env?: Readonly<Record<string, string>>) => Run
  readonly remove: () => void
}

/** Builds what is stale, once per test file. Throws with the build's own words where it fails. */
export function ensureBuilt(): void {
  const built = spawnSync(process.execPath, [join(ROOT, 'bin', 'tickmark'), '--version'], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The command line cannot be built: ${built.stderr}`)
}

/** Makes an empty folder to work in. */
export function createWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-cli-'))
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TICKMARK_')))
  const path = (name: string): string => join(folder, name)
  return {
    folder,
    path,
    write: (name, content) => {
      mkdirSync(resolve(path(name), '..'), { recursive: true })
      writeFileSync(path(name), content)
      return path(name)
    },
    tickmark: (args, env = {}) => {
      const child = spawnSync(process.execPath, [CLI, ...args], {
        cwd: folder,
        env: { ...clean, TICKMARK_HOME: path('home'), ...env },
        maxBuffer: MOST_OUTPUT,
      })
      return { code: child.status, stdout: child.stdout.toString('utf8'), stderr: child.stderr.toString('utf8'), bytes: child.stdout }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type Finding = {
  readonly status: 'PASS' | 'FAIL' | 'MANUAL'
  readonly check: string
  readonly service: string
  readonly severity?: string
}

/** One Prowler OCSF record as version 5 writes it, made up by us. */
export function ocsfRecord({ status, check, service, severity = 'High' }: Finding, index: number): Readonly<Record<string, unknown>> {
  const resource = `arn:aws:${service}::111122223333:thing/${index}`
  return {
    message: `Thing ${index} was looked at.`,
    metadata: {
      event_code: check,
      product: { name: 'Prowler', uid: 'prowler', vendor_name: 'Prowler', version: '5.4.0' },
      version: '1.4.0',
    },
    severity_id: { Critical: 5, High: 4, Medium: 3, Low: 2 }[severity] ?? 0,
    severity,
    status: 'New',
    status_code: status,
    status_detail: `Thing ${index} was looked at.`,
    status_id: 1,
    unmapped: { categories: [], compliance: {}, provider: 'aws', provider_uid: '111122223333' },
    activity_name: 'Create',
    activity_id: 1,
    finding_info: {
      created_time: 1788350400,
      desc: `Looks at things of ${service}.`,
      title: `Things of ${service} are in order`,
      uid: `prowler-aws-${check}-111122223333-eu-west-1-${index}`,
    },
    resources: [
      { cloud_partition: 'aws', region: 'eu-west-1', group: { name: service }, name: `thing/${index}`, type: 'AwsOther', uid: resource },
    ],
    category_name: 'Findings',
    category_uid: 2,
    class_name: 'Detection Finding',
    class_uid: 2004,
    cloud: { account: { name: '', type: 'AWS Account', uid: '111122223333' }, provider: 'aws', region: 'eu-west-1' },
    remediation: { desc: 'Put it in order.', references: ['https://example.com/order'] },
    risk_details: 'Disorder.',
    time: 1788350400,
    type_name: 'Detection Finding: Create',
    type_uid: 200401,
  }
}

/** A whole Prowler OCSF file. */
export const ocsfFile = (findings: readonly Finding[]): string => JSON.stringify(findings.map(ocsfRecord), null, 4)
