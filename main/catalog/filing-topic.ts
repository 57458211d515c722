// Filing by topic: exact ids, then what the record says of itself, then the words of id and title. Services are in filing-service.ts.
import type { ScanRecord } from '#domain/evidence'
import type { Catalog } from './catalog.ts'
import { checksById, cis12Of, controlIdOf, controlsById, type Decision } from './filing-facts.ts'
import { CATEGORY_TOPICS, PRODUCT_TOPICS, TAXONOMY_TOPICS } from './filing-rules.ts'
import { SUBTOPIC_RULES } from './filing-subtopics.ts'
import { wordsOf } from './filing-text.ts'
import { WORD_RULES } from './filing-words.ts'

/** The rule sets that decide a topic. All are on in the product; measurements switch some off. */
export type TopicRuleSet = 'format' | 'control' | 'bridge' | 'catalog' | 'product' | 'taxonomy' | 'category' | 'words' | 'service'
export const TOPIC_RULE_SETS: readonly TopicRuleSet[] = [
  'format',
  'control',
  'bridge',
  'catalog',
  'product',
  'taxonomy',
  'category',
  'words',
  'service',
]

/** Gives the topic of a record, with how sure that is; a `low` one is no more than a suggestion. */
export function topicIndex(catalog: Catalog, on: ReadonlySet<TopicRuleSet>): (record: ScanRecord) => Decision | null {
  const exact = exactIndex(catalog, on)
  const checks = checksById(catalog.data.checks)

  return (record) => {
    const known = exact(record)
    if (known) return known
    const product = on.has('product') ? productTopic(record) : null
    if (product) return product
    // What the record says and what the catalog knows of its check: ASFF records carry finding types in place of Prowler's categories.
    const categories = [...record.categories, ...(checks.get(record.checkId ?? '')?.categories ?? [])]
    const taxonomy = on.has('taxonomy') ? taxonomyTopic(categories) : null
    if (taxonomy) return taxonomy
    const said = on.has('category') ? CATEGORY_TOPICS.filter((row) => categories.includes(row.category)) : []
    const rule = on.has('words') ? wordRuleFor(record) : undefined
    return rule ? byWords(rule, said) : byCategory(said[0])
  }
}

/** Ids that are in a table, and formats that tell the topic themselves. */
function exactIndex(catalog: Catalog, on: ReadonlySet<TopicRuleSet>): (record: ScanRecord) => Decision | null {
  const { controls } = catalog.data
  const checks = checksById(catalog.data.checks)
  const byControl = controlsById(controls)
  const bridged = bridgedControls(catalog)
  return (record) => {
    if (on.has('format') && record.topic !== null) return { value: record.topic, rule: 'format', confidence: 'exact' }
    const id = controlIdOf(record)?.id
    const control = id === undefined || !on.has('control') ? undefined : byControl.get(id.toLowerCase())
    if (control) return { value: control.topic, rule: `control:${id}`, confidence: 'exact' }
    const cis = on.has('control') ? cis12Of(record) : null
    if (cis?.topic) return { value: cis.topic, rule: `cis-1.2:${cis.requirement}`, confidence: 'high' }
    if (on.has('bridge')) {
      const topic = id === undefined ? undefined : bridged.get(id.toLowerCase())
      if (topic !== undefined) return { value: topic, rule: `bridge:${id}`, confidence: 'exact' }
    }
    const check = checks.get(record.checkId ?? '')
    if (!check?.topic) return null
    if (check.topicBy === 'security-hub')
      return on.has('bridge') ? { value: check.topic, rule: `bridge:${record.checkId}`, confidence: 'exact' } : null
    return on.has('catalog') ? { value: check.topic, rule: `catalog:${record.checkId}`, confidence: 'exact' } : null
  }
}

/** Controls the table of labels lacks, by the Prowler checks that test them: where all their labels are one topic, so is the control's. */
function bridgedControls(catalog: Catalog): ReadonlyMap<string, string> {
  const rows = Object.values(catalog.data.checks).filter((check) => check.topicBy === 'security-hub')
  return new Map(rows.flatMap(({ topic, controls }) => (topic === null ? [] : controls.map((id) => [id.toLowerCase(), topic] as const))))
}

type Category = (typeof CATEGORY_TOPICS)[number]

function wordRuleFor(record: ScanRecord): (typeof WORD_RULES)[number] | undefined {
  const said = wordsOf(record)
  return WORD_RULES.find(({ words }) => words.test(said))
}

/** The words decide. They only suggest where they are vague and alone, or where they contradict what the scanner's categories say. */
function byWords({ id, topic, trust }: (typeof WORD_RULES)[number], categories: readonly Category[]): Decision {
  const isConfirmed = categories.some((category) => category.topic === topic)
  const against = isConfirmed || trust === 'firm' ? undefined : categories.find(({ files }) => files)
  if (against) return { value: topic, rule: `words:${id},against-category:${against.category}`, confidence: 'low' }
  return { value: topic, rule: `words:${id}`, confidence: trust === 'vague' && !isConfirmed ? 'low' : 'high' }
}

const byCategory = (category: Category | undefined): Decision | null =>
  category === undefined
    ? null
    : { value: category.topic, rule: `category:${category.category}`, confidence: category.files ? 'high' : 'low' }

function productTopic({ toolName }: ScanRecord): Decision | null {
  const product = toolName?.toLowerCase().replaceAll('-', ' ') ?? ''
  const row = PRODUCT_TOPICS.find(([word]) => product.includes(word))
  return row ? { value: row[1], rule: `product:${row[0]}`, confidence: 'high' } : null
}

/** Spelled with any of the signs scanners put between the levels, and with or without hyphens. */
function taxonomyTopic(categories: readonly string[]): Decision | null {
  let best: (typeof TAXONOMY_TOPICS)[number] | undefined
  for (const category of categories) {
    const levels = category
      .toLowerCase()
      .split(/[>/]| - /)
      .map((level) => level.replaceAll('-', ' ').trim())
      .join(' > ')
    for (const row of TAXONOMY_TOPICS)
      if ((levels === row[0] || levels.startsWith(`${row[0]} >`)) && row[0].length > (best?.[0].length ?? 0)) best = row
  }
  return best ? { value: best[1], rule: `taxonomy:${best[0]}`, confidence: 'high' } : null
}

/** The part of a topic a record is about, by its words; null where they do not tell. */
export function subtopicOf(record: ScanRecord, topic: string): string | null {
  const said = wordsOf(record)
  return SUBTOPIC_RULES[topic]?.find(([, words]) => words.test(said))?.[0] ?? null
}
