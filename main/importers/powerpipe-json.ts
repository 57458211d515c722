// Powerpipe and Steampipe check results as JSON: a tree of groups with controls and their results (FORMATS.md §8). A control under
// several groups is there several times: each occurrence is read, the later ones as saying again what the first one said.
import type { ScanRecord } from '#domain/evidence'
import { isObject, type JsonObject, listOf, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import { controlContext, countsNothing, recordOfResult, withoutResult } from './powerpipe-json-control.ts'
import { documentOf } from './recognise.ts'

/** What a group and a control say before everything about them is known. */
const GROUP_MEMBERS = ['group_id', 'title']
const CONTROL_MEMBERS = ['control_id', 'title', 'description', 'severity', 'tags', 'run_error']
/** The outermost group is made up by the tool; it repeats the title of what was run. */
const OUTERMOST = 'root_result_group'

/** A control's `summary` stands for it where it has no results: it failed to run, or there was nothing to check. */
const SUMMARY = 'summary'

/** Mods have some thousand controls; a hostile file may name any number. */
const MOST_CONTROLS = 100_000

/** The first place of every control of a document, and the context of every control: one object for all its results. */
type Known = { readonly places: Map<string, string>; readonly contexts: WeakMap<object, JsonObject> }

function createFormat(): DocumentFormat {
  const documents = new WeakMap<object, Known>()
  const knownOf = (root: object): Known => {
    const known = documents.get(root) ?? { places: new Map<string, string>(), contexts: new WeakMap<object, JsonObject>() }
    documents.set(root, known)
    return known
  }
  return {
    records: [
      ['**', 'controls', '*', 'results', '*'],
      ['**', 'controls', '*', SUMMARY],
    ],
    context: ({ path, around }, late) => {
      const at = path.lastIndexOf('controls') + 2
      const control = objectOf(around[at])
      const groups = around.slice(0, at).filter((container) => isObject(container)) as readonly JsonObject[]
      const complete =
        CONTROL_MEMBERS.every((name) => name in control) && groups.every((group) => GROUP_MEMBERS.every((name) => name in group))
      if (!late && !complete) return
      const { places, contexts } = knownOf(objectOf(around[0]))
      const context =
        contexts.get(control) ?? contextOf(control, groups, isRepeat(places, textOf(control['control_id']), path.slice(0, at)))
      if (complete) contexts.set(control, context)
      return path.at(-1) === SUMMARY ? { ...context, whole: true } : context
    },
    parts: (value, context) => (isWhole(context) && context['failure'] === undefined && !countsNothing(value) ? [] : [{}]),
    map: (value, context, note) => {
      if (!isObject(value)) return { rejected: 'wrong-shape', because: 'no result of a control, which is an object.' }
      const result = isWhole(context) ? withoutResult(textOf(context['failure'])) : resultIn(value)
      return inGroup(recordOfResult(result, context, note), context)
    },
  }
}

const isWhole = (context: JsonObject): boolean => context['whole'] === true

function isRepeat(places: Map<string, string>, control: string | null, path: Place['path']): boolean {
  if (control === null) return false
  const place = path.join('.')
  const first = places.get(control)
  if (first === undefined && places.size < MOST_CONTROLS) places.set(control, place)
  return first !== undefined && first !== place
}

function contextOf(control: JsonObject, groups: readonly JsonObject[], repeat: boolean): JsonObject {
  const titled = groups.filter((group) => textOf(group['group_id']) !== OUTERMOST)
  return controlContext(control, {
    check: control['control_id'],
    failure: control['run_error'],
    groups: (titled.length === 0 ? groups : titled).map((group) => textOf(group['title']) ?? textOf(group['group_id']) ?? ''),
    ...(repeat ? { repeat } : {}),
  })
}

function resultIn(value: JsonObject) {
  const dimensions = new Map<string, string>()
  for (const dimension of listOf(value['dimensions']).map(objectOf)) {
    const key = textOf(dimension['key'])
    const text = textOf(dimension['value'])
    if (key !== null && text !== null) dimensions.set(key, text)
  }
  return {
    evaluated: true,
    status: textOf(value['status']),
    reason: textOf(value['reason']),
    resource: textOf(value['resource']),
    dimensions,
  }
}

/** The way through the benchmark to this occurrence is a requirement like any other. */
function inGroup(record: ScanRecord, context: JsonObject): ScanRecord {
  const [framework, ...below] = listOf(context['groups']).map(textOf)
  if (framework == null) return record
  const ids = below.filter((title) => title !== null)
  return {
    ...record,
    compliance: [{ framework, ids: ids.length === 0 ? [] : [ids.join(' / ')] }, ...record.compliance],
    perRequirement: context['repeat'] === true,
  }
}

/** Powerpipe or Steampipe check results. */
export const powerpipeJson: Importer = {
  formatId: 'powerpipe-json',
  label: 'Powerpipe results (JSON)',
  detect: (view) => {
    const document = documentOf(view)
    if (document === null || !('group_id' in document && 'summary' in document && 'title' in document)) return null
    if (!('groups' in document) && !('controls' in document)) return null
    return {
      label: 'Powerpipe results (JSON)',
      confidence: 'certain',
      toolVersion: null,
      reason: 'The object has group_id, title and summary with groups or controls.',
    }
  },
  parse: (bytes) => importJsonDocument(bytes, createFormat()),
  recut: (raw, context) => recutJsonDocument(raw, context, createFormat()),
}
