// Coverage inside a service: each criterion of its checklist with its verdict and what the checks that test it found. Checks count wherever
// in the engagement their records lie: what proves a criterion of one service is often filed under another (CloudTrail, IAM).
import type { ServiceTally } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import type { CriterionCoverage } from '#domain/coverage'
import { coverageState, decidedBy, splitByLifecycle } from '#domain/coverage-state'
import { noVerdicts } from '#domain/criterion'
import { noResults } from '#domain/evidence'
import type { Catalog } from '../catalog/catalog.ts'
import { judgedCriteria } from './judgement.ts'

/** The criteria of a service in the order of its chapter, by the same rule as topics; `byCheck` are the counts of the whole engagement. */
export function readCriteriaCoverage(
  db: ReadableDb,
  catalog: Catalog,
  service: string,
  byCheck: ReadonlyMap<string | null, readonly ServiceTally[]>,
): CriterionCoverage[] {
  return judgedCriteria(db, catalog, service).map(({ criterionId, topic, checks, verdict }) => {
    const found = checks.flatMap((check) => byCheck.get(check) ?? [])
    const evidence = noResults()
    for (const t of found) evidence[t.result] += t.count
    const facts = { inChapter: true, ...splitByLifecycle(found), verdicts: { ...noVerdicts(), [verdict]: 1 } }
    const state = coverageState(facts)
    return { criterionId, topic, state, decidedBy: decidedBy(facts, state), evidence }
  })
}
