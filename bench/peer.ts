// The peer: Heimdall's converter library, which turns ASFF into its own format in memory and stores nothing. Installed when asked for,
// into a temporary folder, never into our own dependencies.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Measured, measure } from './measure.ts'

export type Peer = {
  readonly name: string
  /** What was put in place of dependencies that the registry does not have. */
  readonly overrides: Readonly<Record<string, string>>
  /** Converts an ASFF file; `stdout` is the milliseconds from reading the file to the converted value. Throws where results are missing. */
  readonly convert: (file: string, records: number, folder: string) => Measured
}

const PACKAGE = '@mitre/hdf-converters'
const VERSION = '2.14.0'
/** Dependencies it pins that some registry mirrors lack. None is used on the way of an ASFF file but the first, which gives types. */
const SUBSTITUTES = { inspecjs: '2.12.6', '@mitre/jsonix': '3.0.10', '@aws-sdk/client-config-service': '3.1108.0' }
const LONGEST_INSTALL_MS = 300_000

const CONVERT = `
  const { ASFFResults } = require(process.argv[2])
  const started = performance.now()
  const hdf = new ASFFResults(require('node:fs').readFileSync(process.argv[1], 'utf8')).toHdf()
  let results = 0
  for (const { profiles } of Object.values(hdf)) for (const { controls } of profiles) for (const control of controls) results += control.results.length
  if (results !== Number(process.argv[3])) throw new Error('converted ' + results + ' results')
  console.log(performance.now() - started)`

/** Installs it below `folder`; gives it, or why it is not there. */
export function installPeer(folder: string): Peer | { readonly cannot: string } {
  let problem = ''
  for (const overrides of [{}, SUBSTITUTES]) {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [PACKAGE]: VERSION }, overrides }))
    const npm = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--prefix', folder], {
      cwd: folder,
      encoding: 'utf8',
      timeout: LONGEST_INSTALL_MS,
    })
    if (npm.status === 0) return peerIn(folder, overrides)
    problem = /npm error (?!code|A complete)[^\n]*/.exec(npm.stderr ?? '')?.[0] ?? npm.error?.message ?? 'npm failed'
  }
  return { cannot: `${PACKAGE} ${VERSION} could not be installed: ${problem}` }
}

function peerIn(folder: string, overrides: Peer['overrides']): Peer {
  const entry = join(folder, 'node_modules', PACKAGE)
  return {
    name: `${PACKAGE} ${VERSION}`,
    overrides,
    convert: (file, records, home) => measure(['-e', CONVERT, file, entry, String(records)], home),
  }
}
