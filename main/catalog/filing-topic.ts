// Filing by topic: exact ids, then what the scanner says about its check, then the words of id and title. Services are in filing-service.ts.
import type { ScanRecord } from '#domain/evidence'
import type { Catalog } from './catalog.ts'
import { type Confidence, checksById, cis12Of, controlIdOf, type Decision } from './filing-facts.ts'
import { CATEGORY_TOPICS, PRODUCT_TOPICS, SCATTERED_CATEGORY_TOPICS, WORD_RULES } from './filing-rules.ts'

/** The rule sets that decide a topic. All are on in the product; measurements switch some off. */
export type TopicRuleSet = 'control' | 'bridge' | 'category' | 'product' | 'words'
export const TOPIC_RULE_SETS: readonly TopicRuleSet[] = ['control', 'bridge', 'category', 'product', 'words']

/** First the exact ids, then what the scanner says about its check, then the words of id and title. */
export function topicIndex(catalog: Catalog, on: ReadonlySet<TopicRuleSet>): (record: ScanRecord) => Decision | null {
  const { controls } = catalog.data
  const checks = checksById(catalog.data.checks)

  return (record) => {
    const check = checks.get(record.checkId ?? '')
    if (on.has('control')) {
      const id = controlIdOf(record)?.id
      const control = id === undefined ? undefined : controls[id]
      if (control) return { value: control.topic, rule: `control:${id}`, confidence: 'exact' }
      const cis = cis12Of(record)
      if (cis?.topic) return { value: cis.topic, rule: `cis-1.2:${cis.requirement}`, confidence: 'high' }
    }
    if (on.has('bridge') && check?.topic) return { value: check.topic, rule: `bridge:${record.checkId}`, confidence: 'exact' }

    const rule = on.has('words') ? wordRuleFor(record) : undefined
    const words: Decision | null = rule ? { value: rule.topic, rule: `words:${rule.id}`, confidence: 'low' } : null
    if (rule?.firm) return words
    // What the record says and what the catalog knows of its check: ASFF records carry finding types in place of Prowler's categories.
    const categories = on.has('category') ? [...record.categories, ...(check?.categories ?? [])] : []
    return (
      inTable(CATEGORY_TOPICS, 'category', 'high', (name) => categories.includes(name)) ??
      (on.has('product') ? inTable(PRODUCT_TOPICS, 'product', 'low', (name) => productOf(record).includes(name)) : null) ??
      words ??
      inTable(SCATTERED_CATEGORY_TOPICS, 'category', 'low', (name) => categories.includes(name))
    )
  }
}

const productOf = (record: ScanRecord): string => record.toolName?.toLowerCase().replaceAll('-', ' ') ?? ''

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

/** Titles are far shorter. A scan may hold anything, and rules that look for two words far apart would be slow on a very long text. */
const MOST_TEXT = 600

function wordRuleFor(record: ScanRecord): (typeof WORD_RULES)[number] | undefined {
  const said = `${idWords(record.checkId ?? '')} ${record.title ?? ''}`.slice(0, MOST_TEXT).toLowerCase()
  return WORD_RULES.find((rule) => rule.words.test(said))
}

/** The words of an id, without the service in front, which says nothing about the topic; a control number has none. */
const idWords = (id: string): string =>
  /^(?:[A-Za-z]+\.)?[A-Za-z0-9]+\.\d+$/.test(id) ? '' : (id.includes('_') ? id.slice(id.indexOf('_')) : id).replace(/[^A-Za-z0-9]+/g, ' ')
