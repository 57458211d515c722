// Test support: coverage that follows from rows and criteria by the program's own rules. Not part of the program.
import type { Coverage, CoverageCell, CoverageRow } from '#domain/coverage'
import { arrangePlaces, type PlaceFact } from '#domain/coverage-places'
import { coverageState, decidedBy, splitByLifecycle } from '#domain/coverage-state'
import { whyNotTested } from '#domain/coverage-why'
import { type JudgedCriterion, noVerdicts } from '#domain/criterion'
import type { Engagement } from '#domain/engagement'
import { type EvidenceRow, noResults, noSeverities } from '#domain/evidence'
import type { ReportSource } from '../source.ts'

type Facts = {
  readonly key: string
  readonly name: string
  readonly engagement: Pick<Engagement, 'accounts' | 'regions' | 'services'>
  readonly topics: readonly { readonly topic: string; readonly label: string }[]
  readonly chapter: ReadonlySet<string>
  readonly rows: readonly EvidenceRow[]
  readonly criteria: readonly JudgedCriterion[]
}

/** The coverage of one service that the given rows and criteria make, as the only one of its engagement. */
export function buildCoverage({ key, name, engagement, topics, chapter, rows, criteria }: Facts): ReportSource['coverage'] {
  const facts = rows.map(
    ({ service, topic, account, region }): PlaceFact => ({
      formatId: 'prowler-ocsf',
      service,
      topic,
      account,
      region,
      records: 1,
      denied: 0,
      failed: 0,
      notRun: 0,
    }),
  )
  const places = arrangePlaces(engagement, facts, () => true)
  const evidenceOf = (of: readonly EvidenceRow[]) => {
    const counts = noResults()
    for (const { result } of of) counts[result] += 1
    return counts
  }
  const cells = topics.map(({ topic }): CoverageCell => {
    const mine = rows.filter((row) => row.topic === topic)
    const verdicts = noVerdicts()
    for (const criterion of criteria) if (criterion.topic === topic) verdicts[criterion.verdict] += 1
    const split = splitByLifecycle(mine.map(({ result, lifecycle }) => ({ result, lifecycle, count: 1 })))
    const stateFacts = { inChapter: chapter.has(topic), ...split, verdicts }
    const state = coverageState(stateFacts)
    const { counts, elsewhere, ...reached } = places.of(key, topic)
    return {
      topic,
      inChapter: chapter.has(topic),
      state,
      decidedBy: decidedBy(stateFacts, state),
      why: state === 'not-tested' ? whyNotTested({ counts, elsewhere, ...reached }, [], rows.length > 0) : null,
      testers: [],
      evidence: evidenceOf(mine),
      muted: mine.filter((row) => row.muted).length,
      verdicts,
      findings: 0,
      conclusion: 'not-concluded',
      places: counts,
      elsewhere,
      unanswered: { denied: 0, failed: 0, notRun: 0 },
    }
  })
  const whole = places.of(key, null)
  const row: CoverageRow = {
    key,
    name,
    inScope: engagement.services.includes(key),
    reach: places.reach(key),
    reachSource: null,
    topics: cells,
    unfiled: evidenceOf(rows.filter(({ topic }) => topic === null)),
    evidence: evidenceOf(rows),
    findings: 0,
    openFindings: noSeverities(),
    places: whole.counts,
    elsewhere: whole.elsewhere,
    unanswered: { denied: 0, failed: 0, notRun: 0 },
  }
  const map: Coverage = { scope: places.scope, topics: [...topics], services: [row], unfiled: noResults(), total: evidenceOf(rows) }
  return {
    map,
    row,
    places: {
      scope: places.scope,
      places: places.groups(key, null),
      topics: cells.filter((cell) => cell.inChapter).map(({ topic }) => ({ topic, places: places.groups(key, topic) })),
    },
    criteria: [],
  }
}
