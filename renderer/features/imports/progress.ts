// A running import in words: how far, how fast, how long still. Unknown stays unknown: no total, no time left.
import type { JobProgress } from '#contract/events'
import { countOf, formatBytes, formatCount, formatSeconds } from '../../design/format.ts'

export type ProgressWords = {
  readonly amount: string
  readonly rate: string
  readonly records: string
  readonly left: string | null
}

export function progressWords(progress: JobProgress): ProgressWords {
  const { done, total, rate, records, recordRate, secondsLeft } = progress
  return {
    amount: total === null ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`,
    rate: `${formatBytes(Math.round(rate))}/s`,
    records: `${countOf(records, 'record')}, ${formatCount(Math.round(recordRate))}/s`,
    left: secondsLeft === null ? null : secondsLeft < 1 ? 'less than a second left' : `${formatSeconds(secondsLeft)} left`,
  }
}
