// IAM Identity Center: permission sets put together from the answers about each of them, and assignments. What an answer without
// arguments is about, only its own content can tell.
import type { Place } from '#domain/proposal'
import { listOf, objectOf, textOf, textsOf } from '../importers/fields.ts'
import { type Answer, type Command, type Evidence, placeIn, shortName } from './evidence.ts'

export const INSTANCES: Command = 'sso-admin list-instances'
export const PERMISSION_SETS: Command = 'sso-admin list-permission-sets'
export const DESCRIBE_SET: Command = 'sso-admin describe-permission-set'
export const INLINE_POLICY: Command = 'sso-admin get-inline-policy-for-permission-set'
export const MANAGED_POLICIES: Command = 'sso-admin list-managed-policies-in-permission-set'
export const SET_BOUNDARY: Command = 'sso-admin get-permissions-boundary-for-permission-set'
export const SET_ACCOUNTS: Command = 'sso-admin list-accounts-for-provisioned-permission-set'
export const ASSIGNMENTS: Command = 'sso-admin list-account-assignments'

const SET_OPTION = 'permission-set-arn'

export type PermissionSet = {
  readonly arn: string
  readonly name: string
  /** As AWS writes it (`PT12H`); null where the set was not described. */
  readonly duration: string | null
  readonly place: Place
}

/** Every permission set that is listed or described, each once. */
export function permissionSets(evidence: Evidence): readonly PermissionSet[] {
  const byArn = new Map<string, PermissionSet>()
  for (const answer of evidence.of(PERMISSION_SETS))
    for (const [index, arn] of listOf(objectOf(answer.value)['PermissionSets']).map(textOf).entries())
      if (arn !== null) byArn.set(arn, { arn, name: shortName(arn), duration: null, place: placeIn(answer, 'PermissionSets', index) })
  for (const answer of evidence.of(DESCRIBE_SET)) {
    const set = objectOf(objectOf(answer.value)['PermissionSet'])
    const arn = textOf(set['PermissionSetArn']) ?? answer.args?.[SET_OPTION] ?? null
    if (arn === null) continue
    byArn.set(arn, {
      arn,
      name: textOf(set['Name']) ?? shortName(arn),
      duration: textOf(set['SessionDuration']),
      place: placeIn(answer, 'PermissionSet', 'SessionDuration'),
    })
  }
  return [...byArn.values()]
}

/** What is missing of what is asked once for each permission set. */
export function gapsPerSet(evidence: Evidence, sets: readonly PermissionSet[], command: Command): readonly string[] {
  const seen = new Set(
    [...evidence.of(command), ...evidence.absent(command)].map(({ args }) => args?.[SET_OPTION]).filter((arn) => arn !== undefined),
  )
  if (command === DESCRIBE_SET) for (const { arn, duration } of sets) if (duration !== null) seen.add(arn)
  return evidence.gapsPer(
    command,
    SET_OPTION,
    sets.map(({ arn }) => arn),
    seen,
  )
}

/** What is missing of the list of permission sets itself. */
export const listGaps = (evidence: Evidence): readonly string[] => [
  ...evidence.gaps(INSTANCES, 'once'),
  ...evidence.gaps(PERMISSION_SETS, 'once'),
]

/** The name of the set an answer is about; `a set that is not named` where neither arguments nor content tell. */
export function setOf(answer: Answer, sets: readonly PermissionSet[]): { readonly arn: string | null; readonly name: string } {
  const arn = answer.args?.[SET_OPTION] ?? null
  return { arn, name: sets.find((set) => set.arn === arn)?.name ?? (arn === null ? 'a set that is not named' : shortName(arn)) }
}

export type Assignment = {
  readonly account: string | null
  readonly setArn: string | null
  readonly principal: string
  readonly isUser: boolean
  readonly place: Place
}

/** Every assignment of every answer. */
export const assignments = (evidence: Evidence): readonly Assignment[] =>
  evidence.of(ASSIGNMENTS).flatMap((answer) =>
    listOf(objectOf(answer.value)['AccountAssignments']).map((item, index): Assignment => {
      const assignment = objectOf(item)
      return {
        account: textOf(assignment['AccountId']) ?? answer.args?.['account-id'] ?? null,
        setArn: textOf(assignment['PermissionSetArn']) ?? answer.args?.[SET_OPTION] ?? null,
        principal: textOf(assignment['PrincipalId']) ?? 'a principal that is not named',
        isUser: textOf(assignment['PrincipalType'])?.toUpperCase() === 'USER',
        place: placeIn(answer, 'AccountAssignments', index),
      }
    }),
  )

/** Assignments are asked for each account a set is provisioned in; without that list, it is not known whether all were. */
export function assignmentGaps(evidence: Evidence, sets: readonly PermissionSet[]): readonly string[] {
  const asked = new Set(
    evidence.of(ASSIGNMENTS).flatMap(({ args, value }) => {
      const [first] = listOf(objectOf(value)['AccountAssignments']).map(objectOf)
      const set = args?.[SET_OPTION] ?? textOf(first?.['PermissionSetArn'])
      const account = args?.['account-id'] ?? textOf(first?.['AccountId'])
      return set == null || account == null ? [] : [`${set} in ${account}`]
    }),
  )
  const wanted = evidence
    .of(SET_ACCOUNTS)
    .flatMap(({ args, value }) =>
      textsOf(objectOf(value)['AccountIds']).flatMap((account) =>
        args?.[SET_OPTION] === undefined ? [] : [`${args[SET_OPTION]} in ${account}`],
      ),
    )
  const missing = wanted.filter((pair) => !asked.has(pair))
  return [
    ...listGaps(evidence),
    ...gapsPerSet(evidence, sets, SET_ACCOUNTS),
    ...(missing.length === 0 ? [] : [`no answer of “aws ${ASSIGNMENTS}” for ${missing.length} of ${wanted.length} sets and accounts`]),
    // That a set is provisioned nowhere is no word on who holds it: only an answer on assignments is.
    ...(sets.length > 0 && evidence.of(ASSIGNMENTS).length === 0 ? evidence.gaps(ASSIGNMENTS, 'once') : []),
  ]
}
