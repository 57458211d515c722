// What changed between two states of a journal entry, field by field. Pure.

export type Change = {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: string | null
  readonly after: string | null
}

type Json = unknown

const isRecord = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as a person reads it: texts bare, everything else as JSON. */
export const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1))

/** Fields that differ, in the order they are written; nested objects are gone into, lists are compared as a whole. */
export function changesBetween(before: Json, after: Json, path = ''): readonly Change[] {
  if (isRecord(before) || isRecord(after)) {
    const from = isRecord(before) ? before : {}
    const to = isRecord(after) ? after : {}
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
      changesBetween(from[key], to[key], path === '' ? key : `${path}.${key}`),
    )
  }
  const same = before === after || JSON.stringify(before) === JSON.stringify(after)
  // Not stated before and not stated after is no change.
  if (same || ((before ?? null) === null && (after ?? null) === null)) return []
  const kind = (before ?? null) === null ? 'added' : (after ?? null) === null ? 'removed' : 'changed'
  return [{ path, kind, before: kind === 'added' ? null : shown(before), after: kind === 'removed' ? null : shown(after) }]
}
