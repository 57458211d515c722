// kube-bench: the checks of the CIS Kubernetes benchmarks, as an object with Controls or, before 0.6, a bare array (FORMATS.md §15).
import type { EvidenceResult, ScanRecord } from '#domain/evidence'
import { UNSTATED } from '#domain/evidence'
import { isObject, type JsonObject, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { type Note, quoted } from './notes.ts'
import type { HeadView } from './recognise.ts'

/** FORMATS.md §15, §21; WARN and INFO depend on the type of the check. */
const RESULTS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['PASS', 'pass'],
  ['FAIL', 'fail'],
])
/** What a group of checks says of itself before them; the rest it says may stand behind them. */
const GROUP_MEMBERS = ['id', 'version', 'text', 'node_type']
const TOTALS = ['total_pass', 'total_fail', 'total_warn', 'total_info']

const format: DocumentFormat = {
  records: [
    ['Controls', '*', 'tests', '*', 'results', '*'],
    ['*', 'tests', '*', 'results', '*'],
  ],
  context: ({ path, around }, late) => {
    const at = path.lastIndexOf('tests')
    const group = objectOf(around[at])
    const section = objectOf(around[at + 2])
    if (!late && !(GROUP_MEMBERS.every((name) => name in group) && 'desc' in section)) return
    const said = { version: group['version'], group: group['text'], node: group['node_type'], section: section['desc'] }
    return Object.fromEntries(Object.entries(said).filter(([, value]) => textOf(value) !== null))
  },
  map: readCheck,
}

function readCheck(value: unknown, context: JsonObject, note: Note): Mapped {
  if (!isObject(value) || !('test_number' in value) || !('status' in value))
    return { rejected: 'wrong-shape', because: 'no check of kube-bench (test_number and status).' }
  const checkId = textOf(value['test_number'])
  const version = textOf(context['version'])
  const eks = version?.startsWith('eks') === true
  return {
    ...UNSTATED,
    checkId,
    title: textOf(value['test_desc']),
    statusText: statusTextOf(value),
    ...statusOf(value, note),
    resourceType: textOf(context['node']),
    scannerService: eks ? 'eks' : 'kubernetes',
    provider: eks ? 'aws' : null,
    remediationText: textOf(value['remediation']),
    categories: [context['group'], context['section']].map(textOf).filter((text) => text !== null),
    // The version is the benchmark's, not the tool's; ids of different ones mean different checks.
    compliance: version === null ? [] : [{ framework: `kube-bench ${version}`, ids: checkId === null ? [] : [checkId] }],
    toolName: 'kube-bench',
  }
}

function statusTextOf(value: JsonObject): string | null {
  const expected = textOf(value['expected_result'])
  const actual = textOf(value['actual_value'])?.trimEnd()
  const lines = [
    textOf(value['reason']),
    expected === null ? null : `Expected: ${expected}`,
    actual === undefined || actual === '' ? null : `Actual: ${actual}`,
  ].filter((line) => line !== null)
  return lines.length === 0 ? null : lines.join('\n')
}

/** A check of type manual always warns, one of type skip always informs; any other warning means that the tool could not look. */
function statusOf(value: JsonObject, note: Note): Pick<ScanRecord, 'result' | 'statusRaw'> {
  const statusRaw = textOf(value['status'])
  const type = textOf(value['type'])
  if (statusRaw === 'WARN' && type === 'manual') return { result: 'manual', statusRaw }
  if (statusRaw === 'WARN') {
    note('tool-failure', 'Checks that warn without being manual could not be carried out; they are errors, no results.')
    return { result: 'error', statusRaw }
  }
  if (statusRaw === 'INFO') return { result: type === 'skip' ? 'skipped' : 'info', statusRaw }
  const result = RESULTS.get(statusRaw ?? '')
  if (result === undefined) note('unknown-status', `Status ${quoted(statusRaw ?? '')} is not known; filed as unknown.`)
  return { result: result ?? 'unknown', statusRaw }
}

/** A group of checks, whole or as far as the head shows it. */
const isGroup = (value: unknown): boolean =>
  isObject(value) && ('tests' in value || 'total_warn' in value) && ('node_type' in value || 'id' in value)

function reasonOf(view: HeadView): string | null {
  if (view.kind !== 'json' || view.script !== null) return null
  const { payload } = view
  if (Array.isArray(payload)) return isGroup(payload[0]) ? 'The first item of the array has tests and node_type or id.' : null
  const { Controls: controls, Totals: totals } = objectOf(payload)
  if (Array.isArray(controls) && isGroup(controls[0])) return 'The first item of Controls has tests and node_type or id.'
  const empty = controls === null || (Array.isArray(controls) && controls.length === 0)
  return empty && TOTALS.every((name) => name in objectOf(totals)) ? 'Controls is empty, and Totals has the totals of kube-bench.' : null
}

/** kube-bench results. */
export const kubeBench: Importer = {
  formatId: 'kube-bench',
  label: 'kube-bench results',
  detect: (view) => {
    const reason = reasonOf(view)
    return reason === null ? null : { label: 'kube-bench results', confidence: 'certain', toolVersion: null, reason }
  },
  parse: (bytes) => importJsonDocument(bytes, format),
  recut: (raw, context) => recutJsonDocument(raw, context, format),
}
