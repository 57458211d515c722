// Reads one InSpec control, as it stands in an InSpec report (HDF) or on a line of a Chef Automate log (FORMATS.md §16).
// How its results add up is for hdf-status.ts.
import type { ComplianceReference, ScanRecord } from '#domain/evidence'
import { UNSTATED } from '#domain/evidence'
import { firstText, isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import { severityOfControl, statusOfControl, statusOfResult } from './hdf-status.ts'
import { splitLinks } from './links.ts'
import type { Note } from './notes.ts'
import { firstTime } from './times.ts'

/** Clouds InSpec can be pointed at, by its name for the platform. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['aws', 'aws'],
  ['azure', 'azure'],
  ['gcp', 'gcp'],
])
/** Tags that name requirements (FORMATS.md §16); the framework is the tag itself, as the file has it. */
const REQUIREMENT_TAGS = new Set(['nist', 'cci', 'cis', 'cis_controls', 'cis_rid', 'gid', 'rid', 'stig_id'])
/** Further frameworks authors tag with, e.g. `ISO27001_2013`. */
const FRAMEWORK_TAG = /^(?:cmmc|fedramp|gdpr|hipaa|hitrust|iso|nist|pci|soc)[-_\d]/i
/** `Rev_4` among NIST ids is their revision. */
const REVISION = /^Rev_\d+$/

const CONVERTER = /^(?:heimdall|saf\b)/i

/** What a control says of itself under other names in the two files it can stand in. */
export type ControlParts = { readonly tags: JsonObject; readonly description: unknown; readonly platform: JsonObject }

/** The record of a control, without the tool and its version. */
export function readControl(control: JsonObject, { tags, description, platform }: ControlParts, note: Note): ScanRecord {
  const told = descriptionsOf(control['descriptions'])
  const target = textOf(platform['target_id'])
  const name = converterOf(platform) === null ? textOf(platform['name']) : null
  const results = listOf(control['results']).map(objectOf)
  const check = firstText(told.get('check'), tags['check'])
  const { links } = splitLinks(listOf(control['refs']).flatMap((ref) => (isObject(ref) ? textsOf([ref['url'], ref['uri']]) : textsOf(ref))))
  return {
    ...UNSTATED,
    checkId: textOf(control['id']),
    title: textOf(control['title']),
    description: firstText(description, told.get('default')),
    statusText: statusTextOf(results),
    ...statusOfControl(control, note),
    ...severityOfControl(tags, control['impact']),
    resourceId: target ?? name,
    resourceName: target === null ? null : name,
    provider: PROVIDERS.get(name?.toLowerCase() ?? '') ?? null,
    ...firstTime(...results.map((result) => result['start_time'])),
    risk: firstText(told.get('rationale'), tags['rationale']),
    remediationText: firstText(told.get('fix'), tags['fix']),
    remediationUrls: links,
    remediationCode: check === null ? [] : [{ kind: 'check', text: check }],
    compliance: complianceOf(tags),
  }
}

/** The tool that made the file out of another tool's output; it stands where InSpec names the platform it looked at. */
export function converterOf(platform: JsonObject): string | null {
  const name = textOf(platform['name'])
  return name !== null && CONVERTER.test(name) ? name : null
}

/** A list of `{label, data}`; the first versions wrote an object of texts. */
function descriptionsOf(value: unknown): ReadonlyMap<string, string> {
  const told = new Map<string, string>()
  const add = (label: unknown, data: unknown): void => {
    const text = textOf(data)
    const name = textOf(label)?.toLowerCase()
    if (name !== undefined && text !== null && !told.has(name)) told.set(name, text)
  }
  if (isObject(value)) for (const [label, data] of Object.entries(value)) add(label, data)
  else for (const entry of listOf(value).map(objectOf)) add(entry['label'], entry['data'])
  return told
}

/** What each result says, the worst first: what failed or broke, then what was skipped, then what passed. */
function statusTextOf(results: readonly JsonObject[]): string | null {
  const weight = new Map([
    ['error', 0],
    ['failed', 1],
    ['skipped', 2],
    ['passed', 3],
  ])
  const lines = results
    .map((result) => ({ result, rank: weight.get(statusOfResult(result) ?? '') ?? 1 }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ result }) => {
      const said = [result['code_desc'], firstText(result['message'], result['skip_message'], result['exception'])].map(textOf)
      return said.filter((text) => text !== null).join(': ')
    })
    .filter((line) => line !== '')
  return lines.length === 0 ? null : lines.join('\n')
}

function complianceOf(tags: JsonObject): readonly ComplianceReference[] {
  return Object.entries(tags).flatMap(([tag, value]) => {
    if (!REQUIREMENT_TAGS.has(tag) && !FRAMEWORK_TAG.test(tag)) return []
    const texts = idsIn(value)
    const revision = texts.find((text) => REVISION.test(text))
    const ids = texts.filter((text) => !REVISION.test(text))
    return ids.length === 0 ? [] : [{ framework: revision === undefined ? tag : `${tag} ${revision}`, ids }]
  })
}

/** Ids are a text, a list, or lists by version, `[{"6": ["5.1"]}]`. */
function idsIn(value: unknown): readonly string[] {
  if (isObject(value)) return Object.values(value).flatMap(textsOf)
  return (Array.isArray(value) ? value : [value]).flatMap((entry: unknown) =>
    isObject(entry) ? Object.values(entry).flatMap(textsOf) : textsOf(entry),
  )
}
