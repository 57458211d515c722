// Reads the times Nessus and Tenable.sc write in words (FORMATS.md §18).
import { readTime, type SeenAt } from './times.ts'

/** `Wed Mar 23 15:07:52 2022`, in the scanner's own zone, which is not written. */
const HOST_TIME = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/
/** `Feb 19, 2024 21:01:01 UTC`. */
const CONSOLE_TIME = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) (\d\d:\d\d:\d\d)(?: ([A-Z]{1,5}))?$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A time of Nessus; the words stay in `seenAtRaw`. A zone other than UTC is not shifted. */
export function readNessusTime(words: string | null): SeenAt {
  const host = HOST_TIME.exec(words ?? '')
  const console = CONSOLE_TIME.exec(words ?? '')
  const iso =
    host !== null
      ? isoOf(host[4], host[1], host[2], host[3])
      : console !== null
        ? `${isoOf(console[3], console[1], console[2], console[4])}${console[5] === 'UTC' || console[5] === 'GMT' ? 'Z' : ''}`
        : words
  return { ...readTime(iso), seenAtRaw: words }
}

const isoOf = (year = '', month = '', day = '', clock = ''): string =>
  `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}T${clock}`
