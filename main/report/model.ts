// What a report says, in the order it says it, without any layout: everything the pages print is decided here.
// Pure: the same source always gives the same model. Wording and looks live in sections/.
import type { ChapterTopic, Topic } from '#domain/catalog'
import type { CoverageState } from '#domain/coverage'
import { coverageState, splitByLifecycle, withoutUnanswered } from '#domain/coverage-state'
import { type Conclusion, type ConclusionWord, type JudgedCriterion, noVerdicts, type VerdictCounts } from '#domain/criterion'
import { type EvidenceRow, noSeverities, Severity, type SeverityCounts } from '#domain/evidence'
import { type FindingRow, FindingStatus } from '#domain/finding'
import type { Balance } from '#domain/report'
import { checkOf, countRows, type EvidenceCounts, groupBy } from './counting.ts'
import type { ReportSource } from './source.ts'

/** At most so many evidence rows are printed; beyond that the annex says shown/total and points to the embedded data. */
export const ANNEX_LIMIT = 20_000
/** At most so many failing records are printed under one finding; the embedded data has them all. */
export const RESOURCE_LIMIT = 40

export type CheckCounts = { readonly check: string; readonly title: string | null; readonly counts: EvidenceCounts }

/** One topic with everything filed under it. `topic` null = filed under no topic. */
export type TopicSection = {
  readonly topic: string | null
  /** As the chapter words it. */
  readonly title: string
  /** The canonical topic's short name, where there is one. */
  readonly label: string
  readonly place: 'chapter' | 'outside' | 'unfiled'
  readonly state: CoverageState
  readonly awsPart: string | null
  readonly customerPart: string | null
  readonly criteria: readonly JudgedCriterion[]
  readonly verdicts: VerdictCounts
  readonly counts: EvidenceCounts
  readonly checks: readonly CheckCounts[]
  readonly findings: readonly FindingRow[]
  readonly conclusion: ConclusionWord
  readonly rationale: string
  readonly concludedBy: string | null
  readonly concludedAt: string | null
}

export type FindingSection = {
  readonly finding: FindingRow
  readonly topicTitle: string | null
  /** Failing records of the finding's check: the first ones, how many there are, and on what. */
  readonly affected: readonly EvidenceRow[]
  readonly affectedTotal: number
  readonly affectedOn: AffectedResources
}

/** Different resources (by id, account and region) among records, and how many records name none. */
export type AffectedResources = { readonly resources: number; readonly unnamed: number }

export type ReportModel = {
  readonly source: ReportSource
  readonly chapter: readonly TopicSection[]
  readonly outside: readonly TopicSection[]
  readonly unfiled: TopicSection | null
  /** Canonical topics that the service's chapter does not have and under which nothing lies. */
  readonly notTopics: readonly Topic[]
  readonly counts: EvidenceCounts
  readonly verdicts: VerdictCounts
  readonly findings: readonly FindingSection[]
  readonly findingsByStatus: Readonly<Record<FindingStatus, number>>
  readonly findingsBySeverity: SeverityCounts
  readonly conclusion: Pick<TopicSection, 'conclusion' | 'rationale' | 'concludedBy' | 'concludedAt'>
  readonly annex: { readonly rows: readonly EvidenceRow[]; readonly total: number }
  readonly balance: Balance
}

/** Arranges a source as the report prints it: the chapter's topics in the chapter's order, then what lies outside it. */
export function buildReportModel(source: ReportSource, balance: Balance): ReportModel {
  const { service, evidence, findings, criteria } = source
  const rows = evidence.toSorted((a, b) => a.evidenceId - b.evidenceId)
  const inChapter = new Set(service.chapter.map((topic) => topic.topic))
  const canonical = new Map(source.topics.map((topic) => [topic.topic, topic.label]))
  const parts: Parts = {
    source,
    labels: canonical,
    rows: groupBy(rows, (row) => row.topic),
    findings: groupBy(bySeverity(findings), (finding) => finding.topic),
    criteria: groupBy(criteria, (criterion) => criterion.topic),
    conclusions: new Map(source.conclusions.map((conclusion) => [conclusion.topic, conclusion])),
  }
  const used = new Set<string | null>([...parts.rows.keys(), ...parts.findings.keys(), ...parts.criteria.keys()])
  const foreign = [...used].filter((topic): topic is string => topic !== null && !inChapter.has(topic))
  const foreignInOrder = [...canonical.keys()]
    .filter((topic) => foreign.includes(topic))
    .concat(foreign.filter((topic) => !canonical.has(topic)))
  const chapter = service.chapter.map((topic) => sectionOf(parts, topic, 'chapter'))
  const outside = foreignInOrder.map((topic) => sectionOf(parts, { topic, title: canonical.get(topic) ?? topic }, 'outside'))
  const unfiled = used.has(null) ? sectionOf(parts, null, 'unfiled') : null
  return {
    source,
    chapter,
    outside,
    unfiled,
    notTopics: source.topics.filter((topic) => !inChapter.has(topic.topic) && !used.has(topic.topic)),
    counts: countRows(rows),
    verdicts: countVerdicts(criteria),
    findings: findingSections(source, rows, [...chapter, ...outside]),
    findingsByStatus: countBy(FindingStatus.options, findings, (finding) => finding.status),
    findingsBySeverity: findings.reduce((counts, { severity }) => ({ ...counts, [severity]: counts[severity] + 1 }), noSeverities()),
    conclusion: conclusionOf(parts.conclusions.get(null)),
    annex: { rows: rows.slice(0, ANNEX_LIMIT), total: rows.length },
    balance,
  }
}

/** Calls of the kit without an answer, where there are none. */
const NO_CALLS = { denied: 0, failed: 0, notRun: 0 }

type Parts = {
  readonly source: ReportSource
  readonly labels: ReadonlyMap<string, string>
  readonly rows: ReadonlyMap<string | null, readonly EvidenceRow[]>
  readonly findings: ReadonlyMap<string | null, readonly FindingRow[]>
  readonly criteria: ReadonlyMap<string | null, readonly JudgedCriterion[]>
  readonly conclusions: ReadonlyMap<string | null, Conclusion>
}

function sectionOf(parts: Parts, topic: ChapterTopic | null, place: TopicSection['place']): TopicSection {
  const key = topic?.topic ?? null
  const rows = parts.rows.get(key) ?? []
  const criteria = parts.criteria.get(key) ?? []
  const split = parts.source.service.responsibilities.find((part) => part.topic === key)
  const counts = countRows(rows)
  const verdicts = countVerdicts(criteria)
  return {
    topic: key,
    title: topic?.title ?? 'Filed under no topic',
    label: parts.labels.get(key ?? '') ?? topic?.title ?? 'Filed under no topic',
    place,
    state: coverageState(
      withoutUnanswered(
        {
          inChapter: place === 'chapter',
          ...splitByLifecycle(rows.map(({ result, lifecycle }) => ({ result, lifecycle, count: 1 }))),
          verdicts,
        },
        parts.source.coverage.row.topics.find((cell) => cell.topic === key)?.unanswered ?? NO_CALLS,
      ),
    ),
    awsPart: split?.aws || null,
    customerPart: split?.customer || null,
    criteria,
    verdicts,
    counts,
    checks: checkCounts(rows),
    findings: parts.findings.get(key) ?? [],
    ...conclusionOf(key === null ? undefined : parts.conclusions.get(key)),
  }
}

function findingSections(source: ReportSource, rows: readonly EvidenceRow[], sections: readonly TopicSection[]): FindingSection[] {
  const failing = groupBy(
    rows.filter((row) => row.result === 'fail'),
    checkOf,
  )
  const titles = new Map(sections.map((section) => [section.topic, section.title]))
  return bySeverity(source.findings).map((finding) => {
    const affected = failing.get(finding.check) ?? []
    return {
      finding,
      topicTitle: titles.get(finding.topic) ?? finding.topic,
      affected: affected.slice(0, RESOURCE_LIMIT),
      affectedTotal: affected.length,
      affectedOn: resourcesOf(affected),
    }
  })
}

const resourcesOf = (rows: readonly EvidenceRow[]): AffectedResources => {
  const named = rows.filter((row) => row.resource !== null)
  const resources = new Set(named.map(({ resource, account, region }) => JSON.stringify([resource, account, region])))
  return { resources: resources.size, unnamed: rows.length - named.length }
}

const checkCounts = (rows: readonly EvidenceRow[]): CheckCounts[] =>
  [...groupBy(rows, checkOf)]
    .map(([check, of]) => ({ check, title: of.find((row) => row.title !== null)?.title ?? null, counts: countRows(of) }))
    .toSorted((a, b) => b.counts.byResult.fail - a.counts.byResult.fail || (a.check < b.check ? -1 : 1))

const conclusionOf = (conclusion: Conclusion | undefined) => ({
  conclusion: conclusion?.conclusion ?? ('not-concluded' as const),
  rationale: conclusion?.rationale ?? '',
  concludedBy: conclusion?.updatedBy ?? null,
  concludedAt: conclusion?.updatedAt ?? null,
})

const bySeverity = (findings: readonly FindingRow[]): FindingRow[] =>
  findings.toSorted((a, b) => Severity.options.indexOf(a.severity) - Severity.options.indexOf(b.severity) || a.number - b.number)

const countVerdicts = (criteria: readonly JudgedCriterion[]): VerdictCounts =>
  criteria.reduce((counts, { verdict }) => ({ ...counts, [verdict]: counts[verdict] + 1 }), noVerdicts())

const countBy = <K extends string, T>(keys: readonly K[], items: readonly T[], keyOf: (item: T) => K): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, items.filter((item) => keyOf(item) === key).length])) as Record<K, number>
