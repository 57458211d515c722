// Which policies grant the whole of a service's namespace (`mobiletargeting:*`), and which allow its actions on any resource. Shared by
// the services that are judged by it.
import type { Statement } from './evaluator.ts'
import type { Evidence } from './evidence.ts'
import { AUTHORIZATION_DETAILS, type HeldPolicy, holdersInWords, iamFacts } from './iam-grants.ts'
import { actionsIn, isOnAnything, type PolicyStatement, wholeGrant } from './policy-document.ts'
import { type Item, survey } from './statement.ts'

const ADMINISTRATOR = ':iam::aws:policy/AdministratorAccess'

/** Policies the client wrote that name one of the namespaces, or everything, with what `wrongOf` finds in their statements. */
export function policyItems(
  policies: readonly HeldPolicy[],
  namespaces: readonly string[],
  wrongOf: (statement: PolicyStatement) => string | null,
): { readonly items: readonly Item[]; readonly unread: readonly string[] } {
  const items: Item[] = []
  const unread: string[] = []
  for (const policy of policies) {
    if (policy.statements === null) {
      unread.push(policy.name)
      continue
    }
    const mine = policy.statements.filter((s) => namespaces.some((n) => actionsIn(s, n).length > 0 || wholeGrant(s, n) !== null))
    if (mine.length === 0) continue
    const faulty = mine.map((s) => ({ place: s.place, wrong: wrongOf(s) })).find(({ wrong }) => wrong !== null)
    const held = policy.isInline ? '' : `; held by ${holdersInWords(policy.holders)}`
    items.push({
      name: policy.name,
      wrong: faulty?.wrong == null ? null : `${faulty.wrong}${held}`,
      place: faulty?.place ?? mine[0]?.place ?? policy.place,
    })
  }
  return { items, unread }
}

export const unreadGaps = (unread: readonly string[]): readonly string[] =>
  unread.length === 0
    ? []
    : [
        `${unread.length} ${unread.length === 1 ? 'policy whose document' : 'policies whose documents'} could not be read: ${unread.slice(0, 5).join(', ')}`,
      ]

/** No policy the client wrote grants a whole namespace. Policies that were read and name none of it are no empty evaluation. */
export function noWholeGrants(evidence: Evidence, namespaces: readonly string[]): Statement {
  const { policies, principals } = iamFacts(evidence)
  const { items, unread } = policyItems(policies, namespaces, (statement) => {
    const grants = [...new Set(namespaces.flatMap((n) => wholeGrant(statement, n) ?? []))]
    if (grants.length === 0) return null
    return Object.keys(statement.condition).length > 0 ? `${grants.join(' and ')} under a condition` : grants.join(' and ')
  })
  const administrators = principals.filter(({ attached }) => attached.some((arn) => arn.endsWith(ADMINISTRATOR)))
  const words = namespaces.map((n) => `${n}:*`).join(' or ')
  return survey({
    noun: [
      `policy of the client's own that reaches ${namespaces.join(' or ')}`,
      `policies of the client's own that reach ${namespaces.join(' or ')}`,
    ],
    items,
    fault: ['grants the whole of it', 'grant the whole of it'],
    fine: [`grants neither ${words} nor everything`, `grant neither ${words} nor everything`],
    gaps: [...evidence.gaps(AUTHORIZATION_DETAILS, 'account'), ...unreadGaps(unread)],
    none: `None of ${policies.length} policies of the client's own names an action of ${namespaces.join(' or ')}.`,
    ifNone: policies.length === 0 ? 'not-applicable' : 'met',
    ...(administrators.length === 0
      ? {}
      : { also: `Not weighed: AdministratorAccess, which grants everything, is attached to ${holdersInWords(administrators)}.` }),
  })
}

/** Statements on the namespaces name resources. */
export function namedResources(evidence: Evidence, namespaces: readonly string[]): Statement {
  const { policies } = iamFacts(evidence)
  const { items, unread } = policyItems(policies, namespaces, (statement) => {
    const actions = [
      ...new Set(
        namespaces.flatMap((n) => [
          ...actionsIn(statement, n),
          ...(statement.allows && wholeGrant(statement, n) !== null ? [wholeGrant(statement, n) ?? ''] : []),
        ]),
      ),
    ]
    if (actions.length === 0 || !isOnAnything(statement)) return null
    return `${actions.slice(0, 3).join(', ')}${actions.length > 3 ? ` and ${actions.length - 3} more` : ''} on *`
  })
  return survey({
    noun: [
      `policy of the client's own that reaches ${namespaces.join(' or ')}`,
      `policies of the client's own that reach ${namespaces.join(' or ')}`,
    ],
    items,
    fault: ['allows on any resource', 'allow on any resource'],
    fine: ['names the resources', 'name the resources'],
    gaps: [...evidence.gaps(AUTHORIZATION_DETAILS, 'account'), ...unreadGaps(unread)],
    none: `None of ${policies.length} policies of the client's own names an action of ${namespaces.join(' or ')}.`,
    isStrict: false,
    also: 'Some actions have no resource-level permission and can only be granted on *; each is to be explained.',
  })
}
