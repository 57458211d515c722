// Re-filing: what waits in the tray, the rules by which a person files a check elsewhere, and both said in words.
import * as z from 'zod'
import { type Filing, FilingConfidence, ResultCounts } from './evidence.ts'
import { EvidenceId, Instant, ServiceKey, TopicId } from './ids.ts'

/** A service and a topic; null = not known. */
export const FilingPlace = z.strictObject({ service: ServiceKey.nullable(), topic: TopicId.nullable() })
export type FilingPlace = z.infer<typeof FilingPlace>

/** A check as the program filed it, and where its records belong instead. All of them go, those of later imports too. */
export const FilingMove = z.strictObject({
  /** Null stands for all records that name no check. */
  check: z.string().min(1).nullable(),
  from: FilingPlace,
  to: FilingPlace,
})
export type FilingMove = z.infer<typeof FilingMove>

export const FilingReason = z.string().trim().min(1).max(4000)

/** A move that is in force, with who decided it and why. */
export const FilingRule = FilingMove.extend({ reason: FilingReason, decidedAt: Instant, decidedBy: z.string() })
export type FilingRule = z.infer<typeof FilingRule>

/** A rule with what lies under it now. */
export const FilingRuleRow = FilingRule.extend({
  title: z.string().nullable(),
  /** Current records the rule moves; none where the evidence is gone. */
  records: z.int().nonnegative(),
})
export type FilingRuleRow = z.infer<typeof FilingRuleRow>

/** Records of one check that lie under no service or no topic; they are filed together. */
export const TrayGroup = z.strictObject({
  check: z.string().nullable(),
  /** Where the program put them, and where they lie now: elsewhere only where a rule moved them and left a part open. */
  from: FilingPlace,
  now: FilingPlace,
  records: z.int().positive(),
  byResult: ResultCounts,
  /** One of them, as an example. */
  evidenceId: EvidenceId,
  title: z.string().nullable(),
  rule: z.string(),
  serviceConfidence: FilingConfidence.nullable(),
  topicConfidence: FilingConfidence.nullable(),
  /** What the rules would say if they were surer; a part may be null. Null as a whole where the records of the group differ. */
  suggestion: FilingPlace.nullable(),
})
export type TrayGroup = z.infer<typeof TrayGroup>

/** Groups, most records first, and how many records they are. */
export const FilingTray = z.strictObject({ records: z.int().nonnegative(), groups: z.array(TrayGroup).readonly() })
export type FilingTray = z.infer<typeof FilingTray>

/** Where a group goes when its suggestion is accepted; null where the suggestion does not name both. */
export const acceptable = ({ suggestion }: Pick<TrayGroup, 'suggestion'>): FilingPlace | null =>
  suggestion !== null && suggestion.service !== null && suggestion.topic !== null ? suggestion : null

export const samePlace = (a: FilingPlace, b: FilingPlace): boolean => a.service === b.service && a.topic === b.topic

type Decided = Pick<Filing, 'rule' | 'serviceConfidence' | 'topicConfidence'>

/** What decided a service and a topic, as sentences for people; the ids of the rules stand behind them. */
export function filingInWords({ rule, serviceConfidence, topicConfidence }: Decided): { service: string; topic: string } {
  const parts = /^service=(.*?) topic=(.*)$/s.exec(rule)
  return {
    service: sentence(parts?.[1] ?? 'none', serviceConfidence, SERVICE_RULES),
    topic: sentence(parts?.[2] ?? 'none', topicConfidence, TOPIC_RULES),
  }
}

type Wording = readonly (readonly [kind: string, words: (what: string) => string])[]

const SERVICE_RULES: Wording = [
  ['prowler-id', (what) => `the check id begins with “${what}”`],
  ['prowler', (what) => `Prowler’s own word for the service, “${what}”`],
  ['check', () => 'the catalog knows the check'],
  ['control-prefix', (what) => `the control id begins with “${what}”`],
  ['cis-1.2', (what) => `requirement ${what} of the CIS benchmark 1.2`],
  ['arn', (what) => `the resource’s ARN namespace, “${what}”`],
  ['type', (what) => `the resource type, ${what}`],
  ['word', (what) => `the scanner’s own word for the service, “${what}”`],
  ['other-cloud', () => 'the record is not about AWS'],
  ['title', (what) => `the title names it (${what})`],
]

const TOPIC_RULES: Wording = [
  ['format', () => 'the format itself tells'],
  ['control', (what) => `Security Hub’s own category of control ${what}`],
  ['cis-1.2', (what) => `requirement ${what} of the CIS benchmark 1.2`],
  ['bridge', (what) => `Security Hub’s category of the control ${what} stands for`],
  ['catalog', () => 'the catalog knows the check'],
  ['product', (what) => `all records of this product (${what}) are about it`],
  ['taxonomy', (what) => `the category the record gives, “${what}”`],
  ['category', (what) => `the scanner’s category “${what}”`],
  ['words', (what) => wordsOfRule(what)],
  ['service', (what) => `all of this service (${what}) is about it, and nothing says otherwise`],
]

function wordsOfRule(what: string): string {
  const [rule = '', against] = what.split(',against-category:')
  const words = `words of the check id and title (${rule.replaceAll('-', ' ')})`
  return against === undefined ? words : `${words}, though the scanner’s category is “${against}”`
}

const CONFIDENCE: Readonly<Record<FilingConfidence, string>> = {
  exact: 'certain',
  high: 'nearly always right',
  low: 'unsure, so only suggested',
  none: 'not known',
}

function sentence(rule: string, confidence: FilingConfidence | null, wording: Wording): string {
  if (rule === 'none') return 'No rule knows.'
  // Services of one namespace are told apart by the kind of the resource or by a word.
  const [first = rule, apart] = rule.split(/\+(?:kind|word):/, 2)
  const colon = first.indexOf(':')
  const kind = colon < 0 ? first : first.slice(0, colon)
  const known = wording.find(([name]) => name === kind)?.[1](colon < 0 ? '' : first.slice(colon + 1)) ?? first
  const words = apart === undefined ? known : `${known}, and there “${apart}”`
  const begun = words.charAt(0).toUpperCase() + words.slice(1)
  return confidence === null ? `${begun}.` : `${begun}: ${CONFIDENCE[confidence]}.`
}
