// What an OCSF finding says about its result and its standing, by its class (FORMATS.md §5, §21). Prowler's own findings of
// classes 2001 and 2004 are another format.
import type { EvidenceResult, Lifecycle, ScanRecord } from '#domain/evidence'
import { firstText, type JsonObject, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import { type Note, quoted } from './notes.ts'

/** compliance.status_id. 0 Unknown and 99 Other leave it to the words. */
const COMPLIANCE_IDS: ReadonlyMap<number, EvidenceResult> = new Map([
  [1, 'pass'],
  [2, 'error'],
  [3, 'fail'],
])
/** Words of OCSF, of ASFF (which Security Hub keeps) and of Prowler, in upper case. */
const COMPLIANCE_WORDS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['PASS', 'pass'],
  ['PASSED', 'pass'],
  ['FAIL', 'fail'],
  ['FAILED', 'fail'],
  ['WARNING', 'error'],
  ['MANUAL', 'manual'],
])
/** Reasons of Security Hub why nothing was evaluated (FORMATS.md §6.3, trap T3). */
const NOT_EVALUATED = new Set(['CONFIG_EVALUATIONS_EMPTY', 'CONFIG_RETURNS_NOT_APPLICABLE'])
/** Classes that tell of something bad somebody found: a security, vulnerability, detection, data security or posture finding. */
const ALWAYS_BAD = new Set([2001, 2002, 2004, 2006, 2007])

/** Gives the result of a finding, whose class decides how it is told. */
export function resultOfOcsf(value: JsonObject, note: Note): Pick<ScanRecord, 'result' | 'statusRaw'> {
  const compliance = objectOf(value['compliance'])
  const id = numberOf(compliance['status_id'])
  const word = firstText(compliance['status'], value['class_uid'] === 2003 ? value['status_code'] : null)
  if (id !== null || word !== null) return resultOfCompliance(value, compliance, id, word, note)
  const statusRaw = firstText(value['status'], value['state'], value['status_id'], value['state_id'])
  if (ALWAYS_BAD.has(numberOf(value['class_uid']) ?? 0)) return { result: 'fail', statusRaw }
  note(
    'unknown-status',
    value['class_uid'] === 2003
      ? 'Compliance findings without a compliance status were filed as unknown.'
      : `Records of OCSF class ${quoted(classOf(value))} tell no result that is known; filed as unknown.`,
  )
  return { result: 'unknown', statusRaw }
}

function resultOfCompliance(
  value: JsonObject,
  compliance: JsonObject,
  id: number | null,
  word: string | null,
  note: Note,
): Pick<ScanRecord, 'result' | 'statusRaw'> {
  const statusRaw = word ?? String(id)
  const ofId = COMPLIANCE_IDS.get(id ?? 0)
  const ofWord = COMPLIANCE_WORDS.get(word?.toUpperCase() ?? '')
  if (ofId !== undefined && ofWord !== undefined && ofId !== ofWord)
    note('unknown-status', 'compliance.status_id and the status in words name different results; the id was taken.')
  const result = ofId ?? ofWord
  if (result === undefined) note('unknown-status', `Compliance status ${quoted(statusRaw)} is not known; filed as unknown.`)
  if (result === 'pass' && reasonsOf(value, compliance).some((reason) => NOT_EVALUATED.has(reason))) {
    note('not-evaluated', 'Records that passed although nothing was evaluated were filed as not-applicable.')
    return { result: 'not-applicable', statusRaw }
  }
  return { result: result ?? 'unknown', statusRaw }
}

/** Where Security Hub's reason codes end up, in Security Lake and before. */
const reasonsOf = (value: JsonObject, compliance: JsonObject): readonly string[] =>
  [compliance['status_code'], value['status_code'], objectOf(value['unmapped'])['Compliance.StatusReasons[].ReasonCode']]
    .flatMap(textsOf)
    .flatMap((codes) => codes.split(','))
    .map((code) => code.trim())

/** The class as people know it. */
export const classOf = (value: JsonObject): string => firstText(value['class_name'], value['class_uid']) ?? 'none'

/** status_id, or state_id before 1.0; 5 Archived came with 1.4. */
const MUTED_ID = 3
const LIFECYCLE_IDS: ReadonlyMap<number, Lifecycle> = new Map([
  [4, 'resolved'],
  [5, 'archived'],
])
const LIFECYCLE_WORDS: ReadonlyMap<string, Lifecycle> = new Map([
  ['RESOLVED', 'resolved'],
  ['ARCHIVED', 'archived'],
])

/** Workflow stands beside the result. Security Hub's own words in `unmapped` count too: its events carry no status_id. */
export function standingOfOcsf(value: JsonObject): Pick<ScanRecord, 'muted' | 'lifecycle'> {
  const unmapped = objectOf(value['unmapped'])
  const id = numberOf(value['status_id']) ?? numberOf(value['state_id']) ?? 0
  const words = [value['status'], value['state'], unmapped['RecordState'], unmapped['Workflow.Status'], unmapped['WorkflowState']].map(
    (word) => textOf(word)?.toUpperCase() ?? '',
  )
  const told = words.map((word) => LIFECYCLE_WORDS.get(word)).filter((lifecycle) => lifecycle !== undefined)
  return {
    muted: id === MUTED_ID || words.includes('SUPPRESSED'),
    lifecycle: told.includes('archived') ? 'archived' : (told[0] ?? LIFECYCLE_IDS.get(id) ?? 'active'),
  }
}
