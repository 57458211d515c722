// Who holds which policy in the accounts: customer written policies, managed and inline, with their statements, holders and places.
// From `iam get-account-authorization-details`; AWS's own policies are known by who holds them, not by what they say.
import type { Place } from '#domain/proposal'
import { type JsonObject, listOf, objectOf, textOf } from '../importers/fields.ts'
import { type Answer, type Command, type Evidence, placeIn, shortName } from './evidence.ts'
import { defaultVersion, isJsonText, type PolicyStatement, statementsOf } from './policy-document.ts'

export const AUTHORIZATION_DETAILS: Command = 'iam get-account-authorization-details'

export type Holder = { readonly kind: 'user' | 'group' | 'role'; readonly name: string }

export type HeldPolicy = {
  /** `pinpoint-all`, or `put of role pinpoint-events` where it is inline. */
  readonly name: string
  readonly isInline: boolean
  readonly holders: readonly Holder[]
  /** Null where the document could not be read. */
  readonly statements: readonly (PolicyStatement & { readonly place: Place })[] | null
  readonly place: Place
}

export type Principal = Holder & {
  readonly arn: string
  readonly value: JsonObject
  readonly answer: Answer
  /** ARNs of managed policies attached to it. */
  readonly attached: readonly string[]
}

export type IamFacts = {
  readonly principals: readonly Principal[]
  readonly policies: readonly HeldPolicy[]
}

const KINDS = [
  { kind: 'user', sign: 'UserId', name: 'UserName', inline: 'UserPolicyList' },
  { kind: 'group', sign: 'GroupId', name: 'GroupName', inline: 'GroupPolicyList' },
  { kind: 'role', sign: 'RoleId', name: 'RoleName', inline: 'RolePolicyList' },
] as const

/** Several evaluators ask for the same; evidence never changes. */
const known = new WeakMap<Evidence, IamFacts>()

/** Everything the answers say of users, groups, roles and customer managed policies. A thing said twice counts once, as said last. */
export function iamFacts(evidence: Evidence): IamFacts {
  const facts = known.get(evidence) ?? readFacts(evidence)
  known.set(evidence, facts)
  return facts
}

function readFacts(evidence: Evidence): IamFacts {
  const byArn = new Map<string, { readonly answer: Answer; readonly value: JsonObject }>()
  for (const answer of evidence.of(AUTHORIZATION_DETAILS)) {
    const value = objectOf(answer.value)
    byArn.set(textOf(value['Arn']) ?? `${answer.place.sha256}:${answer.place.offset}`, { answer, value })
  }
  const principals: Principal[] = []
  const inline: HeldPolicy[] = []
  for (const [arn, { answer, value }] of byArn) {
    const found = KINDS.find(({ sign }) => textOf(value[sign]) !== null)
    if (found === undefined) continue
    const holder: Holder = { kind: found.kind, name: textOf(value[found.name]) ?? shortName(arn) }
    const attached = listOf(value['AttachedManagedPolicies'])
      .map((policy) => textOf(objectOf(policy)['PolicyArn']))
      .filter((policy) => policy !== null)
    principals.push({ ...holder, arn, value, answer, attached })
    for (const [index, policy] of listOf(value[found.inline]).map(objectOf).entries())
      inline.push({
        name: `${textOf(policy['PolicyName']) ?? 'inline policy'} of ${holder.kind} ${holder.name}`,
        isInline: true,
        holders: [holder],
        ...documentAt(answer, policy['PolicyDocument'], [found.inline, index, 'PolicyDocument']),
      })
  }
  const holders = new Map<string, Holder[]>()
  for (const { kind, name, attached } of principals)
    for (const arn of attached) {
      const mine = holders.get(arn)
      if (mine === undefined) holders.set(arn, [{ kind, name }])
      else mine.push({ kind, name })
    }
  const managed = [...byArn].flatMap(([arn, { answer, value }]): HeldPolicy[] => {
    if (textOf(value['DefaultVersionId']) === null || arn.startsWith('arn:aws:iam::aws:')) return []
    const version = defaultVersion(value)
    return [
      {
        name: textOf(value['PolicyName']) ?? shortName(arn),
        isInline: false,
        holders: holders.get(arn) ?? [],
        ...documentAt(answer, version?.document, ['PolicyVersionList', version?.index ?? 0, 'Document']),
      },
    ]
  })
  return { principals, policies: [...managed, ...inline] }
}

/** A document with its statements' places; where it is kept as text, the place is that text. */
export function documentAt(
  answer: Answer,
  document: unknown,
  path: readonly (string | number)[],
): Pick<HeldPolicy, 'statements' | 'place'> {
  const statements = document === undefined ? null : statementsOf(document)
  return {
    place: placeIn(answer, ...path),
    statements:
      statements?.map((statement) => ({
        ...statement,
        place: isJsonText(document) ? placeIn(answer, ...path) : placeIn(answer, ...path, ...statement.path),
      })) ?? null,
  }
}

/** `user campaign-bot, role deploy`, or `nobody`. */
export const holdersInWords = (holders: readonly Holder[]): string => {
  if (holders.length === 0) return 'nobody'
  const names = holders.slice(0, 3).map(({ kind, name }) => `${kind} ${name}`)
  return holders.length > 3 ? `${names.join(', ')} and ${holders.length - 3} more` : names.join(', ')
}
