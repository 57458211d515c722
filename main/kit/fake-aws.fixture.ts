// For tests: runs a kit's sh script against an `aws` that is a shell script of ours. No network, no account.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type KitCall, KitLine } from '#domain/kit'
import type { KitCommand } from './command.ts'
import type { KitOrder } from './order.ts'
import { shellScript } from './sh.ts'

export const ORDER: KitOrder = { services: ['pinpoint', 'sso'], accounts: [], regions: ['eu-west-1'], tickmarkVersion: '0.0.0' }

/** Shells the script is tried under, as far as this machine has them. */
export const SHELLS: readonly (readonly string[])[] = [
  ['dash'],
  ['bash', '--posix'],
  ['sh'],
  ['busybox', 'sh'],
  ['ksh'],
  ['zsh', '--emulate', 'sh'],
].filter(([name = '', ...rest]) => spawnSync(name, [...rest, '-c', 'true']).status === 0)

/** Is there a shell command of this name? */
export const has = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0

export type Site = {
  readonly folder: string
  readonly out: string
  readonly script: string
  readonly env: NodeJS.ProcessEnv
  readonly run: (shell?: readonly string[], args?: readonly string[]) => SpawnSyncReturns<string>
}

/** Answers every shell test begins with: who calls, and which version this is. */
const PREAMBLE = `#!/bin/sh
if [ "$1" = --version ]; then echo 'aws-cli/2.31.0 Python/3.13.7 Linux/6.1 exe/x86_64'; exit 0; fi
if [ "$1" = configure ]; then exit 1; fi
printf '%s\\n' "$*" >>"$CALLS"
for word in "$@"; do case $word in text) text=1;; esac; done
deny() { printf '\\nAn error occurred (AccessDeniedException) when calling the %s operation: User is not authorized\\n' "$2" >&2; exit 254; }
none() { printf '\\nAn error occurred (%s) when calling the %s operation: none\\n' "$1" "$2" >&2; exit 254; }
`

/** A folder with the script, and before it on the PATH an \`aws\` whose answers \`body\` gives: a case over "$1 $2", \`$text\` set for listings. */
export function siteOf(body: string, commands?: readonly KitCommand[], order: Partial<KitOrder> = {}): Site {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-kit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'aws'), `${PREAMBLE}${body}\n`, { mode: 0o755 })
  const script = join(folder, 'collect.sh')
  writeFileSync(script, commands === undefined ? shellScript({ ...ORDER, ...order }) : shellScript({ ...ORDER, ...order }, commands))
  const out = join(folder, 'out')
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, CALLS: join(folder, 'calls'), AWS_REGION: 'eu-west-1' }
  return {
    folder,
    out,
    script,
    env,
    run: ([shell = 'sh', ...rest] = ['sh'], args = []) =>
      spawnSync(shell, [...rest, script, '-o', out, ...args], { env, encoding: 'utf8', cwd: folder }),
  }
}

export type Bundle = {
  readonly name: string
  readonly path: string
  readonly lines: readonly KitLine[]
  readonly calls: readonly KitCall[]
}

/** The bundles a site has, oldest first. Throws where a line of a manifest is none. */
export function bundlesOf({ out }: Pick<Site, 'out'>): readonly Bundle[] {
  return readdirSync(out)
    .filter((name) => existsSync(join(out, name, 'manifest.ndjson')))
    .sort()
    .map((name) => {
      const text = readFileSync(join(out, name, 'manifest.ndjson'), 'utf8')
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => KitLine.parse(JSON.parse(line)))
      return { name, path: join(out, name), lines, calls: lines.filter((line) => line.type === 'call') }
    })
}
