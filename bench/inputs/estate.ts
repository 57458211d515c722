// The made-up estate that all generated scans look at. Everything turns at its own speed, so that the words of records mix.

const ACCOUNTS = ['111122223333', '222233334444', '333344445555', '444455556666']
const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-northeast-1', 'ap-southeast-2']
const FIRST_SECOND = Date.UTC(2026, 2, 2, 6, 0, 0) / 1000
const DAY_SECONDS = 86_400

export const accountOf = (index: number): string => pick(ACCOUNTS, Math.floor(index / 7))
export const regionOf = (index: number): string => pick(REGIONS, Math.floor(index / 3))
/** Seconds since 1970; fifty records a second. Scans of later days see the same things, and only their times differ. */
export const secondOf = (index: number, day = 0): number => FIRST_SECOND + Math.floor(index / 50) + day * DAY_SECONDS
/** The same in ISO 8601. */
export const timeOf = (index: number, day = 0): string => new Date(secondOf(index, day) * 1000).toISOString()
/** A name that no other index gives. */
export const nameOf = (beginning: string, index: number): string => `${beginning}-${index.toString(36).padStart(6, '0')}`
/** `REGION`, `ACCOUNT` and `NAME` of a template filled in. */
export const fill = (template: string, index: number, name: string): string =>
  template.replace('REGION', regionOf(index)).replace('ACCOUNT', accountOf(index)).replaceAll('NAME', name)

export function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new RangeError('pick from nothing')
  return found
}
