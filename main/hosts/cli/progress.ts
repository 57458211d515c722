// Progress of a long job as one line on stderr, drawn over itself. Silent where stderr is no terminal.
import type { EventPayload } from '#contract/events'
import type { Io } from './io.ts'
import { figure, oneLine, size } from './text.ts'

type JobProgress = EventPayload<'job.progressed'>

const DRAW_EVERY_MS = 100
/** More than this are no steps but bytes. */
const MOST_STEPS = 10_000
const ERASE = '\r\u001b[K'

export type ProgressLine = {
  show(progress: JobProgress): void
  /** Wipes the line, so that what is printed next stands alone. */
  clear(): void
}

/** Gives the progress line of this process. */
export function createProgressLine(io: Io): ProgressLine {
  let drawnAt = 0
  let drawn = false
  return {
    show(progress) {
      const now = performance.now()
      if (!io.errIsTerminal || now - drawnAt < DRAW_EVERY_MS) return
      drawnAt = now
      drawn = true
      io.err(ERASE + progressText(progress))
    },
    clear() {
      if (drawn) io.err(ERASE)
      drawn = false
    },
  }
}

/**
 * Gives `reading  45%  90 of 200 MB  88 MB/s  61,000 records  2 s left`; bytes for imports, steps for everything else. Where no
 * total is known (an archive that does not say), what is not counted in records is counted in bytes.
 */
export function progressText(progress: JobProgress): string {
  const { done, total, records, rate, secondsLeft } = progress
  const inBytes = total === null ? done > records : total > MOST_STEPS
  const parts = [oneLine(progress.step)]
  if (total !== null && total > 0) parts.push(`${Math.floor((100 * done) / total)}%`)
  if (total !== null) parts.push(inBytes ? `${size(done)} of ${size(total)}` : `${figure(done)} of ${figure(total)}`)
  else if (inBytes) parts.push(size(done))
  if (inBytes && rate > 0) parts.push(`${size(rate)}/s`)
  if (records > 0) parts.push(`${figure(records)} records`)
  if (secondsLeft !== null) parts.push(`${duration(Math.ceil(secondsLeft))} left`)
  return parts.join('  ')
}

/** Gives `48 s`, `3 min 20 s`, `1 h 5 min`. */
function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}
