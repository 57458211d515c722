// Chef Automate's log of InSpec runs: one control on each line, with its results (FORMATS.md §16).
import type { EvidenceResult, ScanRecord } from '#domain/evidence'
import { type JsonObject, objectOf, textOf } from './fields.ts'
import { readControl } from './hdf-control.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { type Note, quoted } from './notes.ts'
import { recordOf } from './recognise.ts'

/** FORMATS.md §3.3. */
const MEMBERS = ['control_tags', 'results', 'profile', 'impact'] as const
/** The control's own status, which the log has beside its results (FORMATS.md §21). */
const RESULTS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['passed', 'pass'],
  ['failed', 'fail'],
  ['skipped', 'manual'],
  ['error', 'error'],
  ['waived', 'not-applicable'],
])

const isControl = (value: JsonObject): boolean => MEMBERS.every((name) => name in value)

const map: JsonMapping = (value, note) => {
  if (!isControl(value)) return { rejected: 'wrong-shape', because: `no control of a Chef InSpec log (${MEMBERS.join(', ')}).` }
  const profile = objectOf(value['profile'])
  const parts = { tags: objectOf(value['control_tags']), description: value['description'], platform: objectOf(value['platform']) }
  const record = readControl(value, parts, note)
  return {
    ...record,
    ...statusOf(value, record, note),
    categories: [textOf(profile['title']) ?? textOf(profile['name']), textOf(objectOf(value['group'])['title'])].filter(
      (text) => text !== null,
    ),
    toolName: 'Chef InSpec',
  }
}

/** What the log says of a control holds, but for one that broke; where it says nothing, its results are rolled up. */
function statusOf(value: JsonObject, record: ScanRecord, note: Note): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  const { result: rolled, muted } = record
  const statusRaw = textOf(value['status'])
  if (statusRaw === null) return record
  const result = RESULTS.get(statusRaw)
  if (result === undefined) note('unknown-status', `Status ${quoted(statusRaw)} is not known; filed as unknown.`)
  return { result: rolled === 'error' ? rolled : (result ?? 'unknown'), statusRaw, muted: muted || statusRaw === 'waived' }
}

/** Chef InSpec log. */
export const inspecNdjson: Importer = {
  formatId: 'inspec-ndjson',
  label: 'Chef InSpec log (NDJSON)',
  detect: (view) => {
    const seen = recordOf(view)
    return seen !== null && isControl(seen.record)
      ? {
          label: 'Chef InSpec log (NDJSON)',
          confidence: 'certain',
          toolVersion: null,
          reason: `The first record has ${MEMBERS.join(', ')}. ${seen.where}`,
        }
      : null
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
