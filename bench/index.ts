// `npm run bench -- import [--megabytes 200] [--runs 3] [--json]`: measures, prints, judges nothing.
import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchImport, importBenchText } from './import.ts'

const USAGE = 'Usage: npm run bench -- import [--megabytes 200] [--runs 3] [--json]'
const root = join(import.meta.dirname, '..')

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    megabytes: { type: 'string', default: '200' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
})
const megabytes = Number(values.megabytes)
const runs = Number(values.runs)
if (positionals.join(' ') !== 'import' || !(megabytes > 0) || !Number.isInteger(runs) || runs < 1) {
  console.error(USAGE)
  process.exit(2)
}

// The launcher builds what is stale; the measured runs then start the bundle itself.
const built = spawnSync(process.execPath, [join(root, 'bin', 'tickmark'), '--version'], { stdio: ['ignore', 'ignore', 'inherit'] })
if (built.status !== 0) process.exit(built.status ?? 1)

const bench = await benchImport(join(root, 'out', 'main', 'cli.js'), megabytes, runs)
const machine = {
  node: process.version,
  platform: process.platform,
  cpus: cpus().length,
  cpu: cpus()[0]?.model ?? null,
  memoryBytes: totalmem(),
}
if (values.json) console.log(JSON.stringify({ ...bench, machine }, null, 2))
else console.log(`${importBenchText(bench)}\nNode ${machine.node}, ${machine.cpus} cores, ${machine.cpu ?? machine.platform}`)
