// What Powerpipe and Steampipe say of a control and of one of its results, however their JSON is built around it (FORMATS.md §8).
// Where these lie is for powerpipe-json.ts and powerpipe-snapshot.ts.
import type { ComplianceReference, EvidenceResult, ScanRecord, Severity } from '#domain/evidence'
import { UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { arnOf } from './asff-service.ts'
import { firstText, type JsonObject, numberOf, objectOf, textOf } from './fields.ts'
import { type Note, quoted } from './notes.ts'
import { severityOfWord } from './severity.ts'

/** FORMATS.md §8, §21. `info` may ask for manual verification; only its reason tells, so it stays what the tool calls it. */
const RESULTS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['ok', 'pass'],
  ['alarm', 'fail'],
  ['info', 'info'],
  ['skip', 'skipped'],
  ['error', 'error'],
])
/** FORMATS.md §22. */
const NO_SEVERITY = 'none'

/** Tags that say something of the control itself, not of a framework. */
const PLAIN_TAGS = new Set(['category', 'plugin', 'service', 'severity', 'type', 'docs', 'docs_path', 'folder', 'display', 'icon', 'width'])
/** Tags of one framework: `cis`, `cis_version`, `cis_item_id` … belong together. */
const TAG_PART = /^(.+)_(?:item_id|section_id|version|level|type)$/

/** What a control says of itself, as a context keeps it. Members that say nothing are left out. */
export function controlContext(control: JsonObject, more: JsonObject): JsonObject {
  const members = { title: control['title'], description: control['description'], severity: control['severity'], ...more }
  const tags = objectOf(control['tags'])
  const kept = Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return Object.fromEntries(Object.keys(tags).length === 0 ? kept : [...kept, ['tags', tags]])
}

export type ControlResult = {
  /** False where the control gave no results and this stands for the control itself. */
  readonly evaluated: boolean
  readonly status: string | null
  readonly reason: string | null
  readonly resource: string | null
  /** The other columns of the control's query. */
  readonly dimensions: ReadonlyMap<string, string>
}

/** The record of one result of a control, or of the control itself where it has none. */
export function recordOfResult(given: ControlResult, control: JsonObject, note: Note): ScanRecord {
  const { status, reason, resource, dimensions } = given
  const tags = objectOf(control['tags'])
  const arn = arnOf(resource)
  const tagged = textOf(tags['service'])
  const provider = arn !== null || textOf(tags['plugin']) === 'aws' || tagged?.startsWith('AWS/') === true ? 'aws' : null
  return {
    ...UNSTATED,
    checkId: textOf(control['check']),
    title: textOf(control['title']),
    description: textOf(control['description']),
    statusText: reason,
    result: resultOf(given, note),
    statusRaw: status,
    ...severityOf(textOf(control['severity']), note),
    resourceId: resource,
    scannerService: firstText(tagged?.replace(/^AWS\//, ''), arn?.namespace),
    provider,
    partition: arn?.partition ?? null,
    region: firstText(dimensions.get('region'), dimensions.get('location'), arn?.region),
    accountId: readAccount(firstText(dimensions.get('account_id'), arn?.account), provider, note),
    categories: [...new Set([tags['category'], tags['type']].map(textOf).filter((text) => text !== null))],
    compliance: taggedCompliance(tags),
    toolName: 'Powerpipe',
  }
}

/** A control that gave no result: it failed to run, or there was nothing to check. */
export const withoutResult = (failure: string | null): ControlResult => ({
  evaluated: false,
  status: failure === null ? null : 'error',
  reason: failure,
  resource: null,
  dimensions: new Map(),
})

/** Whether a control's summary counts nothing. */
export function countsNothing(summary: unknown): boolean {
  const counts = Object.values(objectOf(summary)).map(numberOf)
  return counts.every((count) => count === null || count === 0)
}

function resultOf({ evaluated, status }: ControlResult, note: Note): EvidenceResult {
  if (status === null) return evaluated ? 'unknown' : 'not-applicable'
  const result = RESULTS.get(status.toLowerCase())
  if (result === undefined) note('unknown-status', `Status ${quoted(status)} is not known; filed as unknown.`)
  if (result === 'error') note('tool-failure', 'Controls or resources that ended in an error were not checked.')
  return result ?? 'unknown'
}

function severityOf(severityRaw: string | null, note: Note): { severity: Severity; severityRaw: string | null } {
  if (severityRaw?.toLowerCase() === NO_SEVERITY) return { severity: 'informational', severityRaw }
  return { severity: severityOfWord(severityRaw, note), severityRaw }
}

/** `cis: "true", cis_version: "v1.4.0", cis_item_id: "1.2"` and `nist_800_53_rev_5: "true"` (FORMATS.md §8). */
function taggedCompliance(tags: JsonObject): readonly ComplianceReference[] {
  const frameworks = new Map<string, { version: string | null; ids: string[] }>()
  const of = (name: string) => {
    const known = frameworks.get(name) ?? { version: null, ids: [] }
    frameworks.set(name, known)
    return known
  }
  for (const [tag, value] of Object.entries(tags)) {
    const text = textOf(value)
    if (text === null || textOf(tag) === null || PLAIN_TAGS.has(tag)) continue
    const name = TAG_PART.exec(tag)?.[1]
    if (name === undefined) {
      if (text === 'true') of(tag)
    } else if (tag.endsWith('_item_id')) of(name).ids.push(text)
    else if (tag.endsWith('_version')) of(name).version = text
  }
  return [...frameworks].map(([name, { version, ids }]) => ({ framework: version === null ? name : `${name} ${version}`, ids }))
}
