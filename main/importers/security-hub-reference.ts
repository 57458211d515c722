// Security Hub's side files: the catalogue of controls, which standards have them switched on, and insights (FORMATS.md §6.7). They
// say what could have been found; findings are asff.ts. A control that is disabled has no findings, which is no pass.
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { serviceOfFinding } from './asff-service.ts'
import { answerOf, awsTime, firstUnder, resourceFacts, sentenceOf } from './aws-answers.ts'
import { firstText, isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, type JsonOptions, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import { levelsOf } from './next-page.ts'
import { type Note, quoted } from './notes.ts'
import { severityOfWord } from './severity.ts'

/** kube-bench keeps its tests under the same key (trap T6). */
const SHARED_LIST = 'Controls'
const OWN_LISTS = [
  'SecurityControlDefinitions',
  'SecurityControls',
  'StandardsControlAssociationDetails',
  'StandardsControlAssociationSummaries',
]
const LISTS = [SHARED_LIST, ...OWN_LISTS]

/** The one definition of `get-security-control-definition`, or the record itself. */
function controlOf(whole: JsonObject): JsonObject {
  const answer = answerOf(whole)
  const single = answer['SecurityControlDefinition']
  return isObject(single) ? single : answer
}

const isControl = (value: JsonObject): boolean =>
  firstText(value['StandardsControlArn'], value['SecurityControlId']) !== null &&
  ['SeverityRating', 'AssociationStatus', 'ControlStatus'].some((key) => textOf(value[key]) !== null)
const isInsight = (value: JsonObject): boolean =>
  isObject(value['InsightResults']) && textOf(objectOf(value['InsightResults'])['InsightArn']) !== null

const map: JsonMapping = (whole, note) => {
  const value = controlOf(whole)
  if (isInsight(value)) return readInsight(objectOf(value['InsightResults']), note)
  if (isControl(value)) return readControl(value, note)
  return { rejected: 'wrong-shape', because: 'no control (StandardsControlArn or SecurityControlId) and no insight of Security Hub.' }
}

function readControl(value: JsonObject, note: Note): ScanRecord {
  const checkId = firstText(value['ControlId'], value['SecurityControlId'])
  const arn = firstText(value['StandardsControlArn'], value['SecurityControlArn'])
  const { account, partition, region } = resourceFacts(arn, null)
  const severityRaw = textOf(value['SeverityRating'])
  const { links, others } = splitLinks(textsOf(value['RemediationUrl']))
  const standard = firstText(value['StandardsArn'], standardIn(arn))
  const requirements = textsOf(listOf(value['RelatedRequirements']))
  return {
    ...UNSTATED,
    toolRecordId: arn,
    checkId,
    title: firstText(value['Title'], value['StandardsControlTitle']),
    description: firstText(value['Description'], value['StandardsControlDescription']),
    ...statusOf(value, note),
    severity: severityOfWord(severityRaw, note),
    severityRaw,
    // Where the control is switched on or off, so that the same control of another standard stays apart.
    resourceName: standard,
    scannerService: serviceOfFinding({}, null, checkId) ?? 'securityhub',
    provider: 'aws',
    partition,
    region,
    accountId: readAccount(account, 'aws', note),
    ...awsTime(firstTimeOf(value)),
    remediationUrls: links,
    remediationCode: others.map((text) => ({ kind: 'reference', text })),
    compliance: [
      ...(standard === null ? [] : [{ framework: standard, ids: checkId === null ? [] : [checkId] }]),
      ...requirements.map(requirementOf),
    ],
    toolName: 'Security Hub',
  }
}

const firstTimeOf = (value: JsonObject): unknown => value['ControlStatusUpdatedAt'] ?? value['UpdatedAt']

/** Switched off means that no findings are made: skipped, with the reason given. Anything else is a fact about what is looked at. */
function statusOf(value: JsonObject, note: Note): Pick<ScanRecord, 'result' | 'statusRaw' | 'statusText'> {
  const statusRaw = firstText(value['ControlStatus'], value['AssociationStatus'], value['SecurityControlStatus'])
  const reason = firstText(value['DisabledReason'], value['UpdatedReason'], value['LastUpdateReason'])
  const availability = textOf(value['CurrentRegionAvailability'])
  const statusText = sentenceOf([
    statusRaw === null ? null : `Control ${statusRaw}`,
    reason === null ? null : `reason: ${reason}`,
    availability === null ? null : `this Region ${availability}`,
  ])
  if (statusRaw === 'DISABLED') return { result: 'skipped', statusRaw, statusText }
  if (statusRaw === null || statusRaw === 'ENABLED') return { result: 'info', statusRaw, statusText }
  note('unknown-status', `Control status ${quoted(statusRaw)} is not known.`)
  return { result: 'unknown', statusRaw, statusText }
}

/** `…:control/pci-dss/v/3.2.1/PCI.CW.1` names its standard as `pci-dss/v/3.2.1`. */
const standardIn = (arn: string | null): string | null => /:control\/(.+)\/[^/]+$/.exec(arn ?? '')?.[1] ?? null

/** `PCI DSS v3.2.1/10.5.2` or `PCI DSS 2.2`: the last part is the requirement, as in findings (FORMATS.md §6.5). */
function requirementOf(text: string) {
  const cut = Math.max(text.lastIndexOf('/'), text.lastIndexOf(' '))
  return cut > 0 && cut < text.length - 1 ? { framework: text.slice(0, cut), ids: [text.slice(cut + 1)] } : { framework: text, ids: [] }
}

function readInsight(value: JsonObject, note: Note): ScanRecord {
  const arn = textOf(value['InsightArn'])
  const { account, partition, region } = resourceFacts(arn, null)
  const groups = listOf(value['ResultValues'])
    .filter(isObject)
    .map((group) => `${textOf(group['GroupByAttributeValue']) ?? 'no value'} ${textOf(group['Count']) ?? 'uncounted'}`)
  return {
    ...UNSTATED,
    toolRecordId: arn,
    checkId: arn,
    title: `Security Hub insight by ${textOf(value['GroupByAttribute']) ?? 'an unnamed attribute'}`,
    statusText: sentenceOf([groups.length === 0 ? 'No findings match' : groups.join(', ')]),
    result: 'info',
    scannerService: 'securityhub',
    provider: 'aws',
    partition,
    region,
    accountId: readAccount(account, 'aws', note),
    toolName: 'Security Hub',
  }
}

const OPTIONS: JsonOptions = {
  lists: LISTS,
  beside: (members, note) => {
    for (const key of ['UnprocessedIds', 'UnprocessedAssociations'])
      for (const failure of levelsOf(members).flatMap((level) => listOf(level[key]).filter(isObject)))
        note(
          'tool-failure',
          `Security Hub did not give some of the controls that were asked for (${quoted(textOf(failure['ErrorCode']) ?? 'no code')}).`,
        )
  },
}

/** Security Hub's catalogue of controls. */
export const securityHubReference: Importer = {
  formatId: 'security-hub-reference',
  label: 'Security Hub controls and insights',
  detect: (view) => {
    const seen = firstUnder(view, LISTS)
    if (seen === null) return null
    const empty = seen.record === null && seen.list !== null && OWN_LISTS.includes(seen.list)
    const control = seen.record === null ? null : controlOf(seen.record)
    if (!empty && (control === null || !(isControl(control) || isInsight(control)))) return null
    const key = control === null ? null : ['StandardsControlArn', 'SecurityControlId', 'InsightResults'].find((name) => name in control)
    return {
      label: 'Security Hub controls and insights',
      confidence: 'certain',
      toolVersion: null,
      reason: empty ? `An empty array stands under ${seen.list}.` : `The first record has ${key}. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map, OPTIONS),
  recut: (raw) => recutJson(raw, map),
}
