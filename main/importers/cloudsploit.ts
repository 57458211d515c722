// CloudSploit's JSON output: a bare array of results, one for each resource a plugin looked at (FORMATS.md §10).
import type { EvidenceResult, ScanRecord } from '#domain/evidence'
import { UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { arnOf } from './asff-service.ts'
import { type JsonObject, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { type Note, quoted } from './notes.ts'
import { recordOf } from './recognise.ts'

/**
 * FORMATS.md §10, §21. WARN is a lesser failure, but the tool has no severities and none is made up. UNKNOWN means that the tool
 * could not look, mostly for lack of permission (trap T12).
 */
const RESULTS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['OK', 'pass'],
  ['WARN', 'fail'],
  ['FAIL', 'fail'],
  ['UNKNOWN', 'error'],
])
const MEMBERS = ['plugin', 'category', 'title', 'resource', 'region', 'status'] as const
/** Written where a result has no resource. */
const NO_RESOURCE = 'N/A'
const GLOBAL = 'global'

const isResult = (value: JsonObject): boolean => MEMBERS.every((name) => name in value) && textOf(value['plugin']) !== null

const map: JsonMapping = (value, note) => {
  if (!isResult(value)) return { rejected: 'wrong-shape', because: `no result of CloudSploit (${MEMBERS.join(', ')}).` }
  const resource = textOf(value['resource'])
  const arn = arnOf(resource)
  const provider = arn === null ? null : 'aws'
  const region = textOf(value['region'])
  return {
    ...UNSTATED,
    checkId: textOf(value['plugin']),
    title: textOf(value['title']),
    description: textOf(value['description']),
    statusText: textOf(value['message']),
    ...statusOf(textOf(value['status']), note),
    resourceId: resource === NO_RESOURCE ? null : resource,
    scannerService: textOf(value['category']),
    provider,
    partition: arn?.partition ?? null,
    region: region?.toLowerCase() === GLOBAL ? GLOBAL : region,
    accountId: readAccount(arn?.account ?? null, provider, note),
    // A sentence of the benchmark that was asked for; it names no requirement ids.
    categories: textsOf(value['compliance']),
    toolName: 'CloudSploit',
  }
}

function statusOf(statusRaw: string | null, note: Note): Pick<ScanRecord, 'result' | 'statusRaw'> {
  const result = RESULTS.get(statusRaw ?? '')
  if (result === undefined) note('unknown-status', `Status ${quoted(statusRaw ?? '')} is not known; filed as unknown.`)
  if (result === 'error')
    note('tool-failure', 'CloudSploit could not look (UNKNOWN, mostly for lack of permission); these records are errors, no results.')
  return { result: result ?? 'unknown', statusRaw }
}

/** CloudSploit results. */
export const cloudsploit: Importer = {
  formatId: 'cloudsploit',
  label: 'CloudSploit results',
  detect: (view) => {
    const seen = recordOf(view)
    return seen !== null && isResult(seen.record)
      ? {
          label: 'CloudSploit results',
          confidence: 'certain',
          toolVersion: null,
          reason: `The first record has ${MEMBERS.join(', ')}. ${seen.where}`,
        }
      : null
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
