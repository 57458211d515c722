// What each kind of record in AWS Trusted Advisor's answers says (FORMATS.md §7.1, §21). Its "error" is red, not a failure of the tool.
import { type EvidenceResult, type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { awsTime, firstAwsTime, resourceFacts, sentenceOf } from './aws-answers.ts'
import { readHtml } from './aws-html.ts'
import { firstText, isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'

/** FORMATS.md §21. How bad a warning or an error is, Trusted Advisor does not say: severity stays unknown. */
const STATUS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['ok', 'pass'],
  ['warning', 'fail'],
  ['error', 'fail'],
  ['not_available', 'not-applicable'],
])

const BASE: ScanRecord = { ...UNSTATED, provider: 'aws', toolName: 'Trusted Advisor' }
const NO_ACCOUNT = 'Records that name no account were filed without one: Trusted Advisor does not write it.'
const NOTHING_SEEN = 'Checks that are ok without having looked at any resource were filed as not applicable.'

function statusOf(word: string | null, note: Note): Pick<ScanRecord, 'result' | 'statusRaw'> {
  const known = STATUS.get(word ?? '')
  if (known === undefined)
    note('unknown-status', word === null ? 'Records without a status were filed as unknown.' : `Status ${quoted(word)} is not known.`)
  return { result: known ?? 'unknown', statusRaw: word }
}

/** A pass of nothing is no pass. */
function lookedAt(status: Pick<ScanRecord, 'result' | 'statusRaw'>, resources: number | null, note: Note): typeof status {
  if (status.result !== 'pass' || resources !== 0) return status
  note('not-evaluated', NOTHING_SEEN)
  return { ...status, result: 'not-applicable' }
}

/** `arn:aws:trustedadvisor:::check/7DAFEmoDos` ends in the id of its check. */
const checkIn = (arn: string | null): string | null => /:check\/([^/:]+)$/.exec(arn ?? '')?.[1] ?? null

const counted = (words: string, value: unknown): string | null => {
  const count = numberOf(value)
  return count === null ? null : `${count} ${words}`
}

function accountOf(value: JsonObject, arn: string | null, note: Note): Pick<ScanRecord, 'partition' | 'accountId'> {
  const { partition, account } = resourceFacts(arn, null)
  const named = firstText(value['accountId'], account)
  if (named === null) note('other', NO_ACCOUNT)
  return { partition, accountId: readAccount(named, 'aws', note) }
}

/** A recommendation: one check over all its resources. */
function readRecommendation(value: JsonObject, note: Note): ScanRecord {
  const arn = textOf(value['arn'])
  const counts = objectOf(value['resourcesAggregates'])
  const stage = textOf(value['lifecycleStage'])
  const seen = [counts['okCount'], counts['warningCount'], counts['errorCount']].map(numberOf)
  const { text, links } = readHtml(textOf(value['description']))
  return {
    ...BASE,
    toolRecordId: firstText(arn, value['id']),
    checkId: firstText(checkIn(textOf(value['checkArn'])), value['checkArn'], value['id']),
    title: textOf(value['name']),
    description: text,
    statusText: sentenceOf([
      counted('resources in error', counts['errorCount']),
      counted('with a warning', counts['warningCount']),
      counted('ok', counts['okCount']),
      counted('excluded', counts['excludedCount']),
      stage === null ? null : `stage ${stage}`,
    ]),
    ...lookedAt(
      statusOf(textOf(value['status']), note),
      seen.includes(null) ? null : seen.reduce<number>((sum, n) => sum + (n ?? 0), 0),
      note,
    ),
    muted: stage === 'dismissed',
    lifecycle: stage === 'resolved' ? 'resolved' : 'active',
    scannerService: textsOf(listOf(value['awsServices']))[0] ?? null,
    ...accountOf(value, arn, note),
    ...firstAwsTime(value['lastUpdatedAt'], value['createdAt']),
    remediationUrls: splitLinks(links).links,
    categories: textsOf(listOf(value['pillars'])),
  }
}

/** One resource of a recommendation. */
function readResource(value: JsonObject, note: Note): ScanRecord {
  const resourceId = textOf(value['awsResourceId'])
  const facts = resourceFacts(resourceId, null)
  return {
    ...BASE,
    toolRecordId: firstText(value['arn'], value['id']),
    checkId: textOf(value['recommendationArn']),
    statusText: metadataText(value['metadata']),
    ...statusOf(textOf(value['status']), note),
    muted: textOf(value['exclusionStatus']) === 'excluded',
    resourceId,
    scannerService: facts.scannerService,
    region: firstText(regionOf(value['regionCode']), facts.region),
    ...accountOf(value, firstText(value['recommendationArn'], value['arn']), note),
    ...awsTime(value['lastUpdatedAt']),
  }
}

/** One flagged resource of `describe-trusted-advisor-check-result`: its columns have no names in this file. */
function readFlagged(value: JsonObject, check: JsonObject, note: Note): ScanRecord {
  const cells = textsOf(listOf(value['metadata']))
  const arn = cells.find((cell) => cell.startsWith('arn:')) ?? null
  return {
    ...BASE,
    toolRecordId: textOf(value['resourceId']),
    checkId: textOf(check['checkId']),
    statusText: metadataText(value['metadata']),
    ...statusOf(textOf(value['status']), note),
    muted: value['isSuppressed'] === true,
    // Its own id stands for the resource where no column holds an ARN, so that a resource can be followed from scan to scan.
    resourceId: arn ?? textOf(value['resourceId']),
    scannerService: resourceFacts(arn, null).scannerService,
    region: firstText(regionOf(value['region']), resourceFacts(arn, null).region),
    ...accountOf(value, arn, note),
    ...awsTime(check['timestamp']),
  }
}

/**
 * A check over all its resources: of `describe-trusted-advisor-check-summaries`, or the counts of `…-check-result`, whose flagged
 * resources are records of their own; there the check as a whole is a fact and no second fail. Where none is `listed`, it is the fail.
 */
function readCheck(check: JsonObject, counts: JsonObject, listed: boolean, note: Note): ScanRecord {
  const processed = numberOf(counts['resourcesProcessed'])
  const flagged = numberOf(counts['resourcesFlagged'])
  const status = lookedAt(statusOf(textOf(check['status']), note), processed, note)
  return {
    ...BASE,
    checkId: textOf(check['checkId']),
    title: 'Trusted Advisor check as a whole',
    statusText: sentenceOf([
      counted('resources processed', processed),
      counted('flagged', flagged),
      counted('ignored', counts['resourcesIgnored']),
      counted('suppressed', counts['resourcesSuppressed']),
    ]),
    ...status,
    ...(listed && status.result === 'fail' && flagged !== 0 ? { result: 'info' as const } : {}),
    ...accountOf(check, null, note),
    ...awsTime(check['timestamp']),
  }
}

/** An entry of the catalogue of checks: `describe-trusted-advisor-checks`, `list-checks`. Its columns name the metadata of results. */
function readCatalogue(value: JsonObject): ScanRecord {
  const { text, links } = readHtml(textOf(value['description']))
  const columns = [...textsOf(listOf(value['metadata'])), ...Object.values(objectOf(value['metadata'])).flatMap(textsOf)]
  return {
    ...BASE,
    toolRecordId: textOf(value['arn']),
    checkId: textOf(value['id']),
    title: textOf(value['name']),
    description: text,
    statusText: columns.length === 0 ? null : `Columns of its results: ${columns.join(', ')}.`,
    result: 'info',
    scannerService: textsOf(listOf(value['awsServices']))[0] ?? null,
    remediationUrls: splitLinks(links).links,
    categories: [...textsOf(value['category']), ...textsOf(listOf(value['pillars']))],
  }
}

/** Positional cells, as a list or under "0", "1" …, in their order. */
function metadataText(value: unknown): string | null {
  const cells = Array.isArray(value) ? textsOf(value) : Object.values(objectOf(value)).flatMap(textsOf)
  return cells.length === 0 ? null : cells.join(' · ')
}

/** Trusted Advisor writes `-` and `global` for resources outside any Region; the first says nothing. */
const regionOf = (value: unknown): string | null => {
  const text = textOf(value)
  return text === '-' ? null : text
}

/** Reads a record by its own keys; `check` is what `result` says around flagged resources and their counts. */
export function mapTrustedAdvisor(value: unknown, check: JsonObject, note: Note): Mapped {
  if (isObject(value)) {
    if ('awsResourceId' in value) return readResource(value, note)
    if ('resourcesAggregates' in value || 'checkArn' in value || 'lifecycleStage' in value) return readRecommendation(value, note)
    if (isObject(value['resourcesSummary'])) return readCheck(value, value['resourcesSummary'], false, note)
    if ('resourcesProcessed' in value) return readCheck(check, value, check['listed'] === true, note)
    if ('resourceId' in value || 'isSuppressed' in value) return readFlagged(value, check, note)
    if (textOf(value['name']) !== null && 'description' in value) return readCatalogue(value)
  }
  return { rejected: 'wrong-shape', because: 'no check, recommendation or flagged resource of Trusted Advisor.' }
}
