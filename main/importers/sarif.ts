// SARIF 2.1.0 (FORMATS.md §11; Prowler's as in §4.11): which files are SARIF, where their results lie, and what the runs say of
// themselves. Results are read in sarif-result.ts.
import { isObject, type JsonObject, listOf, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import { type Note, quoted } from './notes.ts'
import { documentOf } from './recognise.ts'
import { readResult } from './sarif-result.ts'
import { createSarifRuns, messageText, type SarifRuns } from './sarif-run.ts'

/** Members of a run no record needs; source text and graphs would otherwise take the memory of the whole file. */
const UNUSED = ['addresses', 'graphs', 'logicalLocations', 'policies', 'threadFlowLocations', 'translations', 'webRequests', 'webResponses']
const UNUSED_OF_ARTIFACTS = ['contents', 'hashes', 'properties']

const formatOf = (runs: SarifRuns): DocumentFormat => ({
  records: [
    ['runs', '*', 'results', '*'],
    ['inlineExternalProperties', '*', 'results', '*'],
  ],
  skip: [...UNUSED.map((member) => ['runs', '*', member]), ...UNUSED_OF_ARTIFACTS.map((member) => ['runs', '*', 'artifacts', '*', member])],
  context: ({ around }, late, value) => runs.contextOf(objectOf(around[2]), value(), late),
  map: readResult,
  finish: (payload, note) => {
    for (const run of listOf(objectOf(payload)['runs']).map(objectOf)) {
      noteRun(run, note)
      if (runs.timeCameLate(run)) note('late-context', 'The time of the scan stands behind the results; they were filed without it.')
    }
  },
})

/** Longer messages of a tool are cut where a warning quotes them. */
const LONGEST_TEXT = 200

/** What a run says of itself that is no result (trap T12). */
function noteRun(run: JsonObject, note: Note): void {
  const invocations = listOf(run['invocations']).map(objectOf)
  const failures = invocations.flatMap((invocation) =>
    [...listOf(invocation['toolExecutionNotifications']), ...listOf(invocation['toolConfigurationNotifications'])].filter(isFailure),
  )
  for (const failure of failures) {
    const text = messageText(failure['message']) ?? textOf(objectOf(failure['descriptor'])['id']) ?? ''
    note(
      'tool-failure',
      `The tool reports a failure of its own: ${quoted(text, LONGEST_TEXT)}. What it did not look at is not in the file.`,
    )
  }
  if (failures.length === 0 && invocations.some(({ executionSuccessful }) => executionSuccessful === false))
    note('tool-failure', 'A run says that it did not succeed. What it did not look at is not in the file.')
  if (run['results'] === null) note('tool-failure', 'A run has no list of results: its scan did not begin or did not end.')
  if (objectOf(run['externalPropertyFileReferences'])['results'] !== undefined)
    note('incomplete-export', 'Results of a run lie in other files, which the file only names.')
  if (/^prowler/i.test(textOf(driverOf(run)['name']) ?? ''))
    note('not-listed', 'Prowler writes only what failed into SARIF: what passed and what is muted is not in the file.')
}
const isFailure = (notification: unknown): notification is JsonObject => isObject(notification) && notification['level'] === 'error'
const driverOf = (run: unknown): JsonObject => objectOf(objectOf(objectOf(run)['tool'])['driver'])

/** Version 1 has another shape; drafts of version 2 have this one. */
const VERSION = /^2\./

/** Which keys say that a document is SARIF; null where none do. */
function reasonOf(document: JsonObject): string | null {
  const runs = document['runs']
  if (!Array.isArray(runs)) return null
  if (VERSION.test(textOf(document['version']) ?? '')) return 'The top level has runs and version 2.'
  if (document['version'] !== undefined) return null
  if (/sarif/i.test(textOf(document['$schema']) ?? '')) return 'The top level has runs, and $schema names SARIF.'
  const run = objectOf(listOf(runs)[0])
  const result = objectOf(listOf(run['results'])[0])
  if (textOf(driverOf(run)['name']) !== null) return 'The top level has runs, and the first of them a tool with a driver.'
  return isObject(result['message']) && ('ruleId' in result || 'ruleIndex' in result || 'rule' in result || 'locations' in result)
    ? 'The top level has runs, and the first of them results with message and ruleId or locations.'
    : null
}

/** Static Analysis Results Interchange Format. */
export const sarif: Importer = {
  formatId: 'sarif',
  label: 'SARIF 2.1.0',
  detect: (view) => {
    const document = documentOf(view)
    const reason = document === null ? null : reasonOf(document)
    if (document === null || reason === null) return null
    const driver = driverOf(listOf(document['runs'])[0])
    return {
      label: 'SARIF 2.1.0',
      confidence: 'certain',
      toolVersion: textOf(driver['semanticVersion']) ?? textOf(driver['version']),
      reason,
    }
  },
  parse: (bytes) => importJsonDocument(bytes, formatOf(createSarifRuns())),
  recut: (raw, context) => recutJsonDocument(raw, context, formatOf(createSarifRuns())),
}
