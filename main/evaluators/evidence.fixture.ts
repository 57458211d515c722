// Test support: evidence of our own making, one answer at a time.
import type { Evaluator, Statement } from './evaluator.ts'
import { type Absence, type Answer, type AnsweredCall, type Command, createEvidence, type FailedCall } from './evidence.ts'

export const ACCOUNT = '111122223333'
export const REGION = 'eu-central-1'

type More = {
  readonly args?: Readonly<Record<string, string>>
  readonly account?: string
  readonly region?: string
  readonly at?: string
  readonly isComplete?: boolean
}

let evidenceId = 0
const place = () => {
  evidenceId += 1
  return { evidenceId, sha256: evidenceId.toString(16).padStart(64, '0'), offset: 0, length: 1 }
}

/** A kit's answer from the one account and region, unless said otherwise. */
export const answer = (
  command: Command,
  value: unknown,
  { args = {}, account = ACCOUNT, region = REGION, at, isComplete = true }: More = {},
): Answer => ({
  command,
  args,
  account,
  region,
  at: at ?? null,
  place: place(),
  value,
  isComplete,
})

export const absence = (command: Command, args: Readonly<Record<string, string>> = {}): Absence => ({
  command,
  args,
  account: ACCOUNT,
  region: REGION,
  place: place(),
})

export const failure = (
  command: Command,
  args: Readonly<Record<string, string>> = {},
  outcome: FailedCall['outcome'] = 'access-denied',
): FailedCall => ({
  ...absence(command, args),
  outcome,
  error: 'An error occurred (AccessDeniedException)',
})

export type Given = {
  readonly answers?: readonly Answer[]
  readonly failed?: readonly FailedCall[]
  readonly absent?: readonly Absence[]
  readonly answered?: readonly AnsweredCall[]
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
}

export const evidenceOf = ({ answers = [], failed = [], absent = [], answered = [], accounts = [ACCOUNT], regions = [REGION] }: Given) =>
  createEvidence({ answers, failed, absent, answered, accounts, regions })

/** What an evaluator says of these answers. */
export const says = (evaluator: Evaluator, ...answers: readonly Answer[]): Statement => evaluator.evaluate(evidenceOf({ answers }))

const DETAILS: Command = 'iam get-account-authorization-details'

type Policy = { readonly name: string; readonly statement: unknown }

/** A role as IAM's authorization details show it. */
export const role = (
  name: string,
  {
    trust = [],
    inline = [],
    attached = [],
    path = '/',
  }: { trust?: readonly unknown[]; inline?: readonly Policy[]; attached?: readonly string[]; path?: string } = {},
): Answer =>
  answer(DETAILS, {
    Path: path,
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: trust },
    RolePolicyList: inline.map((policy) => ({
      PolicyName: policy.name,
      PolicyDocument: { Version: '2012-10-17', Statement: [policy.statement] },
    })),
    AttachedManagedPolicies: attached.map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn })),
  })

/** A user as IAM's authorization details show it. */
export const user = (name: string, attached: readonly string[] = []): Answer =>
  answer(DETAILS, {
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    UserPolicyList: [],
    GroupList: [],
    AttachedManagedPolicies: attached.map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn })),
  })

export const policyArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`

/** A customer managed policy as IAM's authorization details show it. */
export const managedPolicy = (name: string, statement: unknown): Answer =>
  answer(DETAILS, {
    PolicyName: name,
    PolicyId: `ANPA${name.toUpperCase()}`,
    Arn: policyArn(name),
    DefaultVersionId: 'v2',
    PolicyVersionList: [
      { VersionId: 'v2', IsDefaultVersion: true, Document: { Version: '2012-10-17', Statement: statement } },
      {
        VersionId: 'v1',
        IsDefaultVersion: false,
        Document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      },
    ],
  })

export const allow = (action: string | readonly string[], resource: string | readonly string[] = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
})

/** A row of the credential report; what is not named is off. */
export const credential = (name: string, columns: Readonly<Record<string, string>> = {}, at = '2026-03-01T00:00:00Z'): Answer =>
  answer(
    'iam get-credential-report',
    {
      user: name,
      password_enabled: 'false',
      mfa_active: 'false',
      access_key_1_active: 'false',
      access_key_2_active: 'false',
      user_creation_time: '2024-01-01T00:00:00+00:00',
      ...columns,
    },
    { at },
  )
