// cfn_nag: violations per CloudFormation template (FORMATS.md §14). FAIL and WARN name no severity.
import { UNSTATED } from '#domain/evidence'
import { isObject, type JsonObject, objectOf, textOf, textsOf } from './fields.ts'
import { placeInCode } from './iac-facts.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { type Note, quoted } from './notes.ts'
import { itemOf } from './recognise.ts'

function contextOf({ around }: Place, late: boolean): JsonObject | undefined {
  const template = objectOf(around[1])
  if (!late && template['filename'] === undefined) return undefined
  return { file: textOf(template['filename']) }
}

const FORMAT: DocumentFormat = {
  records: [['*', 'file_results', 'violations', '*']],
  context: contextOf,
  map,
}

const TYPES = new Set(['FAIL', 'WARN', 'FAILING_VIOLATION', 'WARNING'])

function map(value: unknown, context: JsonObject, note: Note): Mapped {
  if (!isObject(value) || textOf(value['id']) === null) return { rejected: 'wrong-shape', because: 'no violation of cfn_nag (id).' }
  const type = textOf(value['type'])
  const known = type === null || TYPES.has(type.toUpperCase())
  if (!known) note('unknown-status', `Type ${quoted(type)} is not known; filed as unknown.`)
  const file = textOf(context['file'])
  const [first, ...others] = textsOf(value['logical_resource_ids'])
  const [line] = textsOf(value['line_numbers'])
  return {
    ...UNSTATED,
    checkId: textOf(value['id']),
    title: textOf(value['message']),
    description: textOf(value['name']),
    result: known ? 'fail' : 'unknown',
    statusRaw: type,
    severityRaw: type,
    resourceId: placeInCode(file, first ?? null, line ?? null),
    resourceName: first ?? null,
    otherResources: others.map((id) => placeInCode(file, id, null) ?? id),
    // Templates of CloudFormation describe nothing but AWS.
    provider: 'aws',
    toolName: 'cfn_nag',
  }
}

/** cfn_nag. */
export const cfnNag: Importer = {
  formatId: 'cfn-nag',
  label: 'cfn_nag',
  detect(view) {
    const first = itemOf(view)
    if (first === null || !isObject(first['file_results']) || textOf(first['filename']) === null) return null
    return {
      label: 'cfn_nag results',
      confidence: 'certain',
      toolVersion: null,
      reason: 'The first item of the array has filename and file_results.',
    }
  },
  parse: (bytes) => importJsonDocument(bytes, FORMAT),
  recut: (raw, context) => recutJsonDocument(raw, context, FORMAT),
}
