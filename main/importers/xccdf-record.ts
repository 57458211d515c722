// Maps one XCCDF rule-result (FORMATS.md §17, §21, §22).
import { type EvidenceResult, type ScanRecord, UNSTATED } from '#domain/evidence'
import type { JsonObject } from './fields.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import { severityOfWord } from './severity.ts'
import { firstTime, readTime, type SeenAt } from './times.ts'
import { fixesOf, identified, identsOf, type RuleFacts } from './xccdf-rule.ts'
import type { RunFacts } from './xccdf-run.ts'
import { attributeOf, childrenOf, childText, childTexts, textIn, type XmlElement } from './xml-element.ts'

/** FORMATS.md §21. `fixed` failed first and passes now; `notchecked` is left to a person. */
const RESULTS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['pass', 'pass'],
  ['fixed', 'pass'],
  ['fail', 'fail'],
  ['error', 'error'],
  ['unknown', 'unknown'],
  ['notapplicable', 'not-applicable'],
  ['notchecked', 'manual'],
  ['notselected', 'skipped'],
  ['informational', 'info'],
])

/** `context` is what xccdf.ts builds: the run, and the Rule or null. */
export function mapRuleResult(record: XmlElement, context: JsonObject, note: Note): Mapped {
  const checkId = attributeOf(record, 'idref')
  if (record.name !== 'rule-result' || checkId === null) return { rejected: 'wrong-shape', because: 'no rule-result with an idref.' }
  const { run, rule } = context as { readonly run: RunFacts; readonly rule: RuleFacts | null }
  const [host = null, ...others] = [...run.targets, ...run.addresses]
  const severityRaw = attributeOf(record, 'severity') ?? rule?.severity ?? null
  const statusRaw = childText(record, 'result')
  const fixes = fixesOf(record)
  const { links, others: notes } = splitLinks(rule?.links ?? [])
  return {
    ...UNSTATED,
    checkId,
    title: rule?.title ?? null,
    description: rule?.description ?? null,
    statusText: statusTextOf(record),
    result: xccdfResult(statusRaw, note),
    statusRaw,
    severity: severityOfWord(severityRaw === 'info' ? 'informational' : severityRaw, note),
    severityRaw,
    resourceId: host,
    resourceName: run.name,
    otherResources: others,
    ...timeOf(record, run),
    risk: rule?.risk ?? null,
    remediationText: rule?.fixtext ?? null,
    remediationUrls: links,
    remediationCode: [...(fixes.length > 0 ? fixes : (rule?.remediationCode ?? [])), ...notes.map((text) => ({ kind: 'reference', text }))],
    compliance: complianceOf(record, run, rule),
    toolName: run.tool,
    toolVersion: run.toolVersion,
  }
}

/** The result of a word of XCCDF; `unknown` with a warning for any other or none. */
export function xccdfResult(word: string | null, note: Note): EvidenceResult {
  const result = RESULTS.get(word?.toLowerCase() ?? '')
  if (result === undefined)
    note(
      'unknown-status',
      word === null ? 'Results without a word were filed as unknown.' : `Result ${quoted(word)} is not known; filed as unknown.`,
    )
  return result ?? 'unknown'
}

/** Messages, what a check printed, which instance it is about, and who overrode the result why. */
function statusTextOf(record: XmlElement): string | null {
  const texts = [
    ...childTexts(record, 'instance').map((text) => `Instance: ${text}`),
    ...childTexts(record, 'message'),
    ...childrenOf(record, 'check').flatMap((check) => childTexts(check, 'check-import')),
    ...childrenOf(record, 'override').map(overrideText),
  ]
  return texts.length === 0 ? null : texts.join('\n')
}

function overrideText(override: XmlElement): string {
  const said = (name: string): string => textIn(childrenOf(override, name)[0] ?? null) ?? 'unknown'
  const authority = attributeOf(override, 'authority') ?? 'unknown'
  return `Overridden by ${authority}: ${said('old-result')} became ${said('new-result')}. ${childTexts(override, 'remark').join(' ')}`.trim()
}

/** The result's own time; otherwise that of the run, which is less. */
function timeOf(record: XmlElement, run: RunFacts): SeenAt {
  const own = readTime(attributeOf(record, 'time'))
  if (own.seenAt !== null) return own
  const scan = firstTime(run.end, run.start)
  if (scan.seenAt === null) return own.seenAtRaw === null ? scan : own
  return scan.timeQuality === 'exact' ? { ...scan, timeQuality: 'scan-time-only' } : scan
}

/** The benchmark with the id its version gives the rule, the profile, and all identifiers. */
function complianceOf(record: XmlElement, run: RunFacts, rule: RuleFacts | null): ScanRecord['compliance'] {
  const version = attributeOf(record, 'version') ?? rule?.version ?? null
  // OpenSCAP's generated benchmarks have a sentence where others have a version.
  const numbered = run.version !== null && /\d/.test(run.version) ? ` ${run.version}` : ''
  const benchmark = run.benchmark === null ? null : `${run.benchmark}${numbered}`
  const own = [
    ...(benchmark === null ? [] : [{ framework: benchmark, ids: version !== null && /[A-Za-z]/.test(version) ? [version] : [] }]),
    ...(run.profile === null ? [] : [{ framework: run.profile, ids: [] }]),
  ]
  const ofRule = (rule?.compliance ?? []).flatMap(({ framework, ids }) => ids.map((id) => ({ framework, id })))
  return [...own, ...identified([...identsOf(record), ...ofRule])]
}
