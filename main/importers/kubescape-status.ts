// Status and severity words of Kubescape (FORMATS.md §14, §21; the words and the scale as in kubescape/opa-utils, reporthandling/apis).
import type { EvidenceResult, ScanRecord, Severity } from '#domain/evidence'
import { firstText, type JsonObject, objectOf, textOf } from './fields.ts'
import { type Note, quoted } from './notes.ts'

const STATUSES: ReadonlyMap<string, EvidenceResult> = new Map([
  ['passed', 'pass'],
  ['failed', 'fail'],
  ['skipped', 'skipped'],
])

/** An exception somebody made lets a control pass; what it says of the resource stays a failure. */
const EXCEPTION = 'w/exceptions'

/** `unchecked` marks the summary of a control that no resource was checked against: its pass is none (trap T3). */
export function statusOfControl(control: JsonObject, unchecked: boolean, note: Note): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  const info = objectOf(control['statusInfo'])
  const own = objectOf(control['status'])
  const status = firstText(info['status'], own['status'], control['status'])
  const sub = firstText(info['subStatus'], own['subStatus'])
  const statusRaw = sub === null ? status : `${status ?? ''}/${sub}`
  const result = STATUSES.get(status ?? '')
  if (sub === EXCEPTION) return { result: 'fail', statusRaw, muted: true }
  if (sub === 'manual review' || sub === 'requires review') return { result: 'manual', statusRaw, muted: false }
  if (result === 'pass' && (unchecked || sub === 'irrelevant')) {
    if (sub !== 'irrelevant') note('not-evaluated', 'Controls that passed although no resource was checked were filed as not-applicable.')
    return { result: 'not-applicable', statusRaw, muted: false }
  }
  if (result === undefined) note('unknown-status', `Status ${quoted(textOf(status) ?? '')} is not known; filed as unknown.`)
  return { result: result ?? 'unknown', statusRaw, muted: false }
}

/** Kubescape's own words for its score factors; 0 and none name no severity. */
export function severityOfFactor(factor: number | null): { readonly severity: Severity; readonly severityRaw: string | null } {
  const severityRaw = factor === null ? null : String(factor)
  if (factor === null || factor < 1) return { severity: 'unknown', severityRaw }
  if (factor >= 9) return { severity: 'critical', severityRaw }
  if (factor >= 7) return { severity: 'high', severityRaw }
  return { severity: factor >= 4 ? 'medium' : 'low', severityRaw }
}
