// What is measured of importing, and how. Judges nothing.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asff } from './inputs/asff.ts'
import { type Input, MEGABYTE, type Until, writeInput } from './inputs/write.ts'
import { type Measured, measure, median } from './measure.ts'
import type { Peer } from './peer.ts'
import type { ImportRun, Program } from './program.ts'

export type Figures = { readonly ms: number; readonly megabytesPerSecond: number; readonly peakBytes: number }
/** A reader that is no match for the file says why. */
export type Beside = Figures | { readonly cannot: string }

export type ImportCase = {
  readonly formatId: string
  readonly bytes: number
  readonly records: number
  readonly runs: number
  readonly import: Figures & { readonly recordsPerSecond: number; readonly engagementBytes: number; readonly wallMs: number }
  /** JSON.parse of the whole file; null where the file is no JSON. */
  readonly jsonParse: Beside | null
  /** Null where the peer was not asked. */
  readonly peer: Beside | null
}

/** As Node reads a file of JSON (of ScoutSuite's, what stands behind the assignment) into one value. */
const PARSE = `
  const started = performance.now()
  const text = require('node:fs').readFileSync(process.argv[1], 'utf8')
  JSON.parse(text.startsWith('scoutsuite') ? text.slice(text.indexOf('{')) : text)
  console.log(performance.now() - started)`
const JSON_FILE = /\.(?:json|sarif|js)$/

/** Imports a file of that kind and size `runs` times, each time into a fresh engagement; the others read it in between. Medians. */
export async function measureInput(program: Program, input: Input, until: Until, runs: number, peer: Peer | null): Promise<ImportCase> {
  return inFolder(async (folder) => {
    const file = join(folder, `scan${input.extension}`)
    const { bytes, records } = await writeInput(file, input, until)
    const imports: ImportRun[] = []
    const parses: Attempt[] = []
    const peers: Attempt[] = []
    for (let run = 0; run < runs; run++) {
      const home = join(folder, `run-${run}`)
      imports.push(program.importFile(program.engagement(home), file, records))
      rmSync(home, { recursive: true })
      if (JSON_FILE.test(input.extension)) parses.push(attempt(() => measure(['-e', PARSE, file], folder)))
      if (peer !== null) peers.push(attempt(() => peer.convert(file, records, folder)))
    }
    const ms = median(imports.map((run) => run.elapsedMs))
    return {
      formatId: input.formatId,
      bytes,
      records,
      runs,
      import: {
        ...figures(bytes, ms, imports),
        recordsPerSecond: records / (ms / 1000),
        engagementBytes: median(imports.map((run) => run.engagementBytes)),
        wallMs: median(imports.map((run) => run.wallMs)),
      },
      jsonParse: besideOf(bytes, parses),
      peer: besideOf(bytes, peers),
    }
  })
}

export type AgainCase = {
  readonly records: number
  readonly bytes: number
  readonly first: ImportRun
  /** The same bytes once more. */
  readonly same: ImportRun
  /** The same things found by a scan of the next day. */
  readonly newer: ImportRun
}

/** Imports an ASFF file, its copy, and a newer scan of the same things into one engagement. */
export async function measureAgain(program: Program, until: Until): Promise<AgainCase> {
  return inFolder(async (folder) => {
    const file = join(folder, 'first.json')
    const newer = join(folder, 'newer.json')
    const { bytes, records } = await writeInput(file, asff(), until)
    await writeInput(newer, asff(1), until)
    const engagement = program.engagement(join(folder, 'home'))
    return {
      records,
      bytes,
      first: program.importFile(engagement, file, records),
      same: program.importFile(engagement, file, records),
      newer: program.importFile(engagement, newer, records),
    }
  })
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  try {
    mkdirSync(folder, { recursive: true })
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Attempt = Measured | { readonly cannot: string }

function attempt(work: () => Measured): Attempt {
  try {
    return work()
  } catch (error) {
    return { cannot: reasonOf(error instanceof Error ? error.message : String(error)) }
  }
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ERR_STRING_TOO_LONG|Cannot create a string longer/, 'string limit'],
  [/heap out of memory|heap limit/i, 'out of memory'],
  [/ENOBUFS|ETIMEDOUT/, 'gave up'],
]
const reasonOf = (message: string): string =>
  REASONS.find(([sign]) => sign.test(message))?.[1] ?? (/\b\w*Error: [^\n]*/.exec(message)?.[0] ?? 'failed').slice(0, 120)

/** Both kinds of child print the milliseconds they took, their own start left out. */
function besideOf(bytes: number, attempts: readonly Attempt[]): Beside | null {
  const done = attempts.filter((one) => 'stdout' in one)
  const failed = attempts.find((one) => 'cannot' in one)
  if (failed !== undefined) return failed
  return done.length === 0 ? null : figures(bytes, median(done.map((one) => Number(one.stdout))), done)
}

const figures = (bytes: number, ms: number, runs: readonly Measured[]): Figures => ({
  ms,
  megabytesPerSecond: bytes / MEGABYTE / (ms / 1000),
  peakBytes: median(runs.map((run) => run.peakBytes)),
})
