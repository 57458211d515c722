// The severity of an OCSF event of any class and producer (FORMATS.md §5, §22).
import type { ScanRecord, Severity } from '#domain/evidence'
import { type JsonObject, numberOf, objectOf, textOf } from './fields.ts'
import type { Note } from './notes.ts'
import { severityOfNormalized, severityOfOcsfId, severityOfWord } from './severity.ts'

/** The word wins over the number, and a disagreement is told (trap T16). */
export function severityOfOcsf(value: JsonObject, note: Note): Pick<ScanRecord, 'severity' | 'severityRaw'> {
  const word = textOf(value['severity'])
  const id = numberOf(value['severity_id'])
  const ofId: Severity | null = id === null ? null : severityOfOcsfId(id)
  if (word === null) return { severity: ofId ?? 'unknown', severityRaw: id === null ? null : String(id) }
  const severity = severityOfWord(word, note)
  if (ofId !== null && severity !== 'unknown' && ofId !== severity)
    note('severity-disagrees', 'severity and severity_id name different severities; the word was taken.')
  const score = textOf(objectOf(value['unmapped'])['Severity.Normalized'])
  const ofScore = score === null ? null : severityOfNormalized(Number(score))
  if (ofScore !== null && severity !== 'unknown' && ofScore !== severity)
    note('severity-disagrees', 'severity and the Severity.Normalized of Security Hub name different severities; the word was taken.')
  return { severity, severityRaw: word }
}
