// Frameworks and the crosswalk: which requirement is touched by which checks and criteria, and how it stands. Shapes and the rule for
// a requirement's state; the frameworks themselves are data (main/catalog/frameworks).
import * as z from 'zod'
import { Verdict, type VerdictCounts } from './criterion.ts'
import { ResultCounts, sumOf } from './evidence.ts'
import { ServiceKey } from './ids.ts'

/**
 * The one state a requirement shows, the first that holds. It says how the evidence came out, never that the requirement is met:
 * checks touch a requirement, they rarely exhaust it.
 * `fail` a failing record that its scanner holds to be current, or a criterion not met · `partly` a criterion partly met ·
 * `judged` a criterion met, and no record decides: it rests on a person's word · `inconclusive` records a scanner left open, or nothing
 * but information and stale records · `pass` passing records, nothing failing or left open · `inherited` rests on an AWS report ·
 * `not-applicable` records or verdicts that say so · `not-tested` nothing speaks to it.
 */
export const RequirementState = z.enum(['fail', 'partly', 'judged', 'inconclusive', 'pass', 'inherited', 'not-applicable', 'not-tested'])
export type RequirementState = z.infer<typeof RequirementState>

export type RequirementFacts = {
  /** Records that the scanner holds to be current … */
  readonly active: Readonly<ResultCounts>
  /** … and those it does not any more. */
  readonly stale: Readonly<ResultCounts>
  readonly verdicts: Readonly<VerdictCounts>
}

/** The state of one requirement; the same order as the coverage map's (domain/coverage-state.ts). */
export function requirementState({ active, stale, verdicts }: RequirementFacts): RequirementState {
  const open = active.manual + active.error + active.skipped + active.unknown
  if (active.fail > 0 || verdicts['not-met'] > 0) return 'fail'
  if (verdicts['partly-met'] > 0) return 'partly'
  // A person who judged it met settles what a scanner left open (PRODUCT.md, "verdict").
  if (verdicts.met > 0) return active.pass > 0 && open === 0 ? 'pass' : 'judged'
  if (open > 0) return 'inconclusive'
  if (active.pass > 0) return 'pass'
  const said = sumOf(active) + sumOf(stale) - active['not-applicable'] - stale['not-applicable']
  if (said > 0) return 'inconclusive'
  if (verdicts.inherited > 0) return 'inherited'
  return active['not-applicable'] + stale['not-applicable'] + verdicts['not-applicable'] > 0 ? 'not-applicable' : 'not-tested'
}

/** Who says that a check touches a requirement: the scan itself, or the catalog where the scan names none of that framework. */
export const RequirementOrigin = z.enum(['scan', 'catalog'])
export type RequirementOrigin = z.infer<typeof RequirementOrigin>

/** A framework as the catalog knows it, or as scans name it. */
export const Framework = z.strictObject({
  /** As in the catalog (`nist-800-53-r5`); what no file of the catalog describes has its name in the scan as id. */
  frameworkId: z.string(),
  name: z.string(),
  /** Empty where it has none, or the scan does not say which. */
  version: z.string(),
  /** `reference`: a list of weaknesses or identifiers, nothing to comply with. `unknown`: only scans name it. */
  kind: z.enum(['framework', 'reference', 'unknown']),
  publisher: z.string().nullable(),
  /** Why titles are shown or not. */
  licence: z.string().nullable(),
  source: z.string().nullable(),
  /** What must stand beside its titles. */
  notice: z.string().nullable(),
  /** Whether all its requirements are listed, those that scanners test, or none but what turns up. */
  list: z.enum(['whole', 'part', 'none']),
  listNote: z.string().nullable(),
})
export type Framework = z.infer<typeof Framework>

export const FrameworkSummary = Framework.extend({
  /** How scans of this engagement write its name; empty where only the catalog brings it. */
  writtenAs: z.array(z.string()).readonly(),
  /** An answer to the customer's three factors brings it. */
  selected: z.boolean(),
  requirements: z.int().nonnegative(),
  states: z.record(RequirementState, z.int().nonnegative()),
  /** Checks of this engagement that touch it. */
  checks: z.int().nonnegative(),
  /** Checks that name it, but none of its requirements. */
  withoutRequirement: z.int().nonnegative(),
})
export type FrameworkSummary = z.infer<typeof FrameworkSummary>

/** A check that touches a requirement, with its current records. */
export const TouchingCheck = z.strictObject({
  check: z.string(),
  origin: RequirementOrigin,
  records: ResultCounts,
  /** Of these, the ones the scanner itself archived or resolved. */
  stale: z.int().nonnegative(),
  services: z.array(ServiceKey.nullable()).readonly(),
})
export type TouchingCheck = z.infer<typeof TouchingCheck>

export const TouchingCriterion = z.strictObject({
  criterionId: z.string(),
  service: ServiceKey,
  statement: z.string(),
  verdict: Verdict,
})
export type TouchingCriterion = z.infer<typeof TouchingCriterion>

export const RequirementRow = z.strictObject({
  requirement: z.string(),
  /** Null where its licence keeps it out, or nobody gave it one. */
  title: z.string().nullable(),
  /** The family, category or chapter it stands in. */
  group: z.string().nullable(),
  /** How scans write it, where otherwise. */
  writtenAs: z.array(z.string()).readonly(),
  /** `listed`: the catalog lists it · `formed`: written as ids of the framework are · `as-written`: neither; kept as the scan wrote it. */
  known: z.enum(['listed', 'formed', 'as-written']),
  state: RequirementState,
  /** Current records of its checks; a record counts once under each requirement that its check touches. */
  records: ResultCounts,
  stale: z.int().nonnegative(),
  byService: z.array(z.strictObject({ service: ServiceKey.nullable(), records: ResultCounts })).readonly(),
  checks: z.array(TouchingCheck).readonly(),
  criteria: z.array(TouchingCriterion).readonly(),
  /** Files that list it without naming a check: it is left to a person. */
  byHand: z.array(z.string()).readonly(),
})
export type RequirementRow = z.infer<typeof RequirementRow>

export const noRequirementStates = (): Record<RequirementState, number> => ({
  fail: 0,
  partly: 0,
  judged: 0,
  inconclusive: 0,
  pass: 0,
  inherited: 0,
  'not-applicable': 0,
  'not-tested': 0,
})
