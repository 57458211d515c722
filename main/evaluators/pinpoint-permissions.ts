// Amazon Pinpoint: who may do what, by the policies of the accounts.
import type { Evaluator } from './evaluator.ts'
import { AUTHORIZATION_DETAILS, iamFacts } from './iam-grants.ts'
import { namedResources, noWholeGrants } from './namespace-grants.ts'
import { actionsIn, wholeGrant } from './policy-document.ts'
import { type Item, survey } from './statement.ts'

/** Pinpoint's action prefixes (Service Authorization Reference: Amazon Pinpoint; SMS and Voice v1 and v2 share one). */
const NAMESPACES = ['mobiletargeting', 'sms-voice'] as const

/** No policy grants all of Pinpoint. */
export const pinpointWildcards: Evaluator = {
  evaluatorId: 'pinpoint-wildcards',
  criterionIds: ['pinpoint.identity-and-access-management.least-privilege'],
  reads: [AUTHORIZATION_DETAILS],
  evaluate: (evidence) => noWholeGrants(evidence, NAMESPACES),
}

/** Statements on Pinpoint name resources. */
export const pinpointResources: Evaluator = {
  evaluatorId: 'pinpoint-resources',
  criterionIds: ['pinpoint.identity-and-access-management.resource-scope'],
  reads: [AUTHORIZATION_DETAILS],
  evaluate: (evidence) => namedResources(evidence, NAMESPACES),
}

/** Rights on Pinpoint come by groups and roles, not by policies on single users. */
export const pinpointDirectUsers: Evaluator = {
  evaluatorId: 'pinpoint-direct-users',
  criterionIds: ['pinpoint.security-best-practices.groups-least-privilege'],
  reads: [AUTHORIZATION_DETAILS],
  evaluate: (evidence) => {
    const { policies, principals } = iamFacts(evidence)
    const items = policies.flatMap((policy): Item[] => {
      const mine = policy.statements?.find((s) => NAMESPACES.some((n) => actionsIn(s, n).length > 0 || wholeGrant(s, n) !== null))
      if (mine === undefined) return []
      return policy.holders.map((holder) => ({
        name: `${holder.kind} ${holder.name}`,
        wrong: holder.kind === 'user' ? policy.name : null,
        place: mine.place,
      }))
    })
    return survey({
      noun: ['principal with a policy on Pinpoint', 'principals with a policy on Pinpoint'],
      items,
      fault: ['is a single user', 'are single users'],
      fine: ['is a group or role', 'are groups or roles'],
      gaps: evidence.gaps(AUTHORIZATION_DETAILS, 'account'),
      none: `None of ${principals.length} users, groups and roles holds a policy of the client's own on Pinpoint.`,
    })
  },
}
