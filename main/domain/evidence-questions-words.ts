// How the questions about a file put numbers, days and scanner words into a sentence.

const MOST_LISTED = 5
const LONGEST_WORD = 40
const DAY = 86_400_000

/** A scanner's word inside a sentence: short, on one line, without characters that could end the quotation or hide. */
export function quoted(word: string): string {
  const plain = [
    ...word
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/["“”]/g, "'")
      .trim(),
  ]
  return `“${plain.length > LONGEST_WORD ? `${plain.slice(0, LONGEST_WORD).join('')}…` : plain.join('')}”`
}

/** “a”, “a and b”, “a, b and c”; beyond five, the first five and how many more. */
export function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST_LISTED)
  const last = words.length > MOST_LISTED ? `${grouped(words.length - MOST_LISTED)} more` : (shown.pop() ?? '')
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

export const grouped = (n: number): string => n.toLocaleString('en')
export const counted = (n: number, noun: string): string => `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`

/**
 * The calendar day a time names, in days since 1970. The day is taken as written: a local time without offset is not shifted,
 * and is never read in the time zone of this computer.
 */
export function dayOf(time: string | null): number | null {
  const written = time === null ? undefined : /^(?:\d{4}|[+-]\d{6})-\d\d-\d\d(?![\d-])/.exec(time)?.[0]
  const milliseconds = written === undefined ? Number.NaN : Date.parse(`${written}T00:00:00Z`)
  return Number.isNaN(milliseconds) ? null : milliseconds / DAY
}

export const dateText = (day: number): string => new Date(day * DAY).toISOString().slice(0, -'T00:00:00.000Z'.length)
export const datesText = (from: number, to: number): string => (from === to ? dateText(from) : `${dateText(from)} to ${dateText(to)}`)
