// Numbers, sizes and times as people read them. English, grouped by thousands, one way everywhere.

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const dateTime = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `12345` → `12,345`. */
export const formatCount = (n: number): string => whole.format(n)

/** A count with its noun: `1 finding`, `3 findings`. `plural` where adding s is not enough. */
export const countOf = (n: number, noun: string, plural?: string): string => `${formatCount(n)} ${nounOf(n, noun, plural)}`

/** The noun alone, for a count that stands elsewhere. */
export const nounOf = (n: number, noun: string, plural = `${noun}s`): string => (n === 1 ? noun : plural)

/** Bytes in decimal units: `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return unit === 0 ? countOf(bytes, 'byte') : `${oneDecimal.format(value)} ${units[unit]}`
}

/** Seconds as `8 s`, `2 min 5 s`, `1 h 4 min`. */
export function formatSeconds(seconds: number): string {
  const total = Math.max(0, Math.round(seconds))
  if (total < 60) return `${total} s`
  if (total < 3600) return `${Math.floor(total / 60)} min ${total % 60} s`
  return `${Math.floor(total / 3600)} h ${Math.floor((total % 3600) / 60)} min`
}

/** An ISO instant in this machine's time zone: `22 Nov 2026, 14:05`. Text that is no instant comes back as it is. */
export function formatInstant(instant: string): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? instant : dateTime.format(date)
}

/** An ISO date (no time): `22 Nov 2026`. */
export function formatDate(isoDate: string): string {
  const date = new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? isoDate : day.format(date)
}

/** A part of a whole in percent, never rounded up to 100 or down to 0: `<1 %`, `>99 %`. */
export function formatShare(part: number, total: number): string {
  if (total === 0) return '–'
  const percent = (part / total) * 100
  if (part > 0 && percent < 1) return '<1 %'
  if (part < total && percent > 99) return '>99 %'
  return `${Math.round(percent)} %`
}
