// OCSF findings of any producer: Security Hub in Security Lake, Prowler's compliance findings (class 2003), and others (FORMATS.md §5,
// §4.9). Prowler's findings of classes 2001 and 2004 are another format.
import { type ComplianceReference, type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { arnOf, serviceOfFinding } from './asff-service.ts'
import { firstText, isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import { severityOfOcsf } from './ocsf-severity.ts'
import { classOf, resultOfOcsf, standingOfOcsf } from './ocsf-status.ts'
import { isProwlerOcsf } from './prowler-ocsf.ts'
import { serviceOfCheck } from './prowler-words.ts'
import { recordOf } from './recognise.ts'
import { requirementOf } from './requirement.ts'
import { firstTime } from './times.ts'

/** FORMATS.md §3.3: finding classes tell themselves; any other class needs its category beside it. */
function isOcsf(value: JsonObject): boolean {
  const uid = numberOf(value['class_uid'])
  if (uid === null || !Number.isInteger(uid) || isProwlerOcsf(value)) return false
  return (uid >= 2001 && uid <= 2008) || numberOf(value['category_uid']) !== null
}

const productOf = (value: JsonObject): JsonObject => objectOf(objectOf(value['metadata'])['product'])
const isProwler = (value: JsonObject): boolean => textOf(productOf(value)['name'])?.toLowerCase() === 'prowler'

/** What Prowler writes as event_code for a requirement that no check covers. */
const NO_CHECK = 'manual'

const map: JsonMapping = (value, note) => {
  if (!isOcsf(value)) return { rejected: 'wrong-shape', because: 'no OCSF event of this file (class_uid with category_uid).' }
  const prowler = isProwler(value)
  // `resource` up to 1.2, `resources` from 1.3; `finding` in class 2001.
  const [first, ...others] = [value['resource'], ...listOf(value['resources'])].filter(isObject)
  const resource = objectOf(first)
  const info = objectOf(value['finding_info'] ?? value['finding'])
  const unmapped = objectOf(value['unmapped'])
  const cloud = objectOf(value['cloud'] ?? unmapped['cloud'])
  const arn = arnOf(firstText(resource['uid']))
  const checkId = prowler ? checkOfProwler(value) : checkOf(value, info)
  const provider = firstText(cloud['provider'])?.toLowerCase() ?? (arn === null ? null : 'aws')
  const account = firstText(
    objectOf(cloud['account'])['uid'],
    objectOf(objectOf(resource['owner'])['account'])['uid'],
    value['cloud'] === undefined ? arn?.account : null,
  )
  return {
    ...UNSTATED,
    toolRecordId: textOf(info['uid']),
    checkId,
    ...wordsOf(value, info, prowler),
    statusText: firstText(value['status_detail'], objectOf(value['compliance'])['status_detail'], value['message']),
    ...resultOfOcsf(value, note),
    ...standingOfOcsf(value),
    ...severityOfOcsf(value, note),
    resourceId: firstText(resource['uid'], resource['name']),
    resourceName: textOf(resource['name']),
    resourceType: textOf(resource['type']),
    otherResources: others.map((other) => firstText(other['uid'], other['name'])).filter((id) => id !== null),
    scannerService:
      textOf(objectOf(resource['group'])['name']) ??
      (prowler ? serviceOfCheck(checkId) : serviceOfFinding({ Id: resource['uid'], Type: resource['type'] }, arn, checkId)),
    provider,
    partition: firstText(resource['cloud_partition'], arn?.partition),
    region: firstText(resource['region'], cloud['region'], resource['namespace']),
    accountId: readAccount(account, provider, note),
    ...timeOf(value, info),
    risk: firstText(value['risk_details'], value['impact']),
    ...remediationOf(value, info),
    categories: textsOf(info['types']),
    compliance: complianceOf(objectOf(value['compliance']), prowler),
    toolName: textOf(productOf(value)['name']),
    toolVersion: textOf(productOf(value)['version']),
    perRequirement: prowler && checkId !== null,
  }
}

/** FORMATS.md §5: by class, first that says something. */
function checkOf(value: JsonObject, info: JsonObject): string | null {
  const event = objectOf(value['metadata'])['event_code']
  const type = textsOf(info['types'])[0]
  switch (value['class_uid']) {
    case 2002:
      return firstText(vulnerabilityOf(value)['uid'], event, type)
    case 2004:
      return firstText(type, event)
    default:
      return firstText(objectOf(value['compliance'])['control'], event, objectOf(info['analytic'])['uid'], type)
  }
}

/** Prowler puts the requirement's text where its control stands (FORMATS.md §4.9). */
function checkOfProwler(value: JsonObject): string | null {
  const check = firstText(objectOf(listOf(objectOf(value['compliance'])['checks'])[0])['uid'], objectOf(value['metadata'])['event_code'])
  return check === NO_CHECK ? null : check
}

const vulnerabilityOf = (value: JsonObject): JsonObject => objectOf(objectOf(listOf(value['vulnerabilities'])[0])['cve'])

function wordsOf(value: JsonObject, info: JsonObject, prowler: boolean): Pick<ScanRecord, 'title' | 'description'> {
  const description = textOf(info['desc'])
  if (!prowler) return { title: textOf(info['title']), description }
  // Its title is the id of the requirement, which stands under compliance already.
  const check = objectOf(listOf(objectOf(value['compliance'])['checks'])[0])
  return { title: firstText(check['name'], description, info['title']), description }
}

/** The newest time that says when the finding was last seen; text twins say the same (FORMATS.md §5). */
const timeOf = (value: JsonObject, info: JsonObject) =>
  firstTime(
    info['last_seen_time'],
    info['last_seen_time_dt'],
    value['time'],
    value['time_dt'],
    info['modified_time'],
    info['modified_time_dt'],
    info['created_time'],
    info['created_time_dt'],
  )

function remediationOf(value: JsonObject, info: JsonObject): Pick<ScanRecord, 'remediationText' | 'remediationUrls' | 'remediationCode'> {
  const own = objectOf(value['remediation'] ?? info['remediation'] ?? objectOf(listOf(value['vulnerabilities'])[0])['remediation'])
  const articles = listOf(own['kb_article_list']).flatMap((article) => textsOf(objectOf(article)['src_url']))
  const { links, others } = splitLinks([...textsOf(own['references']), ...textsOf(own['kb_articles']), ...articles])
  return {
    remediationText: textOf(own['desc']),
    remediationUrls: links,
    remediationCode: others.map((text) => ({ kind: 'reference', text })),
  }
}

/** Prowler names one standard and its requirement; Security Hub names the framework in front of each requirement. */
function complianceOf(compliance: JsonObject, prowler: boolean): readonly ComplianceReference[] {
  const standards = textsOf(compliance['standards'])
  const requirements = textsOf(compliance['requirements'])
  const [standard] = standards
  if (prowler && standard !== undefined && standards.length === 1) return [{ framework: standard, ids: requirements }]
  const references = new Map<string, string[]>(standards.map((name) => [name, []]))
  for (const requirement of requirements) {
    const { framework, id } = requirementOf(requirement)
    const ids = references.get(framework) ?? []
    if (id !== null) ids.push(id)
    references.set(framework, ids)
  }
  return [...references].map(([framework, ids]) => ({ framework, ids }))
}

/** OCSF of any producer. */
export const ocsf: Importer = {
  formatId: 'ocsf',
  label: 'OCSF',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || !isOcsf(seen.record)) return null
    const { record, where } = seen
    const product = productOf(record)
    const producer = textOf(product['name'])
    return {
      label: isProwler(record) ? 'Prowler compliance OCSF' : 'OCSF',
      confidence: 'certain',
      toolVersion: textOf(product['version']),
      reason: `The first record has class_uid ${textOf(record['class_uid'])} (${classOf(record).slice(0, 40)})${producer === null ? '' : ` of ${producer.slice(0, 40)}`}. ${where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
