// IAM Identity Center: assignments, users, groups, administrators, applications and token issuers.
import { listOf, objectOf, textOf } from '../importers/fields.ts'
import type { Evaluator } from './evaluator.ts'
import { type Command, type Evidence, placeIn, shortName } from './evidence.ts'
import {
  ASSIGNMENTS,
  assignmentGaps,
  assignments,
  DESCRIBE_SET,
  gapsPerSet,
  INLINE_POLICY,
  INSTANCES,
  MANAGED_POLICIES,
  PERMISSION_SETS,
  permissionSets,
  SET_ACCOUNTS,
  SET_BOUNDARY,
} from './sso-facts.ts'
import { administrativeSets, answeredSets } from './sso-permission-sets.ts'
import { type Item, survey, undecided } from './statement.ts'

const IAM_SSO = 'sso.identity-and-access-management'
const USERS: Command = 'identitystore list-users'
const ORGANIZATION: Command = 'organizations describe-organization'
const DELEGATED: Command = 'organizations list-delegated-administrators'
const APPLICATIONS: Command = 'sso-admin list-applications'
const ASSIGNMENT_REQUIRED: Command = 'sso-admin get-application-assignment-configuration'
const TOKEN_ISSUERS: Command = 'sso-admin list-trusted-token-issuers'

/** A person's name is personal data and no part of a reason: ids stand for people. */
const idOf = (value: unknown): string => textOf(objectOf(value)['UserId']) ?? 'a user without an id'

/** Access goes to groups, not to single users. */
export const ssoGroupAssignments: Evaluator = {
  evaluatorId: 'sso-group-assignments',
  criterionIds: [`${IAM_SSO}.group-assignments`],
  reads: [INSTANCES, PERMISSION_SETS, DESCRIBE_SET, SET_ACCOUNTS, ASSIGNMENTS],
  evaluate: (evidence) => {
    const sets = permissionSets(evidence)
    const nameOf = (arn: string | null): string => sets.find((set) => set.arn === arn)?.name ?? shortName(arn ?? 'a set that is not named')
    return survey({
      noun: ['assignment', 'assignments'],
      items: assignments(evidence).map(
        ({ account, setArn, principal, isUser, place }): Item => ({
          name: `${nameOf(setArn)} in ${account ?? 'an account that is not named'}`,
          wrong: isUser ? `user ${principal}` : null,
          place,
        }),
      ),
      fault: ['is to a single user', 'are to single users'],
      fine: ['is to a group', 'are to groups'],
      gaps: assignmentGaps(evidence, sets),
      none: 'No permission set is assigned to anybody.',
      isStrict: false,
      also: 'A direct assignment may be an exception with a reason and an end.',
    })
  },
}

/** Who holds everything in the management account through Identity Center. */
export const ssoManagementAccount: Evaluator = {
  evaluatorId: 'sso-management-account',
  criterionIds: [`${IAM_SSO}.management-account`],
  reads: [ORGANIZATION, INSTANCES, PERMISSION_SETS, DESCRIBE_SET, MANAGED_POLICIES, INLINE_POLICY, SET_ACCOUNTS, ASSIGNMENTS],
  evaluate: (evidence) => {
    const management = evidence
      .of(ORGANIZATION)
      .map(({ value }) => textOf(objectOf(objectOf(value)['Organization'])['MasterAccountId']))
      .find((id) => id !== null)
    const sets = permissionSets(evidence)
    const gaps = [
      ...evidence.gaps(ORGANIZATION, 'once'),
      ...assignmentGaps(evidence, sets),
      ...gapsPerSet(evidence, sets, MANAGED_POLICIES),
    ]
    const administrative = new Set(administrativeSets(evidence, sets).items.map(({ arn }) => arn))
    const mine = assignments(evidence).filter(
      ({ account, setArn }) => account === management && setArn !== null && administrative.has(setArn),
    )
    if (management === undefined) return survey({ ...EMPTY, gaps: gaps.length > 0 ? gaps : ['the management account of the organization'] })
    return survey({
      ...EMPTY,
      items: mine.map(({ principal, isUser, place }) => ({ name: principal, wrong: isUser ? 'a single user' : null, place })),
      gaps,
      none: `Nobody is assigned a permission set that grants everything in the management account ${management}.`,
      ifNone: 'met',
      unproven: `They lie in the management account ${management}; whether they are few and strongly protected, a person judges.`,
    })
  },
}
const EMPTY = {
  noun: ['assignment of a set that grants everything', 'assignments of sets that grant everything'],
  items: [] as readonly Item[],
  fault: ['is to a single user', 'are to single users'],
  fine: ['is to a group', 'are to groups'],
  none: '',
  isStrict: false,
} as const

/** Sets by which their users could make roles and policies carry a boundary. */
export const ssoBoundary: Evaluator = {
  evaluatorId: 'sso-boundary',
  criterionIds: [`${IAM_SSO}.permissions-boundary`],
  reads: [INSTANCES, PERMISSION_SETS, DESCRIBE_SET, MANAGED_POLICIES, INLINE_POLICY, SET_BOUNDARY],
  evaluate: (evidence) => {
    const sets = permissionSets(evidence)
    const bound = new Set(
      evidence
        .of(SET_BOUNDARY)
        .flatMap(({ args, value }) =>
          Object.keys(objectOf(objectOf(value)['PermissionsBoundary'])).length > 0 && args?.['permission-set-arn'] !== undefined
            ? [args['permission-set-arn']]
            : [],
        ),
    )
    const { items } = administrativeSets(evidence, sets)
    const asked = answeredSets(evidence, SET_BOUNDARY)
    return survey({
      noun: ['permission set that grants everything', 'permission sets that grant everything'],
      items: items.flatMap(({ name, arn, place }): Item[] =>
        arn === null || !asked.includes(arn) ? [] : [{ name, wrong: bound.has(arn) ? null : '', place }],
      ),
      fault: ['has no permissions boundary', 'have no permissions boundary'],
      fine: ['has a permissions boundary', 'have a permissions boundary'],
      gaps: [
        ...evidence.gaps(INSTANCES, 'once'),
        ...evidence.gaps(PERMISSION_SETS, 'once'),
        ...[MANAGED_POLICIES, INLINE_POLICY, SET_BOUNDARY].flatMap((command) => gapsPerSet(evidence, sets, command)),
      ],
      none: 'No permission set grants everything; sets with lesser rights on IAM are for a person to read.',
      ifNone: null,
      isStrict: false,
    })
  },
}

/** The instance lies in one account, and it is one. */
export const ssoInstance: Evaluator = {
  evaluatorId: 'sso-instance',
  criterionIds: [`${IAM_SSO}.account-instances`],
  reads: [INSTANCES],
  evaluate: (evidence) => {
    const instances = new Map(
      evidence
        .of(INSTANCES)
        .flatMap((answer) =>
          listOf(objectOf(answer.value)['Instances']).map(
            (item, index) =>
              [
                textOf(objectOf(item)['InstanceArn']) ?? '',
                { owner: textOf(objectOf(item)['OwnerAccountId']), place: placeIn(answer, 'Instances', index) },
              ] as const,
          ),
        ),
    )
    const items = [...instances].map(
      ([arn, { owner, place }]): Item => ({
        name: `${shortName(arn)} of ${owner ?? 'an account that is not named'}`,
        wrong: instances.size > 1 ? '' : null,
        place,
      }),
    )
    return survey({
      noun: ['instance', 'instances'],
      items,
      fault: ['stands beside others', 'stand beside each other'],
      fine: ['stands alone', 'are one'],
      gaps: evidence.gaps(INSTANCES, 'account'),
      none: 'The answers show no instance of Identity Center.',
      isStrict: false,
    })
  },
}

/** The delegated administrator is not the management account. */
export const ssoDelegatedAdmin: Evaluator = {
  evaluatorId: 'sso-delegated-admin',
  criterionIds: [`${IAM_SSO}.delegated-admin`],
  reads: [DELEGATED],
  evaluate: (evidence) => {
    const gaps = evidence.gaps(DELEGATED, 'once')
    const mine = evidence.of(DELEGATED).filter(({ args }) => args?.['service-principal'] === 'sso.amazonaws.com')
    return survey({
      noun: ['delegated administrator account', 'delegated administrator accounts'],
      items: mine.flatMap((answer) =>
        listOf(objectOf(answer.value)['DelegatedAdministrators']).map(
          (item, index): Item => ({
            name: textOf(objectOf(item)['Id']) ?? 'an account that is not named',
            wrong: null,
            place: placeIn(answer, 'DelegatedAdministrators', index),
          }),
        ),
      ),
      fault: ['is wrong', 'are wrong'],
      fine: ['is registered', 'are registered'],
      gaps: mine.length > 0 ? gaps : [...gaps, 'a list of delegated administrators asked for sso.amazonaws.com'],
      none: 'No account is registered as delegated administrator of Identity Center: the management account administers it.',
      ifNone: 'partly-met',
      unproven: 'Whether it is the account meant for it, a person says.',
    })
  },
}

/** Applications are open only to those assigned to them. */
export const ssoApplications: Evaluator = {
  evaluatorId: 'sso-applications',
  criterionIds: [`${IAM_SSO}.applications`],
  reads: [INSTANCES, APPLICATIONS, ASSIGNMENT_REQUIRED],
  evaluate: (evidence) => {
    const listed = evidence.of(APPLICATIONS).flatMap((answer) =>
      listOf(objectOf(answer.value)['Applications']).map((item, index) => ({
        arn: textOf(objectOf(item)['ApplicationArn']) ?? '',
        name: textOf(objectOf(item)['Name']) ?? shortName(textOf(objectOf(item)['ApplicationArn']) ?? 'an application'),
        place: placeIn(answer, 'Applications', index),
      })),
    )
    const required = new Map(
      evidence.of(ASSIGNMENT_REQUIRED).flatMap((answer) => {
        const arn = answer.args?.['application-arn']
        return arn === undefined
          ? []
          : [[arn, { isOn: objectOf(answer.value)['AssignmentRequired'] === true, place: placeIn(answer, 'AssignmentRequired') }] as const]
      }),
    )
    return survey({
      noun: ['application', 'applications'],
      items: listed.flatMap(({ arn, name }): Item[] => {
        const found = required.get(arn)
        return found === undefined ? [] : [{ name, wrong: found.isOn ? null : 'no assignment required', place: found.place }]
      }),
      fault: ['is open to every user', 'are open to every user'],
      fine: ['requires an assignment', 'require an assignment'],
      gaps: [
        ...evidence.gaps(INSTANCES, 'once'),
        ...evidence.gaps(APPLICATIONS, 'once'),
        ...evidence.gapsPer(
          ASSIGNMENT_REQUIRED,
          'application-arn',
          listed.map(({ arn }) => arn),
          new Set(required.keys()),
        ),
      ],
      none: 'No application is connected to Identity Center.',
      isStrict: false,
      unproven: 'Whether each has an owner, a person says.',
    })
  },
}

/** Trusted token issuers: none is nothing to judge; each one is for a person to know. */
export const ssoTokenIssuers: Evaluator = {
  evaluatorId: 'sso-token-issuers',
  criterionIds: [`${IAM_SSO}.token-issuers`],
  reads: [INSTANCES, TOKEN_ISSUERS],
  evaluate: (evidence) => {
    const issuers = evidence.of(TOKEN_ISSUERS).flatMap((answer) =>
      listOf(objectOf(answer.value)['TrustedTokenIssuers']).map((item, index) => ({
        name: textOf(objectOf(item)['Name']) ?? 'an issuer without a name',
        place: placeIn(answer, 'TrustedTokenIssuers', index),
      })),
    )
    if (issuers.length > 0)
      return undecided(
        `${issuers.length} trusted token issuer${issuers.length === 1 ? '' : 's'} (${issuers
          .slice(0, 6)
          .map(({ name }) => name)
          .join(', ')}${issuers.length > 6 ? `; shown 6 of ${issuers.length}` : ''}). Whether each is known and needed, a person says.`,
        issuers.map(({ place }) => place),
      )
    return survey({
      noun: ['issuer', 'issuers'],
      items: [],
      fault: ['', ''],
      fine: ['', ''],
      gaps: [...evidence.gaps(INSTANCES, 'once'), ...evidence.gaps(TOKEN_ISSUERS, 'once')],
      none: 'No trusted token issuer is set up.',
    })
  },
}

/** Where users come from, as far as an API shows it: those with external ids came by provisioning from an identity provider. */
export const ssoIdentitySource: Evaluator = {
  evaluatorId: 'sso-identity-source',
  criterionIds: [`${IAM_SSO}.identity-source`, 'sso.compliance-validation.pci-identity-source', `${IAM_SSO}.provisioning`],
  reads: [USERS],
  evaluate: (evidence: Evidence) => {
    const users = evidence.of(USERS).flatMap((answer) =>
      listOf(objectOf(answer.value)['Users']).map((user, index) => ({
        id: idOf(user),
        isExternal: listOf(objectOf(user)['ExternalIds']).length > 0,
        place: placeIn(answer, 'Users', index),
      })),
    )
    const gaps = evidence.gaps(USERS, 'once')
    const external = users.filter(({ isExternal }) => isExternal)
    const figures =
      users.length === 0
        ? 'No user of the identity store was seen.'
        : `${external.length} of ${users.length} users carry the id of an external provider, ${users.length - external.length} were made in the directory itself.`
    return undecided(
      `${figures} No API shows which identity source is set: the console does.${gaps.length === 0 ? '' : ` Missing: ${gaps.join('; ')}.`}`,
      users.map(({ place }) => place),
    )
  },
}
