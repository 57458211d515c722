// Filing: which service and which topic a scan record belongs to, by which rule and how surely. Pure; the tables are in filing-rules.ts,
// filing-words.ts and the catalog data. Never files on a guess: what is unsure stays open and becomes a suggestion.
import { type Filing, FilingConfidence, type ScanRecord } from '#domain/evidence'
import type { Catalog } from './catalog.ts'
import { type Arn, arnParts, type Decision } from './filing-facts.ts'
import { createFilingMemory } from './filing-memory.ts'
import { SERVICE_SUBJECTS } from './filing-rules.ts'
import { serviceIndex, serviceOf } from './filing-service.ts'
import { subtopicOf, TOPIC_RULE_SETS, type TopicRuleSet, topicIndex } from './filing-topic.ts'

export type Filer = (record: ScanRecord) => Filing

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

/** In place of a rule for the service: the record says that it is not about AWS. */
const OTHER_CLOUD = 'other-cloud'

/** Makes the function that files one record. Same catalog, same rule sets, same record: same answer. */
export function createFiler(catalog: Catalog, ruleSets: readonly TopicRuleSet[] = TOPIC_RULE_SETS): Filer {
  const services = serviceIndex(catalog)
  const topics = topicIndex(catalog, new Set(ruleSets))
  const memory = createFilingMemory()

  return (record) => {
    const arn = arnParts(record.resourceId)
    const question = { record, arn, account: record.accountId !== null && AWS_ACCOUNT.test(record.accountId) }
    const known = memory.recall(question)
    if (known !== null) return known
    const aws = isAws(record, arn)
    const service = aws ? serviceOf(record, arn, services) : null
    const filing = fileOf(record, service, topics(record) ?? subjectOf(service, ruleSets), aws)
    memory.keep(question, filing)
    return filing
  }
}

const AWS_ACCOUNT = /^\d{12}$/

/** What a service is wholly about, for records that say nothing else. */
function subjectOf(service: Decision | null, ruleSets: readonly TopicRuleSet[]): Decision | null {
  const topic = service === null || !ruleSets.includes('service') ? undefined : SERVICE_SUBJECTS[service.value]
  return service === null || topic === undefined
    ? null
    : { value: topic, rule: `service:${service.value}`, confidence: service.confidence === 'low' ? 'low' : 'high' }
}

/**
 * A record of another cloud keeps its service and topic open: the topic its words tell is a suggestion, for whoever files it under an
 * AWS service.
 */
function fileOf(record: ScanRecord, service: Decision | null, topic: Decision | null, aws: boolean): Filing {
  const filedService = service !== null && service.confidence !== 'low' ? service : null
  const filedTopic = topic !== null && topic.confidence !== 'low' && aws ? topic : null
  if (!service && !topic) return aws ? UNFILED : { ...UNFILED, rule: `service=${OTHER_CLOUD} topic=none` }
  return {
    service: filedService?.value ?? null,
    topic: filedTopic?.value ?? null,
    subtopic: filedTopic === null ? null : subtopicOf(record, filedTopic.value),
    suggestedService: filedService === null ? (service?.value ?? null) : null,
    suggestedTopic: filedTopic === null ? (topic?.value ?? null) : null,
    rule: `service=${service?.rule ?? (aws ? 'none' : OTHER_CLOUD)} topic=${topic?.rule ?? 'none'}`,
    confidence: filedService && filedTopic ? weaker(filedService.confidence, filedTopic.confidence) : 'none',
    serviceConfidence: service?.confidence ?? 'none',
    topicConfidence: topic === null ? 'none' : aws ? topic.confidence : 'low',
  }
}

const STRENGTH = FilingConfidence.options.toReversed()
const weaker = (a: FilingConfidence, b: FilingConfidence): FilingConfidence => (STRENGTH.indexOf(a) < STRENGTH.indexOf(b) ? a : b)

/** Kubernetes, Azure and the rest have no AWS service, whatever their service words look like. */
function isAws(record: ScanRecord, arn: Arn | null): boolean {
  if (record.provider !== null) return /^(?:aws|amazon(?: web services)?)$/i.test(record.provider.trim())
  if (record.partition !== null) return record.partition.startsWith('aws')
  return arn === null || arn.partition.startsWith('aws')
}
