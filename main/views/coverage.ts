// The coverage map, read off kept counts, verdicts and findings. One state per cell, decided by domain/coverage-state.ts.

import { readEngagement } from '#db/queries/engagement'
import { countFindings, type FindingCount } from '#db/queries/findings'
import { allConclusions, allVerdicts } from '#db/queries/judgement'
import { allTallies, type ServiceTally } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import type { Coverage, CoverageCell, CoverageRow } from '#domain/coverage'
import { coverageState, splitByLifecycle } from '#domain/coverage-state'
import { noVerdicts, type VerdictCounts } from '#domain/criterion'
import { noResults, noSeverities, sumOf } from '#domain/evidence'
import type { Catalog } from '../catalog/catalog.ts'

const isOpen = (count: FindingCount): boolean => count.status === 'draft' || count.status === 'open'

/** The whole map: services in scope first, then those only seen in evidence; columns are the canonical topics. */
export function readCoverage(db: ReadableDb, catalog: Catalog): Coverage {
  const scope = readEngagement(db)?.services ?? []
  const tallies = allTallies(db)
  const findings = countFindings(db)
  const seen = [...new Set(tallies.flatMap((t) => (t.service === null ? [] : [t.service])))].filter((key) => !scope.includes(key)).sort()
  const services = [...scope, ...seen].map((key) => coverageRow(key, { db, catalog, tallies, findings, inScope: scope.includes(key) }))
  const used = new Set(services.flatMap((row) => row.topics.filter((cell) => cell.state !== 'not-in-chapter').map((cell) => cell.topic)))
  const unfiled = noResults()
  const total = noResults()
  for (const t of tallies) {
    total[t.result] += t.count
    if (t.service === null) unfiled[t.result] += t.count
  }
  return {
    topics: catalog
      .topics()
      .filter(({ topic }) => used.has(topic))
      .map(({ topic, label }) => ({ topic, label })),
    services: services.map((row) => ({ ...row, topics: row.topics.filter((cell) => used.has(cell.topic)) })),
    unfiled,
    total,
  }
}

type RowContext = {
  readonly db: ReadableDb
  readonly catalog: Catalog
  readonly tallies: readonly ServiceTally[]
  readonly findings: readonly FindingCount[]
  readonly inScope: boolean
}

function coverageRow(key: string, { db, catalog, tallies, findings, inScope }: RowContext): CoverageRow {
  const service = catalog.service(key)
  const chapter = new Set(service?.chapter.map((t) => t.topic))
  const mine = tallies.filter((t) => t.service === key)
  const myFindings = findings.filter((f) => f.service === key)
  const verdicts = verdictsByTopic(db, catalog, key)
  const conclusions = new Map(
    allConclusions(db)
      .filter((c) => c.service === key)
      .map((c) => [c.topic, c.conclusion]),
  )
  const topics = catalog.topics().map(({ topic }): CoverageCell => {
    const evidence = noResults()
    const filed = mine.filter((t) => t.topic === topic)
    let muted = 0
    for (const t of filed) {
      evidence[t.result] += t.count
      if (t.muted) muted += t.count
    }
    const facts = { inChapter: chapter.has(topic), ...splitByLifecycle(filed), verdicts: verdicts.get(topic) ?? noVerdicts() }
    return {
      topic,
      inChapter: facts.inChapter,
      state: coverageState(facts),
      evidence,
      muted,
      verdicts: facts.verdicts,
      findings: myFindings.filter((f) => f.topic === topic).reduce((sum, f) => sum + f.n, 0),
      conclusion: conclusions.get(topic) ?? 'not-concluded',
    }
  })
  const evidence = noResults()
  const unfiled = noResults()
  for (const t of mine) {
    evidence[t.result] += t.count
    if (t.topic === null) unfiled[t.result] += t.count
  }
  const openFindings = noSeverities()
  for (const f of myFindings) if (isOpen(f)) openFindings[f.severity] += f.n
  return {
    key,
    name: service?.name ?? key,
    inScope,
    topics,
    unfiled,
    evidence,
    findings: sumOf(Object.fromEntries(myFindings.map((f, i) => [i, f.n]))),
    openFindings,
  }
}

/** The row of one service, all canonical topics included. */
export function readCoverageRow(db: ReadableDb, catalog: Catalog, key: string): CoverageRow {
  const inScope = readEngagement(db)?.services.includes(key) ?? false
  return coverageRow(key, { db, catalog, tallies: allTallies(db), findings: countFindings(db), inScope })
}

function verdictsByTopic(db: ReadableDb, catalog: Catalog, service: string): Map<string, VerdictCounts> {
  const given = new Map(allVerdicts(db).map((v) => [v.criterionId, v.verdict]))
  const byTopic = new Map<string, VerdictCounts>()
  for (const criterion of catalog.criteria(service)) {
    const counts = byTopic.get(criterion.topic) ?? noVerdicts()
    counts[given.get(criterion.criterionId) ?? 'not-tested'] += 1
    byTopic.set(criterion.topic, counts)
  }
  return byTopic
}
