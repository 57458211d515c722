// ScoutSuite: a JavaScript file that assigns one JSON object (FORMATS.md §9). Read as JSON behind its assignment, never evaluated.
// The rules are in scoutsuite-rule.ts; exceptions files (`exceptions =`) hold no results and are not read.
import { isObject, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJsonDocument, recutJsonDocument } from './json-document.ts'
import { createScoutResources } from './scoutsuite-resources.ts'
import { scoutFormat } from './scoutsuite-rule.ts'

/** ScoutSuite results. */
export const scoutsuite: Importer = {
  formatId: 'scoutsuite',
  label: 'ScoutSuite results',
  detect: (view) => {
    if (view.kind !== 'json' || !isObject(view.root)) return null
    const { root, script } = view
    const assigned = script === 'scoutsuite_results'
    // People take the assignment away to make it JSON; then its keys must say what it is.
    if (!assigned && !(script === null && 'last_run' in root && 'provider_code' in root && 'account_id' in root)) return null
    return {
      label: 'ScoutSuite results',
      confidence: assigned ? 'certain' : 'likely',
      toolVersion: textOf(objectOf(root['last_run'])['version']),
      reason: assigned
        ? 'The file assigns one object to scoutsuite_results.'
        : 'The object has account_id, provider_code and last_run; the assignment before it is missing.',
    }
  },
  parse: (bytes) => {
    const resources = createScoutResources()
    return importJsonDocument(resources.watching(bytes), scoutFormat('ScoutSuite', resources))
  },
  recut: (raw, context) => recutJsonDocument(raw, context, scoutFormat('ScoutSuite', null)),
}
