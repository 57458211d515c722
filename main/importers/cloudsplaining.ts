// Cloudsplaining's results: an account's IAM policies with what each of them risks (FORMATS.md §20). The tool gives no status and no
// severity: a list of actions under a risk is a failure of that risk, and a policy without any is listed for information.
import { UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { arnOf } from './asff-service.ts'
import { isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import type { Note } from './notes.ts'
import { documentOf } from './recognise.ts'
import { severityOfWord } from './severity.ts'

/** The kinds of policies, and how IAM names them. */
const POLICIES: ReadonlyMap<string, string> = new Map([
  ['aws_managed_policies', 'AWS managed policy'],
  ['customer_managed_policies', 'customer managed policy'],
  ['inline_policies', 'inline policy'],
])
/** Who policies hang on; an inline policy has no ARN, and its owner says whose account it is. */
const HOLDERS = ['groups', 'users', 'roles'] as const

/** The risks, as the tool's own report names them. Results of older versions lack some. */
const RISKS: ReadonlyMap<string, string> = new Map([
  ['PrivilegeEscalation', 'Privilege Escalation'],
  ['DataExfiltration', 'Data Exfiltration'],
  ['ResourceExposure', 'Resource Exposure'],
  ['ServiceWildcard', 'Service Wildcard'],
  ['CredentialsExposure', 'Credentials Exposure'],
  ['InfrastructureModification', 'Infrastructure Modification'],
])

/** What a policy is listed as that has none: the tool has no name for it, and without any a policy could not be told from scan to scan. */
const NO_RISK = 'Policy listed without a risk'

/** How many actions a sentence may name; the record itself has them all. */
const MOST_NAMED = 50

/** The ARNs of who has a policy, by its kind and key. */
type Root = { readonly account: string | null; readonly holders: ReadonlyMap<string, readonly string[]> }

function createFormat(): DocumentFormat {
  const roots = new WeakMap<object, Root>()
  const rootOf = (root: JsonObject): Root => {
    const known = roots.get(root) ?? readRoot(root)
    roots.set(root, known)
    return known
  }
  return {
    records: [...POLICIES.keys()].map((kind) => [kind, '*']),
    skip: [['exclusions'], ['links']],
    context: ({ path, around }, late) => {
      const root = objectOf(around[0])
      if (!late && !HOLDERS.every((name) => name in root)) return
      const [kind, key] = path.map(String)
      const { account, holders } = late ? readRoot(root) : rootOf(root)
      const attached = holders.get(`${kind} ${key}`) ?? []
      return { kind, key, ...(account === null ? {} : { account }), ...(attached.length === 0 ? {} : { attached }) }
    },
    parts: (value) => {
      const found = [...RISKS.keys()].filter((risk) => findingsOf(objectOf(value)[risk]).length > 0)
      return found.length === 0 ? [{}] : found.map((risk) => ({ risk }))
    },
    map: readPolicy,
  }
}

/** Which groups, users and roles have which policies, and the one account they are of. */
function readRoot(root: JsonObject): Root {
  const holders = new Map<string, string[]>()
  const accounts = new Set<string>()
  for (const holder of HOLDERS.flatMap((name) => Object.values(objectOf(root[name]))).map(objectOf)) {
    const arn = textOf(holder['arn'])
    if (arn === null) continue
    const account = arnOf(arn)?.account
    if (account != null) accounts.add(account)
    for (const kind of POLICIES.keys())
      for (const key of Object.keys(objectOf(holder[kind]))) {
        const id = `${kind} ${key}`
        const known = holders.get(id)
        if (known === undefined) holders.set(id, [arn])
        else known.push(arn)
      }
  }
  const [account] = accounts
  return { account: accounts.size === 1 ? (account ?? null) : null, holders }
}

function readPolicy(value: unknown, context: JsonObject, note: Note): Mapped {
  if (!isObject(value)) return { rejected: 'wrong-shape', because: 'no policy of Cloudsplaining, which is an object.' }
  const risk = textOf(context['risk'])
  const arn = textOf(value['Arn'])
  const found = risk === null ? undefined : value[risk]
  return {
    ...UNSTATED,
    toolRecordId: textOf(value['PolicyId']) ?? textOf(context['key']),
    checkId: risk,
    title: risk === null ? NO_RISK : (RISKS.get(risk) ?? risk),
    description: textOf(objectOf(found)['description']),
    statusText: risk === null ? null : sentenceOf(findingsOf(found).map(actionOf)),
    result: risk === null ? 'info' : 'fail',
    muted: value['is_excluded'] === true,
    severity: severityOfWord(textOf(objectOf(found)['severity']), note),
    severityRaw: textOf(objectOf(found)['severity']),
    resourceId: arn ?? textOf(context['key']),
    resourceName: textOf(value['PolicyName']),
    resourceType: POLICIES.get(textOf(context['kind']) ?? '') ?? null,
    otherResources: textsOf(context['attached']),
    scannerService: 'iam',
    provider: 'aws',
    partition: arnOf(arn)?.partition ?? null,
    accountId: readAccount(arnOf(arn)?.account ?? textOf(context['account']), 'aws', note),
    // When the policy was written is not when it was looked at.
    toolName: 'Cloudsplaining',
  }
}

/** A list; newer versions put it beside a severity and a description. */
const findingsOf = (found: unknown): readonly unknown[] => listOf(isObject(found) ? found['findings'] : found)

function sentenceOf(actions: readonly string[]): string {
  const named = actions.slice(0, MOST_NAMED).join(', ')
  return actions.length > MOST_NAMED ? `${named} (${MOST_NAMED} of ${actions.length} named)` : named
}

/** Escalations are `{type, actions}`; everything else is the action, or the service, itself. */
function actionOf(entry: unknown): string {
  const { type, actions } = objectOf(entry)
  return isObject(entry) ? `${textOf(type) ?? 'unnamed'}: ${textsOf(actions).join(', ')}` : (textOf(entry) ?? 'unnamed')
}

/** Cloudsplaining results. */
export const cloudsplaining: Importer = {
  formatId: 'cloudsplaining',
  label: 'Cloudsplaining results',
  detect: (view) => {
    const document = documentOf(view)
    if (document === null) return null
    const kinds = [...POLICIES.keys()].filter((kind) => isObject(document[kind]))
    const holders = HOLDERS.filter((name) => isObject(document[name]))
    // Policies may stand behind a head full of users and roles.
    if (kinds.length === 0 || kinds.length + holders.length < 3) return null
    return {
      label: 'Cloudsplaining results',
      confidence: 'certain',
      toolVersion: null,
      reason: `The object has ${[...holders, ...kinds].join(', ')}.`,
    }
  },
  parse: (bytes) => importJsonDocument(bytes, createFormat()),
  recut: (raw, context) => recutJsonDocument(raw, context, createFormat()),
}
