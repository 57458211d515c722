// IAM: what policies grant across services, who holds broad rights, and whom roles trust.
import type { Evaluator } from './evaluator.ts'
import { placeIn, shortName } from './evidence.ts'
import { AUTHORIZATION_DETAILS, documentAt, holdersInWords, type IamFacts, iamFacts } from './iam-grants.ts'
import { unreadGaps } from './namespace-grants.ts'
import { actionsIn, isOnAnything, letsEverybodyIn, narrowingKeys, type PolicyStatement } from './policy-document.ts'
import { type Item, type Survey, survey } from './statement.ts'

const IAM = 'iam.identity-and-access-management'
const READS = [AUTHORIZATION_DETAILS] as const

/** Every policy of the client's own, with the first statement in which something is wrong. */
function everyPolicy({ policies }: IamFacts, wrongOf: (statement: PolicyStatement) => string | null): readonly Item[] {
  return policies.flatMap((policy): Item[] => {
    if (policy.statements === null) return []
    const faulty = policy.statements.map((s) => ({ place: s.place, wrong: wrongOf(s) })).find(({ wrong }) => wrong !== null)
    const held = policy.isInline ? '' : `; held by ${holdersInWords(policy.holders)}`
    return [{ name: policy.name, wrong: faulty?.wrong == null ? null : `${faulty.wrong}${held}`, place: faulty?.place ?? policy.place }]
  })
}
const unreadIn = ({ policies }: IamFacts): readonly string[] =>
  unreadGaps(policies.filter(({ statements }) => statements === null).map(({ name }) => name))

const OWN_POLICY = ["policy of the client's own", "policies of the client's own"] as const

/** No policy of the client's grants everything, or a whole service on everything. */
export const iamWildcards: Evaluator = {
  evaluatorId: 'iam-wildcards',
  criterionIds: [`${IAM}.least-privilege`],
  reads: READS,
  evaluate: (evidence) => {
    const facts = iamFacts(evidence)
    return survey({
      noun: OWN_POLICY,
      items: everyPolicy(facts, (s) => {
        if (!s.allows || !isOnAnything(s)) return null
        if (s.notActions !== null) return `everything but ${s.notActions.slice(0, 2).join(', ')} on *`
        const wide = s.actions.find((action) => /^(?:\*+|[^:*]+:\*+)$/u.test(action))
        return wide === undefined ? null : `${wide} on *`
      }),
      fault: ['grants everything or a whole service on any resource', 'grant everything or a whole service on any resource'],
      fine: ['grants no whole service on any resource', 'grant no whole service on any resource'],
      gaps: [...evidence.gaps(AUTHORIZATION_DETAILS, 'account'), ...unreadIn(facts)],
      none: 'The accounts have no policy of their own.',
      isStrict: false,
    })
  },
}

/** Rights over audit logs and keys are not given wholesale. */
export const iamSensitiveServices: Evaluator = {
  evaluatorId: 'iam-sensitive-services',
  criterionIds: [`${IAM}.sensitive-services`],
  reads: READS,
  evaluate: (evidence) => {
    const facts = iamFacts(evidence)
    return survey({
      noun: OWN_POLICY,
      items: everyPolicy(facts, (s) => {
        const wide = s.allows ? s.actions.find((action) => /^(?:cloudtrail|kms):\*+$/iu.test(action)) : undefined
        return wide ?? null
      }),
      fault: ['grants cloudtrail:* or kms:*', 'grant cloudtrail:* or kms:*'],
      fine: ['grants neither cloudtrail:* nor kms:*', 'grant neither cloudtrail:* nor kms:*'],
      gaps: [...evidence.gaps(AUTHORIZATION_DETAILS, 'account'), ...unreadIn(facts)],
      none: 'The accounts have no policy of their own.',
    })
  },
}

/** Nobody may pass any role to any service. */
export const iamPassRole: Evaluator = {
  evaluatorId: 'iam-pass-role',
  criterionIds: [`${IAM}.privilege-escalation`, 'pinpoint.identity-and-access-management.pass-role'],
  reads: READS,
  evaluate: (evidence) => {
    const facts = iamFacts(evidence)
    const mine = facts.policies.filter(({ statements }) => statements?.some((s) => actionsIn(s, 'iam').some(isPassRole)) === true)
    return survey({
      noun: ["policy of the client's own that allows iam:PassRole", "policies of the client's own that allow iam:PassRole"],
      items: everyPolicy({ ...facts, policies: mine }, (s) => {
        if (!actionsIn(s, 'iam').some(isPassRole)) return null
        if (isOnAnything(s)) return 'any role'
        return narrowingKeys(s).has('iam:passedtoservice') ? null : 'to any service'
      }),
      fault: ['allows it for any role or to any service', 'allow it for any role or to any service'],
      fine: ['names roles and services', 'name roles and services'],
      gaps: [...evidence.gaps(AUTHORIZATION_DETAILS, 'account'), ...unreadIn(facts)],
      none: `None of ${facts.policies.length} policies of the client's own allows iam:PassRole.`,
      ifNone: facts.policies.length === 0 ? 'not-applicable' : 'met',
    })
  },
}
const isPassRole = (action: string): boolean => /^(?:\*+|iam:(?:\*+|passrole\*?|pass\*))$/iu.test(action)

/** Policies are attached to groups and roles. */
export const iamGroupAttachment: Evaluator = {
  evaluatorId: 'iam-group-attachment',
  criterionIds: [`${IAM}.group-attachment`],
  reads: READS,
  evaluate: (evidence) => {
    const { principals, policies } = iamFacts(evidence)
    const inlineOf = Map.groupBy(
      policies.filter(({ isInline, holders }) => isInline && holders[0]?.kind === 'user'),
      ({ holders }) => holders[0]?.name,
    )
    return survey({
      noun: ['IAM user', 'IAM users'],
      items: principals
        .filter(({ kind }) => kind === 'user')
        .map((user): Item => {
          const inline = inlineOf.get(user.name)?.length ?? 0
          const count = user.attached.length + inline
          return {
            name: user.name,
            wrong: count === 0 ? null : `${count} ${count === 1 ? 'policy' : 'policies'}`,
            place: placeIn(user.answer, 'AttachedManagedPolicies'),
          }
        }),
      fault: ['has policies of its own', 'have policies of their own'],
      fine: ['has rights by groups only', 'have rights by groups only'],
      gaps: evidence.gaps(AUTHORIZATION_DETAILS, 'account'),
      none: 'The accounts have no IAM user.',
      isStrict: false,
    })
  },
}

/** Roles do not let in everybody, and not another account without a condition. */
export const iamTrust: Evaluator = {
  evaluatorId: 'iam-trust',
  criterionIds: [`${IAM}.trust`],
  reads: READS,
  evaluate: (evidence) => {
    const { principals } = iamFacts(evidence)
    const roles = principals.filter(({ kind, value }) => kind === 'role' && !isOfAws(value['Path']))
    const unread: string[] = []
    const services = new Set<string>()
    const items = roles.flatMap((role): Item[] => {
      const { statements, place } = documentAt(role.answer, role.value['AssumeRolePolicyDocument'], ['AssumeRolePolicyDocument'])
      if (statements === null) {
        unread.push(`role ${role.name}`)
        return []
      }
      const own = role.arn.split(':')[4] ?? ''
      for (const s of statements) for (const name of unconditionalServices(s)) services.add(name)
      const faulty = statements.map((s) => ({ place: s.place, wrong: openTrust(s, own) })).find(({ wrong }) => wrong !== null)
      return [{ name: role.name, wrong: faulty?.wrong ?? null, place: faulty?.place ?? place }]
    })
    return survey({
      noun: ['role', 'roles'],
      items,
      fault: ['lets in more than a named principal under a condition', 'let in more than a named principal under a condition'],
      fine: ['trusts named principals only', 'trust named principals only'],
      gaps: [...evidence.gaps(AUTHORIZATION_DETAILS, 'account'), ...unreadGaps(unread)],
      none: 'The accounts have no role of their own.',
      isStrict: false,
      ...(services.size === 0
        ? {}
        : {
            unproven: `AWS services are trusted without a source condition (${[...services].sort().slice(0, 5).join(', ')}); whether they support one, a person says.`,
          }),
    })
  },
}

const isOfAws = (path: unknown): boolean =>
  typeof path === 'string' && (path.startsWith('/aws-service-role/') || path.startsWith('/aws-reserved/'))

/** AWS services a statement lets in without a condition on whose behalf. */
function unconditionalServices(statement: PolicyStatement): readonly string[] {
  const keys = narrowingKeys(statement)
  if (!statement.allows || ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid'].some((key) => keys.has(key))) return []
  return statement.principals.filter(({ kind }) => kind === 'Service').map(({ name }) => name)
}

/** What of a trust is open; null = nothing that shows. */
function openTrust(statement: PolicyStatement, own: string): string | null {
  if (!statement.allows) return null
  if (letsEverybodyIn(statement)) return 'everybody'
  const keys = narrowingKeys(statement)
  const foreign = statement.principals.find(({ kind, name }) => kind === 'AWS' && /\d{12}/u.test(name) && !name.includes(own))
  if (foreign !== undefined && !['sts:externalid', 'aws:principalorgid', 'aws:principalorgpaths'].some((key) => keys.has(key)))
    return `account ${/\d{12}/u.exec(foreign.name)?.[0] ?? ''} without external id`
  return null
}

const BROAD = new Set(['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess', 'SystemAdministrator'])

/** Who holds some of AWS's own policies. Whether a person decided so, the evidence does not show. */
function holdersOf(words: {
  readonly evaluatorId: string
  readonly criterionId: string
  /** Names of the policies a principal holds, of which those looked for are given back. */
  readonly lookedFor: ReadonlySet<string>
  readonly fault: Survey['fault']
  readonly fine: Survey['fine']
  readonly also: string
}): Evaluator {
  const { evaluatorId, criterionId, lookedFor, ...said } = words
  return {
    evaluatorId,
    criterionIds: [criterionId],
    reads: READS,
    evaluate: (evidence) =>
      survey({
        noun: ['user, group or role', 'users, groups and roles'],
        items: iamFacts(evidence).principals.map((principal): Item => {
          const held = principal.attached
            .filter((arn) => AWS_MANAGED.test(arn))
            .map(shortName)
            .filter((name) => lookedFor.has(name))
          return {
            name: `${principal.kind} ${principal.name}`,
            wrong: held.length === 0 ? null : held.join(', '),
            place: placeIn(principal.answer, 'AttachedManagedPolicies'),
          }
        }),
        gaps: evidence.gaps(AUTHORIZATION_DETAILS, 'account'),
        none: 'The accounts have no user, group or role.',
        isStrict: false,
        ...said,
      }),
  }
}
/** Of any partition: GovCloud and China have policies of the same names. */
const AWS_MANAGED = /^arn:[a-z-]+:iam::aws:/u

export const iamBroadPolicies = holdersOf({
  evaluatorId: 'iam-broad-policies',
  criterionId: `${IAM}.managed-policies`,
  lookedFor: BROAD,
  fault: ['holds a broad policy of AWS', 'hold a broad policy of AWS'],
  fine: ['holds no broad policy of AWS', 'hold no broad policy of AWS'],
  also: `Looked for: ${[...BROAD].join(', ')}. Holders a person decided on are as intended.`,
})

/** AWS's administrative policies of Identity Center. */
export const ssoManagedPolicyHolders = holdersOf({
  evaluatorId: 'sso-managed-policy-holders',
  criterionId: 'sso.identity-and-access-management.managed-policy-holders',
  lookedFor: new Set(['AWSSSOMasterAccountAdministrator', 'AWSSSOMemberAccountAdministrator', 'AWSSSODirectoryAdministrator']),
  fault: ['holds an administrative policy of Identity Center', 'hold an administrative policy of Identity Center'],
  fine: ['holds none of the administrative policies of Identity Center', 'hold none of the administrative policies of Identity Center'],
  also: 'Holders who are named administrators are as intended.',
})
