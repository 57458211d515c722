// What a careful auditor would finish before signing: told on screen, printed in the report, never a gate.

import type { EvidencePlace } from '#db/queries/evidence'
import type { Conclusion, JudgedCriterion } from '#domain/criterion'
import type { Engagement } from '#domain/engagement'
import { unstatedFactors } from '#domain/factors'
import type { FindingRow } from '#domain/finding'
import type { OpenPoint } from '#domain/report'
import type { SignOff } from '#domain/sign-off'
import { questionnaire } from '../catalog/factors.ts'

type Facts = {
  readonly engagement: Pick<Engagement, 'factors' | 'periodFrom' | 'periodTo' | 'accounts' | 'regions'>
  readonly findings: readonly FindingRow[]
  readonly criteria: readonly JudgedCriterion[]
  readonly conclusions: readonly Conclusion[]
  readonly signOffs: readonly SignOff[]
  /** Records of this service under no topic, and rejected records of the imports it draws on. */
  readonly unfiled: number
  readonly rejected: number
  /** Where and when the service's records were seen, and how many repeat a record of another import. */
  readonly places: readonly EvidencePlace[]
  readonly repeated: number
  /** What is open about the inherited verdicts (views/assurance.ts). */
  readonly inherited: readonly OpenPoint[]
}

/** `1 finding is …` or `12 findings are …`. */
export const countOf = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n.toLocaleString('en-GB')} ${many}`)

/** The open points of one service, most telling first. */
export function openPointsOf(facts: Facts): OpenPoint[] {
  const { engagement, findings, criteria, conclusions, signOffs, unfiled, rejected, places, repeated, inherited } = facts
  const drafts = findings.filter((f) => f.status === 'draft').length
  const unknown = findings.filter((f) => f.severity === 'unknown').length
  const untested = criteria.filter((c) => c.verdict === 'not-tested').length
  const unconcluded = conclusions.filter((c) => c.conclusion === 'not-concluded').length
  const unstated = unstatedFactors(questionnaire(), engagement.factors).length
  const void_ = signOffs.filter((s) => !s.holds).length
  const unsigned = (['preparer', 'reviewer'] as const).filter((role) => !signOffs.some((s) => s.role === role)).length
  const points: OpenPoint[] = [
    { code: 'findings-draft', count: drafts, message: countOf(drafts, 'finding is still a draft', 'findings are still drafts') },
    {
      code: 'findings-unknown-severity',
      count: unknown,
      message: countOf(unknown, 'finding has no known severity', 'findings have no known severity'),
    },
    { code: 'criteria-not-tested', count: untested, message: countOf(untested, 'criterion is not tested', 'criteria are not tested') },
    ...inherited,
    { code: 'not-concluded', count: unconcluded, message: countOf(unconcluded, 'conclusion is missing', 'conclusions are missing') },
    {
      code: 'factors-not-stated',
      count: unstated,
      message: countOf(unstated, "of the customer's three factors is not stated", "of the customer's three factors are not stated"),
    },
    {
      code: 'evidence-unfiled',
      count: unfiled,
      message: countOf(unfiled, 'record is filed under no topic', 'records are filed under no topic'),
    },
    {
      code: 'records-rejected',
      count: rejected,
      message: countOf(rejected, 'record of the source files was rejected', 'records of the source files were rejected'),
    },
    {
      code: 'evidence-repeated',
      count: repeated,
      message: countOf(
        repeated,
        'record repeats the check, resource, region and account of a record from another import (the same scan in two formats?)',
        'records repeat the check, resource, region and account of a record from another import (the same scan in two formats?)',
      ),
    },
    ...scopePoints(engagement, places),
    {
      code: 'sign-off-void',
      count: void_,
      message: countOf(
        void_,
        'sign-off no longer holds: something under it changed',
        'sign-offs no longer hold: something under them changed',
      ),
    },
    { code: 'sign-off-missing', count: unsigned, message: countOf(unsigned, 'sign-off is missing', 'sign-offs are missing') },
  ]
  return points.filter((point) => point.count > 0)
}

/** Verdicts that answered another proposal than the evidence makes now. */
export const changedPoints = (changed: readonly string[]): OpenPoint[] =>
  changed.length === 0
    ? []
    : [
        {
          code: 'evidence-changed',
          count: changed.length,
          message: countOf(
            changed.length,
            'verdict was given on evidence that has changed since',
            'verdicts were given on evidence that has changed since',
          ),
        },
      ]

/** Region words for services that have none; no scope can name them. */
const NO_REGION = new Set(['global', 'aws-global'])

/** Evidence against the stated scope. A scope without accounts or regions limits none; what a record leaves unsaid is not outside. */
function scopePoints({ periodFrom, periodTo, accounts, regions }: Facts['engagement'], places: readonly EvidencePlace[]): OpenPoint[] {
  const inAccounts = new Set<string>(accounts)
  const inRegions = new Set<string>(regions)
  const count = (holds: (place: EvidencePlace) => boolean): number => places.reduce((sum, place) => sum + (holds(place) ? place.n : 0), 0)
  const outsidePeriod = count((place) => isOutsidePeriod(place, periodFrom, periodTo))
  const undated = count(({ day }) => day === null)
  const outsideAccounts = inAccounts.size === 0 ? 0 : count(({ account }) => account !== null && !inAccounts.has(account))
  const outsideRegions =
    inRegions.size === 0 ? 0 : count(({ region }) => region !== null && !NO_REGION.has(region) && !inRegions.has(region))
  return [
    {
      code: 'evidence-outside-period',
      count: outsidePeriod,
      message: countOf(outsidePeriod, 'record was seen outside the audited period', 'records were seen outside the audited period'),
    },
    {
      code: 'evidence-undated',
      count: undated,
      message: countOf(undated, 'record does not say when it was seen', 'records do not say when they were seen'),
    },
    {
      code: 'evidence-outside-accounts',
      count: outsideAccounts,
      message: countOf(
        outsideAccounts,
        'record is of an account the scope does not name',
        'records are of accounts the scope does not name',
      ),
    },
    {
      code: 'evidence-outside-regions',
      count: outsideRegions,
      message: countOf(outsideRegions, 'record is of a region the scope does not name', 'records are of regions the scope does not name'),
    },
  ]
}

const DAY = 86_400_000

/**
 * Compares dates, both ends of the period included. A UTC time counts by its UTC date; a local time without offset may lie
 * up to 14 hours off, so its date is given one day of tolerance at either end. Undated records are never outside.
 */
function isOutsidePeriod({ day, utc }: EvidencePlace, from: string, to: string): boolean {
  if (day === null) return false
  const slack = utc ? 0 : DAY
  const at = Date.parse(day)
  return at < Date.parse(from) - slack || at > Date.parse(to) + slack
}
