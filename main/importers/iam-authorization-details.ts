// `iam get-account-authorization-details`: every user, group, role and policy of an account as one record of facts (FORMATS.md §7.1).
// It judges nothing; `iam list-users` and other answers of IAM are raw answers.
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { awsTime, eachText, namesOf, resourceFacts, sentenceOf } from './aws-answers.ts'
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { noteNextPage } from './next-page.ts'
import type { Note } from './notes.ts'
import { documentOf } from './recognise.ts'

/** The lists that only this answer has; policies stand under `Policies`, as in other answers of IAM. */
const OWN_LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList']

type Kind = {
  /** The member that tells the kind. */
  readonly sign: string
  readonly id: string
  readonly name: string
  readonly type: string
  readonly facts: (value: JsonObject) => readonly (string | null)[]
}

const listed = (words: string, names: readonly string[]): string => `${words} ${names.length === 0 ? 'none' : namesOf(names)}`
const attached = (value: JsonObject): string => listed('attached policies:', eachText(value['AttachedManagedPolicies'], 'PolicyName'))
const inline = (value: JsonObject, list: string): string => listed('inline policies:', eachText(value[list], 'PolicyName'))
const boundary = (value: JsonObject): string | null => {
  const arn = textOf(objectOf(value['PermissionsBoundary'])['PermissionsBoundaryArn'])
  return arn === null ? null : `permissions boundary: ${arn}`
}
const dated = (words: string, value: unknown): string | null => {
  const { seenAt, seenAtRaw } = awsTime(value)
  const when = seenAt ?? seenAtRaw
  return when === null ? null : `${words} ${when}`
}

/** Members of the service model's UserDetail, GroupDetail, RoleDetail and ManagedPolicyDetail. AWS's own policies name no account. */
const KINDS: readonly Kind[] = [
  {
    sign: 'UserId',
    id: 'UserId',
    name: 'UserName',
    type: 'iam user',
    facts: (value) => [
      `User in ${listed('groups:', textsOf(listOf(value['GroupList'])))}`,
      attached(value),
      inline(value, 'UserPolicyList'),
      boundary(value),
    ],
  },
  {
    sign: 'GroupId',
    id: 'GroupId',
    name: 'GroupName',
    type: 'iam group',
    facts: (value) => [`Group with ${attached(value)}`, inline(value, 'GroupPolicyList')],
  },
  {
    sign: 'RoleId',
    id: 'RoleId',
    name: 'RoleName',
    type: 'iam role',
    facts: (value) => [
      `Role trusted by ${listed('principals:', principalsOf(value['AssumeRolePolicyDocument']))}`,
      attached(value),
      inline(value, 'RolePolicyList'),
      boundary(value),
      dated('last used', objectOf(value['RoleLastUsed'])['LastUsedDate']),
    ],
  },
  {
    sign: 'DefaultVersionId',
    id: 'PolicyId',
    name: 'PolicyName',
    type: 'iam policy',
    facts: (value) => {
      const count = numberOf(value['AttachmentCount'])
      return [
        count === null ? 'Managed policy' : `Managed policy attached to ${count} ${count === 1 ? 'entity' : 'entities'}`,
        `default version ${textOf(value['DefaultVersionId']) ?? 'not named'} of ${listOf(value['PolicyVersionList']).length}`,
        dated('last changed', value['UpdateDate']),
      ]
    },
  },
]

/** The principals of a trust policy, as written: `Service ec2.amazonaws.com`, `AWS arn:…`, `*`. */
function principalsOf(document: unknown): readonly string[] {
  const statements = objectOf(document)['Statement']
  return (Array.isArray(statements) ? statements : [statements]).filter(isObject).flatMap((statement) => {
    const principal = statement['Principal']
    if (!isObject(principal)) return textsOf(principal)
    return Object.entries(principal)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([kind, who]) => textsOf(who).map((name) => `${kind} ${name}`))
  })
}

function map(value: unknown, _context: JsonObject, note: Note): Mapped {
  const kind = isObject(value) ? KINDS.find(({ sign }) => textOf(value[sign]) !== null) : undefined
  if (!isObject(value) || kind === undefined) return { rejected: 'wrong-shape', because: 'no user, group, role or policy of IAM.' }
  const resourceId = textOf(value['Arn'])
  const { account, ...facts } = resourceFacts(resourceId, null)
  return {
    ...UNSTATED,
    toolRecordId: textOf(value[kind.id]),
    checkId: kind.type.replace(' ', '-'),
    title: TITLES[kind.type] ?? null,
    description: textOf(value['Description']),
    statusText: sentenceOf([...kind.facts(value), dated('created', value['CreateDate'])]),
    result: 'info',
    resourceId,
    resourceName: textOf(value[kind.name]),
    resourceType: kind.type,
    ...facts,
    scannerService: 'iam',
    provider: 'aws',
    accountId: readAccount(account, 'aws', note),
    toolName: 'AWS IAM',
    topic: 'identity-and-access-management',
  } satisfies ScanRecord
}

const TITLES: Readonly<Record<string, string>> = {
  'iam user': 'IAM user as it is set up',
  'iam group': 'IAM group as it is set up',
  'iam role': 'IAM role as it is set up',
  'iam policy': 'IAM policy as it is written',
}

const FORMAT: DocumentFormat = {
  records: [...OWN_LISTS, 'Policies'].map((list) => [list, '*']),
  context: () => NO_CONTEXT,
  map,
  finish: (payload, note) => {
    if (isObject(payload)) noteNextPage(payload, note)
  },
}
const NO_CONTEXT: JsonObject = {}

/** The whole of IAM in one account. */
export const iamAuthorizationDetails: Importer = {
  formatId: 'iam-authorization-details',
  label: 'IAM account authorization details',
  detect: (view) => {
    const answer = documentOf(view)
    const lists = answer === null ? [] : OWN_LISTS.filter((list) => Array.isArray(answer[list]))
    if (lists.length === 0) return null
    return {
      label: 'IAM account authorization details',
      confidence: 'certain',
      toolVersion: null,
      reason: `The document has ${lists.join(', ')}.`,
    }
  },
  parse: (bytes) => importJsonDocument(bytes, FORMAT),
  recut: (raw, context) => recutJsonDocument(raw, context, FORMAT),
}
