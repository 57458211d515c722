// `npm run bench -- filing`: how often filing says what Security Hub itself says, on its controls and on the Prowler checks that stand
// for one topic; with the tables of ids and without; all, and a third that was set aside before the rules were written.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { shippedCatalog } from '../main/catalog/catalog.ts'
import { createFiler, type Filer } from '../main/catalog/filing.ts'
import type { TopicRuleSet } from '../main/catalog/filing-topic.ts'
import { UNSTATED } from '../main/domain/evidence.ts'

const LABELS = join(import.meta.dirname, '../../shared/catalog')
/** Fixed before the first rule was written, so that the third stays the same third. */
const SEED = 'tickmark-filing-1'

const Controls = z.object({
  controls: z.array(z.object({ id: z.string(), title: z.string(), topic: z.string(), resource_type: z.string().nullable() })),
})
const Checks = z.object({
  checks: z.array(
    z.object({
      CheckID: z.string(),
      CheckTitle: z.string(),
      ServiceName: z.string(),
      Categories: z.array(z.string()),
      securityhub_controls: z.array(z.string()),
      topics_from_securityhub: z.array(z.string()),
    }),
  ),
})

type Labelled = { readonly label: string; readonly heldOut: boolean; readonly record: Parameters<Filer>[0] }

/** Right, wrong and not filed; of what is not filed, how often the suggestion is right. */
export type Score = {
  readonly name: string
  readonly n: number
  readonly right: number
  readonly wrong: number
  readonly tray: number
  readonly suggestedRight: number
}
type Confusion = { readonly label: string; readonly said: string; readonly n: number }
export type FilingResult = { readonly scores: readonly Score[]; readonly confusion: readonly Confusion[] }

/** True where a control belongs to the third that is set aside. */
const isHeldOut = (controlId: string): boolean =>
  Number.parseInt(createHash('sha256').update(`${SEED}:${controlId}`).digest('hex').slice(0, 8), 16) % 3 === 0

/** Null where the labels are not at hand. */
export function measureFiling(): FilingResult | null {
  if (!existsSync(LABELS)) return null
  const { controls, checks } = labelled()
  const catalog = shippedCatalog()
  const files = (...sets: readonly TopicRuleSet[]): Filer => createFiler(catalog, sets)
  const rules = files('product', 'taxonomy', 'category', 'words', 'service')
  const all = files('format', 'control', 'bridge', 'catalog', 'product', 'taxonomy', 'category', 'words', 'service')
  const rows = [
    ['controls, rules alone', controls, rules],
    ['controls, with the table of ids', controls, all],
    ['Prowler checks, rules alone', checks, rules],
    ['Prowler checks, with the table of ids', checks, all],
  ] as const
  const scores = rows.flatMap(([name, items, filer]) => [
    score(name, items, filer),
    score(
      `  the two thirds rules were written on`,
      items.filter(({ heldOut }) => !heldOut),
      filer,
    ),
    score(
      `  the third set aside`,
      items.filter(({ heldOut }) => heldOut),
      filer,
    ),
  ])
  return { scores, confusion: confusionOf([...controls, ...checks], rules) }
}

function labelled(): { controls: Labelled[]; checks: Labelled[] } {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(LABELS, name), 'utf8'))
  const { controls } = Controls.parse(read('securityhub-controls.json'))
  const known = new Set(controls.map(({ id }) => id.toLowerCase()))
  return {
    controls: controls.map(({ id, title, topic, resource_type: resourceType }) => ({
      label: topic,
      heldOut: isHeldOut(id),
      record: { ...UNSTATED, provider: 'aws', checkId: id, title, resourceType },
    })),
    // A check goes with its controls: what tells of a control that is set aside is set aside too.
    checks: Checks.parse(read('prowler-checks.json')).checks.flatMap((check): Labelled[] => {
      const [label, ...more] = check.topics_from_securityhub
      if (label === undefined || more.length > 0) return []
      const { CheckID: checkId, CheckTitle: title, ServiceName: scannerService, Categories: categories } = check
      const record = { ...UNSTATED, provider: 'aws', toolName: 'Prowler', checkId, title, scannerService, categories }
      return [{ label, heldOut: check.securityhub_controls.some((id) => known.has(id.toLowerCase()) && isHeldOut(id)), record }]
    }),
  }
}

function score(name: string, items: readonly Labelled[], file: Filer): Score {
  const counts = { right: 0, wrong: 0, tray: 0, suggestedRight: 0 }
  for (const { label, record } of items) {
    const { topic, suggestedTopic } = file(record)
    if (topic === label) counts.right += 1
    else if (topic !== null) counts.wrong += 1
    else {
      counts.tray += 1
      if (suggestedTopic === label) counts.suggestedRight += 1
    }
  }
  return { name, n: items.length, ...counts }
}

function confusionOf(items: readonly Labelled[], file: Filer): Confusion[] {
  const counts = new Map<string, number>()
  for (const { label, record } of items) {
    const { topic, suggestedTopic } = file(record)
    const said = topic ?? (suggestedTopic === null ? 'tray' : `tray (${suggestedTopic})`)
    const key = JSON.stringify([label, said])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .map(([key, n]) => {
      const [label, said] = JSON.parse(key) as [string, string]
      return { label, said, n }
    })
    .toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : b.n - a.n))
}

/** Gives the scores and the confusion table as text. */
export function filingText({ scores, confusion }: FilingResult): string {
  const share = (n: number, of: number): string => (of === 0 ? '-' : `${((100 * n) / of).toFixed(1)} %`)
  const line = ({ name, n, right, wrong, tray, suggestedRight }: Score): string =>
    `${name.padEnd(40)} ${String(n).padStart(4)}  right ${share(right, n).padStart(7)}  wrong ${String(wrong).padStart(3)}  tray ${String(tray).padStart(3)} (suggestion right: ${suggestedRight})`
  const widest = Math.max(...confusion.map(({ label }) => label.length))
  const rows = confusion.map(({ label, said, n }) => `${label.padEnd(widest)}  ${String(n).padStart(4)}  ${said === label ? '=' : said}`)
  return [
    'Filing by topic against Security Hub’s own categories',
    ...scores.map(line),
    '',
    'Where rules alone put controls and checks (label, how many, filed under; = is the label itself)',
    ...rows,
  ].join('\n')
}
