// Reads the rules of ScoutSuite and of Scout2 before it (FORMATS.md §9). A rule with flagged items is one record for each of
// them; any other rule is one record. Every record has the byte range of its whole rule; its context says which item it is.
import type { ComplianceReference, EvidenceResult, ScanRecord, Severity } from '#domain/evidence'
import { UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { arnOf } from './asff-service.ts'
import { firstText, isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import type { DocumentFormat, Place } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import type { ScoutResources } from './scoutsuite-resources.ts'
import { readTime } from './times.ts'

export type ScoutTool = 'ScoutSuite' | 'Scout2'

/** FORMATS.md §22; the tool has no other levels. */
const LEVELS: ReadonlyMap<string, Severity> = new Map([
  ['danger', 'high'],
  ['warning', 'medium'],
])

/** What a service holds beside its findings, and what stands beside the services: resources and texts for the tool's own pages. */
const RESOURCES = `regions projects subscriptions compartments clusters users groups roles policies permissions credential_reports buckets
  distributions domains hosted_zones filters external_attack_surface`.split(/\s+/)
const SKIP: readonly (readonly string[])[] = [
  ...RESOURCES.map((name) => ['services', '*', name]),
  ...['metadata', 'service_groups', 'sg_map', 'subnet_map'].map((name) => [name]),
]
/** Scout2 called findings `violations` in its first versions. */
const RULES = ['findings', 'violations'] as const

/** How a file of either tool is read. `resources` finds what items point to; without it they keep their path. */
export function scoutFormat(tool: ScoutTool, resources: ScoutResources | null): DocumentFormat {
  return {
    records: RULES.map((name) => ['services', '*', name, '*']),
    skip: SKIP,
    context: (place, late) => contextOf(place, late, tool, resources),
    *parts(value, context) {
      const service = textOf(context['service']) ?? ''
      const items = textsOf(objectOf(value)['items'])
      if (items.length === 0) yield {}
      for (const item of items) yield { item, ...stated(resources?.find(service, item) ?? {}) }
    },
    map: readRule,
    finish: (payload, note) => {
      if (!isObject(objectOf(payload)['services'])) note('other', 'The file has no services: nothing was scanned.')
    },
  }
}

const stated = (members: JsonObject): JsonObject => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))

function contextOf({ path, around }: Place, late: boolean, tool: ScoutTool, resources: ScoutResources | null): JsonObject | undefined {
  const root = objectOf(around[0])
  const service = String(path[1])
  const run = objectOf(root['last_run'])
  const account = firstText(root['account_id'], root['aws_account_id'])
  const provider = tool === 'Scout2' ? 'aws' : textOf(root['provider_code'])
  const before = account !== null && provider !== null && 'last_run' in root
  if (!late && (!before || resources?.isComplete(service) === false)) return
  resources?.forgetBefore(service)
  return stated({
    tool,
    service,
    rule: String(path[3]),
    account,
    provider,
    partition: textOf(root['partition']),
    time: textOf(run['time']),
    version: textOf(run['version']),
  })
}

function readRule(value: unknown, context: JsonObject, note: Note): Mapped {
  if (!isObject(value)) return { rejected: 'wrong-shape', because: 'no rule of ScoutSuite, which is an object.' }
  const provider = textOf(context['provider'])
  const item = textOf(context['item'])
  const arn = arnOf(textOf(context['arn']))
  const { links, others } = splitLinks(textsOf(value['references']))
  return {
    ...UNSTATED,
    // The path is the tool's own address of what it flagged; several may lie in one resource.
    toolRecordId: item,
    checkId: textOf(context['rule']),
    title: textOf(value['description']),
    description: textOf(value['rationale']),
    ...resultOf(value, item, note),
    ...severityOf(value, note),
    resourceId: firstText(context['arn'], item),
    resourceName: textOf(context['name']),
    scannerService: textOf(context['service']),
    provider,
    partition: firstText(context['partition'], arn?.partition),
    region: regionOf(item) ?? arn?.region ?? null,
    accountId: readAccount(textOf(context['account']), provider, note),
    ...scanTime(context['time']),
    remediationText: textOf(value['remediation']),
    remediationUrls: links,
    remediationCode: others.map((text) => ({ kind: 'reference', text })),
    categories: textsOf(value['dashboard_name']),
    compliance: complianceOf(value),
    toolName: textOf(context['tool']),
    toolVersion: textOf(context['version']),
  }
}

/** FORMATS.md §21. A rule without counts says nothing: it passes only where something was checked. */
function resultOf(value: JsonObject, item: string | null, note: Note): Pick<ScanRecord, 'result' | 'statusRaw'> {
  const checked = numberOf(value['checked_items'])
  const flagged = numberOf(value['flagged_items'])
  const items = listOf(value['items'])
  // Said once for a rule, not for each of its items: with thousands of them, looking at all each time would take minutes.
  if (flagged !== null && flagged > items.length && (item === null || item === items[0]))
    note('not-listed', 'A rule counts more flagged items than it lists; records stand only for those listed, or one for the rule.')
  const counts = [
    ['flagged_items', flagged],
    ['checked_items', checked],
  ].flatMap(([key, count]) => (count === null ? [] : [`${key} ${count}`]))
  return { result: verdict(checked, flagged, item), statusRaw: counts.length === 0 ? null : counts.join(', ') }
}

function verdict(checked: number | null, flagged: number | null, item: string | null): EvidenceResult {
  if (item !== null || (flagged ?? 0) > 0) return 'fail'
  if (checked === 0) return 'not-applicable'
  return checked !== null && flagged !== null ? 'pass' : 'unknown'
}

function severityOf(value: JsonObject, note: Note): Pick<ScanRecord, 'severity' | 'severityRaw'> {
  const severityRaw = textOf(value['level'])
  const severity = severityRaw === null ? 'unknown' : LEVELS.get(severityRaw.toLowerCase())
  if (severity === undefined) note('unknown-severity', `Level ${quoted(severityRaw ?? '')} is not known; filed as unknown.`)
  return { severity: severity ?? 'unknown', severityRaw }
}

/** The step behind `regions` in an item's path. */
const regionOf = (item: string | null): string | null => /(?:^|\.)regions\.([a-z0-9-]+)(?:\.|$)/.exec(item ?? '')?.[1] ?? null

/** The file names one time, that of the run. */
function scanTime(value: unknown): Pick<ScanRecord, 'seenAt' | 'seenAtRaw' | 'timeQuality'> {
  const time = readTime(value)
  return time.timeQuality === 'exact' ? { ...time, timeQuality: 'scan-time-only' } : time
}

function complianceOf(value: JsonObject): readonly ComplianceReference[] {
  const references = new Map<string, Set<string>>()
  for (const entry of listOf(value['compliance']).map(objectOf)) {
    const framework = [textOf(entry['name']), textOf(entry['version'])].filter((part) => part !== null).join(' ')
    if (framework === '') continue
    const ids = references.get(framework) ?? new Set()
    for (const id of textsOf(entry['reference'])) ids.add(id)
    references.set(framework, ids)
  }
  return [...references].map(([framework, ids]) => ({ framework, ids: [...ids] }))
}
