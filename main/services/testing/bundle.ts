// Test support: a kit's bundle as the scripts write it, made without any script.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KitCall } from '#domain/kit'

/** A call; `answer` is what its file holds, where it was answered. */
export type BundleCall = Partial<Omit<KitCall, 'type' | 'file' | 'sha256'>> & {
  readonly cli: string
  readonly operation: string
  readonly answer?: string
}

export type BundleFiles = Readonly<Record<string, string>>

export type BundleOptions = { readonly interrupted?: true; readonly startedAt?: string; readonly account?: string }

/** The files of a bundle by their names in it, `manifest.ndjson` last. */
export function bundleOf(
  calls: readonly BundleCall[],
  { interrupted, startedAt = '2026-03-01T10:00:00Z', account = '111122223333' }: BundleOptions = {},
): BundleFiles {
  const files: Record<string, string> = {}
  const lines: unknown[] = [
    {
      type: 'header',
      kit: 1,
      tickmark: '0.0.0',
      services: ['pinpoint', 'sso'],
      regions: ['eu-west-1'],
      commands: calls.length,
      script: 'collect.sh',
      scriptSha256: null,
      awsCli: 'aws-cli/2.31.0',
      caller: { account, arn: `arn:aws:iam::${account}:user/collector` },
      startedAt,
    },
  ]
  for (const [index, { answer, ...call }] of calls.entries()) {
    const id = String(index + 1).padStart(5, '0')
    const file = answer === undefined ? null : `answers/${id}-${call.cli}-${call.operation}.json`
    if (file !== null && answer !== undefined) files[file] = answer
    lines.push({
      type: 'call',
      id,
      service: 'pinpoint',
      topic: 'configuration-and-vulnerability-analysis',
      args: {},
      page: 1,
      account,
      region: 'eu-west-1',
      file,
      exitCode: answer === undefined ? null : 0,
      error: null,
      sha256: answer === undefined ? null : createHash('sha256').update(answer).digest('hex'),
      startedAt,
      outcome: answer === undefined ? 'not-run' : 'answered',
      ...call,
    })
  }
  if (interrupted !== true) lines.push({ type: 'end', calls: calls.length, endedAt: startedAt })
  return { ...files, 'manifest.ndjson': lines.map((line) => `${JSON.stringify(line)}\n`).join('') }
}

/** Writes a bundle into a folder below `folder`; gives its path. */
export function writeBundle(folder: string, files: BundleFiles, name = 'tickmark-bundle-1'): string {
  const path = join(folder, name)
  mkdirSync(join(path, 'answers'), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}
