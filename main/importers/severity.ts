// Severity words and numbers that several formats share (FORMATS.md §22). Anything not listed stays unknown.
import type { Severity } from '#domain/evidence'
import { type Note, quoted } from './notes.ts'

const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['informational', 'informational'],
])

/** OCSF severity_id; 6 is Fatal, 0 Unknown and 99 Other name no severity. */
const OCSF_IDS: ReadonlyMap<number, Severity> = new Map([
  [1, 'informational'],
  [2, 'low'],
  [3, 'medium'],
  [4, 'high'],
  [5, 'critical'],
  [6, 'critical'],
])

/** Words that say "no severity" themselves; leaving them unknown is no surprise worth a warning. */
const SILENT = new Set(['unknown', 'other'])

/** The severity a word names; `unknown` for any other word, with a warning. */
export function severityOfWord(word: string | null, note: Note): Severity {
  if (word === null) return 'unknown'
  const key = word.trim().toLowerCase()
  const known = key === 'fatal' ? 'critical' : WORDS.get(key)
  if (known === undefined && !SILENT.has(key)) note('unknown-severity', `Severity ${quoted(word)} is not known; filed as unknown.`)
  return known ?? 'unknown'
}

/** The severity of an OCSF severity_id, or null where the number names none. */
export const severityOfOcsfId = (id: number): Severity | null => OCSF_IDS.get(id) ?? null

/** The severity of an ASFF normalized score (FORMATS.md §6.3), or null outside 0–100. */
export function severityOfNormalized(score: number): Severity | null {
  if (!(score >= 0 && score <= 100)) return null
  if (score >= 90) return 'critical'
  if (score >= 70) return 'high'
  if (score >= 40) return 'medium'
  return score >= 1 ? 'low' : 'informational'
}
