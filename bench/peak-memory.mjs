// Loaded into a measured process with `--import`: at its end it writes the kernel's own figure for peak resident memory to
// the file named by TICKMARK_BENCH_PEAK. Worker threads load it too and stay silent; they share the process's memory.
import { readFileSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const target = process.env.TICKMARK_BENCH_PEAK
if (isMainThread && target) process.on('exit', () => writeFileSync(target, peakBytes()))

function peakBytes() {
  if (process.platform !== 'linux') return String(process.resourceUsage().maxRSS * 1024)
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return kilobytes === null ? '' : String(Number(kilobytes[1]) * 1024)
}
