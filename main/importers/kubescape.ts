// Kubescape: every control against every resource, and the controls nothing was checked for (FORMATS.md §14). Statuses and severities
// are in kubescape-status.ts.
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import { scanTime } from './iac-facts.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { severityOfFactor, statusOfControl } from './kubescape-status.ts'
import type { Note } from './notes.ts'
import { documentOf } from './recognise.ts'

/** What the report says of a control once, for all resources. */
type Control = { readonly factor: number | null; readonly frameworks: readonly string[] }

/**
 * Reads one file: what the summary says of a control is kept for the results, which name it only. In a file whose keys were sorted
 * the results come first; they then go by the frameworks, which repeat their controls.
 */
function format(): DocumentFormat {
  const controls = new Map<string, Control>()
  const learn = (summary: JsonObject): void => {
    const names = frameworksOf(summary)
    for (const framework of listOf(summary['frameworks']).map(objectOf))
      for (const [id, control] of Object.entries(objectOf(framework['controls'])))
        controls.set(id, { factor: numberOf(objectOf(control)['scoreFactor']), frameworks: textsOf(names[id]) })
  }
  return {
    records: [
      ['summaryDetails', 'controls', '*'],
      ['results', '*', 'controls', '*'],
    ],
    skip: [['resources'], ['attributes'], ['summaryDetails', 'frameworks', '*', 'controls', '*', 'resourceIDs']],
    context(place, late) {
      const context = contextOf(place, late)
      if (context?.['resource'] !== undefined && controls.size === 0) learn(objectOf(objectOf(place.around[0])['summaryDetails']))
      return context
    },
    parts(value, context) {
      const control = objectOf(value)
      const id = textOf(control['controlID']) ?? ''
      if (context['resource'] === undefined) {
        const known = { factor: numberOf(control['scoreFactor']), frameworks: textsOf(objectOf(context['frameworks'])[id]) }
        controls.set(id, known)
        // Where resources were checked, each of them has its own record.
        return wasChecked(control) ? [] : [{ frameworks: known.frameworks }]
      }
      const known = controls.get(id)
      return [{ factor: known?.factor ?? null, frameworks: known?.frameworks ?? [] }]
    },
    map,
  }
}

/** The summary comes first and describes what the results name; frameworks stand behind its controls. */
function contextOf({ path, around }: Place, late: boolean): JsonObject | undefined {
  const report = objectOf(around[0])
  const summary = objectOf(report['summaryDetails'])
  const time = textOf(report['generationTime'])
  const cluster = { cluster: textOf(report['clusterName']), cloud: textOf(report['clusterCloudProvider']), time }
  if (path[0] === 'summaryDetails') {
    if (!late && summary['frameworks'] === undefined) return undefined
    return { ...cluster, frameworks: frameworksOf(summary) }
  }
  const resource = textOf(objectOf(around[2])['resourceID'])
  if (!late && (report['summaryDetails'] === undefined || resource === null)) return undefined
  return { ...cluster, resource }
}

/** The names of the frameworks each control is in. */
function frameworksOf(summary: JsonObject): JsonObject {
  const names = new Map<string, string[]>()
  for (const framework of listOf(summary['frameworks']).map(objectOf)) {
    const name = textOf(framework['name'])
    if (name === null) continue
    for (const id of Object.keys(objectOf(framework['controls']))) {
      const known = names.get(id)
      if (known === undefined) names.set(id, [name])
      else known.push(name)
    }
  }
  return Object.fromEntries(names)
}

/** True where resources were checked against a control. */
function wasChecked(control: JsonObject): boolean {
  const counters = objectOf(control['ResourceCounters'])
  return ['passedResources', 'failedResources', 'skippedResources', 'excludedResources'].some((key) => (numberOf(counters[key]) ?? 0) > 0)
}

function map(value: unknown, context: JsonObject, note: Note): Mapped {
  const checkId = isObject(value) ? textOf(value['controlID']) : null
  if (!isObject(value) || checkId === null) return { rejected: 'wrong-shape', because: 'no control of Kubescape (controlID).' }
  const resource = textOf(context['resource'])
  const inSummary = context['resource'] === undefined
  const factor = inSummary ? numberOf(value['scoreFactor']) : numberOf(context['factor'])
  const category = textOf(objectOf(value['category'])['name'])
  const places = resource?.split('/') ?? []
  const cloud = textOf(context['cloud'])?.toLowerCase() ?? ''
  const onEks = cloud === 'eks' || cloud === 'aws'
  const status = statusOfControl(value, inSummary, note)
  const record: ScanRecord = {
    ...UNSTATED,
    ...scanTime(context['time']),
    ...status,
    checkId,
    title: textOf(value['name']),
    statusText: inSummary ? 'No resource was checked against this control.' : failedRules(value),
    ...severityOfFactor(factor),
    resourceId: resource,
    resourceName: textOf(places.at(-1)),
    resourceType: textOf(places.at(-2)),
    scannerService: onEks ? 'eks' : null,
    provider: onEks ? 'aws' : 'kubernetes',
    otherResources: [textOf(context['cluster'])].filter((name) => name !== null),
    categories: category === null ? [] : [category],
    compliance: textsOf(context['frameworks']).map((framework) => ({ framework, ids: [checkId] })),
    toolName: 'Kubescape',
  }
  return record
}

/** Which rules of a control failed, by their names. */
function failedRules(control: JsonObject): string | null {
  const failed = listOf(control['rules'])
    .map(objectOf)
    .filter((rule) => textOf(rule['status']) === 'failed')
  const names = failed.map((rule) => textOf(rule['name'])).filter((name) => name !== null)
  return names.length === 0 ? null : `Failed: ${names.join(', ')}.`
}

/** Kubescape. */
export const kubescape: Importer = {
  formatId: 'kubescape',
  label: 'Kubescape',
  detect(view) {
    const document = documentOf(view)
    if (document === null || !isObject(document['summaryDetails'])) return null
    const scan = objectOf(objectOf(document['metadata'])['scanMetadata'])
    return {
      label: 'Kubescape results',
      confidence: 'certain',
      toolVersion: textOf(scan['kubescapeVersion']),
      reason: 'The document has summaryDetails.',
    }
  },
  parse: (bytes) => importJsonDocument(bytes, format()),
  recut: (raw, context) => recutJsonDocument(raw, context, format()),
}
