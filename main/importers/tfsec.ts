// tfsec: one list of results, or null where there are none (FORMATS.md §14).
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { firstText, isObject, type JsonObject, objectOf, textOf, textsOf } from './fields.ts'
import { placeInCode, providerOf, severityOfIac } from './iac-facts.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import { documentOf } from './recognise.ts'

const FORMAT: DocumentFormat = { records: [['results', '*']], context: () => ({}), map: (value, _context, note) => map(value, note) }

function map(value: unknown, note: Note): Mapped {
  if (!isObject(value) || textOf(value['rule_id']) === null) return { rejected: 'wrong-shape', because: 'no result of tfsec (rule_id).' }
  const location = objectOf(value['location'])
  const provider = textOf(value['rule_provider'])
  const severityRaw = textOf(value['severity'])
  return {
    ...UNSTATED,
    checkId: textOf(value['rule_id']),
    title: textOf(value['rule_description']),
    statusText: textOf(value['description']),
    ...resultOf(value, note),
    severityRaw,
    // The words ERROR and WARNING of old versions name no severity (FORMATS.md §22).
    severity: OLD_LEVELS.has(severityRaw ?? '') ? 'unknown' : severityOfIac(severityRaw, note),
    resourceId: placeInCode(textOf(location['filename']), textOf(value['resource']), textOf(location['start_line'])),
    resourceName: textOf(value['resource']),
    scannerService: serviceOf(value, provider),
    provider: providerOf(provider),
    risk: textOf(value['impact']),
    remediationText: textOf(value['resolution']),
    remediationUrls: splitLinks([...textsOf(value['links']), ...linksIn(textOf(value['link']))]).links,
    toolName: 'tfsec',
  }
}

const OLD_LEVELS = new Set(['ERROR', 'WARNING'])

/** Old versions wrote a sentence around the address. */
const linksIn = (text: string | null): readonly string[] => text?.split(' ').filter((word) => word.startsWith('https://')) ?? []

/** `rule_service`, or the service in an id such as `aws-vpc-no-excessive-port-access`. */
function serviceOf(value: JsonObject, provider: string | null): string | null {
  const named = textOf(value['rule_service'])
  const id = firstText(value['long_id'], value['rule_id']) ?? ''
  return named ?? (provider !== null && id.startsWith(`${provider}-`) ? (id.slice(provider.length + 1).split('-', 1)[0] ?? null) : null)
}

/** Versions wrote words, the numbers behind them, `passed`, or nothing at all: what is listed then failed. */
const STATUSES: ReadonlyMap<string, Pick<ScanRecord, 'result' | 'muted'>> = new Map([
  ['failed', { result: 'fail', muted: false }],
  ['passed', { result: 'pass', muted: false }],
  ['ignored', { result: 'fail', muted: true }],
  ['0', { result: 'fail', muted: false }],
  ['1', { result: 'pass', muted: false }],
  ['2', { result: 'fail', muted: true }],
])

function resultOf(value: JsonObject, note: Note): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  const statusRaw = textOf(value['status'])
  const passed = value['passed']
  if (statusRaw === null)
    return { result: passed === true ? 'pass' : 'fail', statusRaw: typeof passed === 'boolean' ? `passed ${passed}` : null, muted: false }
  const known = STATUSES.get(statusRaw.toLowerCase())
  if (known === undefined) note('unknown-status', `Status ${quoted(statusRaw)} is not known; filed as unknown.`)
  return { statusRaw, ...(known ?? { result: 'unknown', muted: false }) }
}

/** tfsec. */
export const tfsec: Importer = {
  formatId: 'tfsec',
  label: 'tfsec',
  detect(view) {
    const document = documentOf(view)
    if (document === null || Object.keys(document).join() !== 'results') return null
    const results = document['results']
    const first = Array.isArray(results) ? objectOf(results[0]) : null
    if (results !== null && (first === null || textOf(first['rule_id']) === null)) return null
    return {
      label: 'tfsec results',
      confidence: first === null ? 'likely' : 'certain',
      toolVersion: null,
      reason:
        first === null
          ? 'The document has nothing but results, which is null.'
          : 'The document has nothing but results, whose items have rule_id.',
    }
  },
  parse: (bytes) => importJsonDocument(bytes, FORMAT),
  recut: (raw, context) => recutJsonDocument(raw, context, FORMAT),
}
