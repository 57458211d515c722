// Proposals for a service's criteria, worked out from the evidence that stands now: by evaluators over AWS CLI answers, and by the
// kept counts of each criterion's checks. Keeps nothing.
import { checkCounts, failingPlaces } from '#db/queries/check-counts'
import { readEngagement } from '#db/queries/engagement'
import { lastSeqOf } from '#db/queries/journal'
import type { ReadableDb } from '#db/types'
import type { Criterion, JudgedCriterion } from '#domain/criterion'
import { JOURNAL_SUBJECTS, type JournalSubject } from '#domain/journal'
import { MOST_PLACES, type Proposal } from '#domain/proposal'
import type { Catalog } from '../catalog/catalog.ts'
import { combine, type NamedStatement } from '../evaluators/combine.ts'
import { type CheckCount, countedChecks } from '../evaluators/counted-checks.ts'
import { createEvidence } from '../evaluators/evidence.ts'
import { EVALUATORS } from '../evaluators/registry.ts'
import { checklistOf } from './judgement.ts'
import { answersOf } from './proposal-evidence.ts'

/** Names the part of a proposal that rests on the counts of scanner checks. */
const CHECKS = 'checks'

/** What changes no proposal: people's own judgement and what is made of it. Everything else that is journaled may. */
const JUDGEMENT: ReadonlySet<JournalSubject> = new Set(['finding', 'verdict', 'conclusion', 'sign-off', 'report', 'signature'])

/** Equal where the proposals of an engagement must be equal: the last journal entry on anything they can rest on. */
export const evidenceState = (db: ReadableDb): number =>
  lastSeqOf(
    db,
    JOURNAL_SUBJECTS.filter((subject) => !JUDGEMENT.has(subject)),
  )

/** What the evidence suggests, for each criterion on the checklist that an evaluator or a check speaks to. Run it inside one read transaction. */
export function readProposals(db: ReadableDb, catalog: Catalog, service: string): readonly Proposal[] {
  const criteria = checklistOf(db, catalog, service).selected
  const ids = new Set(criteria.map(({ criterionId }) => criterionId))
  const evaluators = EVALUATORS.filter(({ criterionIds }) => criterionIds.some((id) => ids.has(id)))
  const { accounts = [], regions = [] } = readEngagement(db) ?? {}
  const commands = new Set(evaluators.flatMap(({ reads }) => reads))
  const evidence = createEvidence({ ...answersOf(db, commands), accounts, regions })
  const said = evaluators.map((evaluator) => ({ ...evaluator, statement: evaluator.evaluate(evidence) }))
  const counts = countsByCheck(db, criteria)
  return criteria.flatMap((criterion): Proposal[] => {
    const statements = said
      .filter(({ criterionIds }) => criterionIds.includes(criterion.criterionId))
      .map(({ evaluatorId, statement }): NamedStatement => ({ ...statement, evaluatorId }))
    const counted = checksOf(db, criterion, counts, accounts)
    const proposal = combine(criterion.criterionId, counted === null ? statements : [...statements, counted])
    return proposal === null ? [] : [proposal]
  })
}

type Counts = ReadonlyMap<string, readonly CheckCount[]>

/** One look at the counts for all criteria together. */
function countsByCheck(db: ReadableDb, criteria: readonly Criterion[]): Counts {
  const checks = [...new Set(criteria.flatMap((criterion) => criterion.checks))]
  return checks.length === 0 ? new Map() : Map.groupBy(checkCounts(db, checks), ({ check }) => check)
}

function checksOf(db: ReadableDb, { checks }: Criterion, all: Counts, accounts: readonly string[]): NamedStatement | null {
  const counts = checks.flatMap((check) => all.get(check) ?? [])
  const hasFails = counts.some(({ result, muted }) => result === 'fail' && !muted)
  const counted = countedChecks({ checks, counts, accounts, failing: hasFails ? failingPlaces(db, checks, MOST_PLACES) : [] })
  return counted === null ? null : { ...counted, evaluatorId: CHECKS }
}

/** The criteria whose verdict answered another proposal than stands now; nothing is worked out where no verdict answers one. */
export function changedSince(db: ReadableDb, catalog: Catalog, service: string, criteria: readonly JudgedCriterion[]): readonly string[] {
  const answering = criteria.filter(({ proposal }) => proposal !== null)
  if (answering.length === 0) return []
  const now = new Map(readProposals(db, catalog, service).map((proposal) => [proposal.criterionId, proposal]))
  return answering.filter((criterion) => isChangedSince(criterion, now.get(criterion.criterionId))).map(({ criterionId }) => criterionId)
}

/** Whether a verdict was given on another proposal than stands now; a proposal that is gone is another one too. */
export const isChangedSince = (criterion: Pick<JudgedCriterion, 'proposal'>, now: Proposal | undefined): boolean =>
  criterion.proposal !== null && criterion.proposal.digest !== now?.digest
