// Runs one program to its end and says how long it took and how much memory it held at most.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type Measured = { readonly wallMs: number; readonly peakBytes: number; readonly stdout: string }

const PROBE = import.meta.resolve('./peak-memory.mjs')
const MOST_OUTPUT = 64 * 1024 * 1024

/** Runs `node ARGS` in a child process. Throws where it fails: a figure of a failed run means nothing. */
export function measure(args: readonly string[], folder: string, env: Readonly<Record<string, string>> = {}): Measured {
  const peakFile = join(folder, 'peak')
  rmSync(peakFile, { force: true })
  const started = performance.now()
  const child = spawnSync(process.execPath, ['--import', PROBE, ...args], {
    env: { ...process.env, ...env, TICKMARK_BENCH_PEAK: peakFile },
    maxBuffer: MOST_OUTPUT,
    encoding: 'utf8',
  })
  const wallMs = performance.now() - started
  if (child.status !== 0) throw new Error(`${args.join(' ')} ended with ${child.status ?? child.signal ?? 'no status'}: ${child.stderr}`)
  const peakBytes = Number(readFileSync(peakFile, 'utf8'))
  if (!(peakBytes > 0)) throw new Error('The measured process did not say how much memory it held.')
  return { wallMs, peakBytes, stdout: child.stdout }
}

/** The middle of a list of figures; the mean of the two middle ones where their number is even. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle]
  if (upper === undefined || lower === undefined) throw new RangeError('median of nothing')
  return (upper + lower) / 2
}
