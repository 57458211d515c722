// Amazon GuardDuty's own findings: `get-findings` in Pascal case, EventBridge events and exports to S3 in camel case (FORMATS.md
// §7.5). GuardDuty findings in Security Hub's format are asff.ts; `list-findings`, which gives ids only, is no finding at all.
import { type ScanRecord, type Severity, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { answerOf, eitherCase, firstAwsTime, sentenceOf } from './aws-answers.ts'
import { firstText, isObject, type JsonObject, numberOf, objectOf, textOf } from './fields.ts'
import { guardDutyResource } from './guardduty-resource.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { type Note, quoted } from './notes.ts'
import { recordOf } from './recognise.ts'

/** FORMATS.md §3.3. `SchemaVersion` is text here, a number in Trivy, and beside a ProductArn in ASFF (trap T6). */
const isGuardDuty = (value: JsonObject): boolean =>
  typeof eitherCase(value, 'SchemaVersion') === 'string' &&
  isObject(eitherCase(value, 'Service')) &&
  isObject(eitherCase(value, 'Resource')) &&
  numberOf(eitherCase(value, 'Severity')) !== null &&
  !('ProductArn' in value)

const map: JsonMapping = (whole, note) => {
  const value = answerOf(whole)
  if (!isGuardDuty(value)) return { rejected: 'wrong-shape', because: 'no GuardDuty finding (SchemaVersion, Service, Resource, Severity).' }
  const says = (name: string): string | null => textOf(eitherCase(value, name))
  const service = objectOf(eitherCase(value, 'Service'))
  const archived = eitherCase(service, 'Archived')
  return {
    ...UNSTATED,
    toolRecordId: firstText(says('Id'), says('Arn')),
    checkId: says('Type'),
    title: says('Title'),
    description: says('Description'),
    statusText: statusTextOf(service),
    // There is no pass: whatever GuardDuty writes down, it has found (FORMATS.md §21).
    result: 'fail',
    statusRaw: typeof archived === 'boolean' ? `Archived ${archived}` : null,
    muted: archived === true,
    lifecycle: archived === true ? 'archived' : 'active',
    ...severityOf(eitherCase(value, 'Severity'), note),
    ...guardDutyResource(objectOf(eitherCase(value, 'Resource'))),
    provider: 'aws',
    partition: says('Partition'),
    region: says('Region'),
    accountId: readAccount(says('AccountId'), 'aws', note),
    ...firstAwsTime(eitherCase(service, 'EventLastSeen'), eitherCase(value, 'UpdatedAt'), eitherCase(value, 'CreatedAt')),
    toolName: 'GuardDuty',
  }
}

/** FORMATS.md §22: below 1 informational, then low, from 4 medium, from 7 high, from 9 critical; the scale ends at 10. */
function severityOf(value: unknown, note: Note): Pick<ScanRecord, 'severity' | 'severityRaw'> {
  const score = numberOf(value)
  const severityRaw = textOf(value)
  if (score !== null && score >= 0 && score <= 10) return { severity: severityOfScore(score), severityRaw }
  note('unknown-severity', `Severity ${quoted(severityRaw ?? 'of another kind')} is not on GuardDuty's scale; filed as unknown.`)
  return { severity: 'unknown', severityRaw }
}

function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score >= 1 ? 'low' : 'informational'
}

function statusTextOf(service: JsonObject): string | null {
  const count = numberOf(eitherCase(service, 'Count'))
  const action = objectOf(eitherCase(service, 'Action'))
  const call = textOf(eitherCase(objectOf(eitherCase(action, 'AwsApiCallAction')), 'Api'))
  const kind = textOf(eitherCase(action, 'ActionType'))
  const role = textOf(eitherCase(service, 'ResourceRole'))
  return sentenceOf([
    count === null ? null : `Seen ${count} ${count === 1 ? 'time' : 'times'}`,
    kind === null ? null : `action ${kind}${call === null ? '' : ` ${call}`}`,
    role === null ? null : `resource role ${role}`,
  ])
}

/** Amazon GuardDuty findings. */
export const guardDuty: Importer = {
  formatId: 'guardduty',
  label: 'Amazon GuardDuty findings',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || !isGuardDuty(seen.record)) return null
    const pascal = 'SchemaVersion' in seen.record
    return {
      label: 'Amazon GuardDuty findings',
      confidence: 'certain',
      toolVersion: null,
      reason: `The first record has ${pascal ? 'SchemaVersion, Service, Resource and Severity' : 'schemaVersion, service, resource and severity'}, and no ProductArn. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
