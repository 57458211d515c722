// Scout2, ScoutSuite's predecessor of 2018 and before: a JavaScript file that assigns one JSON object (FORMATS.md §9). Read as JSON
// behind its assignment, never evaluated. The rules are in scoutsuite-rule.ts.
import { isObject, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJsonDocument, recutJsonDocument } from './json-document.ts'
import { createScoutResources } from './scoutsuite-resources.ts'
import { scoutFormat } from './scoutsuite-rule.ts'

/** Scout2 results; it knew AWS only. */
export const scout2: Importer = {
  formatId: 'scout2',
  label: 'Scout2 results',
  detect: (view) =>
    view.kind === 'json' && view.script === 'aws_info' && isObject(view.root)
      ? {
          label: 'Scout2 results',
          confidence: 'certain',
          toolVersion: textOf(objectOf(view.root['last_run'])['version']),
          reason: 'The file assigns one object to aws_info.',
        }
      : null,
  parse: (bytes) => {
    const resources = createScoutResources()
    return importJsonDocument(resources.watching(bytes), scoutFormat('Scout2', resources))
  },
  recut: (raw, context) => recutJsonDocument(raw, context, scoutFormat('Scout2', null)),
}
