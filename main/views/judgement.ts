// Criteria with the verdict they have now, conclusions in chapter order, sign-offs and whether they still hold.
import { createHash } from 'node:crypto'
import { readEngagement } from '#db/queries/engagement'
import { findingsOfService } from '#db/queries/findings'
import {
  allConclusions,
  allSignOffs,
  allVerdicts,
  readConclusion,
  readVerdict,
  type StoredVerdict,
  verdictsOfService,
} from '#db/queries/judgement'
import { contentOfService, talliesOfService } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import { canonicalJson } from '#domain/canonical-json'
import { type Conclusion, type Criterion, type JudgedCriterion, noVerdicts, type VerdictCounts } from '#domain/criterion'
import { isSelected } from '#domain/factors'
import type { SignOff } from '#domain/sign-off'
import type { Catalog } from '../catalog/catalog.ts'
import { reportsUnder } from './assurance.ts'

const UNJUDGED = {
  verdict: 'not-tested',
  rationale: '',
  basis: '',
  reportId: null,
  proposal: null,
  updatedAt: null,
  updatedBy: null,
} as const

/** The criteria of a service that the customer's factors leave on the checklist, in the order of its chapter, and those they leave out. */
export function checklistOf(
  db: ReadableDb,
  catalog: Catalog,
  service: string,
): { readonly selected: readonly Criterion[]; readonly leftOut: readonly Criterion[] } {
  const answers = readEngagement(db)?.factors.answers ?? {}
  // A service that only a newer program's catalog knows has nothing to judge here; its verdicts are told as open points.
  const criteria = catalog.resolveKey(service) === undefined ? [] : catalog.criteria(service)
  return {
    selected: criteria.filter((criterion) => isSelected(criterion, answers)),
    leftOut: criteria.filter((criterion) => !isSelected(criterion, answers)),
  }
}

/** A service's checklist with the verdicts given, in the order of its chapter. */
export function judgedCriteria(db: ReadableDb, catalog: Catalog, service: string): JudgedCriterion[] {
  const { selected } = checklistOf(db, catalog, service)
  // Callers may name a service by an alias; its criteria know the key.
  const given = new Map(verdictsOfService(db, selected[0]?.service ?? service).map((verdict) => [verdict.criterionId, verdict]))
  return selected.map((criterion) => judgedBy(criterion, given.get(criterion.criterionId)))
}

/** A criterion with the verdict it has now, on the checklist or not. */
export const judgedOf = (db: ReadableDb, criterion: Criterion): JudgedCriterion =>
  judgedBy(criterion, readVerdict(db, criterion.criterionId) ?? undefined)

function judgedBy(criterion: Criterion, given: StoredVerdict | undefined): JudgedCriterion {
  if (given === undefined) return { ...criterion, ...UNJUDGED }
  const { verdict, rationale, basis, reportId, proposal, updatedAt, updatedBy } = given
  return { ...criterion, verdict, rationale, basis, reportId, proposal, updatedAt, updatedBy }
}

export function verdictCounts(criteria: readonly JudgedCriterion[]): VerdictCounts {
  const counts = noVerdicts()
  for (const { verdict } of criteria) counts[verdict] += 1
  return counts
}

/** One conclusion per topic of the chapter, then the one on the service as a whole; `not-concluded` where nobody has spoken. */
export function conclusionsOf(db: ReadableDb, catalog: Catalog, service: string): Conclusion[] {
  const chapter = catalog.service(service)?.chapter ?? []
  const extra = allConclusions(db).filter((c) => c.service === service && c.topic !== '' && !chapter.some((t) => t.topic === c.topic))
  return [...chapter.map((t) => t.topic), ...extra.map((c) => c.topic), null].map((topic) => {
    const given = readConclusion(db, service, topic ?? '')
    return given ? { ...given, topic } : { service, topic, conclusion: 'not-concluded', rationale: '', updatedAt: null, updatedBy: null }
  })
}

/** Digest of all that a sign-off on a service covers: scope, evidence, findings, verdicts with the AWS reports under them, conclusions (law 6). */
export function contentHash(db: ReadableDb, catalog: Catalog, service: string): string {
  const criteria = checklistOf(db, catalog, service).selected
  const ids = new Set(criteria.map((c) => c.criterionId))
  const verdicts = allVerdicts(db).filter((v) => ids.has(v.criterionId))
  const content = {
    engagement: readEngagement(db),
    // A new version of the program may word a criterion anew: what was judged is then no longer what stands here.
    criteria,
    // What the records say, not when: the same scan once more changes nothing of what was signed.
    evidence: contentOfService(db, service),
    tallies: talliesOfService(db, service),
    findings: findingsOfService(db, service),
    verdicts,
    awsReports: reportsUnder(db, verdicts),
    conclusions: allConclusions(db).filter((c) => c.service === service),
  }
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex')
}

/** The sign-offs of a service; one that was given on something else than what stands now does not hold. */
export function signOffsOf(db: ReadableDb, catalog: Catalog, service: string): SignOff[] {
  const given = allSignOffs(db).filter((s) => s.service === service)
  if (given.length === 0) return []
  const now = contentHash(db, catalog, service)
  return given.map((s) => ({ ...s, holds: s.contentHash === now }))
}
