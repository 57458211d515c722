// Filing: which service and which topic a scan record belongs to, and by which rule. Pure; the tables are in filing-rules.ts and in the
// catalog data. Never guesses a service; what no rule decides stays unfiled.
import type { Filing, ScanRecord } from '#domain/evidence'
import type { Catalog } from './catalog.ts'
import type { CheckData, ControlData } from './data.ts'
import { CATEGORY_TOPICS, KIND_SPLITS, PRODUCT_TOPICS, SCATTERED_CATEGORY_TOPICS, WORD_RULES } from './filing-rules.ts'

/** The rule sets that decide a topic. All are on in the product; measurements switch some off. */
export type TopicRuleSet = 'control' | 'bridge' | 'category' | 'product' | 'words'
export const TOPIC_RULE_SETS: readonly TopicRuleSet[] = ['control', 'bridge', 'category', 'product', 'words']

type Confidence = Filing['confidence']
type Decision = { readonly value: string; readonly rule: string; readonly confidence: Confidence }

export type Filer = (record: ScanRecord) => Filing

/** How many different answers are remembered; a file of all-different titles must not fill the memory. */
const REMEMBERED = 50_000

const UNFILED: Filing = { service: null, topic: null, rule: 'none', confidence: 'none' }

/** Makes the function that files one record. Same catalog, same rule sets, same record: same answer. */
export function createFiler(catalog: Catalog, ruleSets: readonly TopicRuleSet[] = TOPIC_RULE_SETS): Filer {
  const services = serviceIndex(catalog)
  const topics = topicIndex(catalog, new Set(ruleSets))
  const answers = new Map<string, Filing>()

  return (record) => {
    const arn = arnParts(record.resourceId)
    const key = memoKey(record, arn)
    const known = answers.get(key)
    if (known) return known
    const filing = isAws(record, arn) ? combine(serviceOf(record, arn, services), topics(record)) : UNFILED
    if (answers.size >= REMEMBERED) answers.clear()
    answers.set(key, filing)
    return filing
  }
}

function combine(service: Decision | null, topic: Decision | null): Filing {
  if (!service && !topic) return UNFILED
  return {
    service: service?.value ?? null,
    topic: topic?.value ?? null,
    rule: `service=${service?.rule ?? 'none'} topic=${topic?.rule ?? 'none'}`,
    confidence: service && topic ? weaker(service.confidence, topic.confidence) : 'none',
  }
}

const STRENGTH: readonly Confidence[] = ['none', 'low', 'high', 'exact']
const weaker = (a: Confidence, b: Confidence): Confidence => (STRENGTH.indexOf(a) < STRENGTH.indexOf(b) ? a : b)

type Arn = { readonly partition: string; readonly namespace: string; readonly kind: string }

/** Partition, namespace and resource kind of an ARN, of partial ones too (`arn:aws:logs:<region>:<acct>:log-group`); null for anything else. */
function arnParts(id: string | null): Arn | null {
  if (id === null || !id.startsWith('arn:')) return null
  const [, partition, namespace, , , ...rest] = id.split(':', 7)
  if (!partition || !namespace) return null
  return { partition, namespace, kind: plain((rest[0] ?? '').split('/', 1)[0] ?? '') }
}

/** Everything the answer depends on. */
const memoKey = (r: ScanRecord, arn: Arn | null): string =>
  `${r.checkId}\n${r.title}\n${r.resourceType}\n${r.scannerService}\n${arn?.partition}\n${arn?.namespace}\n${arn?.kind}\n${r.provider}\n${r.partition}\n${r.toolName}\n${r.categories.join()}\n${r.remediationUrls.length === 0 ? '' : r.remediationUrls.join()}`

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Kubernetes, Azure and the rest have no AWS service, whatever their service words look like. */
function isAws(record: ScanRecord, arn: Arn | null): boolean {
  if (record.provider !== null) return /^(?:aws|amazon(?: web services)?)$/i.test(record.provider.trim())
  if (record.partition !== null) return record.partition.startsWith('aws')
  return arn === null || arn.partition.startsWith('aws')
}

// ── Service ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

type ServiceIndex = {
  readonly keys: ReadonlySet<string>
  readonly arn: ReadonlyMap<string, string>
  readonly prowler: ReadonlyMap<string, string>
  readonly prefixes: ReadonlyMap<string, string>
  readonly segments: ReadonlyMap<string, string>
  readonly controls: Readonly<Record<string, ControlData>>
  readonly checks: ReadonlyMap<string, CheckData>
}

function serviceIndex(catalog: Catalog): ServiceIndex {
  const { services, controls, checks } = catalog.data
  const index = (words: (s: (typeof services)[number]) => readonly string[]): ReadonlyMap<string, string> =>
    new Map(services.flatMap((s) => words(s).map((w) => [w.toLowerCase(), s.key] as const)))
  return {
    keys: new Set(services.map((s) => s.key)),
    arn: index((s) => s.arn),
    prowler: index((s) => s.prowler),
    prefixes: index((s) => s.securityHub),
    segments: index((s) => s.segments),
    controls,
    checks: withAliases(checks),
  }
}

function withAliases(checks: Readonly<Record<string, CheckData>>): ReadonlyMap<string, CheckData> {
  const index = new Map<string, CheckData>()
  for (const check of Object.values(checks)) for (const alias of check.aliases) index.set(alias, check)
  for (const [id, check] of Object.entries(checks)) index.set(id, check)
  return index
}

/** Scanner's own word or id first, then the resource's namespace, then its type (catalog README); the kind splits shared namespaces. */
function serviceOf(record: ScanRecord, arn: Arn | null, index: ServiceIndex): Decision | null {
  const found = namedService(record, arn, index)
  if (!found) return null
  const kinds = [typeParts(record.resourceType, index)?.kind, arn?.kind]
  for (const [service, itsKinds] of Object.entries(KIND_SPLITS[found.value] ?? {})) {
    const kind = kinds.find((k) => k !== undefined && itsKinds.includes(k))
    if (kind !== undefined) return { value: service, rule: `${found.rule}+kind:${kind}`, confidence: found.confidence }
  }
  return found
}

function namedService(record: ScanRecord, arn: Arn | null, index: ServiceIndex): Decision | null {
  const word = record.scannerService?.trim().toLowerCase() ?? ''
  const checkId = record.checkId ?? ''
  const check = index.checks.get(checkId)
  const fromProwler = check !== undefined || /prowler/i.test(record.toolName ?? '')

  const prowlerService = fromProwler ? index.prowler.get(word) : undefined
  if (prowlerService) return { value: prowlerService, rule: `prowler:${word}`, confidence: 'exact' }
  if (check) return { value: check.service, rule: `check:${checkId}`, confidence: 'exact' }
  if (fromProwler) {
    const first = checkId.split('_', 1)[0] ?? ''
    const service = checkId.includes('_') ? index.prowler.get(first) : undefined
    if (service) return { value: service, rule: `prowler-id:${first}`, confidence: 'exact' }
  }

  const control = controlIdOf(record)
  const prefix = control === null ? undefined : index.prefixes.get(control.prefix.toLowerCase())
  if (control && prefix) return { value: prefix, rule: `control-prefix:${control.prefix}`, confidence: 'exact' }
  const cis = cis12Of(record, index.controls)
  if (cis) return { value: cis.control.service, rule: `cis-1.2:${cis.requirement}`, confidence: 'exact' }

  const byArn = arn === null ? undefined : index.arn.get(arn.namespace.toLowerCase())
  if (arn && byArn) return { value: byArn, rule: `arn:${arn.namespace}`, confidence: 'exact' }
  const type = typeParts(record.resourceType, index)
  if (type) return { value: type.service, rule: `type:${record.resourceType}`, confidence: 'high' }
  const byWord = index.arn.get(word) ?? index.segments.get(plain(word)) ?? index.prowler.get(word)
  if (byWord) return { value: byWord, rule: `word:${word}`, confidence: 'high' }
  return null
}

/**
 * Service and kind of a resource type: `AWS::EC2::VPC` (CloudFormation, AWS Config) or `AwsEc2Vpc` (ASFF). The longest segment that ends
 * where a new word begins wins, so that AwsClientVpn… is not the CLI.
 */
function typeParts(type: string | null, index: Pick<ServiceIndex, 'segments'>): { service: string; kind: string } | null {
  if (type === null) return null
  const cfn = /^AWS::([A-Za-z0-9]+)::([A-Za-z0-9:]+)$/.exec(type)
  if (cfn) {
    const service = index.segments.get((cfn[1] ?? '').toLowerCase())
    return service ? { service, kind: plain(cfn[2] ?? '') } : null
  }
  if (!/^Aws[A-Z]/.test(type)) return null
  const name = type.slice(3)
  for (let end = name.length; end > 1; end -= 1) {
    if (end < name.length && !/[A-Z]/.test(name.charAt(end))) continue
    const service = index.segments.get(name.slice(0, end).toLowerCase())
    if (service) return { service, kind: plain(name.slice(end)) }
  }
  return null
}

// ── Topic ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** First the exact ids, then what the scanner says about its check, then the words of id and title. */
function topicIndex(catalog: Catalog, on: ReadonlySet<TopicRuleSet>): (record: ScanRecord) => Decision | null {
  const { controls } = catalog.data
  const checks = withAliases(catalog.data.checks)

  return (record) => {
    const check = checks.get(record.checkId ?? '')
    if (on.has('control')) {
      const id = controlIdOf(record)?.id
      const control = id === undefined ? undefined : controls[id]
      if (control) return { value: control.topic, rule: `control:${id}`, confidence: 'exact' }
      const cis = cis12Of(record, controls)
      if (cis) return { value: cis.control.topic, rule: `cis-1.2:${cis.requirement}`, confidence: 'exact' }
    }
    if (on.has('bridge') && check?.topic) return { value: check.topic, rule: `bridge:${record.checkId}`, confidence: 'exact' }

    const rule = on.has('words') ? wordRuleFor(record) : undefined
    const words: Decision | null = rule ? { value: rule.topic, rule: `words:${rule.id}`, confidence: 'low' } : null
    if (rule?.firm) return words
    const categories = !on.has('category') ? [] : record.categories.length > 0 ? record.categories : (check?.categories ?? [])
    return (
      inTable(CATEGORY_TOPICS, 'category', 'high', (name) => categories.includes(name)) ??
      (on.has('product') ? inTable(PRODUCT_TOPICS, 'product', 'low', (name) => productOf(record).includes(name)) : null) ??
      words ??
      inTable(SCATTERED_CATEGORY_TOPICS, 'category', 'low', (name) => categories.includes(name))
    )
  }
}

const productOf = (record: ScanRecord): string => record.toolName?.toLowerCase() ?? ''

/** The first row of a table whose name holds for the record. */
function inTable(
  table: readonly (readonly [name: string, topic: string])[],
  kind: string,
  confidence: Confidence,
  holds: (name: string) => boolean,
): Decision | null {
  const row = table.find(([name]) => holds(name))
  return row ? { value: row[1], rule: `${kind}:${row[0]}`, confidence } : null
}

function wordRuleFor(record: ScanRecord): (typeof WORD_RULES)[number] | undefined {
  const said = `${(record.checkId ?? '').replace(/[_./:]+/g, ' ')} ${record.title ?? ''}`.toLowerCase()
  return WORD_RULES.find((rule) => rule.words.test(said))
}

// ── Ids ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * A Security Hub control id: the check id itself, or the control its remediation link leads to. `PCI.` and `CT.` ids have another numbering,
 * so they keep their prefix as service only and never match the table (FORMATS.md §6.5).
 */
function controlIdOf(record: ScanRecord): { id: string; prefix: string } | null {
  const own = /^(?:(?:PCI|CT)\.)?([A-Za-z][A-Za-z0-9]*)\.\d+$/.exec(record.checkId ?? '')
  if (own?.[1] && own[1] !== 'CIS') return { id: own[0], prefix: own[1] }
  for (const url of record.remediationUrls) {
    const linked = REMEDIATION_LINK.exec(url)
    if (linked?.[1] && linked[2]) return { id: linked[1], prefix: linked[2] }
  }
  return null
}
const REMEDIATION_LINK = /\/console\/securityhub\/((?:(?:PCI|CT)\.)?((?!CIS\.)[A-Za-z][A-Za-z0-9]*)\.\d+)\/remediation$/

/** A requirement of the CIS benchmark 1.2 as Security Hub's old standard links it; only where exactly one control stands for it. */
function cis12Of(
  record: ScanRecord,
  controls: Readonly<Record<string, ControlData>>,
): { requirement: string; control: ControlData } | null {
  for (const url of record.remediationUrls) {
    const requirement = /\/console\/securityhub\/standards-cis-(\d+\.\d+)\/remediation$/.exec(url)?.[1]
    if (requirement === undefined) continue
    const [control, ...others] = Object.values(controls).filter((c) => c.cis12?.includes(requirement))
    if (control && others.length === 0) return { requirement, control }
  }
  return null
}
