// Which check an ASFF finding is of: ASFF has no field for it, and every producer writes it elsewhere (ADR 0014, FORMATS.md §6.2, §6.6).
import { firstText, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'

/** Producers whose GeneratorId names their engine, a detector of the account, or nothing; their finding type names the check. */
const TYPED = new Set(['guardduty', 'macie', 'access-analyzer', 'inspector', 'detective'])
/** Trivy before 0.2x: the generator is the tool, and the vulnerability stands behind the target in the id. */
const TRIVY = 'Trivy'
/** A finding about a kernel update may name more vulnerabilities than an id should be long. */
const MOST_IDS = 5

/** `arn:aws:securityhub:eu-west-1::product/aws/guardduty` → `guardduty`; a company's own product is named by the company. */
const awsProductOf = (finding: JsonObject): string | null =>
  /:product\/aws\/([^/]+)$/.exec(textOf(finding['ProductArn']) ?? '')?.[1] ?? null

/** The finding's types, where the producer or the customer wrote them. */
export function typesOf(finding: JsonObject): readonly string[] {
  const own = textsOf(finding['Types'])
  return own.length > 0 ? own : textsOf(objectOf(finding['FindingProviderFields'])['Types'])
}

/**
 * Gives the check of a finding, first that says one: the control or rule of a standard; the ids of its vulnerabilities; the finding
 * type, for producers whose generator is no check; Trivy's vulnerability; the last part of the generator. Prowler's is not read here.
 */
export function checkOfFinding(finding: JsonObject): string | null {
  const fields = objectOf(finding['ProductFields'])
  const control = firstText(objectOf(finding['Compliance'])['SecurityControlId'], fields['ControlId'], fields['RuleId'])
  if (control !== null) return control
  const vulnerabilities = vulnerabilitiesOf(finding)
  if (vulnerabilities !== null) return vulnerabilities
  const generator = textOf(finding['GeneratorId'])
  if (generator === TRIVY) return lastPart(textOf(finding['Id'])) ?? generator
  const product = awsProductOf(finding)
  const type = product !== null && TYPED.has(product) ? typesOf(finding)[0] : undefined
  return type ?? lastPart(generator)
}

/** `CVE-2024-1, CVE-2024-2`, in the order of the finding. */
function vulnerabilitiesOf(finding: JsonObject): string | null {
  const ids = new Set(listOf(finding['Vulnerabilities']).flatMap((vulnerability) => textOf(objectOf(vulnerability)['Id']) ?? []))
  if (ids.size === 0) return null
  const more = ids.size - MOST_IDS
  return `${[...ids].slice(0, MOST_IDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const lastPart = (path: string | null): string | null => textOf(path?.split('/').at(-1))
