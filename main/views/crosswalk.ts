// The crosswalk: requirement to evidence to criteria and verdicts, and the state that comes of it. Ready whenever it is asked: from kept
// counts, what files name, and the catalog (crosswalk-edges.ts); nothing of it is stored.
import { readEngagement } from '#db/queries/engagement'
import { filesWithoutRequirements } from '#db/queries/requirements'
import { allTallies } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import { type JudgedCriterion, noVerdicts } from '#domain/criterion'
import { noResults, type ResultCounts, sumOf } from '#domain/evidence'
import { frameworksOf } from '#domain/factors'
import {
  type FrameworkSummary,
  noRequirementStates,
  type RequirementOrigin,
  type RequirementRow,
  requirementState,
  type TouchingCriterion,
} from '#domain/framework'
import type { Catalog } from '../catalog/catalog.ts'
import { questionnaire } from '../catalog/factors.ts'
import { byNumbers, type Frameworks, shippedFrameworks } from '../catalog/frameworks.ts'
import { type CheckEdges, type Counts, type Edge, type Known, noCounts, readTouched } from './crosswalk-edges.ts'
import { judgedCriteria } from './judgement.ts'

/** One framework with all its requirements, touched or not. */
export type FrameworkCrosswalk = { readonly framework: FrameworkSummary; readonly rows: readonly RequirementRow[] }

export type Crosswalk = {
  /** Selected by the customer's factors first, then those that scans name, then the rest as the catalog lists them. */
  readonly frameworks: readonly FrameworkCrosswalk[]
  /** Files read before requirements were kept: what they name is not here until they are imported again. */
  readonly withoutRequirements: readonly string[]
}

/** How a framework fares, over everything or one service alone. Throws nothing; an empty engagement gives untouched frameworks. */
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
  for (const { edge, fileName } of byHand) if (edge.requirement !== null) rowOf(of(edge.frameworkId), edge).byHand.add(fileName)
  const named = new Set(gathered.keys())
  for (const { frameworkId } of frameworks.all()) of(frameworkId)
  for (const criterion of criteriaOf(db, catalog, service)) addCriterion(of, frameworks, criterion)
  const selected = selectedFrameworks(db)
  for (const frameworkId of selected) of(frameworkId)
  for (const [frameworkId, framework] of gathered)
    for (const requirement of frameworks.listed(frameworkId))
      rowOf(framework, { frameworkId, requirement, origin: 'catalog', word: null, written: null, known: 'listed' })
  const made = [...gathered].map(([frameworkId, framework]) => finish(frameworks, frameworkId, framework, selected))
  return {
    frameworks: [
      ...selected.flatMap((id) => made.filter(({ framework }) => framework.frameworkId === id)),
      ...made.filter(({ framework }) => !framework.selected && named.has(framework.frameworkId)).sort(byName),
      ...made.filter(({ framework }) => !framework.selected && !named.has(framework.frameworkId)).sort(byName),
    ],
    withoutRequirements: filesWithoutRequirements(db),
  }
}

const byName = (a: FrameworkCrosswalk, b: FrameworkCrosswalk): number =>
  byNumbers(`${a.framework.name} ${a.framework.version}`, `${b.framework.name} ${b.framework.version}`)

type GatheredCheck = { origin: RequirementOrigin; readonly counts: Counts; readonly services: Set<string | null> }
type GatheredRow = {
  known: Known
  readonly written: Set<string>
  readonly checks: Map<string, GatheredCheck>
  readonly byService: Map<string | null, ResultCounts>
  readonly counts: Counts
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
    row = { known, written: new Set(), checks: new Map(), byService: new Map(), counts: noCounts(), criteria: [], byHand: new Set() }
    rows.set(id, row)
  }
  if (known === 'listed') row.known = known
  if (written !== null && written !== id) row.written.add(written)
  return row
}

function gather(of: (frameworkId: string) => Gathered, { check, edges, byService }: CheckEdges): void {
  const counted = new Set<GatheredRow>()
  for (const edge of edges) {
    // A framework that only the catalog brings is not brought by checks without records.
    if (edge.word === null && byService.size === 0) continue
    const framework = of(edge.frameworkId)
    if (edge.word !== null) framework.writtenAs.add(edge.word)
    if (edge.requirement === null) {
      if (byService.size > 0) framework.members.add(check)
      continue
    }
    const row = rowOf(framework, edge)
    // Two spellings of one requirement are one.
    if (counted.has(row) || byService.size === 0) continue
    counted.add(row)
    framework.checks.add(check)
    const known = row.checks.get(check)
    const touching: GatheredCheck = known ?? { origin: edge.origin, counts: noCounts(), services: new Set() }
    row.checks.set(check, touching)
    if (edge.origin === 'scan') touching.origin = 'scan'
    for (const [service, counts] of byService) {
      touching.services.add(service)
      const place = row.byService.get(service) ?? noResults()
      row.byService.set(service, place)
      addAll(touching.counts, counts)
      addAll(row.counts, counts)
      addResults(place, counts.active)
      addResults(place, counts.stale)
    }
  }
}

const addAll = (into: Counts, counts: Counts): void => {
  addResults(into.active, counts.active)
  addResults(into.stale, counts.stale)
}
const addResults = (into: ResultCounts, counts: Readonly<ResultCounts>): void => {
  for (const result of Object.keys(counts) as (keyof ResultCounts)[]) into[result] += counts[result]
}

/** Criteria that name requirements: of the one service, or of all in scope and all seen. */
function criteriaOf(db: ReadableDb, catalog: Catalog, service: string | null): readonly JudgedCriterion[] {
  const scope = readEngagement(db)?.services ?? []
  const seen = service === null ? allTallies(db).flatMap((t) => (t.service === null ? [] : [t.service])) : [service]
  return [...new Set(service === null ? [...scope, ...seen] : seen)]
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

function finish(frameworks: Frameworks, frameworkId: string, gathered: Gathered, selected: readonly string[]): FrameworkCrosswalk {
  const states = noRequirementStates()
  const rows = [...gathered.rows]
    .sort(([a], [b]) => byNumbers(a, b))
    .map(([requirement, row]) => {
      const finished = finishRow(frameworks, frameworkId, requirement, row)
      states[finished.state] += 1
      return finished
    })
  const framework: FrameworkSummary = {
    ...frameworks.framework(frameworkId),
    writtenAs: [...gathered.writtenAs].sort(),
    selected: selected.includes(frameworkId),
    requirements: rows.length,
    states,
    checks: gathered.checks.size,
    withoutRequirement: [...gathered.members].filter((check) => !gathered.checks.has(check)).length,
  }
  return { framework, rows }
}

function finishRow(frameworks: Frameworks, frameworkId: string, requirement: string, row: GatheredRow): RequirementRow {
  const verdicts = noVerdicts()
  for (const { verdict } of row.criteria) verdicts[verdict] += 1
  return {
    requirement,
    title: frameworks.title(frameworkId, requirement),
    group: frameworks.group(frameworkId, requirement),
    writtenAs: [...row.written].sort(),
    known: row.known,
    state: requirementState({ ...row.counts, verdicts }),
    records: total(row.counts),
    stale: sumOf(row.counts.stale),
    byService: [...row.byService].sort(([a], [b]) => byService(a, b)).map(([service, records]) => ({ service, records })),
    checks: [...row.checks]
      .sort(([a], [b]) => byNumbers(a, b))
      .map(([check, { origin, counts, services }]) => ({
        check,
        origin,
        records: total(counts),
        stale: sumOf(counts.stale),
        services: [...services].sort(byService),
      })),
    criteria: row.criteria,
    byHand: [...row.byHand].sort(),
  }
}

/** Unfiled records last. */
const byService = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)

function total({ active, stale }: Counts): ResultCounts {
  const sum = noResults()
  addResults(sum, active)
  addResults(sum, stale)
  return sum
}
