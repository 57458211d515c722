// A running import in words: how far, how fast, how long still. Unknown stays unknown: no total, no time left.
import type { JobProgress } from '#contract/events'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes in decimal units with three significant figures, e.g. `1.25 MB`; exact below 1,000. */
export function bytesWords(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}

export const countWords = (count: number): string => Math.round(count).toLocaleString('en')

/** A duration as a person would say it: `less than a second`, `42 s`, `3 min 20 s`, `1 h 5 min`. */
export function durationWords(seconds: number): string {
  if (seconds < 1) return 'less than a second'
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export type ProgressWords = {
  /** 0 to 1, or null where the total is unknown. */
  readonly fraction: number | null
  readonly amount: string
  readonly rate: string
  readonly records: string
  readonly left: string | null
}

export function progressWords(progress: JobProgress): ProgressWords {
  const { done, total, rate, records, recordRate, secondsLeft } = progress
  return {
    fraction: total === null || total === 0 ? null : Math.min(1, done / total),
    amount: total === null ? bytesWords(done) : `${bytesWords(done)} of ${bytesWords(total)}`,
    rate: `${bytesWords(rate)}/s`,
    records: `${countWords(records)} records, ${countWords(recordRate)}/s`,
    left: secondsLeft === null ? null : `${durationWords(secondsLeft)} left`,
  }
}
