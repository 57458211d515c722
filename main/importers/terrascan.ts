// Terrascan: violations, what was skipped or passed, and what could not be read (FORMATS.md §14).
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from './fields.ts'
import { placeInCode, providerOf, scanTime, severityOfIac } from './iac-facts.ts'
import { serviceOfCloudFormation, serviceOfTerraform } from './iac-service.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import type { Note } from './notes.ts'
import { documentOf } from './recognise.ts'

/** FORMATS.md §14: which list an entry stands in is its status. */
const LISTS: ReadonlyMap<string, Pick<ScanRecord, 'result' | 'muted'>> = new Map([
  ['violations', { result: 'fail', muted: false }],
  ['skipped_violations', { result: 'fail', muted: true }],
  ['passed_rules', { result: 'pass', muted: false }],
  ['scan_errors', { result: 'error', muted: false }],
])

/** The time of the scan stands behind the lists. */
function contextOf({ path, around }: Place, late: boolean): JsonObject | undefined {
  const summary = objectOf(around[1])['scan_summary']
  if (summary === undefined && !late) return undefined
  return { list: String(path[1]), scanned: textOf(objectOf(summary)['scanned_at']) }
}

const FORMAT: DocumentFormat = {
  records: [...LISTS.keys()].map((list) => ['results', list, '*']),
  context: contextOf,
  map,
  finish(payload, note) {
    const results = objectOf(objectOf(payload)['results'])
    const validated = numberOf(objectOf(results['scan_summary'])['policies_validated']) ?? 0
    if (validated > 0 && !Array.isArray(results['passed_rules']))
      note('not-listed', `Terrascan validated ${validated} policies and lists only those that were violated.`)
    if (listOf(results['scan_errors']).length > 0)
      note('tool-failure', 'Terrascan could not read everything it was pointed at; each failure was filed as error.')
  },
}

function map(value: unknown, context: JsonObject, note: Note): Mapped {
  const list = textOf(context['list']) ?? ''
  const status = LISTS.get(list)
  if (!isObject(value) || status === undefined) return { rejected: 'wrong-shape', because: 'no entry of a list of Terrascan.' }
  const common: ScanRecord = { ...UNSTATED, ...timeOf(textOf(context['scanned'])), ...status, statusRaw: list, toolName: 'Terrascan' }
  if (list === 'scan_errors')
    return {
      ...common,
      title: 'Scan error',
      statusText: textOf(value['errMsg']),
      resourceId: textOf(value['directory']),
      resourceType: textOf(value['iac_type']),
    }
  const checkId = textOf(value['rule_id'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no rule of Terrascan (rule_id).' }
  const name = textOf(value['resource_name'])
  const type = textOf(value['resource_type'])
  const address = [type, name].filter((text) => text !== null).join('.')
  const severityRaw = textOf(value['severity'])
  return {
    ...common,
    checkId,
    title: textOf(value['rule_name']),
    description: textOf(value['description']),
    statusText: textOf(value['skip_comment']),
    severityRaw,
    severity: severityOfIac(severityRaw, note),
    resourceId: placeInCode(textOf(value['file']), address === '' ? null : address, textOf(value['line'])),
    resourceName: name,
    resourceType: type,
    scannerService: serviceOfTerraform(type) ?? serviceOfCloudFormation(type),
    provider: providerOf(/^(?:accurics\.|AC_)([A-Za-z0-9]+)[._]/.exec(checkId)?.[1] ?? null),
    categories: [textOf(value['category'])].filter((category) => category !== null),
  }
}

/** Go writes `2021-05-19 13:13:06.083208 +0000 UTC`: the zone twice. */
const timeOf = (text: string | null) => ({ ...scanTime(text?.replace(/ [A-Z]{3,4}$/, '')), seenAtRaw: text })

/** Terrascan. */
export const terrascan: Importer = {
  formatId: 'terrascan',
  label: 'Terrascan',
  detect(view) {
    const document = documentOf(view)
    const results = document?.['results']
    if (!isObject(results) || !('violations' in results || 'scan_summary' in results)) return null
    return {
      label: 'Terrascan results',
      confidence: 'certain',
      toolVersion: null,
      reason: 'The document has violations or scan_summary under results.',
    }
  },
  parse: (bytes) => importJsonDocument(bytes, FORMAT),
  recut: (raw, context) => recutJsonDocument(raw, context, FORMAT),
}
