// How the results of an InSpec control add up to one result, and how severe it is (FORMATS.md §16, §21, §22).
import type { EvidenceResult, ScanRecord, Severity } from '#domain/evidence'
import { type JsonObject, listOf, numberOf, objectOf, textOf } from './fields.ts'
import { type Note, quoted } from './notes.ts'

type Status = Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'>

/** Statuses of single results, and what a control is where this is the first of them that any of its results has. */
const ORDER: readonly (readonly [string, EvidenceResult])[] = [
  ['failed', 'fail'],
  ['passed', 'pass'],
  // Not Reviewed: somebody has to look.
  ['skipped', 'manual'],
]
const ERROR = 'error'
const KNOWN = new Set([ERROR, ...ORDER.map(([status]) => status)])

/** FORMATS.md §22. An override of the severity is the author's last word. */
const SEVERITY_TAGS = ['severityoverride', 'severity'] as const
const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['none', 'informational'],
])
const IMPACTS: readonly (readonly [number, Severity])[] = [
  [0.9, 'critical'],
  [0.7, 'high'],
  [0.4, 'medium'],
  [0.1, 'low'],
  [Number.NEGATIVE_INFINITY, 'informational'],
]

/** The status of one result; a backtrace means that the control itself broke, whatever it says. */
export function statusOfResult(result: JsonObject): string | null {
  const trace = result['backtrace']
  return trace !== undefined && trace !== null && trace !== '' ? ERROR : textOf(result['status'])
}

/**
 * Rolls the results of a control up: an error before everything, then a waiver or an impact of 0 (Not Applicable), then a failure, a
 * pass, and last what was skipped. A control without results was not run. `statusRaw` has the words of all results, each once.
 */
export function statusOfControl(control: JsonObject, note: Note): Status {
  const results = listOf(control['results']).map(objectOf)
  const statuses = new Set(results.map((result) => statusOfResult(result) ?? ''))
  const words = new Set(results.map((result) => textOf(result['status'])).filter((word) => word !== null))
  const muted = objectOf(control['waiver_data'])['skipped_due_to_waiver'] === true
  const rolled = rollUp(statuses, muted || numberOf(control['impact']) === 0)
  for (const status of statuses) {
    if (!KNOWN.has(status)) note('unknown-status', `Status ${quoted(status)} is not known; filed as unknown unless another result decides.`)
  }
  if (rolled === 'error') note('tool-failure', 'Controls that ended in an error were not checked to their end.')
  return { result: rolled, statusRaw: words.size === 0 ? null : [...words].join(', '), muted }
}

function rollUp(statuses: ReadonlySet<string>, setAside: boolean): EvidenceResult {
  if (statuses.has(ERROR)) return 'error'
  if (setAside) return 'not-applicable'
  if (statuses.size === 0) return 'skipped'
  if (statuses.has('failed')) return 'fail'
  // A word nobody knows may be a failure; only what is known can pass.
  if ([...statuses].some((status) => !KNOWN.has(status))) return 'unknown'
  return ORDER.find(([status]) => statuses.has(status))?.[1] ?? 'unknown'
}

/** The severity of a control: its tag if it is a known word, else its impact between 0 and 1. */
export function severityOfControl(tags: JsonObject, impact: unknown): { readonly severity: Severity; readonly severityRaw: string | null } {
  for (const name of SEVERITY_TAGS) {
    const severityRaw = textOf(tags[name])
    const severity = WORDS.get(severityRaw?.toLowerCase() ?? '')
    if (severity !== undefined) return { severity, severityRaw }
  }
  const number = numberOf(impact)
  const severity = number === null ? undefined : IMPACTS.find(([from]) => number >= from)?.[1]
  return { severity: severity ?? 'unknown', severityRaw: textOf(impact) }
}
