// What each kind of record in AWS Config's answers says (FORMATS.md §7.1, §7.2). Kinds are told by their own keys, so that a record
// reads the same wherever it stands.
import { type EvidenceResult, type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { awsTime, eachText, firstAwsTime, namesOf, resourceFacts, sentenceOf } from './aws-answers.ts'
import { firstText, isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import { type Note, quoted } from './notes.ts'

type Reader = (value: JsonObject, note: Note) => ScanRecord
type Kind = { readonly fits: (value: JsonObject) => boolean; readonly read: Reader }

/** FORMATS.md §7.2. INSUFFICIENT_DATA is Config's own "not known", so it needs no warning. */
const COMPLIANCE: ReadonlyMap<string, EvidenceResult> = new Map([
  ['COMPLIANT', 'pass'],
  ['NON_COMPLIANT', 'fail'],
  ['NOT_APPLICABLE', 'not-applicable'],
  ['INSUFFICIENT_DATA', 'unknown'],
])

const NO_ACCOUNT = 'Records that name no account and no region were filed without them: AWS Config does not write them.'

const says = (value: JsonObject, key: string): boolean => textOf(value[key]) !== null

function statusOf(word: string | null, note: Note): Pick<ScanRecord, 'result' | 'statusRaw'> {
  const known = COMPLIANCE.get(word ?? '')
  if (known === undefined)
    note(
      'unknown-status',
      word === null ? 'Records without a compliance type were filed as unknown.' : `Compliance ${quoted(word)} is not known.`,
    )
  return { result: known ?? 'unknown', statusRaw: word }
}

/** Place and account: an aggregator's own words, then the resource's ARN; Config writes nothing else (FORMATS.md §7.1). */
function placeOf(value: JsonObject, resourceId: string | null, resourceType: string | null, note: Note): Partial<ScanRecord> {
  const { account, ...facts } = resourceFacts(resourceId, resourceType)
  const named = firstText(value['AccountId'], account)
  if (named === null) note('other', NO_ACCOUNT)
  return {
    ...facts,
    region: firstText(value['AwsRegion'], facts.region),
    accountId: readAccount(named, 'aws', note),
    provider: 'aws',
    toolName: 'AWS Config',
  }
}

const readEvaluation: Reader = (value, note) => {
  const identifier = objectOf(value['EvaluationResultIdentifier'])
  const qualifier = objectOf(identifier['EvaluationResultQualifier'])
  const resourceId = textOf(qualifier['ResourceId'])
  const resourceType = textOf(qualifier['ResourceType'])
  return {
    ...UNSTATED,
    checkId: textOf(qualifier['ConfigRuleName']),
    statusText: textOf(value['Annotation']),
    ...statusOf(textOf(value['ComplianceType']), note),
    resourceId,
    resourceType,
    ...placeOf(value, resourceId, resourceType, note),
    ...firstAwsTime(value['ResultRecordedTime'], value['ConfigRuleInvokedTime'], identifier['OrderingTimestamp']),
  }
}

/** Compliance of a rule or of a resource, over all that contributes to it. */
const readCompliance: Reader = (value, note) => {
  const compliance = objectOf(value['Compliance'])
  const resourceId = textOf(value['ResourceId'])
  const resourceType = textOf(value['ResourceType'])
  const rule = textOf(value['ConfigRuleName'])
  const count = countOf(compliance['ComplianceContributorCount'], note)
  return {
    ...UNSTATED,
    checkId: rule,
    statusText: count === null ? null : `${count} ${rule === null ? 'rules' : 'resources'} contribute to this.`,
    ...statusOf(firstText(compliance['ComplianceType'], value['ComplianceType']), note),
    resourceId,
    resourceType,
    ...placeOf(value, resourceId, resourceType, note),
  }
}

const readRule: Reader = (value, note) => {
  const source = objectOf(value['Source'])
  const scope = objectOf(value['Scope'])
  const arn = textOf(value['ConfigRuleArn'])
  const types = textsOf(listOf(scope['ComplianceResourceTypes']))
  const parameters = textOf(value['InputParameters'])
  const mode = textOf(value['ConfigRuleState'])
  const [owner, identifier] = [textOf(source['Owner']), textOf(source['SourceIdentifier'])]
  return {
    ...UNSTATED,
    toolRecordId: textOf(value['ConfigRuleId']),
    checkId: textOf(value['ConfigRuleName']),
    title: textOf(value['Description']),
    statusText: sentenceOf([
      mode === null ? null : `Rule ${mode}`,
      owner === null && identifier === null ? null : `source ${[owner, identifier].filter((word) => word !== null).join(' ')}`,
      types.length === 0 ? null : `scope ${namesOf(types)}`,
      parameters === null ? null : `parameters ${parameters}`,
    ]),
    result: 'info',
    statusRaw: mode,
    resourceId: arn,
    resourceName: textOf(value['ConfigRuleName']),
    resourceType: 'AWS::Config::ConfigRule',
    ...placeOf(value, arn, null, note),
  }
}

const readTotals: Reader = (value, note) => {
  const summary = objectOf(value['ComplianceSummary'])
  const type = textOf(value['ResourceType'])
  const facts = resourceFacts(null, type)
  const compliant = countOf(summary['CompliantResourceCount'], note)
  const failing = countOf(summary['NonCompliantResourceCount'], note)
  return {
    ...UNSTATED,
    checkId: 'config-compliance-summary',
    title: type === null ? 'AWS Config compliance totals' : `AWS Config compliance totals of ${type}`,
    statusText: sentenceOf([compliant === null ? null : `${compliant} compliant`, failing === null ? null : `${failing} non-compliant`]),
    result: 'info',
    resourceType: type,
    ...placeOf(value, null, null, note),
    scannerService: facts.scannerService ?? 'config',
    ...awsTime(summary['ComplianceSummaryTimestamp']),
  }
}

const readRecorders: Reader = (value, note) => {
  const status = 'ConfigurationRecordersStatus' in value
  const recorders = listOf(value[status ? 'ConfigurationRecordersStatus' : 'ConfigurationRecorders']).filter(isObject)
  const [arn] = eachText(recorders, 'arn')
  const facts = recorders.map((recorder) => sentenceOf(recorderFacts(recorder)) ?? 'A recorder without facts.')
  return {
    ...UNSTATED,
    checkId: status ? 'config-recorder-status' : 'config-recorders',
    title: status ? 'Status of the AWS Config configuration recorders' : 'AWS Config configuration recorders',
    statusText: facts.length === 0 ? 'The answer lists no configuration recorder.' : facts.join(' '),
    result: 'info',
    resourceName: eachText(recorders, 'name')[0] ?? null,
    otherResources: eachText(recorders.slice(1), 'arn'),
    ...placeOf(value, arn ?? null, null, note),
    resourceId: arn ?? null,
    scannerService: 'config',
  }
}

function recorderFacts(recorder: JsonObject): readonly (string | null)[] {
  const group = objectOf(recorder['recordingGroup'])
  const types = textsOf(listOf(group['resourceTypes']))
  const fact = (words: string, value: unknown): string | null => {
    const text = typeof value === 'boolean' ? String(value) : textOf(value)
    return text === null ? null : `${words} ${text}`
  }
  return [
    fact('Recorder', recorder['name']),
    fact('recording', recorder['recording']),
    fact('last status', recorder['lastStatus']),
    fact('last error', recorder['lastErrorCode']),
    fact('all supported types', group['allSupported']),
    fact('global types', group['includeGlobalResourceTypes']),
    types.length === 0 ? null : `types ${namesOf(types)}`,
  ]
}

/** A capped count is a floor: the answer stops counting there (trap T14). */
function countOf(value: unknown, note: Note): string | null {
  const count = objectOf(value)
  const capped = numberOf(count['CappedCount'])
  if (capped === null) return null
  if (count['CapExceeded'] !== true) return String(capped)
  note('incomplete-export', 'AWS Config stopped counting (CapExceeded): these counts are the least there are.')
  return `at least ${capped}`
}

/** Prowler 3 has ResourceType, ResourceId and Compliance too, but no ComplianceType. */
const KINDS: readonly Kind[] = [
  { fits: (value) => isObject(value['EvaluationResultIdentifier']), read: readEvaluation },
  { fits: (value) => says(value, 'ConfigRuleName') && isObject(value['Source']), read: readRule },
  {
    fits: (value) =>
      says(value, 'ConfigRuleName') && (says(objectOf(value['Compliance']), 'ComplianceType') || says(value, 'ComplianceType')),
    read: readCompliance,
  },
  {
    fits: (value) => says(value, 'ResourceType') && says(value, 'ResourceId') && says(objectOf(value['Compliance']), 'ComplianceType'),
    read: readCompliance,
  },
  { fits: (value) => isObject(value['ComplianceSummary']), read: readTotals },
  {
    fits: (value) => Array.isArray(value['ConfigurationRecorders']) || Array.isArray(value['ConfigurationRecordersStatus']),
    read: readRecorders,
  },
]

/** How a record is read, by its own keys; null where it is none of AWS Config's. */
export const configReaderOf = (value: JsonObject): Reader | null => KINDS.find(({ fits }) => fits(value))?.read ?? null
