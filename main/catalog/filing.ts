// Filing: which service and which topic a scan record belongs to, and by which rule. Pure; the tables are in filing-rules.ts and in the
// catalog data. Never guesses a service; what no rule decides stays unfiled.
import type { Filing, ScanRecord } from '#domain/evidence'
import type { Catalog } from './catalog.ts'
import { type Arn, arnParts, type Confidence, type Decision } from './filing-facts.ts'
import { serviceIndex, serviceOf } from './filing-service.ts'
import { TOPIC_RULE_SETS, type TopicRuleSet, topicIndex } from './filing-topic.ts'

export type Filer = (record: ScanRecord) => Filing

/** How many different answers are remembered, and for keys of what length: a file of all-different or huge titles must not fill the memory. */
const REMEMBERED = 20_000
const LONGEST_KEY = 4000

const UNFILED: Filing = {
  service: null,
  topic: null,
  subtopic: null,
  suggestedService: null,
  suggestedTopic: null,
  rule: 'none',
  confidence: 'none',
  serviceConfidence: 'none',
  topicConfidence: 'none',
}

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
    if (key.length > LONGEST_KEY) return filing
    if (answers.size >= REMEMBERED) answers.clear()
    answers.set(key, filing)
    return filing
  }
}

function combine(service: Decision | null, topic: Decision | null): Filing {
  if (!service && !topic) return UNFILED
  return {
    ...UNFILED,
    service: service?.value ?? null,
    topic: topic?.value ?? null,
    serviceConfidence: service?.confidence ?? 'none',
    topicConfidence: topic?.confidence ?? 'none',
    rule: `service=${service?.rule ?? 'none'} topic=${topic?.rule ?? 'none'}`,
    confidence: service && topic ? weaker(service.confidence, topic.confidence) : 'none',
  }
}

const STRENGTH: readonly Confidence[] = ['none', 'low', 'high', 'exact']
const weaker = (a: Confidence, b: Confidence): Confidence => (STRENGTH.indexOf(a) < STRENGTH.indexOf(b) ? a : b)

/** Everything the answer depends on. JSON keeps the parts apart whatever text a scan puts into them. */
const memoKey = (r: ScanRecord, arn: Arn | null): string =>
  JSON.stringify([
    r.checkId,
    r.title,
    r.resourceType,
    r.scannerService,
    arn,
    r.provider,
    r.partition,
    r.accountId !== null && /^\d{12}$/.test(r.accountId),
    r.toolName,
    r.categories,
    r.remediationUrls,
  ])

/** Kubernetes, Azure and the rest have no AWS service, whatever their service words look like. */
function isAws(record: ScanRecord, arn: Arn | null): boolean {
  if (record.provider !== null) return /^(?:aws|amazon(?: web services)?)$/i.test(record.provider.trim())
  if (record.partition !== null) return record.partition.startsWith('aws')
  return arn === null || arn.partition.startsWith('aws')
}
