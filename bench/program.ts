// The built program as the benchmark runs it: a process of its own for every command, an encrypted engagement.
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Measured, measure } from './measure.ts'

export type Program = {
  /** Makes an empty engagement in a folder of its own; gives its path. */
  readonly engagement: (folder: string) => string
  /** Imports a file. `elapsedMs` is what the program itself says it took, start-up left out. Throws where a record is missing. */
  readonly importFile: (engagement: string, file: string, records: number) => ImportRun
}

export type ImportRun = Measured & {
  readonly elapsedMs: number
  readonly engagementBytes: number
  readonly outcome: string
  readonly changes: Readonly<Record<string, number>>
}

type ImportDocument = {
  readonly totals: { readonly records: number; readonly stored: number; readonly duplicates: number }
  readonly elapsedMs: number
  readonly imports: readonly {
    readonly sourceFiles: readonly { readonly outcome: string }[]
    readonly changes: Readonly<Record<string, number>> | null
  }[]
}

/** For an engagement that nobody will ever keep anything in. */
export const BENCH_PASSPHRASE = 'bench passphrase'
const SCOPE = ['--title', 'Bench', '--client', 'Bench', '--from', '2026-01-01', '--to', '2026-12-31']

/** `cli` is the built command line, out/main/cli.js. */
export function createProgram(cli: string): Program {
  const run = (folder: string, args: readonly string[]): Measured =>
    measure([cli, ...args], folder, { TICKMARK_PASSPHRASE: BENCH_PASSPHRASE, TICKMARK_HOME: folder })
  return {
    engagement(folder) {
      mkdirSync(folder)
      const path = join(folder, 'bench.tickmark')
      run(folder, ['new', path, ...SCOPE])
      return path
    },
    importFile(engagement, file, records) {
      const measured = run(join(engagement, '..'), ['import', engagement, file, '--json'])
      const { totals, elapsedMs, imports } = JSON.parse(measured.stdout) as ImportDocument
      if (totals.records !== records || totals.stored + totals.duplicates !== records)
        throw new Error(`${file}: stored ${totals.stored} of ${records} records.`)
      return {
        ...measured,
        elapsedMs,
        engagementBytes: statSync(engagement).size,
        outcome: imports[0]?.sourceFiles[0]?.outcome ?? 'nothing',
        changes: imports[0]?.changes ?? {},
      }
    },
  }
}
