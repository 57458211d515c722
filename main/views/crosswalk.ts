// The crosswalk: requirement to evidence to criteria and verdicts, and the state that comes of it. Ready whenever it is asked: from kept
// counts, what files name, and the catalog (crosswalk-edges.ts); nothing of it is stored.
import { readEngagement } from '#db/queries/engagement'
import { allVerdicts } from '#db/queries/judgement'
import { filesWithoutRequirements } from '#db/queries/requirements'
import type { ReadableDb } from '#db/types'
import { type JudgedCriterion, noVerdicts } from '#domain/criterion'
import { noResults, type ResultCounts, sumOf } from '#domain/evidence'
import { frameworksOf } from '#domain/factors'
import {
  type FrameworkSummary,
  noRequirementStates,
  type RequirementOrigin,
  type RequirementRow,
  type RequirementState,
  requirementState,
  type TouchingCriterion,
} from '#domain/framework'
import type { Catalog } from '../catalog/catalog.ts'
import { questionnaire } from '../catalog/factors.ts'
import { byNumbers, type Frameworks, shippedFrameworks } from '../catalog/frameworks.ts'
import { type CheckEdges, type Count, type Edge, type Known, readTouched } from './crosswalk-edges.ts'
import { judgedCriteria } from './judgement.ts'

export type Crosswalk = {
  /**
   * Selected by the customer's factors first, in their order; then those that scans name, those that only the catalog brings, those that
   * nothing touches; at the end what only scans know, and lists of references.
   */
  readonly frameworks: readonly FrameworkSummary[]
  /** All requirements of a framework, touched or not, in the order of their numbers; empty where there is no such framework. */
  readonly rowsOf: (frameworkId: string) => readonly RequirementRow[]
  /** Files read before requirements were kept: what they name is not here until they are imported again. */
  readonly withoutRequirements: readonly string[]
}

/** How the frameworks fare, by everything or by one service alone. */
export function readCrosswalk(db: ReadableDb, catalog: Catalog, service: string | null = null): Crosswalk {
  const frameworks = shippedFrameworks()
  const gathered = new Map<string, Gathered>()
  const of = (frameworkId: string): Gathered => {
    const known = gathered.get(frameworkId)
    if (known) return known
    const made: Gathered = { writtenAs: new Set(), checks: new Set(), members: new Set(), rows: new Map() }
    gathered.set(frameworkId, made)
    return made
  }
  const { checks, byHand } = readTouched(db, frameworks, service)
  for (const check of checks) gather(of, check)
  for (const { edge, fileName } of byHand) {
    const framework = of(edge.frameworkId)
    if (edge.word !== null) framework.writtenAs.add(edge.word)
    if (edge.requirement !== null) rowOf(framework, edge).byHand.add(fileName)
  }
  for (const { frameworkId } of frameworks.all()) of(frameworkId)
  for (const criterion of criteriaOf(db, catalog, service)) addCriterion(of, frameworks, criterion)
  const selected = selectedFrameworks(db)
  for (const [frameworkId, framework] of gathered)
    for (const requirement of frameworks.listed(frameworkId))
      rowOf(framework, { frameworkId, requirement, origin: 'catalog', word: null, written: null, known: 'listed' })
  return {
    frameworks: [...gathered].map(([id, framework]) => summaryOf(frameworks, id, framework, selected)).sort(inOrder(selected)),
    rowsOf: (id) =>
      [...(gathered.get(id)?.rows ?? [])].sort(([a], [b]) => byNumbers(a, b)).map(([r, row]) => finish(frameworks, id, r, row)),
    withoutRequirements: filesWithoutRequirements(db),
  }
}

type GatheredCheck = { origin: RequirementOrigin; readonly counts: (readonly Count[])[] }
type GatheredRow = {
  known: Known
  readonly written: Set<string>
  readonly checks: Map<string, GatheredCheck>
  readonly active: ResultCounts
  readonly stale: ResultCounts
  readonly criteria: TouchingCriterion[]
  readonly byHand: Set<string>
}
type Gathered = {
  readonly writtenAs: Set<string>
  readonly checks: Set<string>
  readonly members: Set<string>
  readonly rows: Map<string, GatheredRow>
}

function rowOf({ rows }: Gathered, { requirement, written, known }: Edge): GatheredRow {
  const id = requirement ?? ''
  let row = rows.get(id)
  if (row === undefined) {
    row = { known, written: new Set(), checks: new Map(), active: noResults(), stale: noResults(), criteria: [], byHand: new Set() }
    rows.set(id, row)
  }
  if (known === 'listed') row.known = known
  if (written !== null && written !== id) row.written.add(written)
  return row
}

function gather(of: (frameworkId: string) => Gathered, { check, edges, counts }: CheckEdges): void {
  const counted = new Set<GatheredRow>()
  for (const edge of edges) {
    // What only the catalog says of a check without records touches nothing; what a scan names is kept.
    if (edge.word === null && counts.length === 0) continue
    const framework = of(edge.frameworkId)
    if (edge.word !== null) framework.writtenAs.add(edge.word)
    if (edge.requirement === null) {
      if (counts.length > 0) framework.members.add(check)
      continue
    }
    const row = rowOf(framework, edge)
    // Two spellings of one requirement are one.
    if (counts.length === 0 || counted.has(row)) continue
    counted.add(row)
    framework.checks.add(check)
    const touching = row.checks.get(check)
    if (touching === undefined) row.checks.set(check, { origin: edge.origin, counts: [counts] })
    else {
      touching.counts.push(counts)
      if (edge.origin === 'scan') touching.origin = edge.origin
    }
    for (const { result, isActive, count } of counts) (isActive ? row.active : row.stale)[result] += count
  }
}

/** Criteria that name requirements: of the one service, or of all in scope and all that somebody gave a verdict on. */
function criteriaOf(db: ReadableDb, catalog: Catalog, service: string | null): readonly JudgedCriterion[] {
  const judged = allVerdicts(db).map(({ criterionId }) => criterionId.slice(0, Math.max(0, criterionId.indexOf('.'))))
  const services = service === null ? new Set([...(readEngagement(db)?.services ?? []), ...judged]) : [service]
  return [...services]
    .filter((key) => catalog.service(key) !== undefined)
    .flatMap((key) => judgedCriteria(db, catalog, key).filter((c) => c.requirements.length > 0))
}

function addCriterion(of: (frameworkId: string) => Gathered, frameworks: Frameworks, criterion: JudgedCriterion): void {
  const { criterionId, service, statement, verdict } = criterion
  const touched = new Set<GatheredRow>()
  for (const { framework, ids } of criterion.requirements) {
    const named = frameworks.named(framework, null)
    for (const { requirement, known } of ids.flatMap((id) => frameworks.requirements(named, id)))
      for (const touch of [{ frameworkId: named.frameworkId, requirement }, ...frameworks.selecting({ ...named, requirement })])
        touched.add(rowOf(of(touch.frameworkId), { ...touch, origin: 'catalog', word: null, written: null, known }))
  }
  for (const row of touched) row.criteria.push({ criterionId, service, statement, verdict })
}

/** Frameworks that the answers to the customer's three factors bring, in the order of the questions. */
function selectedFrameworks(db: ReadableDb): readonly string[] {
  const factors = readEngagement(db)?.factors
  return factors ? frameworksOf(questionnaire(), factors.answers) : []
}

function summaryOf(frameworks: Frameworks, frameworkId: string, gathered: Gathered, selected: readonly string[]): FrameworkSummary {
  const states = noRequirementStates()
  for (const row of gathered.rows.values()) states[stateOf(row)] += 1
  return {
    ...frameworks.framework(frameworkId),
    writtenAs: [...gathered.writtenAs].sort(),
    selected: selected.includes(frameworkId),
    requirements: gathered.rows.size,
    states,
    checks: gathered.checks.size,
    withoutRequirement: [...gathered.members].filter((check) => !gathered.checks.has(check)).length,
  }
}

function inOrder(selected: readonly string[]): (a: FrameworkSummary, b: FrameworkSummary) => number {
  const rank = (f: FrameworkSummary): number => {
    if (f.selected) return selected.indexOf(f.frameworkId) - selected.length
    if (f.kind === 'reference') return 4
    if (f.kind === 'unknown') return 3
    return f.writtenAs.length > 0 ? 0 : f.states['not-tested'] < f.requirements || f.withoutRequirement > 0 ? 1 : 2
  }
  return (a, b) => rank(a) - rank(b) || byNumbers(`${a.name} ${a.version}`, `${b.name} ${b.version}`)
}

function stateOf({ active, stale, criteria }: GatheredRow): RequirementState {
  const verdicts = noVerdicts()
  for (const { verdict } of criteria) verdicts[verdict] += 1
  return requirementState({ active, stale, verdicts })
}

function finish(frameworks: Frameworks, frameworkId: string, requirement: string, row: GatheredRow): RequirementRow {
  const byService = new Map<string | null, ResultCounts>()
  const checks = [...row.checks].map(([check, { origin, counts }]) => {
    const records = noResults()
    const services = new Set<string | null>()
    let stale = 0
    for (const { service, result, isActive, count } of counts.flat()) {
      const place = byService.get(service) ?? noResults()
      byService.set(service, place)
      place[result] += count
      records[result] += count
      services.add(service)
      if (!isActive) stale += count
    }
    return { check, origin, records, stale, services: [...services].sort(unfiledLast) }
  })
  const records = noResults()
  for (const place of byService.values()) for (const result of RESULTS) records[result] += place[result]
  return {
    requirement,
    title: frameworks.title(frameworkId, requirement),
    group: frameworks.group(frameworkId, requirement),
    writtenAs: [...row.written].sort(),
    known: row.known,
    state: stateOf(row),
    records,
    stale: sumOf(row.stale),
    byService: [...byService].sort(([a], [b]) => unfiledLast(a, b)).map(([service, place]) => ({ service, records: place })),
    checks: checks.sort((a, b) => byNumbers(a.check, b.check)),
    criteria: row.criteria,
    byHand: [...row.byHand].sort(),
  }
}

const RESULTS = Object.keys(noResults()) as (keyof ResultCounts)[]

const unfiledLast = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)
