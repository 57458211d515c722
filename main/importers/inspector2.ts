// Amazon Inspector's own findings: `list-findings`, EventBridge events, exports to S3 (FORMATS.md §7.4). Inspector findings in
// Security Hub's format are asff.ts; `list-coverage` and the like are raw answers.
import { type EvidenceResult, type Lifecycle, type ScanRecord, type Severity, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { arnOf } from './asff-service.ts'
import { answerOf, firstAwsTime, sentenceOf } from './aws-answers.ts'
import { firstText, isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import { recordOf } from './recognise.ts'
import { severityOfWord } from './severity.ts'
import { type PackageMembers, packagesText, saidOf, updateCommands } from './vulnerable-packages.ts'

/** FORMATS.md §3.3. */
const isInspector2 = (value: JsonObject): boolean =>
  textOf(value['findingArn']) !== null && textOf(value['awsAccountId']) !== null && Array.isArray(value['resources'])

type Standing = { readonly result: EvidenceResult; readonly muted: boolean; readonly lifecycle: Lifecycle }
/** FORMATS.md §21. */
const STATUS: ReadonlyMap<string, Standing> = new Map([
  ['ACTIVE', { result: 'fail', muted: false, lifecycle: 'active' }],
  ['SUPPRESSED', { result: 'fail', muted: true, lifecycle: 'active' }],
  ['CLOSED', { result: 'fail', muted: false, lifecycle: 'resolved' }],
])

/** Resource types whose service their id may not name; others file under what their ARN says, or under Inspector itself. */
const TYPE_SERVICES: ReadonlyMap<string, string> = new Map([
  ['AWS_EC2_INSTANCE', 'ec2'],
  ['AWS_ECR_CONTAINER_IMAGE', 'ecr'],
  ['AWS_ECR_REPOSITORY', 'ecr'],
  ['AWS_LAMBDA_FUNCTION', 'lambda'],
])

const PACKAGE: PackageMembers = { name: 'name', version: 'version', fixed: 'fixedInVersion', remediation: 'remediation' }

const map: JsonMapping = (whole, note) => {
  const value = answerOf(whole)
  if (!isInspector2(value)) return { rejected: 'wrong-shape', because: 'no Inspector finding (findingArn, awsAccountId, resources).' }
  const [first, ...others] = listOf(value['resources']).filter(isObject)
  const resource = objectOf(first)
  const resourceId = textOf(resource['id'])
  const resourceType = textOf(resource['type'])
  const arn = arnOf(resourceId)
  const finding = arnOf(textOf(value['findingArn']))
  const vulnerability = objectOf(value['packageVulnerabilityDetails'])
  const recommendation = objectOf(objectOf(value['remediation'])['recommendation'])
  const packages = vulnerability['vulnerablePackages']
  const { links, others: noLinks } = splitLinks(textsOf(recommendation['Url'] ?? recommendation['url']))
  return {
    ...UNSTATED,
    toolRecordId: textOf(value['findingArn']),
    checkId: firstText(vulnerability['vulnerabilityId'], value['type']),
    title: textOf(value['title']),
    description: textOf(value['description']),
    statusText: statusTextOf(value, packages),
    ...standingOf(textOf(value['status']), note),
    ...severityOf(textOf(value['severity']), note),
    resourceId,
    resourceType,
    otherResources: others.map((other) => textOf(other['id'])).filter((id) => id !== null),
    scannerService: arn?.namespace ?? TYPE_SERVICES.get(resourceType ?? '') ?? 'inspector2',
    provider: 'aws',
    partition: firstText(resource['partition'], arn?.partition, finding?.partition),
    region: firstText(resource['region'], arn?.region, finding?.region),
    accountId: readAccount(textOf(value['awsAccountId']), 'aws', note),
    ...firstAwsTime(value['lastObservedAt'], value['updatedAt'], value['firstObservedAt']),
    remediationText: saidOf(recommendation['text']),
    remediationUrls: links,
    remediationCode: [...updateCommands(packages, PACKAGE), ...noLinks.map((text) => ({ kind: 'reference', text }))],
    categories: textsOf(value['type']),
    toolName: 'Inspector',
  }
}

function standingOf(statusRaw: string | null, note: Note): Standing & Pick<ScanRecord, 'statusRaw'> {
  const known = STATUS.get(statusRaw ?? '')
  if (known !== undefined) return { ...known, statusRaw }
  note(
    'unknown-status',
    statusRaw === null ? 'Findings without a status were filed as unknown.' : `Status ${quoted(statusRaw)} is not known.`,
  )
  return { result: 'unknown', muted: false, lifecycle: 'active', statusRaw }
}

/** UNTRIAGED is Inspector's own word for a severity it does not know (FORMATS.md §22). */
function severityOf(severityRaw: string | null, note: Note): { readonly severity: Severity; readonly severityRaw: string | null } {
  return { severity: severityRaw === 'UNTRIAGED' ? 'unknown' : severityOfWord(severityRaw, note), severityRaw }
}

/** The EPSS score is left out: it moves from day to day, and nothing about the resource changes with it. */
function statusTextOf(value: JsonObject, packages: unknown): string | null {
  const score = numberOf(value['inspectorScore'])
  const fix = textOf(value['fixAvailable'])
  const exploit = textOf(value['exploitAvailable'])
  const ports = objectOf(objectOf(value['networkReachabilityDetails'])['openPortRange'])
  const [begin, end] = [textOf(ports['begin']), textOf(ports['end'])]
  return sentenceOf([
    score === null ? null : `Inspector score ${score}`,
    fix === null ? null : `fix available ${fix}`,
    exploit === null ? null : `exploit available ${exploit}`,
    begin === null ? null : `open ports ${begin} to ${end ?? begin}`,
    packagesText(packages, PACKAGE),
  ])
}

/** Amazon Inspector findings. */
export const inspector2: Importer = {
  formatId: 'inspector2',
  label: 'Amazon Inspector findings',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || !isInspector2(seen.record)) return null
    return {
      label: 'Amazon Inspector findings',
      confidence: 'certain',
      toolVersion: null,
      reason: `The first record has findingArn, awsAccountId and resources. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
