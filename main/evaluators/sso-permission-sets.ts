// IAM Identity Center: how long sessions of permission sets last, and what the sets grant.
import { listOf, objectOf, textOf } from '../importers/fields.ts'
import { DEFAULT_LIMIT, LIMITS } from './company-policy.ts'
import type { Evaluator } from './evaluator.ts'
import { type Command, type Evidence, placeIn } from './evidence.ts'
import { AUTHORIZATION_DETAILS, documentAt, type HeldPolicy, iamFacts } from './iam-grants.ts'
import { policyItems, unreadGaps } from './namespace-grants.ts'
import { wholeGrant } from './policy-document.ts'
import {
  DESCRIBE_SET,
  gapsPerSet,
  INLINE_POLICY,
  INSTANCES,
  listGaps,
  MANAGED_POLICIES,
  PERMISSION_SETS,
  type PermissionSet,
  permissionSets,
  setOf,
} from './sso-facts.ts'
import { type Item, survey } from './statement.ts'

const IAM_SSO = 'sso.identity-and-access-management'
const LISTS: readonly Command[] = [INSTANCES, PERMISSION_SETS, DESCRIBE_SET]

/** Hours of an ISO 8601 duration in hours, minutes and seconds, which is all AWS takes here; null for any other. */
export function hoursOf(duration: string): number | null {
  const parts = /^PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?$/u.exec(duration)
  if (parts === null || duration === 'PT') return null
  return Number(parts[1] ?? 0) + Number(parts[2] ?? 0) / 60 + Number(parts[3] ?? 0) / 3600
}

/** No permission set's session outlasts the policy. */
export const ssoSessionDuration: Evaluator = {
  evaluatorId: 'sso-session-duration',
  criterionIds: [`${IAM_SSO}.session-duration`],
  reads: LISTS,
  evaluate: (evidence) => {
    const sets = permissionSets(evidence)
    const described = sets.flatMap((set) =>
      set.duration === null ? [] : [{ ...set, hours: hoursOf(set.duration), duration: set.duration }],
    )
    const odd = described.filter(({ hours }) => hours === null)
    return survey({
      noun: ['permission set', 'permission sets'],
      items: described.flatMap(({ name, duration, hours, place }): Item[] =>
        hours === null ? [] : [{ name, wrong: hours > LIMITS.sessionHours ? duration : null, place }],
      ),
      fault: [`has a session of more than ${LIMITS.sessionHours} hours`, `have a session of more than ${LIMITS.sessionHours} hours`],
      fine: [`has a session of at most ${LIMITS.sessionHours} hours`, `have a session of at most ${LIMITS.sessionHours} hours`],
      gaps: [
        ...listGaps(evidence),
        ...gapsPerSet(evidence, sets, DESCRIBE_SET),
        ...odd.map(({ name, duration }) => `a session duration that can be read (${name}: ${duration})`),
      ],
      none: 'The instance has no permission set.',
      also: `The limit of ${LIMITS.sessionHours} hours is ${DEFAULT_LIMIT}.`,
    })
  },
}

/** The inline policies of permission sets, as policies held by the set. */
function inlinePolicies(evidence: Evidence, sets: readonly PermissionSet[]): readonly HeldPolicy[] {
  return evidence.of(INLINE_POLICY).flatMap((answer): HeldPolicy[] => {
    const text = textOf(objectOf(answer.value)['InlinePolicy'])
    if (text === null) return []
    return [
      {
        name: `inline policy of permission set ${setOf(answer, sets).name}`,
        isInline: true,
        holders: [],
        ...documentAt(answer, text, ['InlinePolicy']),
      },
    ]
  })
}

/** Sets that grant everything: AWS's AdministratorAccess, or `*` in their inline policy. */
export function administrativeSets(
  evidence: Evidence,
  sets: readonly PermissionSet[],
): { readonly items: readonly (Item & { readonly arn: string | null })[] } {
  const found = evidence.of(MANAGED_POLICIES).flatMap((answer) =>
    listOf(objectOf(answer.value)['AttachedManagedPolicies']).flatMap((policy, index) => {
      const name = textOf(objectOf(policy)['Name'])
      const arn = textOf(objectOf(policy)['Arn']) ?? ''
      if (!arn.endsWith(':policy/AdministratorAccess') && name !== 'AdministratorAccess') return []
      return [{ ...setOf(answer, sets), wrong: 'AdministratorAccess', place: placeIn(answer, 'AttachedManagedPolicies', index) }]
    }),
  )
  const written = evidence.of(INLINE_POLICY).flatMap((answer) => {
    const { statements } = documentAt(answer, textOf(objectOf(answer.value)['InlinePolicy']) ?? undefined, ['InlinePolicy'])
    const all = statements?.find((s) => s.allows && s.actions.some((action) => /^\*+$/u.test(action)))
    return all === undefined ? [] : [{ ...setOf(answer, sets), wrong: 'every action in its inline policy', place: all.place }]
  })
  return { items: [...found, ...written] }
}

/** Which sets grant everything, or a whole service of identity. Whether they are meant to, a person says. */
export const ssoPermissionSets: Evaluator = {
  evaluatorId: 'sso-permission-sets',
  criterionIds: [`${IAM_SSO}.permission-sets`],
  reads: [...LISTS, MANAGED_POLICIES, INLINE_POLICY],
  evaluate: (evidence) => {
    const sets = permissionSets(evidence)
    const { items: administrative } = administrativeSets(evidence, sets)
    const wildcards = inlinePolicies(evidence, sets).flatMap((policy) =>
      (policy.statements ?? []).flatMap((s) => {
        const wide = s.allows ? s.actions.find((action) => /^[^*]+:\*+$/u.test(action)) : undefined
        return wide === undefined ? [] : [{ policy: policy.name, wide, place: s.place }]
      }),
    )
    const unread = inlinePolicies(evidence, sets).filter(({ statements }) => statements === null)
    const wrong = new Map<string, Item>()
    for (const { name, wrong: why, place } of administrative) wrong.set(name, { name, wrong: why, place })
    for (const { policy, wide, place } of wildcards) {
      const name = policy.replace('inline policy of permission set ', '')
      if (!wrong.has(name)) wrong.set(name, { name, wrong: wide, place })
    }
    // Only what was asked about in full is right; an answer that does not name its set may be of any of them.
    const asked = new Set(answeredSets(evidence, MANAGED_POLICIES).filter((arn) => answeredSets(evidence, INLINE_POLICY).includes(arn)))
    const rest = sets
      .filter(({ arn, name }) => asked.has(arn) && !wrong.has(name))
      .map(({ name, place }): Item => ({ name, wrong: null, place }))
    return survey({
      noun: ['permission set', 'permission sets'],
      items: [...wrong.values(), ...rest],
      fault: ['grants everything or a whole service', 'grant everything or a whole service'],
      fine: ['grants neither everything nor a whole service', 'grant neither everything nor a whole service'],
      gaps: [
        ...listGaps(evidence),
        ...gapsPerSet(evidence, sets, MANAGED_POLICIES),
        ...gapsPerSet(evidence, sets, INLINE_POLICY),
        ...unreadGaps(unread.map(({ name }) => name)),
      ],
      none: 'The instance has no permission set.',
      isStrict: false,
      also: 'Sets meant for administration may do so; who holds them is to be named.',
    })
  },
}

/** Sets a command was answered for, with something or with nothing. */
export const answeredSets = (evidence: Evidence, command: Command): readonly string[] =>
  [...evidence.of(command), ...evidence.absent(command)].flatMap(({ args }) => args?.['permission-set-arn'] ?? [])

const ADMIN_NAMESPACES = ['sso', 'sso-directory', 'identitystore'] as const

/** Nobody holds all of Identity Center by a policy of the client's, in an account or in a permission set. */
export const ssoAdministrators: Evaluator = {
  evaluatorId: 'sso-administrators',
  criterionIds: [`${IAM_SSO}.administrators`],
  reads: [...LISTS, INLINE_POLICY, AUTHORIZATION_DETAILS],
  evaluate: (evidence) => {
    const sets = permissionSets(evidence)
    const policies = [...iamFacts(evidence).policies, ...inlinePolicies(evidence, sets)]
    const { items, unread } = policyItems(policies, ADMIN_NAMESPACES, (statement) => {
      const grants = [...new Set(ADMIN_NAMESPACES.flatMap((n) => wholeGrant(statement, n) ?? []))]
      return grants.length === 0 ? null : grants.join(' and ')
    })
    return survey({
      noun: ["policy of the client's own that reaches Identity Center", "policies of the client's own that reach Identity Center"],
      items,
      fault: ['grants the whole of it', 'grant the whole of it'],
      fine: ['grants none of sso:*, sso-directory:* and identitystore:*', 'grant none of sso:*, sso-directory:* and identitystore:*'],
      gaps: [
        ...evidence.gaps(AUTHORIZATION_DETAILS, 'account'),
        ...listGaps(evidence),
        ...gapsPerSet(evidence, sets, INLINE_POLICY),
        ...unreadGaps(unread),
      ],
      none: `None of ${policies.length} policies of the client's own names an action of Identity Center.`,
      ifNone: policies.length === 0 ? 'not-applicable' : 'met',
      also: 'Holders who are named administrators are as intended.',
    })
  },
}

/** No policy of the client's grants all of identitystore-auth. */
export const ssoIdentityStoreAuth: Evaluator = {
  evaluatorId: 'sso-identitystore-auth',
  criterionIds: [`${IAM_SSO}.namespaces`],
  reads: [...LISTS, INLINE_POLICY, AUTHORIZATION_DETAILS],
  evaluate: (evidence) => {
    const sets = permissionSets(evidence)
    const policies = [...iamFacts(evidence).policies, ...inlinePolicies(evidence, sets)]
    const { items, unread } = policyItems(policies, ['identitystore-auth', ...ADMIN_NAMESPACES], (statement) =>
      wholeGrant(statement, 'identitystore-auth'),
    )
    return survey({
      noun: ["policy of the client's own that names these services", "policies of the client's own that name these services"],
      items,
      fault: ['grants identitystore-auth:*', 'grant identitystore-auth:*'],
      fine: ['does not grant identitystore-auth:*', 'do not grant identitystore-auth:*'],
      gaps: [
        ...evidence.gaps(AUTHORIZATION_DETAILS, 'account'),
        ...listGaps(evidence),
        ...gapsPerSet(evidence, sets, INLINE_POLICY),
        ...unreadGaps(unread),
      ],
      none: `None of ${policies.length} policies of the client's own names an action of these services.`,
      ifNone: policies.length === 0 ? 'not-applicable' : 'met',
    })
  },
}
