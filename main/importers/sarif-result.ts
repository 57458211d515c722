// Reads one SARIF 2.1.0 result with what describes it (FORMATS.md §11, §21, §22).
import type { ComplianceReference, EvidenceResult, Lifecycle, ScanRecord, Severity } from '#domain/evidence'
import { UNSTATED } from '#domain/evidence'
import { arnOf } from './asff-service.ts'
import { firstText, isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from './fields.ts'
import type { Mapped } from './json-import.ts'
import { type Note, quoted } from './notes.ts'
import { gathered, messageText, relatedOf, ruleIdOf, type SarifContext, type SarifRule } from './sarif-run.ts'
import { severityOfWord } from './severity.ts'
import { readTime, type SeenAt } from './times.ts'

/** result.kind (FORMATS.md §21); absent means fail (SARIF §3.27.9). */
const KINDS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['fail', 'fail'],
  ['pass', 'pass'],
  ['notApplicable', 'not-applicable'],
  ['review', 'manual'],
  ['open', 'unknown'],
  ['informational', 'info'],
])

/** Levels (FORMATS.md §22: suggested; SARIF itself sets no such scale). */
const LEVELS: ReadonlyMap<string, Severity> = new Map([
  ['error', 'high'],
  ['warning', 'medium'],
  ['note', 'low'],
  ['none', 'informational'],
])

/** Lowest security-severity of each severity, highest first (FORMATS.md §22). */
const SCORES: readonly (readonly [number, Severity])[] = [
  [9, 'critical'],
  [7, 'high'],
  [4, 'medium'],
  [Number.MIN_VALUE, 'low'],
  [0, 'informational'],
]
const HIGHEST_SCORE = 10

/** Gives the record of a result, or why it is none. */
export function readResult(value: unknown, context: JsonObject, note: Note): Mapped {
  if (!isObject(value)) return { rejected: 'not-an-object', because: 'a result is not a JSON object.' }
  if (!isResult(value))
    return { rejected: 'wrong-shape', because: 'no SARIF result (none of message, ruleId, ruleIndex, rule, locations).' }
  const { tool, version, rule = {}, taxonomies = [], artifact, time, unread = false } = context as SarifContext
  const kind = textOf(value['kind'])
  return {
    ...UNSTATED,
    toolRecordId: textOf(value['guid']),
    checkId: ruleIdOf(value) ?? rule.id ?? null,
    title: rule.title ?? null,
    description: rule.description ?? null,
    statusText: statusTextOf(objectOf(value['message']), rule),
    result: resultOf(kind, note),
    statusRaw: kind,
    muted: isSuppressed(value),
    lifecycle: lifecycleOf(value),
    ...severityOf(value, rule, unread, note),
    ...resourceOf(value, artifact ?? null),
    ...timeOf(value, time ?? null),
    remediationText: rule.remediation ?? null,
    remediationUrls: rule.links ?? [],
    remediationCode: [
      ...(rule.references ?? []).map((text) => ({ kind: 'reference', text })),
      ...listOf(value['fixes']).flatMap((fix) => fixTexts(objectOf(fix)).map((text) => ({ kind: 'fix', text }))),
    ],
    categories: rule.categories ?? [],
    compliance: complianceOf(value, rule, taxonomies),
    toolName: tool ?? null,
    toolVersion: version ?? null,
  }
}

const isResult = (value: JsonObject): boolean =>
  isObject(value['message']) || isObject(value['rule']) || ['ruleId', 'ruleIndex', 'locations'].some((key) => key in value)

function resultOf(kind: string | null, note: Note): EvidenceResult {
  const known = KINDS.get(kind ?? 'fail')
  if (known === undefined && kind !== null) note('unknown-status', `Kind ${quoted(kind)} is not known; the result is unknown.`)
  return known ?? 'unknown'
}

/** Suppressed = at least one suppression and none that is still under review or was rejected (FORMATS.md §11, SARIF §3.35). */
function isSuppressed(value: JsonObject): boolean {
  const suppressions = listOf(value['suppressions']).filter(isObject)
  return suppressions.length > 0 && suppressions.every(({ status }) => (textOf(status) ?? 'accepted') === 'accepted')
}

/** `absent` = was in the scan this one is compared with and no longer is. */
const lifecycleOf = (value: JsonObject): Lifecycle => (value['baselineState'] === 'absent' ? 'resolved' : 'active')

/**
 * security-severity of the rule, else the level of the result, else the level of the rule, else what the standard says holds
 * without one: `warning`, or `none` where the result is no failure (SARIF §3.27.10). That is not said of rules that were not read.
 */
function severityOf(value: JsonObject, rule: SarifRule, unread: boolean, note: Note): Pick<ScanRecord, 'severity' | 'severityRaw'> {
  if (rule.security !== undefined) return { severity: severityOfScore(rule.security, note), severityRaw: rule.security }
  const fails = (textOf(value['kind']) ?? 'fail') === 'fail'
  const level = textOf(value['level']) ?? (fails ? (rule.level ?? null) : null)
  if (level === null && unread) return { severity: 'unknown', severityRaw: null }
  const known = LEVELS.get(level ?? (fails ? 'warning' : 'none'))
  if (known === undefined && level !== null) note('unknown-severity', `Level ${quoted(level)} is not known; filed as unknown.`)
  return { severity: known ?? 'unknown', severityRaw: level }
}

function severityOfScore(text: string, note: Note): Severity {
  const score = Number(text)
  if (text.trim() === '' || Number.isNaN(score)) return severityOfWord(text, note)
  const found = score > HIGHEST_SCORE ? undefined : SCORES.find(([lowest]) => score >= lowest)
  if (found === undefined) note('unknown-severity', `Security severity ${quoted(text)} is not within 0 and 10; filed as unknown.`)
  return found?.[1] ?? 'unknown'
}

/** The message, its placeholders filled (SARIF §3.11.5); from the rule where the result only names it. */
function statusTextOf(message: JsonObject, rule: SarifRule): string | null {
  const id = textOf(message['id'])
  const text =
    messageText(message) ?? (id !== null && rule.messages !== undefined && Object.hasOwn(rule.messages, id) ? rule.messages[id] : null)
  if (text === undefined || text === null) return null
  const values = listOf(message['arguments']).map((argument) => textOf(argument) ?? '')
  if (values.length === 0) return text
  return textOf(
    text.replace(/\{\{|\}\}|\{(\d{1,4})\}/g, (found, index: string | undefined) =>
      index === undefined ? found.slice(1) : (values[Number(index)] ?? found),
    ),
  )
}

type Resource = Pick<ScanRecord, 'resourceId' | 'resourceName' | 'resourceType' | 'otherResources'> & Partial<ScanRecord>

/** The first location is the resource; what is said of AWS is said by an ARN only. */
function resourceOf(value: JsonObject, artifact: string | null): Resource {
  const locations = listOf(value['locations']).map(objectOf)
  const first = objectOf(locations[0])
  const logical = objectOf(listOf(first['logicalLocations'])[0])
  const logicalName = firstText(logical['fullyQualifiedName'], logical['name'])
  const uri = uriOf(first) ?? artifact ?? textOf(objectOf(value['analysisTarget'])['uri'])
  const line = numberOf(objectOf(objectOf(first['physicalLocation'])['region'])['startLine'])
  const resourceId = uri ?? logicalName
  const others = new Set(
    locations
      .slice(1)
      .map((location) => uriOf(location) ?? firstText(objectOf(listOf(location['logicalLocations'])[0])['fullyQualifiedName'])),
  )
  others.delete(resourceId)
  const arn = arnOf(uri) ?? arnOf(logicalName)
  return {
    resourceId,
    resourceName: logicalName ?? (uri !== null && line !== null ? `${uri}:${line}` : null),
    resourceType: textOf(logical['kind']),
    otherResources: [...others].filter((other) => other !== null),
    ...(arn === null
      ? {}
      : { provider: 'aws', partition: arn.partition, scannerService: arn.namespace, region: arn.region, accountId: arn.account }),
  }
}
const uriOf = (location: JsonObject): string | null => textOf(objectOf(objectOf(location['physicalLocation'])['artifactLocation'])['uri'])

/** When the result was last seen where it says so, else when the run ended. */
function timeOf(value: JsonObject, scan: string | null): SeenAt {
  const provenance = objectOf(value['provenance'])
  const own = readTime(firstText(provenance['lastDetectionTimeUtc'], provenance['firstDetectionTimeUtc']))
  if (own.timeQuality !== 'none') return own
  const run = readTime(scan)
  return run.timeQuality === 'exact' ? { ...run, timeQuality: 'scan-time-only' } : run
}

/** What a fix says of itself, and the texts it would put in. */
function fixTexts(fix: JsonObject): readonly string[] {
  const changes = listOf(fix['artifactChanges']).map(objectOf)
  const replacements = changes.flatMap(({ replacements: list }) => listOf(list).map(objectOf))
  const inserted = replacements.map(({ insertedContent }) => textOf(objectOf(insertedContent)['text']))
  return [messageText(fix['description']), ...inserted].filter((text) => text !== null)
}

/** Taxonomies the result or its rule refers to, and external tags of the rule, as written. */
function complianceOf(value: JsonObject, rule: SarifRule, taxonomies: readonly string[]): readonly ComplianceReference[] {
  const ofRule = rule.compliance ?? []
  const taxa = listOf(value['taxa']).flatMap((reference) => relatedOf(reference, taxonomies))
  return taxa.length === 0 ? ofRule : gathered([...taxa, ...ofRule.flatMap(({ framework, ids }) => ids.map((id) => ({ framework, id })))])
}
