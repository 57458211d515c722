// How fast and in how much memory a big Prowler OCSF file is imported into an encrypted engagement, beside a plain
// `JSON.parse` of the same file in the same run: the floor any reader of the whole file has.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeOcsf } from './make-ocsf.ts'
import { type Measured, measure, median } from './measure.ts'

export type ImportBench = {
  readonly bytes: number
  readonly records: number
  readonly runs: number
  readonly import: Figures & { readonly recordsPerSecond: number; readonly engagementBytes: number; readonly wallMs: number }
  readonly jsonParse: Figures
}
type Figures = { readonly ms: number; readonly megabytesPerSecond: number; readonly peakBytes: number }

const MEGABYTE = 1e6
const PARSE = `
  const started = performance.now()
  JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))
  console.log(performance.now() - started)`
const ENV = { TICKMARK_PASSPHRASE: 'bench passphrase' }

/** Makes a file of about that many megabytes and imports it `runs` times, each time into a fresh engagement. Medians. */
export async function benchImport(cli: string, megabytes: number, runs: number): Promise<ImportBench> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  try {
    const scan = join(folder, 'big.ocsf.json')
    const { bytes, records } = await makeOcsf(scan, megabytes)
    const imports = Array.from({ length: runs }, (_, run) => importOnce(cli, scan, records, join(folder, `run-${run}`)))
    const parses = Array.from({ length: runs }, () => measure(['-e', PARSE, scan], folder))
    const ms = median(imports.map((run) => run.elapsedMs))
    return {
      bytes,
      records,
      runs,
      import: {
        ...figures(bytes, ms, imports),
        recordsPerSecond: records / (ms / 1000),
        engagementBytes: median(imports.map((run) => run.engagementBytes)),
        wallMs: median(imports.map((run) => run.wallMs)),
      },
      jsonParse: figures(bytes, median(parses.map((run) => Number(run.stdout))), parses),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const figures = (bytes: number, ms: number, runs: readonly Measured[]): Figures => ({
  ms,
  megabytesPerSecond: bytes / MEGABYTE / (ms / 1000),
  peakBytes: median(runs.map((run) => run.peakBytes)),
})

type ImportRun = Measured & { readonly elapsedMs: number; readonly engagementBytes: number }

function importOnce(cli: string, scan: string, records: number, folder: string): ImportRun {
  mkdirSync(folder)
  const engagement = join(folder, 'bench.tickmark')
  const env = { ...ENV, TICKMARK_HOME: folder }
  const scope = ['--title', 'Bench', '--client', 'Bench', '--from', '2026-01-01', '--to', '2026-12-31']
  measure([cli, 'new', engagement, ...scope], folder, env)
  const run = measure([cli, 'import', engagement, scan, '--json'], folder, env)
  const { totals, elapsedMs } = JSON.parse(run.stdout) as { totals: { records: number; stored: number }; elapsedMs: number }
  if (totals.records !== records || totals.stored !== records) throw new Error(`Stored ${totals.stored} of ${records} records.`)
  const engagementBytes = statSync(engagement).size
  rmSync(folder, { recursive: true })
  return { ...run, elapsedMs, engagementBytes }
}

/** Gives the figures as a small table for people. */
export function importBenchText(bench: ImportBench): string {
  const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(0)} MB`
  const line = (name: string, { ms, megabytesPerSecond, peakBytes }: Figures): string =>
    `${name.padEnd(28)}${`${(ms / 1000).toFixed(2)} s`.padStart(10)}${`${megabytesPerSecond.toFixed(0)} MB/s`.padStart(11)}${`peak ${megabytes(peakBytes)}`.padStart(15)}`
  return [
    `Prowler OCSF, ${megabytes(bench.bytes)}, ${bench.records.toLocaleString('en-US')} records; medians of ${bench.runs} runs`,
    line('tickmark import (encrypted)', bench.import),
    line('JSON.parse of the whole file', bench.jsonParse),
    `records per second: ${Math.round(bench.import.recordsPerSecond).toLocaleString('en-US')}`,
    `whole command, start-up and close included: ${(bench.import.wallMs / 1000).toFixed(2)} s`,
    `engagement file: ${megabytes(bench.import.engagementBytes)} (${((100 * bench.import.engagementBytes) / bench.bytes).toFixed(0)} % of the scan)`,
  ].join('\n')
}
