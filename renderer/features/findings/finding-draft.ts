// What a person has written on a finding but not yet saved: differences, gaps that keep a field back, and merging with
// a version saved elsewhere meanwhile. Pure; saving and timing live in editor-session.ts.

import { type FindingRow, FindingText } from '#domain/finding'

export const EDITABLE_FIELDS = [
  'title',
  'condition',
  'criterion',
  'cause',
  'effect',
  'recommendation',
  'clientResponse',
  'severity',
  'severityReason',
  'status',
  'owner',
  'dueDate',
] as const satisfies readonly (keyof FindingText)[]
export type EditableField = (typeof EDITABLE_FIELDS)[number]

/** Some of the fields, each with a value; FindingPatch without `undefined`. */
export type DraftPatch = Partial<FindingText>

/** A field that cannot be saved as it stands, and what to do about it, in words. */
export type Gap = { readonly field: EditableField; readonly message: string }

/** The writable part of a finding. */
export function textOf(row: FindingText): FindingText {
  return {
    title: row.title,
    condition: row.condition,
    criterion: row.criterion,
    cause: row.cause,
    effect: row.effect,
    recommendation: row.recommendation,
    clientResponse: row.clientResponse,
    severity: row.severity,
    severityReason: row.severityReason,
    status: row.status,
    owner: row.owner,
    dueDate: row.dueDate,
  }
}

/** Titles are saved trimmed, so white space at their ends is no change; without this a half-typed title would never rest. */
const same = (field: EditableField, a: FindingText, b: FindingText): boolean =>
  field === 'title' ? a.title.trim() === b.title.trim() : a[field] === b[field]

/** The fields in which `draft` differs from `base`, in the order of the form. */
export const changedFields = (base: FindingText, draft: FindingText): readonly EditableField[] =>
  EDITABLE_FIELDS.filter((field) => !same(field, base, draft))

/** The values of the named fields as a patch. */
export function pick(text: FindingText, fields: readonly EditableField[]): DraftPatch {
  return Object.fromEntries(fields.map((field) => [field, text[field]]))
}

/** True where the severity is not the scanner's and so must be explained. */
export const needsReason = (draft: Pick<FindingText, 'severity'>, scannerSeverity: FindingRow['scannerSeverity']): boolean =>
  draft.severity !== scannerSeverity

/** Every field of the draft that may not be saved yet. Limits are those of the domain's own schema. */
export function gapsOf(draft: FindingText, scannerSeverity: FindingRow['scannerSeverity']): readonly Gap[] {
  const gaps: Gap[] = []
  if (needsReason(draft, scannerSeverity) && draft.severityReason.trim() === '')
    gaps.push({ field: 'severityReason', message: 'Say why the severity differs from the scanner’s; then it is saved.' })
  for (const field of EDITABLE_FIELDS) {
    if (FindingText.shape[field].safeParse(draft[field]).success) continue
    gaps.push({ field, message: GAP_WORDS[field] ?? 'This is too long to be saved.' })
  }
  return gaps
}

const GAP_WORDS: Partial<Record<EditableField, string>> = {
  title: 'A title needs 1 to 500 characters.',
  dueDate: 'This is not a date.',
}

/**
 * The fields that can be saved now. A severity without its reason waits together with the reason; everything else
 * goes ahead, so that one gap never holds back a person's other words.
 */
export function saveableFields(
  base: FindingText,
  draft: FindingText,
  scannerSeverity: FindingRow['scannerSeverity'],
): readonly EditableField[] {
  const held = new Set<EditableField>()
  for (const { field } of gapsOf(draft, scannerSeverity)) {
    held.add(field)
    if (field === 'severityReason') held.add('severity')
  }
  return changedFields(base, draft).filter((field) => !held.has(field))
}

export type Merge = {
  readonly draft: FindingText
  /** Fields changed on both sides, to different values; the draft keeps the local words. */
  readonly clashes: readonly EditableField[]
}

/** Lays local changes (base → draft) over a newer saved version. Nothing local is dropped; clashes are named. */
export function mergeOver(base: FindingText, draft: FindingText, theirs: FindingText): Merge {
  const mine = changedFields(base, draft)
  const clashes = mine.filter((field) => !same(field, theirs, base) && !same(field, theirs, draft))
  const kept = EDITABLE_FIELDS.filter((field) => mine.includes(field) || same(field, theirs, draft))
  return { draft: { ...textOf(theirs), ...pick(draft, kept) }, clashes }
}
