// AWS Security Finding Format: Security Hub exports, EventBridge events, and what Prowler, Inspector, GuardDuty, Trivy
// and others write as ASFF (FORMATS.md §6, §4.10). GuardDuty's and Inspector's own formats are other formats.
import type { ComplianceReference } from '#domain/evidence'
import { readAccount } from './account.ts'
import { checkOfFinding, typesOf } from './asff-check.ts'
import { arnOf, serviceOfFinding } from './asff-service.ts'
import { lifecycleOfFinding, severityOfFinding, statusOfFinding } from './asff-status.ts'
import { sentenceOf } from './aws-answers.ts'
import { firstText, isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import { recordOf } from './recognise.ts'
import { requirementOf } from './requirement.ts'
import { firstTime } from './times.ts'
import { type PackageMembers, packagesText, saidOf, updateCommands } from './vulnerable-packages.ts'

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
  const checkId = prowler ? (generator?.replace(/^prowler-/, '') ?? null) : checkOfFinding(value)
  const recommendation = objectOf(objectOf(value['Remediation'])['Recommendation'])
  const { links, others: code } = splitLinks(textsOf(recommendation['Url']))
  const vulnerabilities = listOf(value['Vulnerabilities']).map(objectOf)
  const packages = vulnerabilities.flatMap((vulnerability) => listOf(vulnerability['VulnerablePackages']))
  const account = firstText(value['AwsAccountId'], arn?.account)
  if (account === null) note('account-damaged', 'Records that name no account were filed without one.')
  const { result, statusRaw, muted } = statusOfFinding(value, prowler, note)
  const { severity, severityRaw } = severityOfFinding(value, note)
  const { seenAt, seenAtRaw, timeQuality } = firstTime(
    value['LastObservedAt'],
    value['UpdatedAt'],
    value['FirstObservedAt'],
    value['CreatedAt'],
  )
  // Named one by one: spreading an object into the middle of another is the slowest way to make one.
  return {
    toolRecordId: textOf(value['Id']),
    checkId,
    title: textOf(value['Title']),
    description: textOf(value['Description']),
    statusText: prowler
      ? textOf(value['Description'])
      : (statusTextOf(fields, compliance) ?? vulnerabilityText(vulnerabilities[0], packages)),
    result,
    statusRaw,
    muted,
    lifecycle: lifecycleOfFinding(value),
    severity,
    severityRaw,
    resourceId: textOf(resource['Id']),
    resourceName: textOf(fields['ProwlerResourceName']),
    resourceType: textOf(resource['Type']),
    otherResources: others.map((other) => textOf(other['Id'])).filter((id) => id !== null),
    scannerService: (prowler ? prowlerServiceOf(checkId) : null) ?? serviceOfFinding(resource, arn, checkId),
    provider: 'aws',
    partition: firstText(resource['Partition'], arn?.partition),
    region: firstText(value['Region'], resource['Region'], arn?.region),
    accountId: readAccount(account, 'aws', note),
    seenAt,
    seenAtRaw,
    timeQuality,
    risk: null,
    remediationText: saidOf(recommendation['Text']),
    remediationUrls: links,
    remediationCode: [...updateCommands(packages, PACKAGE), ...code.map((text) => ({ kind: 'reference', text }))],
    categories: typesOf(value).filter((type) => TYPE_NAMESPACE.test(type)),
    compliance: complianceOf(fields, compliance, prowler, checkId),
    toolName: firstText(fields['ProviderName'], value['ProductName'], fields['aws/securityhub/ProductName']) ?? productInArn(value),
    toolVersion: textOf(fields['ProviderVersion']),
    topic: null,
    perRequirement: false,
    wholeText: null,
  }
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

const PACKAGE: PackageMembers = { name: 'Name', version: 'Version', fixed: 'FixedInVersion', remediation: 'Remediation' }

/** Which packages are vulnerable, and what fixes them: without it a finding of Inspector names a CVE and a host only (FORMATS.md §6.6). */
function vulnerabilityText(first: JsonObject | undefined, packages: readonly unknown[]): string | null {
  const fix = textOf(first?.['FixAvailable'])
  const exploit = textOf(first?.['ExploitAvailable'])
  return sentenceOf([
    fix === null ? null : `fix available ${fix}`,
    exploit === null ? null : `exploit available ${exploit}`,
    packagesText(packages, PACKAGE),
  ])
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
  const standards = listOf(compliance['AssociatedStandards']).map((standard) => textOf(objectOf(standard)['StandardsId']))
  const requirements = textsOf(compliance['RelatedRequirements'])
  const standard = firstText(fields['StandardsArn'], fields['StandardsGuideArn'])
  // The findings of a control name the same ones.
  const known = references.get(checkId)
  if (
    known !== undefined &&
    known.prowler === prowler &&
    known.standard === standard &&
    areSame(known.standards, standards) &&
    areSame(known.requirements, requirements)
  )
    return known.named
  const named = namedReferences(standards, requirements.map(prowler ? prowlerRequirement : securityHubRequirement), standard, checkId)
  if ([checkId, standard, ...standards, ...requirements].join('').length > MOST_CHARACTERS) return named
  if (references.size >= MOST_REFERENCES) references.clear()
  references.set(checkId, { prowler, standard, standards, requirements, named })
  return named
}

/** What the last finding of a check named, by the check's id. */
const references = new Map<
  string | null,
  {
    readonly prowler: boolean
    readonly standard: string | null
    readonly standards: readonly (string | null)[]
    readonly requirements: readonly string[]
    readonly named: readonly ComplianceReference[]
  }
>()
const MOST_REFERENCES = 2000
/** Longer ones are read anew each time. */
const MOST_CHARACTERS = 4000

function areSame(some: readonly (string | null)[], others: readonly (string | null)[]): boolean {
  if (some.length !== others.length) return false
  for (let n = 0; n < some.length; n += 1) if (some[n] !== others[n]) return false
  return true
}

function namedReferences(
  standards: readonly (string | null)[],
  requirements: readonly ComplianceReference[],
  standard: string | null,
  checkId: string | null,
): readonly ComplianceReference[] {
  const named = new Map<string, Set<string>>()
  const add = (framework: string, ids: readonly string[]): void => {
    const known = named.get(framework) ?? new Set()
    for (const id of ids) known.add(id)
    named.set(framework, known)
  }
  for (const id of standards) if (id !== null) add(id, [])
  for (const { framework, ids } of requirements) add(framework, ids)
  if (standard !== null) add(standard, checkId === null ? [] : [checkId])
  return [...named].map(([framework, ids]) => ({ framework, ids: [...ids] }))
}

function securityHubRequirement(text: string): ComplianceReference {
  const { framework, id } = requirementOf(text)
  return { framework, ids: id === null ? [] : [id] }
}

function prowlerRequirement(text: string): ComplianceReference {
  const cut = text.indexOf(' ')
  if (cut <= 0) return { framework: text, ids: [] }
  const ids = text
    .slice(cut + 1)
    .split(' ')
    .filter((id) => id !== '')
  return { framework: text.slice(0, cut), ids: text.length < CUT_LENGTH || ids.length === 0 ? ids : ids.with(-1, `${ids.at(-1)}…`) }
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
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null) return null
    const { record, where } = seen
    if (!isAsff(record)) return null
    const fields = objectOf(record['ProductFields'])
    return {
      label: 'AWS Security Finding Format',
      confidence: 'certain',
      toolVersion: textOf(fields['ProviderVersion']),
      reason: `The first record has ProductArn with ${textOf(record['SchemaVersion']) === null ? 'AwsAccountId' : 'SchemaVersion'}. ${where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
