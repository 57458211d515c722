// What the credential report says: MFA, use of root, age and use of passwords and access keys. Ages are counted to the report's time.
import { DEFAULT_LIMIT, LIMITS } from './company-policy.ts'
import { CREDENTIAL_REPORT, type Credential, type Credentials, credentials, undated } from './credentials.ts'
import type { Evaluator, Statement } from './evaluator.ts'
import type { Evidence } from './evidence.ts'
import { SUMMARY, summaryGaps, summaryItems } from './iam-account.ts'
import { type Item, survey } from './statement.ts'

const KEYS = ['1', '2'] as const
const gaps = (evidence: Evidence): readonly string[] => evidence.gaps(CREDENTIAL_REPORT, 'account')
const activeKeys = (user: Credential): readonly (typeof KEYS)[number][] => KEYS.filter((n) => user.isOn(`access_key_${n}_active`))
const people = ({ rows }: Credentials): readonly Credential[] => rows.filter(({ isRoot }) => !isRoot)
const nameOf = ({ user, isRoot, account }: Credential): string => (isRoot ? `root of ${account ?? 'an account that is not named'}` : user)

/** Every IAM user with a console password has MFA. */
export const userMfa: Evaluator = {
  evaluatorId: 'user-mfa',
  criterionIds: ['iam.identity-and-access-management.user-mfa', 'pinpoint.data-protection.account-protection'],
  reads: [CREDENTIAL_REPORT],
  evaluate: (evidence) => mfaOf(evidence),
}

/** The same where people may also sign in through Identity Center, whose second factor no API shows. */
export const pinpointMfa: Evaluator = {
  evaluatorId: 'pinpoint-mfa',
  criterionIds: ['pinpoint.identity-and-access-management.mfa'],
  reads: [CREDENTIAL_REPORT],
  evaluate: (evidence) => mfaOf(evidence, 'The second factor of people who sign in through Identity Center is shown by its console alone.'),
}

function mfaOf(evidence: Evidence, unproven?: string): Statement {
  const withPassword = people(credentials(evidence)).filter((user) => user.isOn('password_enabled'))
  return survey({
    noun: ['IAM user with a console password', 'IAM users with a console password'],
    items: withPassword.map((user): Item => ({ name: user.user, wrong: user.isOn('mfa_active') ? null : '', place: user.place })),
    fault: ['has no MFA', 'have no MFA'],
    fine: ['has MFA', 'have MFA'],
    gaps: gaps(evidence),
    none: `No IAM user has a console password.${unproven === undefined ? '' : ` ${unproven}`}`,
    ...(unproven === undefined ? {} : { unproven, ifNone: null }),
  })
}

/** The root user has MFA, by the credential report or the account summary. */
export const rootMfa: Evaluator = rootSaid({
  evaluatorId: 'root-mfa',
  criterionIds: ['iam.identity-and-access-management.root-mfa', 'pinpoint.data-protection.account-protection'],
  key: 'AccountMFAEnabled',
  inReport: (root) => (root.isOn('mfa_active') ? null : ''),
  inSummary: (figure) => (figure === 1 ? null : `AccountMFAEnabled ${figure}`),
  what: 'MFA',
  isRightIf: 'there is',
})

/** The root user has no access key, by the credential report or the account summary. */
export const rootKeys: Evaluator = rootSaid({
  evaluatorId: 'root-keys',
  criterionIds: ['iam.identity-and-access-management.root-keys'],
  key: 'AccountAccessKeysPresent',
  inReport: (root) => (activeKeys(root).length === 0 ? null : `${activeKeys(root).length} active`),
  inSummary: (figure) => (figure === 0 ? null : `AccountAccessKeysPresent ${figure}`),
  what: 'access key',
  isRightIf: 'there is no',
})

/** Either source suffices where it tells of every account; where both tell, both are weighed. */
function rootSaid({
  evaluatorId,
  criterionIds,
  key,
  inReport,
  inSummary,
  what,
  isRightIf,
}: Pick<Evaluator, 'evaluatorId' | 'criterionIds'> & {
  readonly key: string
  readonly inReport: (root: Credential) => string | null
  readonly inSummary: (figure: number) => string | null
  readonly what: string
  readonly isRightIf: 'there is' | 'there is no'
}): Evaluator {
  const [right, wrong] = isRightIf === 'there is' ? ['there is', 'there is no'] : ['there is no', 'there is an']
  return {
    evaluatorId,
    criterionIds,
    reads: [CREDENTIAL_REPORT, SUMMARY],
    evaluate: (evidence) => {
      const roots = credentials(evidence).rows.filter(({ isRoot }) => isRoot)
      const ofReport = [...gaps(evidence), ...noRoot(evidence)]
      const ofSummary = summaryGaps(evidence, key)
      return survey({
        noun: ['statement on a root user', 'statements on root users'],
        items: [
          ...roots.map((root): Item => ({ name: nameOf(root), wrong: inReport(root), place: root.place })),
          ...summaryItems(evidence, key, inSummary),
        ],
        fault: [`says ${wrong} ${what}`, `say ${wrong} ${what}`],
        fine: [`says ${right} ${what}`, `say ${right} ${what}`],
        gaps: ofReport.length === 0 || ofSummary.length === 0 ? [] : [...ofReport, ...ofSummary],
        none: 'Nothing tells of a root user.',
        ifNone: null,
      })
    },
  }
}

/** A report without its root row does not tell of root, whatever the reason. */
function noRoot(evidence: Evidence): readonly string[] {
  const { rows } = credentials(evidence)
  return rows.length > 0 && !rows.some(({ isRoot }) => isRoot) ? ['the row of the root user in the credential report'] : []
}

/** The root user was not used lately. */
export const rootUse: Evaluator = {
  evaluatorId: 'root-use',
  criterionIds: [
    'iam.identity-and-access-management.root-use',
    'pinpoint.security-best-practices.own-identities',
    'sso.identity-and-access-management.temporary-credentials',
  ],
  reads: [CREDENTIAL_REPORT],
  evaluate: (evidence) => {
    const all = credentials(evidence)
    const lastUse = (root: Credential): number | null => {
      const days = ['password_last_used', 'access_key_1_last_used_date', 'access_key_2_last_used_date']
        .map((name) => root.daysSince(name))
        .filter((n) => n !== null)
      return days.length === 0 ? null : Math.min(...days)
    }
    return survey({
      noun: ['root user', 'root users'],
      items: all.rows
        .filter(({ isRoot }) => isRoot)
        .map((root): Item => {
          const days = lastUse(root)
          return {
            name: nameOf(root),
            wrong: days !== null && days <= LIMITS.rootDays ? `${days} days before the report` : null,
            place: root.place,
          }
        }),
      fault: [`was used in the ${LIMITS.rootDays} days before the report`, `were used in the ${LIMITS.rootDays} days before the report`],
      fine: [
        `was not used in the ${LIMITS.rootDays} days before the report`,
        `were not used in the ${LIMITS.rootDays} days before the report`,
      ],
      // Undated, a use can be older than it looks, never younger.
      gaps: [...gaps(evidence), ...noRoot(evidence), ...undated(all)],
      none: 'The report names no root user.',
      also: `The ${LIMITS.rootDays} days are ${DEFAULT_LIMIT}.`,
    })
  },
}

/** Access keys are replaced in time. */
export const keyRotation: Evaluator = {
  evaluatorId: 'key-rotation',
  criterionIds: ['iam.identity-and-access-management.key-rotation', 'pinpoint.security-best-practices.rotation'],
  reads: [CREDENTIAL_REPORT],
  evaluate: (evidence) => {
    const all = credentials(evidence)
    return survey({
      noun: ['active access key', 'active access keys'],
      items: all.rows.flatMap((user) =>
        activeKeys(user).map((n): Item => {
          const days = user.daysSince(`access_key_${n}_last_rotated`)
          return {
            name: `key ${n} of ${nameOf(user)}`,
            wrong: days !== null && days > LIMITS.keyDays ? `${days} days` : null,
            place: user.place,
          }
        }),
      ),
      fault: [`is older than ${LIMITS.keyDays} days`, `are older than ${LIMITS.keyDays} days`],
      fine: [`is at most ${LIMITS.keyDays} days old`, `are at most ${LIMITS.keyDays} days old`],
      gaps: [...gaps(evidence), ...undated(all), ...unaged(all)],
      none: 'No user has an active access key.',
      isStrict: false,
      also: `The limit of ${LIMITS.keyDays} days is ${DEFAULT_LIMIT}.`,
    })
  },
}

const unaged = ({ rows }: Credentials): readonly string[] => {
  const without = rows.flatMap((user) => activeKeys(user).filter((n) => user.daysSince(`access_key_${n}_last_rotated`) === null))
  return without.length === 0 ? [] : [`the age of ${without.length} access ${without.length === 1 ? 'key' : 'keys'}`]
}

/** Passwords and keys that nobody uses are off. */
export const unusedCredentials: Evaluator = {
  evaluatorId: 'unused-credentials',
  criterionIds: ['iam.identity-and-access-management.unused-credentials'],
  reads: [CREDENTIAL_REPORT],
  evaluate: (evidence) => {
    const all = credentials(evidence)
    const items = people(all).flatMap((user): Item[] => {
      const idle = (what: string, used: string, since: string): Item => {
        const days = user.daysSince(used) ?? user.daysSince(since)
        return {
          name: `${what} of ${user.user}`,
          wrong: days !== null && days > LIMITS.unusedDays ? `${days} days` : null,
          place: user.place,
        }
      }
      return [
        ...(user.isOn('password_enabled') ? [idle('password', 'password_last_used', 'password_last_changed')] : []),
        ...activeKeys(user).map((n) => idle(`key ${n}`, `access_key_${n}_last_used_date`, `access_key_${n}_last_rotated`)),
      ]
    })
    return survey({
      noun: ['active password or access key', 'active passwords and access keys'],
      items,
      fault: [`was not used for more than ${LIMITS.unusedDays} days`, `were not used for more than ${LIMITS.unusedDays} days`],
      fine: [`was used within ${LIMITS.unusedDays} days`, `were used within ${LIMITS.unusedDays} days`],
      gaps: [...gaps(evidence), ...undated(all)],
      none: 'No user has an active password or access key.',
      isStrict: false,
      also: `The limit of ${LIMITS.unusedDays} days is ${DEFAULT_LIMIT}.`,
    })
  },
}

/** People work with temporary credentials rather than as IAM users. */
export const longTermCredentials: Evaluator = {
  evaluatorId: 'long-term-credentials',
  criterionIds: [
    'iam.identity-and-access-management.federation',
    'sso.identity-and-access-management.temporary-credentials',
    'sso.infrastructure-security.scripted-access',
  ],
  reads: [CREDENTIAL_REPORT],
  evaluate: (evidence) => {
    const all = credentials(evidence)
    return survey({
      noun: ['IAM user', 'IAM users'],
      items: people(all).map((user): Item => {
        const has = [...(user.isOn('password_enabled') ? ['password'] : []), ...activeKeys(user).map((n) => `key ${n}`)]
        return { name: user.user, wrong: has.length === 0 ? null : has.join(', '), place: user.place }
      }),
      fault: ['has a password or an active access key', 'have a password or an active access key'],
      fine: ['has neither password nor active access key', 'have neither password nor active access key'],
      gaps: gaps(evidence),
      none: all.rows.length > 0 ? 'The credential report names no IAM user beside root.' : 'There is no IAM user.',
      ifNone: all.rows.length > 0 ? 'met' : 'not-applicable',
      isStrict: false,
      also: 'Each that remains needs a reason and an owner.',
    })
  },
}
