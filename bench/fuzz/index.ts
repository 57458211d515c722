// `npm run fuzz [-- --minutes 2 --seed N --format F --case N]`: prints the seed and, for each kind of fault, the smallest input found;
// exit code 1 where there is any. A case that takes longer than 30 seconds, or dies for want of memory, is a fault as well.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { createFuzzer, faultsOf } from './fuzz.ts'
import type { Message, WorkerData } from './worker.ts'

const USAGE = 'Usage: npm run fuzz [-- --minutes 2 --seed 1 --format asff --case 17]'
const HANG_MILLISECONDS = 30_000
const MEGABYTES = 1024
const MOST_KINDS = 20

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    format: { type: 'string' },
    case: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const minutes = Number(values.minutes)
const seed = Number(values.seed)
if (!(minutes > 0) || !Number.isInteger(seed) || (values.case !== undefined && !Number.isInteger(Number(values.case)))) {
  console.error(USAGE)
  process.exit(2)
}
const formatId = values.format ?? null
const again = `--seed ${seed}${formatId === null ? '' : ` --format ${formatId}`}`
/** Faults are of one kind where they differ in numbers and quoted words only. */
const kinds = new Map<string, number>()

if (values.case === undefined) await run(Date.now() + minutes * 60_000)
else {
  const { importer, bytes, seed: source } = createFuzzer(seed, values.format).make(Number(values.case))
  report(Number(values.case), source.name, importer.formatId, await faultsOf(importer, bytes), bytes)
}
process.exit(kinds.size === 0 ? 0 : 1)

async function run(until: number): Promise<void> {
  console.log(`Fuzzing ${formatId ?? 'every format'} for ${minutes} minutes: ${again}`)
  let number = 0
  while (Date.now() < until && kinds.size < MOST_KINDS) number = await runWorker(number, until)
  console.log(`${number} cases, ${kinds.size} kinds of fault`)
}

/** Runs cases in a thread until time is up or one of them hangs or kills it; gives the number of the next case. */
function runWorker(from: number, until: number): Promise<number> {
  const workerData: WorkerData = { seed, formatId, from, until }
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData, resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } })
  let at = from
  let since = Date.now()
  return new Promise((resolve) => {
    const failed = (fault: string): void => {
      const { importer, bytes, seed: source } = createFuzzer(seed, values.format).make(at)
      report(at, source.name, importer.formatId, [fault], bytes)
    }
    const watch = setInterval(() => {
      if (Date.now() - since < HANG_MILLISECONDS) return
      failed(`takes longer than ${HANG_MILLISECONDS / 1000} s`)
      void worker.terminate()
    }, 1000)
    worker.on('message', (message: Message) => {
      since = Date.now()
      if (message.kind === 'at') at = message.number
      else report(message.number, message.name, message.formatId, message.faults, message.bytes)
    })
    worker.on('error', (error: Error) => failed(`ended the thread: ${error.message}`))
    worker.on('exit', () => {
      clearInterval(watch)
      resolve(at + 1)
    })
  })
}

function report(number: number, name: string, format: string, faults: readonly string[], bytes: Uint8Array): void {
  for (const fault of faults) {
    const kind = `${format}: ${fault.replace(/\d+|“[^”]*”|"[^"]*"/g, '#').slice(0, 120)}`
    const count = (kinds.get(kind) ?? 0) + 1
    kinds.set(kind, count)
    if (count > 1) continue
    const file = join(tmpdir(), `fuzz-${format}-${seed}-${number}.bin`)
    writeFileSync(file, bytes)
    const text = JSON.stringify(new TextDecoder().decode(bytes.subarray(0, 600)))
    console.log(`\n${format}, from ${name} (${again} --case ${number}):\n  ${fault}\n  ${bytes.length} bytes in ${file}: ${text}`)
  }
}
