// Powerpipe and Steampipe snapshots (.pps, .sps): panels by name, and a layout that says which benchmark holds which (FORMATS.md
// §8). Only panels of controls hold results; tables and charts of dashboards do not.
import { isObject, type JsonObject, listOf, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import { controlContext, countsNothing, recordOfResult, withoutResult } from './powerpipe-json-control.ts'
import { documentOf } from './recognise.ts'
import { firstTime } from './times.ts'

const CONTROL = 'control'
/** Panels around controls, and controls themselves. */
const OF_CHECKS = new Set([CONTROL, 'benchmark'])
const ROOT_MEMBERS = ['layout', 'end_time']
const SUMMARY = 'summary'
/** Columns of a control's query with a meaning of their own; all others are dimensions. */
const RESULT_COLUMNS = new Set(['reason', 'resource', 'status'])

type Layout = ReadonlyMap<string, readonly (readonly string[])[]>

function createFormat(): DocumentFormat {
  const layouts = new WeakMap<object, Layout>()
  const contexts = new WeakMap<object, JsonObject>()
  const layoutOf = (root: JsonObject): Layout => {
    const known = layouts.get(root) ?? readLayout(root['layout'], objectOf(root['panels']))
    layouts.set(root, known)
    return known
  }
  return {
    records: [
      ['panels', '*', 'data', 'rows', '*'],
      ['panels', '*', SUMMARY],
    ],
    context: ({ path, around }, late) => {
      // Which panel is whose, and when it was run, stands behind the panels as often as before them.
      if (!late) return
      const root = objectOf(around[0])
      const panel = objectOf(around[2])
      const name = String(path[1])
      const context =
        contexts.get(panel) ??
        (panel['panel_type'] === CONTROL ? contextOf(name, panel, root, layoutOf(root)) : { panel: textOf(panel['panel_type']) })
      if (ROOT_MEMBERS.every((member) => member in root)) contexts.set(panel, context)
      return path.at(-1) === SUMMARY ? { ...context, whole: true } : context
    },
    parts: (value, context) => {
      if (context['check'] === undefined) return []
      return isWhole(context) && context['failure'] === undefined && !countsNothing(value) ? [] : [{}]
    },
    map: (value, context, note) => {
      if (!isObject(value)) return { rejected: 'wrong-shape', because: 'no row of a control, which is an object.' }
      const record = recordOfResult(isWhole(context) ? withoutResult(textOf(context['failure'])) : resultIn(value), context, note)
      const time = firstTime(context['time'])
      const groups = listOf(context['groups']).map((path) => listOf(path).map(String))
      return {
        ...record,
        ...(time.timeQuality === 'exact' ? { ...time, timeQuality: 'scan-time-only' } : time),
        compliance: [
          ...groups.map(([framework = '', ...below]) => ({ framework, ids: below.length === 0 ? [] : [below.join(' / ')] })),
          ...record.compliance,
        ],
      }
    },
    finish: (payload, note) => {
      const panels = Object.values(objectOf(objectOf(payload)['panels'])).map(objectOf)
      if (panels.some((panel) => 'data' in panel && !OF_CHECKS.has(textOf(panel['panel_type']) ?? '')))
        note('not-listed', 'Tables, cards and charts of dashboards are no results of checks; their rows are not records.')
    },
  }
}

const isWhole = (context: JsonObject): boolean => context['whole'] === true

function contextOf(name: string, panel: JsonObject, root: JsonObject, layout: Layout): JsonObject {
  const properties = objectOf(panel['properties'])
  const groups = layout.get(name) ?? []
  return controlContext(panel, {
    check: textOf(panel['name']) ?? name,
    severity: textOf(panel['severity']) ?? textOf(properties['severity']),
    failure: panel['error'],
    time: textOf(root['end_time']) ?? textOf(root['start_time']),
    ...(groups.length > 0 ? { groups } : {}),
  })
}

/** For each control, the titles of the benchmarks it lies in: one way for each place in the layout. */
function readLayout(layout: unknown, panels: JsonObject): Layout {
  const found = new Map<string, (readonly string[])[]>()
  const titleOf = (name: string): string => textOf(objectOf(panels[name])['title']) ?? name
  const open: { readonly node: JsonObject; readonly way: readonly string[] }[] = [{ node: objectOf(layout), way: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, way } = next
    const name = textOf(node['name'])
    if (node['panel_type'] === CONTROL && name !== null && way.length > 0) found.set(name, [...(found.get(name) ?? []), way])
    const below = name === null || node['panel_type'] !== 'benchmark' ? way : [...way, titleOf(name)]
    for (const child of listOf(node['children']).toReversed()) if (isObject(child)) open.push({ node: child, way: below })
  }
  return found
}

function resultIn(row: JsonObject) {
  const dimensions = new Map<string, string>()
  for (const [column, value] of Object.entries(row)) {
    const text = textOf(value)
    if (!RESULT_COLUMNS.has(column) && text !== null) dimensions.set(column, text)
  }
  return { evaluated: true, status: textOf(row['status']), reason: textOf(row['reason']), resource: textOf(row['resource']), dimensions }
}

/** Powerpipe or Steampipe snapshot. */
export const powerpipeSnapshot: Importer = {
  formatId: 'powerpipe-snapshot',
  label: 'Powerpipe snapshot',
  detect: (view) => {
    const document = documentOf(view)
    if (document === null || !isObject(document['panels'])) return null
    const named = 'schema_version' in document && ('layout' in document || hasPanelType(document['panels']))
    // Members of later versions may stand behind a head full of panels.
    if (!named && !hasPanelType(document['panels'])) return null
    return {
      label: 'Powerpipe snapshot',
      confidence: named ? 'certain' : 'likely',
      toolVersion: null,
      reason: named
        ? 'The object has schema_version, and panels with a panel_type or a layout.'
        : 'The object has panels with a panel_type.',
    }
  },
  parse: (bytes) => importJsonDocument(bytes, createFormat()),
  recut: (raw, context) => recutJsonDocument(raw, context, createFormat()),
}

const hasPanelType = (panels: JsonObject): boolean => Object.values(panels).some((panel) => textOf(objectOf(panel)['panel_type']) !== null)
