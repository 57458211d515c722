// Account-wide settings of IAM: the summary's root flags and the password policy.
import { objectOf } from '../importers/fields.ts'
import { DEFAULT_LIMIT, LIMITS } from './company-policy.ts'
import type { Evaluator } from './evaluator.ts'
import { type Answer, type Command, placeIn } from './evidence.ts'
import { type Item, survey } from './statement.ts'

const SUMMARY: Command = 'iam get-account-summary'
const PASSWORD_POLICY: Command = 'iam get-account-password-policy'

const accountOf = ({ account }: Pick<Answer, 'account'>): string => account ?? 'an account that is not named'

const fromSummary = (
  evaluatorId: string,
  criterionIds: readonly string[],
  key: string,
  isRight: (n: number) => boolean,
  words: { readonly fault: readonly [string, string]; readonly fine: readonly [string, string] },
): Evaluator => ({
  evaluatorId,
  criterionIds,
  reads: [SUMMARY],
  evaluate: (evidence) => {
    const told = evidence.of(SUMMARY).map((answer) => ({ answer, figure: objectOf(objectOf(answer.value)['SummaryMap'])[key] }))
    return survey({
      noun: ['account', 'accounts'],
      items: told.flatMap(({ answer, figure }): Item[] =>
        typeof figure === 'number'
          ? [{ name: accountOf(answer), wrong: isRight(figure) ? null : `${key} ${figure}`, place: placeIn(answer, 'SummaryMap', key) }]
          : [],
      ),
      ...words,
      gaps: [
        ...evidence.gaps(SUMMARY, 'account'),
        ...(told.some(({ figure }) => typeof figure !== 'number') ? [`${key} in an account summary`] : []),
      ],
      none: 'No account summary was seen.',
      ifNone: null,
    })
  },
})

/** The root user has MFA, by the account summary. */
export const summaryRootMfa = fromSummary(
  'summary-root-mfa',
  ['iam.identity-and-access-management.root-mfa', 'pinpoint.data-protection.account-protection'],
  'AccountMFAEnabled',
  (n) => n === 1,
  {
    fault: ['has a root user without MFA', 'have a root user without MFA'],
    fine: ['has MFA on its root user', 'have MFA on their root users'],
  },
)

/** The root user has no access key, by the account summary. */
export const summaryRootKeys = fromSummary(
  'summary-root-keys',
  ['iam.identity-and-access-management.root-keys'],
  'AccountAccessKeysPresent',
  (n) => n === 0,
  {
    fault: ['has an access key on its root user', 'have access keys on their root users'],
    fine: ['has no access key on its root user', 'have no access key on their root users'],
  },
)

/** Passwords are long enough and not used again. Kinds of characters and expiry are the company's own rule. */
export const passwordPolicy: Evaluator = {
  evaluatorId: 'password-policy',
  criterionIds: ['iam.identity-and-access-management.password-policy'],
  reads: [PASSWORD_POLICY],
  evaluate: (evidence) => {
    const weakness = (answer: Answer): string | null => {
      const policy = objectOf(objectOf(answer.value)['PasswordPolicy'])
      const length = policy['MinimumPasswordLength']
      const faults = [
        typeof length === 'number' && length >= LIMITS.passwordLength ? null : `length ${typeof length === 'number' ? length : 'not set'}`,
        typeof policy['PasswordReusePrevention'] === 'number' ? null : 'reuse not prevented',
      ].filter((fault) => fault !== null)
      return faults.length === 0 ? null : faults.join(', ')
    }
    return survey({
      noun: ['account', 'accounts'],
      items: [
        ...evidence
          .of(PASSWORD_POLICY)
          .map((answer): Item => ({ name: accountOf(answer), wrong: weakness(answer), place: placeIn(answer, 'PasswordPolicy') })),
        ...evidence.absent(PASSWORD_POLICY).map((call): Item => ({ name: accountOf(call), wrong: 'none is set', place: placeIn(call) })),
      ],
      fault: ['has a weak password policy', 'have weak password policies'],
      fine: ['asks for long passwords and prevents reuse', 'ask for long passwords and prevent reuse'],
      gaps: evidence.gaps(PASSWORD_POLICY, 'account'),
      none: 'No password policy was seen.',
      ifNone: null,
      also: `The least length of ${LIMITS.passwordLength} is ${DEFAULT_LIMIT}.`,
    })
  },
}
