// Sees that an answer of an AWS API is one page of several (trap T14): the rest of the evidence is in no file.
import { isObject, type JsonObject, textOf } from './fields.ts'
import type { Note } from './notes.ts'

/** What the members of an answer may lie in: an EventBridge event, a recorded response, or the nameless object behind a cut list. */
const HOLDERS = ['detail', 'data', '']

/** The members beside a records array, on whichever level of an envelope they stand. */
export const levelsOf = (members: JsonObject): readonly JsonObject[] => [members, ...HOLDERS.map((key) => members[key]).filter(isObject)]

/** Notes `incomplete-export` where the members beside the records name a next page (FORMATS.md §7.1). */
export function noteNextPage(members: JsonObject, note: Note): void {
  for (const answer of levelsOf(members)) {
    const sign = signOf(answer)
    if (sign !== null)
      note('incomplete-export', `The export is not complete: it names a next page (${sign}). Export again without a limit.`)
  }
}

function signOf(answer: JsonObject): string | null {
  for (const key of ['NextToken', 'nextToken']) if (textOf(answer[key]) !== null) return 'NextToken'
  if (answer['IsTruncated'] === true) return 'IsTruncated'
  return textOf(answer['Marker']) !== null && answer['IsTruncated'] !== false ? 'Marker' : null
}
