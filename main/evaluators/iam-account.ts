// Account-wide settings of IAM: the password policy, and what the account summary says.
import { objectOf } from '../importers/fields.ts'
import { DEFAULT_LIMIT, LIMITS } from './company-policy.ts'
import type { Evaluator } from './evaluator.ts'
import { type Answer, type Command, type Evidence, placeIn } from './evidence.ts'
import { type Item, survey } from './statement.ts'

export const SUMMARY: Command = 'iam get-account-summary'
const PASSWORD_POLICY: Command = 'iam get-account-password-policy'

const accountOf = ({ account }: Pick<Answer, 'account'>): string => account ?? 'an account that is not named'

/** What the account summaries say under one key; accounts whose summary does not have it are left out. */
export const summaryItems = (evidence: Evidence, key: string, wrongOf: (figure: number) => string | null): readonly Item[] =>
  evidence.of(SUMMARY).flatMap((answer): Item[] => {
    const figure = objectOf(objectOf(answer.value)['SummaryMap'])[key]
    return typeof figure === 'number'
      ? [{ name: `summary of ${accountOf(answer)}`, wrong: wrongOf(figure), place: placeIn(answer, 'SummaryMap', key) }]
      : []
  })

/** What is missing of the summaries' word on one key. */
export const summaryGaps = (evidence: Evidence, key: string): readonly string[] => [
  ...evidence.gaps(SUMMARY, 'account'),
  ...(evidence.of(SUMMARY).length > summaryItems(evidence, key, () => null).length ? [`${key} in an account summary`] : []),
]

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
