// Prowler's OCSF output, versions 3 (class 2001), 4 and 5 (class 2004). OCSF of other producers and Prowler's compliance
// findings (class 2003) are other formats.
import type { ComplianceReference, EvidenceResult, ScanRecord } from '#domain/evidence'
import { readAccount } from './account.ts'
import { firstText, isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import type { Note } from './notes.ts'
import { severityOfOcsf } from './ocsf-severity.ts'
import { complianceOfText } from './prowler-compliance.ts'
import { clusterInUid, noteUnknownStatus, regionOf } from './prowler-words.ts'
import { recordOf } from './recognise.ts'
import { firstTime } from './times.ts'

/** `status_code` of class 2004 (FORMATS.md §4.7). `status` and `status_id` are workflow, never a result (trap T1). */
const RESULTS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['PASS', 'pass'],
  ['FAIL', 'fail'],
  ['MANUAL', 'manual'],
])
/** `status` of class 2001 (FORMATS.md §4.5, §21). */
const V3_RESULTS: ReadonlyMap<string, { readonly result: EvidenceResult; readonly muted: boolean }> = new Map([
  ['success', { result: 'pass', muted: false }],
  ['failure', { result: 'fail', muted: false }],
  ['other', { result: 'unknown', muted: true }],
  ['unknown', { result: 'manual', muted: false }],
])
const SUPPRESSED_ID = 3

export const isProwlerOcsf = (value: JsonObject): boolean => {
  const product = textOf(objectOf(objectOf(value['metadata'])['product'])['name'])
  return product?.toLowerCase() === 'prowler' && (value['class_uid'] === 2001 || value['class_uid'] === 2004)
}

const map: JsonMapping = (value, note) => {
  if (!isProwlerOcsf(value))
    return { rejected: 'wrong-shape', because: 'no finding of Prowler in OCSF (metadata.product.name and class_uid 2001 or 2004).' }
  return value['class_uid'] === 2001 ? readV3(value, note) : readV4(value, note)
}

/** FORMATS.md §4.7; older paths after newer ones. */
function readV4(value: JsonObject, note: Note): ScanRecord {
  const metadata = objectOf(value['metadata'])
  const info = objectOf(value['finding_info'])
  const unmapped = objectOf(value['unmapped'])
  const cloud = objectOf(value['cloud'])
  const [first, ...others] = listOf(value['resources']).filter(isObject)
  const resource = objectOf(first)
  const remediation = objectOf(value['remediation'])
  const uid = textOf(info['uid'])
  const provider = providerOf(value, uid)
  const checkId = firstText(metadata['event_code'], unmapped['check_id']) ?? checkInUid(uid, provider)
  const region = regionOf(firstText(resource['region'], cloud['region'], resource['namespace']), provider)
  const account = firstText(objectOf(cloud['account'])['uid'], unmapped['provider_uid'])
  const { links, others: code } = splitLinks([...textsOf(remediation['references']), ...textsOf(unmapped['additional_urls'])])
  return {
    toolRecordId: uid,
    checkId,
    title: textOf(info['title']),
    description: textOf(info['desc']),
    statusText: firstText(value['status_detail'], value['message']),
    ...statusOf(value, note),
    lifecycle: 'active',
    ...severityOfOcsf(value, note),
    resourceId: firstText(resource['uid'], resource['name']),
    resourceName: textOf(resource['name']),
    resourceType: textOf(resource['type']),
    otherResources: others.map((other) => firstText(other['uid'], other['name'])).filter((id) => id !== null),
    scannerService: textOf(objectOf(resource['group'])['name']),
    provider,
    partition: textOf(resource['cloud_partition']),
    region,
    accountId: readAccount(account ?? (provider === 'kubernetes' ? clusterInUid(uid, checkId, region) : null), provider, note),
    ...firstTime(value['time'], value['time_dt'], value['event_time'], info['created_time_dt'], info['created_time']),
    risk: firstText(value['risk_details'], unmapped['risk']),
    remediationText: textOf(remediation['desc']),
    remediationUrls: links,
    remediationCode: code.map((text) => ({ kind: 'reference', text })),
    categories: textsOf(unmapped['categories']),
    compliance: complianceOf(unmapped['compliance']),
    ...toolOf(metadata),
    topic: null,
    perRequirement: false,
    wholeText: null,
  }
}

/** FORMATS.md §4.5. */
function readV3(value: JsonObject, note: Note): ScanRecord {
  const metadata = objectOf(value['metadata'])
  const finding = objectOf(value['finding'])
  const cloud = objectOf(value['cloud'])
  const [first, ...others] = listOf(value['resources']).filter(isObject)
  const resource = objectOf(first)
  const remediation = objectOf(finding['remediation'])
  const uid = textOf(finding['uid'])
  const provider = textOf(cloud['provider'])?.toLowerCase() ?? providerInUid(uid)
  const { links, others: code } = splitLinks(textsOf(remediation['kb_articles']))
  const statusRaw = textOf(value['status'])
  const known = V3_RESULTS.get(statusRaw?.trim().toLowerCase() ?? '')
  if (known === undefined) noteUnknownStatus(statusRaw, note)
  return {
    toolRecordId: uid,
    checkId: textOf(objectOf(objectOf(metadata['product'])['feature'])['uid']),
    title: textOf(finding['title']),
    description: textOf(finding['desc']),
    statusText: firstText(value['status_detail'], value['message']),
    result: known?.result ?? 'unknown',
    statusRaw,
    muted: known?.muted ?? false,
    lifecycle: 'active',
    ...severityOfOcsf(value, note),
    resourceId: firstText(resource['uid'], resource['name']),
    resourceName: textOf(resource['name']),
    resourceType: textOf(resource['type']),
    otherResources: others.map((other) => firstText(other['uid'], other['name'])).filter((id) => id !== null),
    scannerService: textOf(objectOf(resource['group'])['name']),
    provider,
    partition: textOf(resource['cloud_partition']),
    region: firstText(resource['region'], cloud['region']),
    accountId: readAccount(textOf(objectOf(cloud['account'])['uid']), provider, note),
    ...firstTime(value['time'], finding['created_time']),
    risk: textOf(objectOf(finding['supporting_data'])['Risk']),
    remediationText: textOf(remediation['desc']),
    remediationUrls: links,
    remediationCode: code.map((text) => ({ kind: 'reference', text })),
    categories: textsOf(objectOf(finding['supporting_data'])['Categories']),
    compliance: textsOf(objectOf(value['compliance'])['requirements']).flatMap(complianceOfText),
    ...toolOf(metadata),
    topic: null,
    perRequirement: false,
    wholeText: null,
  }
}

function statusOf(value: JsonObject, note: Note): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  const statusRaw = textOf(value['status_code'])
  const word = textOf(value['status'])
  // The text decides; the number only where there is no text, because the two disagree in real files (trap T1).
  const suppressed = word === null ? value['status_id'] === SUPPRESSED_ID : word.toLowerCase() === 'suppressed'
  if (statusRaw?.toUpperCase() === 'MUTED') return { result: 'unknown', statusRaw, muted: true }
  const result = RESULTS.get(statusRaw?.toUpperCase() ?? '')
  if (result === undefined) noteUnknownStatus(statusRaw, note)
  return { result: result ?? 'unknown', statusRaw, muted: suppressed }
}

function providerOf(value: JsonObject, uid: string | null): string | null {
  const named = firstText(objectOf(value['cloud'])['provider'], objectOf(value['unmapped'])['provider']) ?? providerInUid(uid)
  if (named !== null) return named.toLowerCase()
  // Prowler describes a container only for Kubernetes, and gives it no cloud block (FORMATS.md §4.7).
  const container = value['container'] !== undefined || textsOf(objectOf(value['metadata'])['profiles']).includes('container')
  return container ? 'kubernetes' : null
}

/** `prowler-<provider>-<check>-<account>-…`; check ids use underscores only, and name members of Kubernetes in their own case. */
const UID = /^prowler-([a-z0-9]+)-([A-Za-z0-9_]+)-/
const providerInUid = (uid: string | null): string | null => UID.exec(uid ?? '')?.[1] ?? null
const checkInUid = (uid: string | null, provider: string | null): string | null => {
  const match = UID.exec(uid ?? '')
  return match !== null && match[1] === provider ? (match[2] ?? null) : null
}

const complianceOf = (value: unknown): readonly ComplianceReference[] =>
  Object.entries(objectOf(value)).map(([framework, ids]) => ({ framework, ids: textsOf(ids) }))

function toolOf(metadata: JsonObject): Pick<ScanRecord, 'toolName' | 'toolVersion'> {
  const product = objectOf(metadata['product'])
  return { toolName: textOf(product['name']), toolVersion: textOf(product['version']) }
}

/** Prowler OCSF, v3 to v5. */
export const prowlerOcsf: Importer = {
  formatId: 'prowler-ocsf',
  label: 'Prowler OCSF',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null) return null
    const { record, where } = seen
    if (!isProwlerOcsf(record)) return null
    const version = textOf(objectOf(objectOf(record['metadata'])['product'])['version'])
    return {
      label: 'Prowler OCSF',
      confidence: 'certain',
      toolVersion: version,
      reason: `The first record has class_uid ${textOf(record['class_uid'])} and metadata.product.name Prowler. ${where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
