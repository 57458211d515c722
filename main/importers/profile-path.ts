// Follows the paths of a profile into JSON values: keys joined by dots, numbers for items of lists. Knows no fields.
import { isObject } from './fields.ts'

/**
 * The value at a path in a record; undefined where nothing is there. Keys may hold dots themselves (`{"account.id": …}`): the longest
 * key that leads somewhere is taken. No value is visited twice, so the cost is bounded by the record.
 */
export function valueAt(value: unknown, path: string): unknown {
  const own = memberOf(value, path)
  if (own !== undefined) return own
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const inner = memberOf(value, path.slice(0, dot))
    const found = inner === undefined ? undefined : valueAt(inner, path.slice(dot + 1))
    if (found !== undefined) return found
  }
  return undefined
}

function memberOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d{1,6}$/.test(key) ? value[Number(key)] : undefined
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** The steps of a path of records; `*` is any key or item. */
export const stepsOf = (records: string): readonly string[] => (records === '' ? [] : records.split('.'))

/** Every value a path of records leads to, in order. */
export function valuesAt(value: unknown, steps: readonly string[]): readonly unknown[] {
  const [step, ...rest] = steps
  if (step === undefined) return [value]
  if (typeof value !== 'object' || value === null) return []
  if (step === '*') return Object.values(value).flatMap((inner: unknown) => valuesAt(inner, rest))
  const inner = memberOf(value, step)
  return inner === undefined ? [] : valuesAt(inner, rest)
}
