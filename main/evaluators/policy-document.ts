// Reads IAM policy documents: statements with their place, whether one grants a whole service, whom a trust policy lets in and under
// which conditions. Weighs no deny statement against an allow: it says what is granted on paper.
import { isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from '../importers/fields.ts'

export type PolicyStatement = {
  /** Where it stands in its document: `['Statement', 2]`, or `['Statement']` where there is only one. */
  readonly path: readonly (string | number)[]
  readonly allows: boolean
  readonly actions: readonly string[]
  /** Null where the statement names actions, not exceptions. */
  readonly notActions: readonly string[] | null
  readonly resources: readonly string[]
  /** `Service pinpoint.amazonaws.com`'s parts; `*` stands for everybody. */
  readonly principals: readonly { readonly kind: string; readonly name: string }[]
  /** The statement is for all but those it names. */
  readonly hasNotPrincipal: boolean
  readonly condition: JsonObject
}

/** The document as an object: it may be one, its JSON text, or that text percent-encoded as IAM's API sends it. Null where it is none. */
export function documentOf(value: unknown): JsonObject | null {
  if (isObject(value)) return value
  const text = textOf(value)?.trim()
  if (text === undefined) return null
  for (const read of [() => text, () => decodeURIComponent(text)]) {
    try {
      const parsed: unknown = JSON.parse(read())
      if (isObject(parsed)) return parsed
    } catch {
      // Not this form; the next one may be.
    }
  }
  return null
}

/** The statements of a document; null where it cannot be read, which must not pass for "no statement". */
export function statementsOf(value: unknown): readonly PolicyStatement[] | null {
  const document = documentOf(value)
  if (document === null) return null
  const { Statement: given } = document
  if (given === undefined) return null
  return (Array.isArray(given) ? given.map((one: unknown, i) => [one, ['Statement', i]] as const) : [[given, ['Statement']] as const]).map(
    ([one, path]) => {
      const statement = objectOf(one)
      return {
        path,
        allows: textOf(statement['Effect'])?.toLowerCase() === 'allow',
        actions: textsOf(statement['Action']),
        notActions: statement['NotAction'] === undefined ? null : textsOf(statement['NotAction']),
        resources: statement['NotResource'] === undefined ? textsOf(statement['Resource']) : ['*'],
        principals: principalsOf(statement['Principal']),
        hasNotPrincipal: statement['NotPrincipal'] !== undefined,
        condition: objectOf(statement['Condition']),
      }
    },
  )
}

function principalsOf(value: unknown): PolicyStatement['principals'] {
  if (isObject(value)) return Object.entries(value).flatMap(([kind, names]) => textsOf(names).map((name) => ({ kind, name })))
  return textsOf(value).map((name) => ({ kind: name === '*' ? '*' : 'AWS', name }))
}

const ONLY_STARS = /^\*+$/

/** Whether one action of a policy covers every action of a namespace: `*`, `*:*`, `sso:*`, `SSO:**`. */
function coversNamespace(action: string, namespace: string): boolean {
  const colon = action.indexOf(':')
  if (colon < 0) return ONLY_STARS.test(action)
  const [prefix, name] = [action.slice(0, colon).toLowerCase(), action.slice(colon + 1)]
  return ONLY_STARS.test(name) && (prefix === namespace || ONLY_STARS.test(prefix))
}

const namesNamespace = (action: string, namespace: string): boolean => {
  const colon = action.indexOf(':')
  return colon < 0 ? ONLY_STARS.test(action) : action.slice(0, colon).toLowerCase() === namespace
}

/** The action by which a statement grants a whole namespace, as written; null where it does not. */
export function wholeGrant(statement: PolicyStatement, namespace: string): string | null {
  if (!statement.allows) return null
  if (statement.notActions !== null)
    return statement.notActions.some((action) => namesNamespace(action, namespace)) ? null : `NotAction ${statement.notActions.join(', ')}`
  return statement.actions.find((action) => coversNamespace(action, namespace)) ?? null
}

/** The actions of a namespace a statement allows, as written, `*` for all of everything. */
export const actionsIn = (statement: PolicyStatement, namespace: string): readonly string[] =>
  statement.allows ? statement.actions.filter((action) => namesNamespace(action, namespace)) : []

/** Whether a statement allows on any resource at all. */
export const isOnAnything = ({ resources }: PolicyStatement): boolean => resources.length === 0 || resources.some((r) => ONLY_STARS.test(r))

/** Whether everybody is let in: `*` as principal without a condition that could narrow it. */
export const letsEverybodyIn = (statement: PolicyStatement): boolean =>
  statement.allows &&
  Object.keys(statement.condition).length === 0 &&
  (statement.hasNotPrincipal || statement.principals.some(({ kind, name }) => name === '*' && (kind === '*' || kind === 'AWS')))

/**
 * The condition keys a statement sets with an operator that narrows: in lower case, since IAM takes them in any. `StringNotEquals` and
 * the like, and `…IfExists`, which a request without the key passes, do not.
 */
export function narrowingKeys({ condition }: PolicyStatement): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const [operator, tests] of Object.entries(condition)) {
    if (/ifexists$/iu.test(operator) || /not(?:equals|like)/iu.test(operator) || /^(?:foranyvalue:)?null$/iu.test(operator)) continue
    for (const [key, values] of Object.entries(objectOf(tests)))
      if (!textsOf(values).some((value) => ONLY_STARS.test(value))) keys.add(key.toLowerCase())
  }
  return keys
}

/** The value of a statement list in a document at a path, for pointers into answers that hold the document as an object. */
export const isJsonText = (value: unknown): boolean => typeof value === 'string'

/** The default version of a managed policy and where it stands; null where the record does not hold it. */
export function defaultVersion(policy: JsonObject): { readonly document: unknown; readonly index: number } | null {
  const versions = listOf(policy['PolicyVersionList']).map(objectOf)
  const index = versions.findIndex((version) => version['IsDefaultVersion'] === true)
  const found = versions[index]
  return found === undefined || found['Document'] === undefined ? null : { document: found['Document'], index }
}
