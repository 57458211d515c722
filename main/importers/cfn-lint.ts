// cfn-lint: an array of matches of rules in CloudFormation templates (FORMATS.md §14). Levels name no severity but Informational.
import { UNSTATED } from '#domain/evidence'
import { firstText, listOf, objectOf, textOf, textsOf } from './fields.ts'
import { placeInCode } from './iac-facts.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import { quoted } from './notes.ts'
import { recordOf } from './recognise.ts'

const LEVELS = new Set(['error', 'warning', 'informational'])
/** Rules that say that a template could not be read or a rule not be run: nothing was judged (cfn-lint's own rule list). */
const FAILURES = new Set(['E0000', 'E0001', 'E0002'])

const map: JsonMapping = (value, note) => {
  const rule = objectOf(value['Rule'])
  const checkId = textOf(rule['Id'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no match of cfn-lint (Rule.Id).' }
  const location = objectOf(value['Location'])
  const level = textOf(value['Level'])
  const known = level === null || LEVELS.has(level.toLowerCase())
  if (!known) note('unknown-severity', `Level ${quoted(level)} is not known; filed as unknown.`)
  const failed = FAILURES.has(checkId)
  if (failed) note('tool-failure', 'cfn-lint could not read a template or run a rule; each failure was filed as error.')
  const path = listOf(location['Path'])
    .map(textOf)
    .filter((step) => step !== null)
  const isResource = path[0] === 'Resources'
  return {
    ...UNSTATED,
    toolRecordId: textOf(value['Id']),
    checkId,
    title: firstText(rule['ShortDescription'], value['Message']),
    description: textOf(rule['Description']),
    statusText: textOf(value['Message']),
    result: failed ? 'error' : 'fail',
    statusRaw: level,
    severityRaw: level,
    severity: level?.toLowerCase() === 'informational' ? 'informational' : 'unknown',
    resourceId: placeInCode(
      textOf(value['Filename']),
      path.length === 0 ? null : path.join('.'),
      textOf(objectOf(location['Start'])['LineNumber']),
    ),
    resourceName: isResource ? (path[1] ?? null) : null,
    remediationUrls: splitLinks(textsOf(rule['Source'])).links,
    // Templates of CloudFormation describe nothing but AWS.
    provider: 'aws',
    toolName: 'cfn-lint',
  }
}

/** cfn-lint. */
export const cfnLint: Importer = {
  formatId: 'cfn-lint',
  label: 'cfn-lint',
  detect(view) {
    const seen = recordOf(view)
    if (seen === null || !['Rule', 'Level', 'Location', 'Filename'].every((key) => key in seen.record)) return null
    return {
      label: 'cfn-lint matches',
      confidence: 'certain',
      toolVersion: null,
      reason: `The first record has Rule, Level, Location and Filename. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
