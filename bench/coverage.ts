// How soon the coverage map is there after an import, asked as a window asks it, beside a plain GROUP BY over the rows it stands for.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { openDb } from '#db/open'
import { startHost } from './answers.ts'
import { inFolder } from './import-cases.ts'
import { asff } from './inputs/asff.ts'
import { type Until, writeInput } from './inputs/write.ts'
import { median } from './measure.ts'
import { BENCH_PASSPHRASE, type Program } from './program.ts'

export type CoverageCase = {
  readonly records: number
  readonly engagementBytes: number
  /** The first answer right after the import, in the program that imported, and the median of those after it … */
  readonly map: Asked
  /** … and of a program started anew. */
  readonly anew: Asked
  /** Every service's accounts, regions and criteria at once. */
  readonly depth: Asked
  readonly overview: Asked
  readonly services: number
  /** Counting the same by service, topic, result, account and region from the rows themselves. */
  readonly groupByMs: number
  readonly importMs: number
}
type Host = Awaited<ReturnType<typeof startHost>>
type Asked = { readonly firstMs: number; readonly ms: number; readonly bytes: number }

const AGAIN = 5
const JOB = '11111111-1111-4111-8111-111111111111'

const GROUP_BY = `SELECT service, topic, result, lifecycle, account, region, count(*) FROM evidence WHERE standing = 'current'
  GROUP BY service, topic, result, lifecycle, account, region`

/** Imports an ASFF file of so many findings as a window does, and asks for the map of it: at once, and of a program started anew. */
export async function measureCoverage(program: Program, cli: string, until: Until): Promise<CoverageCase> {
  return inFolder(async (folder) => {
    const file = join(folder, 'scan.json')
    const { records } = await writeInput(file, asff(), until)
    const home = join(folder, 'home')
    const engagement = program.engagement(home)
    const imported = await withHost(cli, engagement, home, async (host) => {
      const token = await host.upload(file)
      const started = performance.now()
      const run = (await host.call('imports.run', { jobId: JOB, files: [{ token }] })) as { import: { stored: number } | null }
      if (run.import?.stored !== records) throw new Error(`Stored ${run.import?.stored ?? 0} of ${records} records.`)
      return { importMs: performance.now() - started, map: (await asked(host.call, 'coverage.get', {})).took }
    })
    const groupByMs = await groupRows(engagement)
    return withHost(cli, engagement, home, async (host) => {
      const anew = await asked(host.call, 'coverage.get', {})
      const { services } = anew.answer as { readonly services: readonly { readonly key: string }[] }
      const depth = await asked(host.call, 'coverage.services', { services: services.map(({ key }) => key) })
      const overview = await asked(host.call, 'overview.get', {})
      const engagementBytes = statSync(engagement).size
      return {
        ...imported,
        records,
        engagementBytes,
        anew: anew.took,
        depth: depth.took,
        overview: overview.took,
        services: services.length,
        groupByMs,
      }
    })
  })
}

async function withHost<T>(cli: string, engagement: string, home: string, work: (host: Host) => Promise<T>): Promise<T> {
  const host = await startHost(cli, engagement, home)
  try {
    return await work(host)
  } finally {
    host.stop()
  }
}

async function asked(
  call: (method: string, input: unknown) => Promise<unknown>,
  method: string,
  input: unknown,
): Promise<{ readonly took: Asked; readonly answer: unknown }> {
  const times: number[] = []
  let answer: unknown
  for (let n = 0; n <= AGAIN; n += 1) {
    const started = performance.now()
    answer = await call(method, input)
    times.push(performance.now() - started)
  }
  const [firstMs = Number.NaN, ...rest] = times
  return { took: { firstMs, ms: median(rest), bytes: JSON.stringify(answer).length }, answer }
}

/** Once, on the file as it was left: every row is read. */
async function groupRows(path: string): Promise<number> {
  const { db } = await openDb({ path, passphrase: BENCH_PASSPHRASE })
  try {
    const started = performance.now()
    db.prepare(GROUP_BY).all()
    return performance.now() - started
  } finally {
    db.close()
  }
}
