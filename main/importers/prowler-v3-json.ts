// Prowler 3's own JSON, a plain array (FORMATS.md §4.4). Its OCSF and ASFF are other formats.
import { UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { firstText, type JsonObject, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { remediationOf } from './prowler-remediation.ts'
import { resultOfWord, V3_WORDS } from './prowler-words.ts'
import { recordOf } from './recognise.ts'
import { severityOfWord } from './severity.ts'
import { readTime } from './times.ts'

/** FORMATS.md §3.3. */
const MARKS = ['AssessmentStartTime', 'CheckID', 'Status']
const isProwlerV3 = (value: JsonObject): boolean => MARKS.every((name) => name in value)
const CODE = ['NativeIaC', 'Terraform', 'CLI', 'Other']

const map: JsonMapping = (value, note) => {
  if (!isProwlerV3(value)) return { rejected: 'wrong-shape', because: 'no finding of Prowler 3 (AssessmentStartTime, CheckID, Status).' }
  const provider = textOf(value['Provider'])?.toLowerCase() ?? null
  const remediation = objectOf(value['Remediation'])
  const recommendation = objectOf(remediation['Recommendation'])
  const code = objectOf(remediation['Code'])
  return {
    ...UNSTATED,
    toolRecordId: textOf(value['FindingUniqueId']),
    checkId: textOf(value['CheckID']),
    title: textOf(value['CheckTitle']),
    description: textOf(value['Description']),
    statusText: textOf(value['StatusExtended']),
    ...resultOfWord(textOf(value['Status']), null, V3_WORDS, note),
    severity: severityOfWord(textOf(value['Severity']), note),
    severityRaw: textOf(value['Severity']),
    resourceId: firstText(value['ResourceArn'], value['ResourceId'], value['ResourceName']),
    resourceName: textOf(value['ResourceName']),
    resourceType: textOf(value['ResourceType']),
    scannerService: textOf(value['ServiceName']),
    provider,
    region: firstText(value['Region'], value['Location']),
    accountId: readAccount(firstText(value['AccountId'], value['Subscription'], value['ProjectId']), provider, note),
    ...readTime(value['AssessmentStartTime']),
    risk: textOf(value['Risk']),
    remediationText: textOf(recommendation['Text']),
    ...remediationOf(
      [textOf(recommendation['Url'])],
      CODE.map((kind) => ({ kind, text: textOf(code[kind]) })),
    ),
    categories: textsOf(value['Categories']),
    compliance: Object.entries(objectOf(value['Compliance'])).map(([framework, ids]) => ({ framework, ids: textsOf(ids) })),
    toolName: 'Prowler',
  }
}

/** Prowler JSON, v3. */
export const prowlerV3Json: Importer = {
  formatId: 'prowler-v3-json',
  label: 'Prowler 3 JSON',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || !isProwlerV3(seen.record)) return null
    return {
      label: 'Prowler 3 JSON',
      confidence: 'certain',
      toolVersion: null,
      reason: `The first record has AssessmentStartTime, CheckID and Status. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
