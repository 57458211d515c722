// Taking back saved changes to findings: what to write to get the earlier values, and when that is no longer possible.
import type { FindingRow, FindingText } from '#domain/finding'
import { type DraftPatch, type EditableField, pick, textOf } from './finding-draft.ts'

/** One saved change, as far as it is needed to take it back. */
export type SavedChange = {
  readonly findingId: string
  readonly number: number
  readonly fields: readonly EditableField[]
  readonly before: FindingText
  readonly after: FindingText
}

export type UndoPlan =
  | { readonly kind: 'patch'; readonly patch: DraftPatch }
  | { readonly kind: 'overtaken'; readonly fields: readonly EditableField[] }

/** The change between two saved versions, or null where no field a person writes differs. */
export function changeBetween(before: FindingRow, after: FindingRow, fields: readonly EditableField[]): SavedChange | null {
  const changed = fields.filter((field) => before[field] !== after[field])
  if (changed.length === 0) return null
  return { findingId: after.findingId, number: after.number, fields: changed, before: textOf(before), after: textOf(after) }
}

/** What to write to take a change back; refused where a field has been changed again since (law 4: no words are overwritten). */
export function planUndo(change: SavedChange, current: FindingRow): UndoPlan {
  const overtaken = change.fields.filter((field) => current[field] !== change.after[field])
  return overtaken.length > 0 ? { kind: 'overtaken', fields: overtaken } : { kind: 'patch', patch: pick(change.before, change.fields) }
}
