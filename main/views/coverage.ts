// The coverage map, read off kept counts, verdicts and findings at the moment it is asked for: nothing is remembered, so nothing is stale.
// One state per cell, decided by domain/coverage-state.ts; where was looked by domain/coverage-places.ts.

import { hasImports, placeFacts } from '#db/queries/coverage-places'
import { readEngagement } from '#db/queries/engagement'
import { countFindings, type FindingCount } from '#db/queries/findings'
import { allConclusions } from '#db/queries/judgement'
import { allTallies, type ServiceTally } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import type { Coverage, CoverageCell, CoverageRow, CriterionCoverage } from '#domain/coverage'
import { arrangePlaces, noPlaces, type Places, type Reached, type ServicePlaces } from '#domain/coverage-places'
import { reachSource } from '#domain/coverage-reach'
import { coverageState, decidedBy, splitByLifecycle, withoutUnanswered } from '#domain/coverage-state'
import { couldTest, whyNotTested } from '#domain/coverage-why'
import { type ConclusionWord, noVerdicts, type VerdictCounts } from '#domain/criterion'
import { AppError } from '#domain/errors'
import { noResults, noSeverities, type ResultCounts } from '#domain/evidence'
import type { Catalog } from '../catalog/catalog.ts'
import { type Testers, testersOf } from './coverage-checks.ts'
import { readCriteriaCoverage } from './coverage-criteria.ts'
import { judgedCriteria } from './judgement.ts'

/** All that the map is made of, read once. */
type Facts = {
  readonly db: ReadableDb
  readonly catalog: Catalog
  readonly scope: ReadonlySet<string>
  readonly tallies: ReadonlyMap<string | null, readonly ServiceTally[]>
  readonly findings: ReadonlyMap<string | null, readonly FindingCount[]>
  readonly conclusions: ReadonlyMap<string, ConclusionWord>
  readonly places: Places
  readonly testers: Testers
  readonly anyImport: boolean
}

function readFacts(db: ReadableDb, catalog: Catalog): Facts {
  const engagement = readEngagement(db)
  return {
    db,
    catalog,
    scope: new Set(engagement?.services),
    tallies: Map.groupBy(allTallies(db), (t) => t.service),
    findings: Map.groupBy(countFindings(db), (f) => f.service),
    conclusions: new Map(allConclusions(db).map((c) => [`${c.service}/${c.topic}`, c.conclusion])),
    places: placesOf(db, testersOf(catalog)),
    testers: testersOf(catalog),
    anyImport: hasImports(db),
  }
}

const placesOf = (db: ReadableDb, testers: Testers): Places => {
  const engagement = readEngagement(db)
  const stated = { accounts: engagement?.accounts ?? [], regions: engagement?.regions ?? [] }
  return arrangePlaces(stated, placeFacts(db), (service, topic, formatId) => couldTest(formatId, testers(service, topic)))
}

/** The whole map: services in scope first, then those only seen in evidence; columns are the canonical topics. */
export function readCoverage(db: ReadableDb, catalog: Catalog): Coverage {
  const facts = readFacts(db, catalog)
  const seen = [...facts.tallies.keys()].filter((key): key is string => key !== null && !facts.scope.has(key)).sort()
  const services = [...facts.scope, ...seen].map((key) => coverageRow(key, facts))
  const used = new Set(services.flatMap((row) => row.topics.filter((cell) => cell.state !== 'not-in-chapter').map((cell) => cell.topic)))
  const columns = [...catalog.topics().map(({ topic }) => topic), ...services.flatMap((row) => row.topics.map((cell) => cell.topic))]
  return {
    scope: facts.places.scope,
    topics: [...new Set(columns)].filter((topic) => used.has(topic)).map((topic) => ({ topic, label: catalog.topicLabel(topic) })),
    services: services.map((row) => ({ ...row, topics: row.topics.filter((cell) => used.has(cell.topic)) })),
    unfiled: resultsOf(facts.tallies.get(null) ?? []),
    total: resultsOf([...facts.tallies.values()].flat()),
  }
}

/** One service in depth: its row with all canonical topics, every expected place of it, and its criteria. */
export type ServiceInDepth = {
  readonly coverage: CoverageRow
  readonly places: ServicePlaces
  readonly criteria: readonly CriterionCoverage[]
}

/** Reads services in depth from one look at the counts. Throws AppError('not-found') for one that neither catalog nor evidence has. */
export function depthReader(db: ReadableDb, catalog: Catalog): (key: string) => ServiceInDepth {
  const facts = readFacts(db, catalog)
  const byCheck = Map.groupBy([...facts.tallies.values()].flat(), (t) => t.check)
  return (key) => {
    if (!catalog.service(key) && !facts.tallies.has(key) && !facts.scope.has(key))
      throw new AppError('not-found', `Neither the catalog nor any evidence has a service "${key}".`, { service: key })
    const coverage = coverageRow(key, facts)
    const criteria = catalog.service(key) ? readCriteriaCoverage(db, catalog, key, byCheck) : []
    return { coverage, places: servicePlaces(coverage, facts.places), criteria }
  }
}

/** What a report on a service prints of coverage: the map of the whole engagement, and the service in depth. */
export function readReportCoverage(db: ReadableDb, catalog: Catalog, key: string) {
  const { coverage: row, places, criteria } = depthReader(db, catalog)(key)
  return { map: readCoverage(db, catalog), row, places, criteria }
}

/** Topic by topic of the chapter: outside it nothing is expected. */
const servicePlaces = ({ key, topics }: CoverageRow, places: Places): ServicePlaces => ({
  scope: places.scope,
  places: places.groups(key, null),
  topics: topics.filter((cell) => cell.inChapter).map(({ topic }) => ({ topic, places: places.groups(key, topic) })),
})

function coverageRow(key: string, facts: Facts): CoverageRow {
  const { catalog, places } = facts
  const service = catalog.service(key)
  const chapter = new Set(service?.chapter.map((t) => t.topic))
  const mine = facts.tallies.get(key) ?? []
  const findings = facts.findings.get(key) ?? []
  const verdicts = verdictsByTopic(facts, key)
  const byTopic = Map.groupBy(mine, (t) => t.topic)
  const known = catalog.topics().map(({ topic }) => topic)
  // A topic the catalog no longer has keeps its records in the sums.
  const others = [...byTopic.keys()].filter((topic): topic is string => topic !== null && !known.includes(topic)).sort()
  const openFindings = noSeverities()
  for (const f of findings) if (f.status === 'draft' || f.status === 'open') openFindings[f.severity] += f.n
  const { elsewhere, counts, ...unanswered } = reachedIn(places.of(key, null))
  return {
    key,
    name: service?.name ?? key,
    inScope: facts.scope.has(key),
    reach: places.reach(key),
    reachSource: reachSource(key),
    topics: [...known, ...others].map((topic) =>
      coverageCell({
        key,
        topic,
        inChapter: chapter.has(topic),
        tallies: byTopic.get(topic) ?? [],
        verdicts: verdicts.get(topic) ?? noVerdicts(),
        findings: findings.reduce((sum, f) => sum + (f.topic === topic ? f.n : 0), 0),
        facts,
      }),
    ),
    unfiled: resultsOf(byTopic.get(null) ?? []),
    evidence: resultsOf(mine),
    findings: findings.reduce((sum, f) => sum + f.n, 0),
    openFindings,
    places: counts,
    elsewhere,
    unanswered,
  }
}

type CellOf = {
  readonly key: string
  readonly topic: string
  readonly inChapter: boolean
  readonly tallies: readonly ServiceTally[]
  readonly verdicts: VerdictCounts
  readonly findings: number
  readonly facts: Facts
}

function coverageCell({ key, topic, inChapter, tallies, verdicts, findings, facts }: CellOf): CoverageCell {
  const reached = facts.places.of(key, topic)
  const { elsewhere, counts, ...unanswered } = reachedIn(reached)
  const answered = withoutUnanswered({ inChapter, ...splitByLifecycle(tallies), verdicts }, unanswered)
  // Outside the chapter a refused call leaves the topic what it is: none of this chapter.
  const state = coverageState(answered)
  const testers = facts.testers(key, topic)
  return {
    topic,
    inChapter,
    state,
    decidedBy: decidedBy(answered, state),
    why: state === 'not-tested' ? whyNotTested(reached, testers, facts.anyImport) : null,
    testers,
    evidence: resultsOf(tallies),
    muted: tallies.reduce((sum, t) => sum + (t.muted ? t.count : 0), 0),
    verdicts,
    findings,
    conclusion: facts.conclusions.get(`${key}/${topic}`) ?? 'not-concluded',
    // Outside the chapter nothing is expected anywhere, so nothing can be missing.
    places: inChapter ? counts : noPlaces(),
    elsewhere,
    unanswered,
  }
}

const reachedIn = ({ counts, elsewhere, denied, failed, notRun }: Reached) => ({ counts, elsewhere, denied, failed, notRun })

function resultsOf(tallies: readonly ServiceTally[]): ResultCounts {
  const counts = noResults()
  for (const t of tallies) counts[t.result] += t.count
  return counts
}

function verdictsByTopic({ db, catalog }: Facts, key: string): ReadonlyMap<string, VerdictCounts> {
  const byTopic = new Map<string, VerdictCounts>()
  // A service that is only seen in evidence may be unknown to the catalog.
  if (!catalog.service(key)) return byTopic
  for (const { topic, verdict } of judgedCriteria(db, catalog, key)) {
    const counts = byTopic.get(topic) ?? noVerdicts()
    counts[verdict] += 1
    byTopic.set(topic, counts)
  }
  return byTopic
}
