// IAM Access Analyzer's findings: `list-findings`, `list-findings-v2`, `get-finding`, `get-finding-v2` and EventBridge events
// (FORMATS.md §7.1). They rate nothing: severity stays unknown. What validates policies is access-analyzer-policy-validation.ts.
import { type EvidenceResult, type Lifecycle, type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { answerOf, eachText, firstAwsTime, namesOf, resourceFacts, sentenceOf } from './aws-answers.ts'
import { firstText, isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { noteNextPage } from './next-page.ts'
import { type Note, quoted } from './notes.ts'
import { recordOf } from './recognise.ts'

/** The finding itself: `get-finding` wraps it once more. */
function findingOf(whole: JsonObject): JsonObject {
  const answer = answerOf(whole)
  return isObject(answer['finding']) ? answer['finding'] : answer
}

/** FORMATS.md §3.3; in events the owner is `accountId`, and times of analysis tell the finding from others. */
const isFinding = (value: JsonObject): boolean =>
  ['id', 'resourceType', 'status'].every((key) => textOf(value[key]) !== null) &&
  (textOf(value['resourceOwnerAccount']) !== null || (textOf(value['accountId']) !== null && 'analyzedAt' in value && 'isPublic' in value))

type Standing = { readonly result: EvidenceResult; readonly muted: boolean; readonly lifecycle: Lifecycle }
/** FORMATS.md §21. Archiving is how a person or a rule says that the access is intended. */
const STATUS: ReadonlyMap<string, Standing> = new Map([
  ['ACTIVE', { result: 'fail', muted: false, lifecycle: 'active' }],
  ['ARCHIVED', { result: 'fail', muted: true, lifecycle: 'archived' }],
  ['RESOLVED', { result: 'fail', muted: false, lifecycle: 'resolved' }],
])

const map: JsonMapping = (whole, note) => {
  const value = findingOf(whole)
  if (!isFinding(value))
    return { rejected: 'wrong-shape', because: 'no Access Analyzer finding (id, resourceType, status, resourceOwnerAccount).' }
  noteNextPage(value, note)
  const resourceId = textOf(value['resource'])
  const resourceType = textOf(value['resourceType'])
  const { account, ...facts } = resourceFacts(resourceId, resourceType)
  return {
    ...UNSTATED,
    toolRecordId: textOf(value['id']),
    checkId: textOf(value['findingType']) ?? 'ExternalAccess',
    statusText: statusTextOf(value),
    ...standingOf(value, note),
    resourceId,
    resourceType,
    ...facts,
    provider: 'aws',
    region: firstText(facts.region, value['region']),
    accountId: readAccount(firstText(value['resourceOwnerAccount'], value['accountId'], account), 'aws', note),
    ...firstAwsTime(value['analyzedAt'], value['updatedAt'], value['createdAt']),
    toolName: 'IAM Access Analyzer',
  }
}

function standingOf(value: JsonObject, note: Note): Standing & Pick<ScanRecord, 'statusRaw'> {
  const statusRaw = textOf(value['status'])
  const known = STATUS.get(statusRaw ?? '')
  if (known === undefined) {
    note('unknown-status', `Status ${quoted(statusRaw ?? '')} is not known.`)
    return { result: 'unknown', muted: false, lifecycle: 'active', statusRaw }
  }
  // The analyzer could not look at the resource: neither access nor its absence is shown (ACCESS_DENIED, INTERNAL_ERROR).
  return { ...known, result: textOf(value['error']) === null ? known.result : 'error', statusRaw }
}

/** The facts of a finding, and of each of its details where they were asked for (`get-finding-v2`). */
function statusTextOf(value: JsonObject): string | null {
  const error = textOf(value['error'])
  const details = listOf(value['findingDetails'])
    .filter(isObject)
    .flatMap((detail) => Object.values(detail).filter(isObject))
  return sentenceOf([...[value, ...details].flatMap(factsOf), error === null ? null : `the analyzer could not look: ${error}`])
}

function factsOf(value: JsonObject): readonly (string | null)[] {
  const open = value['isPublic']
  const principals = Object.entries(objectOf(value['principal']))
    .map(([kind, who]) => `${kind} ${textOf(who) ?? 'of another kind'}`)
    .toSorted()
  const lone = textOf(value['principal'])
  const listed = listOf(value['action'])
  const actions = [...textsOf(listed.length > 0 ? listed : value['action']), ...eachText(value['actions'], 'action')]
  const conditions = Object.keys(objectOf(value['condition'])).toSorted()
  const fact = (words: string, key: string): string | null => {
    const text = textOf(value[key])
    return text === null ? null : `${words} ${text}`
  }
  return [
    typeof open === 'boolean' ? `public ${open}` : null,
    principals.length > 0 ? `principal ${namesOf(principals)}` : lone === null ? null : `principal ${lone}`,
    fact('access key', 'accessKeyId'),
    fact('unused service', 'serviceNamespace'),
    actions.length === 0 ? null : `actions ${namesOf(actions)}`,
    conditions.length === 0 ? null : `conditions on ${namesOf(conditions)}`,
    fact('last accessed', 'lastAccessed'),
  ]
}

/** IAM Access Analyzer findings. */
export const accessAnalyzer: Importer = {
  formatId: 'access-analyzer',
  label: 'IAM Access Analyzer findings',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || !isFinding(findingOf(seen.record))) return null
    const owner = 'resourceOwnerAccount' in findingOf(seen.record) ? 'resourceOwnerAccount' : 'accountId and analyzedAt'
    return {
      label: 'IAM Access Analyzer findings',
      confidence: 'certain',
      toolVersion: null,
      reason: `The first record has id, resourceType, status and ${owner}. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
