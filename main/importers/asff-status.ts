// What an ASFF finding says about its result, its standing and its severity (FORMATS.md §6.2–6.4, §21, §22).
import type { EvidenceResult, Lifecycle, ScanRecord } from '#domain/evidence'
import { typesOf } from './asff-check.ts'
import { firstText, type JsonObject, listOf, objectOf, textOf } from './fields.ts'
import { type Note, quoted } from './notes.ts'
import { severityOfNormalized, severityOfWord } from './severity.ts'

/** Reason codes that say why nothing was evaluated, or that evaluating failed (FORMATS.md §6.3, trap T3). */
const REASONS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['CONFIG_EVALUATIONS_EMPTY', 'not-applicable'],
  ['CONFIG_RETURNS_NOT_APPLICABLE', 'not-applicable'],
  ['CONFIG_ACCESS_DENIED', 'error'],
  ['CONFIG_RULE_EVALUATION_ERROR', 'error'],
  ['INTERNAL_SERVICE_ERROR', 'error'],
  ['THROTTLING_ERROR', 'error'],
])
const FINISHED = new Set(['CLOSED', 'RESOLVED'])

/** MITRE SAF ends a converted report with the counts of its results; each of those has a Compliance block of its own (FORMATS.md §6.6). */
const isSummary = (finding: JsonObject): boolean => typesOf(finding)[0]?.startsWith('MITRE/SAF/') === true

/** `prowler` tells whose words these are: WARNING and INFOED mean other things there (FORMATS.md §4.10). */
export function statusOfFinding(finding: JsonObject, prowler: boolean, note: Note): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  const compliance = objectOf(finding['Compliance'])
  const statusRaw = textOf(compliance['Status'])
  const suppressed = textOf(objectOf(finding['Workflow'])['Status'])?.toUpperCase() === 'SUPPRESSED'
  const reason = reasonIn(listOf(compliance['StatusReasons']))
  const is = (result: EvidenceResult, muted = suppressed) => ({ result, statusRaw, muted })
  switch (statusRaw?.toUpperCase()) {
    case undefined:
      // No Compliance block: a threat or a vulnerability somebody found, which is never a pass. The one exception counts results.
      if (finding['Compliance'] === undefined || finding['Compliance'] === null) return is(isSummary(finding) ? 'info' : 'fail')
      note('unknown-status', 'Findings whose Compliance block tells no status were filed as unknown.')
      return is('unknown')
    case 'FAILED':
      return is('fail')
    case 'PASSED':
      if (reason === undefined) return is('pass')
      note('not-evaluated', `Records PASSED although nothing was evaluated were filed as ${reason}.`)
      return is(reason)
    case 'WARNING':
      return prowler ? is('unknown', true) : is('error')
    case 'INFOED':
      return is('manual')
    case 'NOT_AVAILABLE':
      if (reason === undefined) note('unknown-status', 'Records NOT_AVAILABLE without a known reason were filed as unknown.')
      return is(reason ?? 'unknown')
    default:
      note('unknown-status', `Compliance status ${quoted(statusRaw ?? '')} is not known; filed as unknown.`)
      return is('unknown')
  }
}

/** The first reason that is known. */
function reasonIn(reasons: readonly unknown[]): EvidenceResult | undefined {
  for (const entry of reasons) {
    const result = REASONS.get(textOf(objectOf(entry)['ReasonCode']) ?? '')
    if (result !== undefined) return result
  }
  return undefined
}

/** Archived by the service, or resolved by a person or by Inspector: stale either way (FORMATS.md §6.4, §6.6). */
export function lifecycleOfFinding(finding: JsonObject): Lifecycle {
  if (textOf(finding['RecordState'])?.toUpperCase() === 'ARCHIVED') return 'archived'
  const workflow = firstText(objectOf(finding['Workflow'])['Status'], finding['WorkflowState'])
  const inspector = textOf(objectOf(finding['ProductFields'])['aws/inspector/FindingStatus'])
  return isFinished(workflow) || isFinished(inspector) ? 'resolved' : 'active'
}

const isFinished = (word: string | null): boolean => word !== null && FINISHED.has(word.toUpperCase())

/** Label wins over Normalized, and Severity over FindingProviderFields.Severity; the product's own word is kept as raw. */
export function severityOfFinding(finding: JsonObject, note: Note): Pick<ScanRecord, 'severity' | 'severityRaw'> {
  const own = objectOf(finding['Severity'])
  const provided = objectOf(objectOf(finding['FindingProviderFields'])['Severity'])
  const severityRaw = firstText(
    own['Original'],
    own['Label'],
    own['Normalized'],
    provided['Original'],
    provided['Label'],
    provided['Normalized'],
  )
  for (const severity of [own, provided]) {
    const label = textOf(severity['Label'])
    const score = textOf(severity['Normalized'])
    const ofScore = score === null ? null : severityOfNormalized(Number(score))
    if (label !== null) {
      const ofLabel = severityOfWord(label, note)
      if (ofScore !== null && ofLabel !== 'unknown' && ofScore !== ofLabel)
        note('severity-disagrees', 'Severity.Label and Severity.Normalized name different severities; the label was taken.')
      return { severity: ofLabel, severityRaw }
    }
    if (ofScore !== null) return { severity: ofScore, severityRaw }
  }
  return { severity: 'unknown', severityRaw }
}
