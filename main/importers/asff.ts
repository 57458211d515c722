// AWS Security Finding Format: Security Hub exports, EventBridge events, and what Prowler, Inspector, GuardDuty, Trivy
// and others write as ASFF (FORMATS.md §6, §4.10). GuardDuty's and Inspector's own formats are other formats.
import type { ComplianceReference } from '#domain/evidence'
import { readAccount } from './account.ts'
import { arnOf, serviceOfFinding } from './asff-service.ts'
import { lifecycleOfFinding, severityOfFinding, statusOfFinding } from './asff-status.ts'
import { firstText, isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import { recogniseJson } from './recognise.ts'
import { firstTime } from './times.ts'

/** FORMATS.md §3.3: what makes an object a finding in ASFF. */
export const isAsff = (value: JsonObject): boolean =>
  textOf(value['ProductArn']) !== null && (textOf(value['SchemaVersion']) !== null || textOf(value['AwsAccountId']) !== null)

/** The namespaces of ASFF's own finding types; other entries of Types are a producer's private use of it (FORMATS.md §6.6). */
const TYPE_NAMESPACE = /^(?:Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)(?:\/|$)/
/** Prowler cuts each requirement string at 64 characters, sometimes trimming to 63; the last id may be half a one (trap T8). */
const CUT_LENGTH = 63

const map: JsonMapping = (value, note) => {
  if (!isAsff(value)) return { rejected: 'wrong-shape', because: 'no finding in ASFF (ProductArn with SchemaVersion or AwsAccountId).' }
  const fields = objectOf(value['ProductFields'])
  const compliance = objectOf(value['Compliance'])
  const generator = textOf(value['GeneratorId'])
  const prowler = textOf(fields['ProviderName'])?.toLowerCase() === 'prowler' || generator?.startsWith('prowler-') === true
  const [first, ...others] = listOf(value['Resources']).filter(isObject)
  const resource = objectOf(first)
  const arn = arnOf(textOf(resource['Id']))
  const checkId = prowler ? (generator?.replace(/^prowler-/, '') ?? null) : controlOf(value, fields, compliance)
  const recommendation = objectOf(objectOf(value['Remediation'])['Recommendation'])
  const { links, others: code } = splitLinks(textsOf(recommendation['Url']))
  const account = firstText(value['AwsAccountId'], arn?.account)
  if (account === null) note('account-damaged', 'Records that name no account were filed without one.')
  return {
    toolRecordId: textOf(value['Id']),
    checkId,
    title: textOf(value['Title']),
    description: textOf(value['Description']),
    statusText: prowler ? textOf(value['Description']) : statusTextOf(fields, compliance),
    ...statusOfFinding(value, prowler, note),
    lifecycle: lifecycleOfFinding(value),
    ...severityOfFinding(value, note),
    resourceId: textOf(resource['Id']),
    resourceName: textOf(fields['ProwlerResourceName']),
    resourceType: textOf(resource['Type']),
    otherResources: others.map((other) => textOf(other['Id'])).filter((id) => id !== null),
    scannerService: (prowler ? prowlerServiceOf(checkId) : null) ?? serviceOfFinding(resource, checkId),
    provider: 'aws',
    partition: firstText(resource['Partition'], arn?.partition),
    region: firstText(value['Region'], resource['Region'], arn?.region),
    accountId: readAccount(account, 'aws', note),
    ...firstTime(value['LastObservedAt'], value['UpdatedAt'], value['FirstObservedAt'], value['CreatedAt']),
    risk: null,
    remediationText: textOf(recommendation['Text']),
    remediationUrls: links,
    remediationCode: code.map((text) => ({ kind: 'reference', text })),
    categories: textsOf(value['Types']).filter((type) => TYPE_NAMESPACE.test(type)),
    compliance: complianceOf(fields, compliance, prowler, checkId),
    toolName: firstText(fields['ProviderName'], value['ProductName'], fields['aws/securityhub/ProductName']) ?? productInArn(value),
    toolVersion: textOf(fields['ProviderVersion']),
  }
}

/** FORMATS.md §6.2, in its order. */
function controlOf(value: JsonObject, fields: JsonObject, compliance: JsonObject): string | null {
  const named = firstText(compliance['SecurityControlId'], fields['ControlId'], fields['RuleId'])
  return named ?? textOf(textOf(value['GeneratorId'])?.split('/').at(-1))
}

/** Prowler's check ids begin with its service name, so the same run gives the same word as in Prowler's other outputs. */
const prowlerServiceOf = (checkId: string | null): string | null => /^([a-z0-9]+)_/.exec(checkId ?? '')?.[1] ?? null

function statusTextOf(fields: JsonObject, compliance: JsonObject): string | null {
  const reasons = listOf(compliance['StatusReasons']).map((reason) =>
    firstText(objectOf(reason)['Description'], objectOf(reason)['ReasonCode']),
  )
  const given = reasons.filter((reason) => reason !== null)
  return textOf(fields['aws/securityhub/annotation']) ?? (given.length > 0 ? given.join(' ') : null)
}

/**
 * Requirements under their frameworks, as written: `CIS-1.5 1.20` of Prowler, `PCI DSS v3.2.1/10.5.2` or `NIST.800-53.r5 AU-9`
 * of Security Hub, and the standard with its control id as findings before consolidation have them (FORMATS.md §6.5).
 */
function complianceOf(
  fields: JsonObject,
  compliance: JsonObject,
  prowler: boolean,
  checkId: string | null,
): readonly ComplianceReference[] {
  const references = new Map<string, Set<string>>()
  const add = (framework: string, ids: readonly string[]): void => {
    const known = references.get(framework) ?? new Set()
    for (const id of ids) known.add(id)
    references.set(framework, known)
  }
  for (const standard of listOf(compliance['AssociatedStandards'])) {
    const id = textOf(objectOf(standard)['StandardsId'])
    if (id !== null) add(id, [])
  }
  for (const requirement of textsOf(compliance['RelatedRequirements'])) {
    const cut = prowler ? requirement.indexOf(' ') : Math.max(requirement.lastIndexOf('/'), requirement.lastIndexOf(' '))
    const ids = prowler ? prowlerIds(requirement, cut) : [requirement.slice(cut + 1)]
    if (cut > 0) add(requirement.slice(0, cut), ids)
    else add(requirement, [])
  }
  const standard = firstText(fields['StandardsArn'], fields['StandardsGuideArn'])
  if (standard !== null) add(standard, checkId === null ? [] : [checkId])
  return [...references].map(([framework, ids]) => ({ framework, ids: [...ids] }))
}

function prowlerIds(requirement: string, cut: number): readonly string[] {
  const ids = requirement
    .slice(cut + 1)
    .split(' ')
    .filter((id) => id !== '')
  return requirement.length < CUT_LENGTH ? ids : ids.with(-1, `${ids.at(-1)}…`)
}

/** `…:product/aws/guardduty` names its product; `…/default` is Security Hub's word for "somebody's own". */
function productInArn(value: JsonObject): string | null {
  const name = /:product\/[^/]+\/([^/]+)$/.exec(textOf(value['ProductArn']) ?? '')?.[1] ?? null
  return name === 'default' ? null : name
}

/** AWS Security Finding Format. */
export const asff: Importer = {
  formatId: 'asff',
  label: 'AWS Security Finding Format',
  detect: (head) =>
    recogniseJson(head, (record) => {
      if (!isAsff(record)) return null
      const fields = objectOf(record['ProductFields'])
      return {
        formatId: 'asff',
        label: 'AWS Security Finding Format',
        confidence: 'certain',
        toolVersion: textOf(fields['ProviderVersion']),
        reason: `The first record has ProductArn with ${textOf(record['SchemaVersion']) === null ? 'AwsAccountId' : 'SchemaVersion'}.`,
        importable: true,
      }
    }),
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
