// Checkov's JSON reports (FORMATS.md §12): one report, a list of them, or the flat zero report. Its SARIF is read as SARIF.
import type { ComplianceReference, EvidenceResult, Severity } from '#domain/evidence'
import { UNSTATED } from '#domain/evidence'
import { arnOf } from './asff-service.ts'
import { factsOf } from './checkov-resource.ts'
import { firstText, isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from './fields.ts'
import { placeInCode } from './iac-facts.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import type { HeadView } from './recognise.ts'
import { severityOfWord } from './severity.ts'

/** check_result.result (FORMATS.md §12, §21); SKIPPED = suppressed by the author, whatever the result would have been. */
const RESULTS: ReadonlyMap<string, { readonly result: EvidenceResult; readonly muted: boolean }> = new Map([
  ['PASSED', { result: 'pass', muted: false }],
  ['FAILED', { result: 'fail', muted: false }],
  ['SKIPPED', { result: 'skipped', muted: true }],
  ['UNKNOWN', { result: 'error', muted: false }],
])

/** Words beside those every scanner uses (FORMATS.md §12, §22). */
const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['IMPORTANT', 'high'],
  ['MODERATE', 'medium'],
  ['INFO', 'informational'],
  ['NONE', 'informational'],
  ['OFF', 'unknown'],
])

/** Lists of checks inside `results`. */
const LISTS = ['passed_checks', 'failed_checks', 'skipped_checks', 'unknown_checks']

const map = (value: unknown, context: JsonObject, note: Note): Mapped => {
  if (!isObject(value)) return { rejected: 'not-an-object', because: 'a check is not a JSON object.' }
  const outcome = objectOf(value['check_result'])
  const checkId = firstText(value['check_id'], value['bc_check_id'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no Checkov check (check_id is missing).' }
  const statusRaw = textOf(outcome['result'])
  const status = RESULTS.get(statusRaw ?? '')
  if (status === undefined)
    note('unknown-status', statusRaw === null ? 'A check has no result.' : `Result ${quoted(statusRaw)} is not known.`)
  const address = firstText(value['resource_address'], value['resource'])
  const { links, others } = splitLinks([textOf(value['guideline']) ?? ''])
  const fix = value['fixed_definition']
  return {
    ...UNSTATED,
    checkId,
    title: textOf(value['check_name']),
    description: firstText(value['description'], value['short_description']),
    statusText: textOf(outcome['suppress_comment']),
    result: status?.result ?? 'unknown',
    statusRaw,
    muted: status?.muted ?? false,
    ...severityOf(textOf(value['severity']), note),
    resourceId: resourceOf(value, address),
    resourceName: placeOf(value),
    ...factsOf(address),
    remediationUrls: links,
    remediationCode: [
      ...others.map((text) => ({ kind: 'reference', text })),
      ...(fix === null || fix === undefined ? [] : [{ kind: 'fixed_definition', text: textOf(fix) ?? JSON.stringify(fix) }]),
    ],
    categories: [textOf(context['check_type']), textOf(value['bc_category'])].filter((category) => category !== null),
    compliance: benchmarksOf(value['benchmarks']),
    toolName: 'Checkov',
    toolVersion: textOf(context['checkov_version']),
  }
}

/** Without an API key there is no severity, and none is invented. */
function severityOf(word: string | null, note: Note): { readonly severity: Severity; readonly severityRaw: string | null } {
  return { severity: SEVERITIES.get(word?.toUpperCase() ?? '') ?? severityOfWord(word, note), severityRaw: word }
}

/** Folders of one repository give their resources the same addresses: the file is part of which resource it is. An ARN is one of one. */
function resourceOf(check: JsonObject, address: string | null): string | null {
  if (address === null) return placeOf(check)
  return arnOf(address) === null ? placeInCode(pathOf(check), address, null) : address
}

const pathOf = (check: JsonObject): string | null => firstText(check['repo_file_path'], check['file_path'])

/** The file and the lines in it. */
function placeOf(check: JsonObject): string | null {
  const path = pathOf(check)
  const [from, to] = listOf(check['file_line_range']).map(numberOf)
  if (path === null || from == null || to == null || to === 0) return path
  return `${path}:${from}-${to}`
}

/** `{framework: [{name, description}]}`; names are requirement ids. */
function benchmarksOf(benchmarks: unknown): readonly ComplianceReference[] {
  return Object.entries(objectOf(benchmarks)).map(([framework, entries]) => ({
    framework,
    ids: listOf(entries)
      .map((entry) => textOf(objectOf(entry)['name']))
      .filter((name) => name !== null),
  }))
}

/** The summary stands behind the results: only then is the version known. */
const contextOf = (report: JsonObject, late: boolean): JsonObject | undefined => {
  const summary = report['summary']
  if (!isObject(summary) && !late) return undefined
  const version = textOf(objectOf(summary)['checkov_version'])
  const type = textOf(report['check_type'])
  return { ...(type === null ? {} : { check_type: type }), ...(version === null ? {} : { checkov_version: version }) }
}

const format: DocumentFormat = {
  records: LISTS.flatMap((list) => [
    ['results', list, '*'],
    ['*', 'results', list, '*'],
  ]),
  context: ({ around, path }, late) => contextOf(objectOf(around[path.length - 3]), late),
  map,
  finish: (payload, note) => {
    for (const report of Array.isArray(payload) ? payload : [payload]) noteReport(objectOf(report), note)
  },
}

/** Files that were not checked (trap T12), and what the summary counts but the lists do not hold. */
function noteReport(report: JsonObject, note: Note): void {
  const results = objectOf(report['results'])
  const summary = isObject(report['summary']) ? report['summary'] : report
  const failed = listOf(results['parsing_errors'])
  for (const file of failed) note('tool-failure', `Checkov could not read ${quotedEnd(textOf(file) ?? 'a file')}: it was not checked.`)
  const counted = numberOf(summary['parsing_errors']) ?? numberOf(summary['parsingerrors']) ?? 0
  if (counted > failed.length)
    note('tool-failure', `Checkov counts ${counted} files that it could not read, and names ${failed.length} of them.`)
  for (const word of ['passed', 'failed', 'skipped']) {
    const total = numberOf(summary[word]) ?? 0
    const listed = listOf(results[`${word}_checks`]).length
    if (total > listed) note('not-listed', `The summary counts ${total} ${word} checks; ${listed} are in the file.`)
  }
}

/** The end of a path tells files apart, not its beginning. */
const LONGEST_PATH = 200
const quotedEnd = (path: string): string => quoted(path.length > LONGEST_PATH ? `…${path.slice(-LONGEST_PATH)}` : path, LONGEST_PATH + 1)

/** The first report a head shows, and where it stands; null where it is none of Checkov's. */
function reportOf(view: HeadView): { readonly report: JsonObject; readonly reason: string } | null {
  if (view.kind !== 'json' || view.script !== null) return null
  const [report, where] = Array.isArray(view.payload)
    ? [objectOf(view.payload[0]), 'The first report of a list']
    : [objectOf(view.payload), 'The report']
  if (textOf(report['check_type']) !== null && isObject(report['results']) && LISTS.some((list) => list in objectOf(report['results'])))
    return { report, reason: `${where} has check_type and results with lists of checks.` }
  if ('checkov_version' in report && ['passed', 'failed', 'skipped'].every((count) => numberOf(report[count]) !== null))
    return { report, reason: `${where} has passed, failed, skipped and checkov_version: Checkov found nothing to check.` }
  return null
}

/** Checkov. */
export const checkov: Importer = {
  formatId: 'checkov',
  label: 'Checkov',
  detect: (view) => {
    const seen = reportOf(view)
    if (seen === null) return null
    const version = firstText(seen.report['checkov_version'], objectOf(seen.report['summary'])['checkov_version'])
    return { label: 'Checkov', confidence: 'certain', toolVersion: version, reason: seen.reason }
  },
  parse: (bytes) => importJsonDocument(bytes, format),
  recut: (raw, context) => recutJsonDocument(raw, context, format),
}
