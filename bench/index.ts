// `npm run bench -- import`: measures, prints, judges nothing. `npm run bench -- make FORMAT FILE` writes one of the inputs.
import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureAnswers } from './answers.ts'
import { measureCoverage } from './coverage.ts'
import { filingText, measureFiling } from './filing.ts'
import { inFolder, measureAgain, measureInput } from './import-cases.ts'
import { asff } from './inputs/asff.ts'
import { INPUTS } from './inputs/inputs.ts'
import { prowlerOcsf } from './inputs/prowler-ocsf.ts'
import { type Input, type Until, writeInput } from './inputs/write.ts'
import { installPeer } from './peer.ts'
import { createProgram } from './program.ts'
import { againText, answersText, caseText, coverageText } from './text.ts'

const USAGE = `Usage:
  npm run bench -- import [--quick] [--runs 3] [--megabytes 100] [--format ID…] [--no-peer] [--json]
      every format; ASFF (120,000 findings) beside the peer; importing again; answers meanwhile
  npm run bench -- import --million [--json]     250,000, 500,000 and 1,000,000 ASFF findings; the million again
  npm run bench -- import --two-gb [--json]      one Prowler OCSF file of 2,000 MB
  npm run bench -- coverage [--records 1000000] [--json]     the map of a million ASFF findings, beside a plain GROUP BY
  npm run bench -- filing [--json]     filing by topic against the labels in ../shared/catalog
  npm run bench -- make FORMAT FILE [--megabytes 100 | --records N]
Another build is measured with --cli out/main/cli.js.`
const FINDINGS = 120_000
const QUICK_FINDINGS = 10_000
const root = join(import.meta.dirname, '..')

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    'two-gb': { type: 'boolean', default: false },
    'no-peer': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    runs: { type: 'string' },
    megabytes: { type: 'string' },
    records: { type: 'string' },
    format: { type: 'string', multiple: true },
    cli: { type: 'string' },
  },
})
const runs = Number(values.runs ?? (values.quick ? 1 : 3))
const megabytes = Number(values.megabytes ?? (values.quick ? 20 : 100))
const wanted = values.format ?? INPUTS.map(({ formatId }) => formatId)
const inputs = wanted.map((formatId) => INPUTS.find((input) => input.formatId === formatId))
const results: unknown[] = []

const [command, formatId, path] = positionals
if (!Number.isInteger(runs) || runs < 1 || !(megabytes > 0) || inputs.includes(undefined)) usage()
else if (command === 'make' && path !== undefined) await make(formatId, path)
else if (command === 'coverage' && positionals.length === 1) await coverageBench()
else if (command === 'filing' && positionals.length === 1) filingBench()
else if (command === 'import' && positionals.length === 1) await importBench(inputs.filter((input) => input !== undefined))
else usage()

function usage(): void {
  console.error(USAGE)
  process.exitCode = 2
}

function filingBench(): void {
  const result = measureFiling()
  if (result === null) {
    console.error('The labels (../shared/catalog) are not at hand.')
    process.exitCode = 1
  } else if (values.json) console.log(JSON.stringify(result, null, 2))
  else console.log(filingText(result))
}

async function make(wantedFormat: string | undefined, file: string): Promise<void> {
  const input = INPUTS.find((one) => one.formatId === wantedFormat)
  if (input === undefined) return usage()
  const made = await writeInput(file, input, values.records === undefined ? { megabytes } : { records: Number(values.records) })
  console.log(`${file}: ${made.records} records, ${made.bytes} bytes`)
}

async function importBench(chosen: readonly Input[]): Promise<void> {
  const cli = values.cli ?? builtCli()
  const program = createProgram(cli)
  say(machine(), `Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? process.platform}, load ${load()}`)
  if (values.million) {
    for (const records of [250_000, 500_000]) {
      const result = await measureInput(program, asff(), { records }, 1, null)
      say(result, caseText(result, ''))
    }
    const again = await measureAgain(program, { records: 1_000_000 })
    say(again, againText(again))
  } else if (values['two-gb']) {
    const result = await measureInput(program, prowlerOcsf, { megabytes: 2000 }, 1, null)
    say(result, caseText(result, ''))
  } else await importAll(program, cli, chosen)
  if (values.json) console.log(JSON.stringify(results, null, 2))
  else console.log(`load at the end: ${load()}`)
}

async function coverageBench(): Promise<void> {
  const cli = values.cli ?? builtCli()
  const result = await measureCoverage(createProgram(cli), cli, { records: Number(values.records ?? 1_000_000) })
  say(result, coverageText(result))
  if (values.json) console.log(JSON.stringify(results, null, 2))
  else console.log(`load at the end: ${load()}`)
}

async function importAll(program: ReturnType<typeof createProgram>, cli: string, chosen: readonly Input[]): Promise<void> {
  const findings: Until = { records: values.quick ? QUICK_FINDINGS : FINDINGS }
  await inFolder(async (folder) => {
    const asks = !values['no-peer'] && chosen.some((input) => input.formatId === 'asff')
    const installed = asks ? installPeer(folder) : null
    if (installed !== null && 'cannot' in installed) say(installed, installed.cannot)
    const peer = installed !== null && 'convert' in installed ? installed : null
    if (peer !== null && Object.keys(peer.overrides).length > 0)
      say({ peer: peer.name, overrides: peer.overrides }, `${peer.name} installed with substitutes: ${JSON.stringify(peer.overrides)}`)
    for (const input of chosen) {
      const isAsff = input.formatId === 'asff'
      const result = await measureInput(program, input, isAsff ? findings : { megabytes }, runs, isAsff ? peer : null)
      say(result, caseText(result, peer?.name ?? ''))
    }
  })
  const again = await measureAgain(program, findings)
  say(again, againText(again))
  const answers = await measureAnswers(program, cli, findings)
  say(answers, answersText(answers))
}

/** The launcher builds what is stale; the measured runs then start the bundle itself. */
function builtCli(): string {
  const built = spawnSync(process.execPath, [join(root, 'bin', 'tickmark'), '--version'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (built.status !== 0) throw new Error('The program could not be built.')
  return join(root, 'out', 'main', 'cli.js')
}

function say(result: unknown, text: string): void {
  results.push(result)
  if (!values.json) console.log(`${text}\n`)
}

function load(): string {
  return loadavg()
    .map((figure) => figure.toFixed(1))
    .join(' ')
}

function machine(): object {
  return {
    node: process.version,
    platform: process.platform,
    cpus: cpus().length,
    cpu: cpus()[0]?.model,
    memoryBytes: totalmem(),
    load: loadavg(),
  }
}
