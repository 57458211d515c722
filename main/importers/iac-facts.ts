// What scanners of code and images have in common: severity words, where in the code, and which cloud.
// Which service a type belongs to says iac-service.ts.
import type { Severity } from '#domain/evidence'
import type { Note } from './notes.ts'
import { severityOfWord } from './severity.ts'
import { readTime, type SeenAt } from './times.ts'

/** Words of Trivy, KICS, tfsec and Terrascan beside the common ones (FORMATS.md §22). */
const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['info', 'informational'],
  ['none', 'informational'],
  ['trace', 'informational'],
  ['important', 'high'],
  ['moderate', 'medium'],
])

/** The severity a word of such a scanner names; `unknown` for any other word, with a warning. */
export const severityOfIac = (word: string | null, note: Note): Severity =>
  WORDS.get(word?.trim().toLowerCase() ?? '') ?? severityOfWord(word, note)

/**
 * Names a place in code: the file and the address in it, which stays when lines move; the line only where there is no address.
 * No AWS resource: nothing here is an ARN.
 */
export function placeInCode(file: string | null, address: string | null, line: string | null): string | null {
  const inFile = address ?? line
  if (file === null) return address
  return inFile === null ? file : `${file}${address === null ? ':' : '#'}${inFile}`
}

/** The time of the scan, which says of a record only when it was looked at. */
export function scanTime(value: unknown): SeenAt {
  const time = readTime(value)
  return time.timeQuality === 'exact' ? { ...time, timeQuality: 'scan-time-only' } : time
}

const CLOUDS: ReadonlyMap<string, string> = new Map([
  ['google', 'gcp'],
  ['azurerm', 'azure'],
  ['k8s', 'kubernetes'],
])

/** The cloud a scanner's word names, as records name providers; null where it names none. */
export function providerOf(word: string | null): string | null {
  const name = word?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'common' || name === 'general') return null
  return CLOUDS.get(name) ?? name
}
