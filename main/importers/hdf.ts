// InSpec's JSON report, also the Heimdall Data Format (FORMATS.md §16): one record for each control of each profile. An overlay profile
// repeats the controls of the profiles it wraps without their results; these repetitions are no records. Reports of a profile alone
// (`inspec json`), which hold no results, are another format.
import { isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import { converterOf, readControl } from './hdf-control.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import { documentOf } from './recognise.ts'

const REPEATED =
  'An overlay profile repeats controls of the profiles it wraps. Their results, and so the records, are in the wrapped profiles; what the overlay changed of a control is not read.'

function createFormat(): DocumentFormat {
  const contexts = new WeakMap<object, JsonObject>()
  return {
    records: [['profiles', '*', 'controls', '*']],
    skip: [['profiles', '*', 'attributes']],
    context: ({ around }, late) => {
      const root = objectOf(around[0])
      const profile = objectOf(around[2])
      const wraps = listOf(profile['depends']).length > 0
      // The version stands behind the profiles as a rule, and so do the profiles an overlay wraps.
      if (!late && (wraps || !('version' in root) || !('platform' in root))) return
      const known = contexts.get(profile)
      if (known !== undefined) return known
      const context = contextOf(root, profile, wraps)
      if ('version' in root) contexts.set(profile, context)
      return context
    },
    parts: (value, context) => (isCopy(objectOf(value), context) ? [] : [{}]),
    map: (value, context, note) => {
      if (!isObject(value) || textOf(value['id']) === null)
        return { rejected: 'wrong-shape', because: 'no control of InSpec, which is an object with an id.' }
      const control = { tags: objectOf(value['tags']), description: value['desc'], platform: objectOf(context['platform']) }
      return {
        ...readControl(value, control, note),
        categories: textsOf(context['profile']),
        toolName: converterOf(objectOf(context['platform'])) ?? 'InSpec',
        toolVersion: textOf(context['version']),
      }
    },
    finish: (payload, note) => {
      const profiles = listOf(objectOf(payload)['profiles']).map(objectOf)
      for (const profile of profiles) {
        if (listOf(profile['depends']).length > 0 && wrappedBy(profile, profiles) !== null) note('other', REPEATED)
        const status = textOf(profile['status'])
        if (status !== null && status !== 'loaded') note('tool-failure', `A profile was not run: its status is ${status}.`)
        for (const depended of listOf(profile['depends']).map(objectOf))
          if (textOf(depended['status']) === 'skipped' || textOf(depended['status']) === 'failed')
            note('tool-failure', 'Profiles an overlay wraps were skipped or failed; their controls are not in the file.')
      }
    },
  }
}

function contextOf(root: JsonObject, profile: JsonObject, wraps: boolean): JsonObject {
  const platform = objectOf(root['platform'])
  const wrapped = wraps ? wrappedBy(profile, listOf(root['profiles']).map(objectOf)) : null
  const members = {
    platform: { name: platform['name'], target_id: platform['target_id'] },
    version: textOf(root['version']),
    profile: textOf(profile['title']) ?? textOf(profile['name']),
    wrapped,
  }
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}

/**
 * The ids of the controls that lie in profiles wrapped by this one, as their `groups` list them: the controls themselves are records
 * and not held. True where a wrapped profile lists none, so that any id may be its own; null where nothing is wrapped.
 */
function wrappedBy(profile: JsonObject, profiles: readonly JsonObject[]): readonly string[] | true | null {
  const name = textOf(profile['name'])
  const below = profiles.filter((other) => name !== null && other !== profile && textOf(other['parent_profile']) === name)
  if (below.length === 0) return null
  const listed = below.map((other) => listOf(other['groups']).flatMap((group) => textsOf(objectOf(group)['controls'])))
  return listed.some((ids) => ids.length === 0) ? true : [...new Set(listed.flat())]
}

function isCopy(control: JsonObject, context: JsonObject): boolean {
  const wrapped = context['wrapped']
  if (wrapped === undefined || listOf(control['results']).length > 0) return false
  return wrapped === true || textsOf(wrapped).includes(textOf(control['id']) ?? '')
}

/** InSpec report, or any tool's results as Heimdall converts them. */
export const hdf: Importer = {
  formatId: 'hdf',
  label: 'InSpec report (HDF)',
  detect: (view) => {
    const document = documentOf(view)
    // Standing before the profiles, `platform` is in any head; `version` and `statistics` often stand behind them.
    if (document === null || !isObject(document['platform']) || !Array.isArray(document['profiles'])) return null
    const [profile] = listOf(document['profiles'])
    if (profile !== undefined && !(isObject(profile) && ('controls' in profile || 'name' in profile || 'sha256' in profile))) return null
    return {
      label: 'InSpec report (HDF)',
      confidence: 'certain',
      toolVersion: textOf(document['version']),
      reason: `The object has platform and profiles${'version' in document ? ', with version' : ''}.`,
    }
  },
  parse: (bytes) => importJsonDocument(bytes, createFormat()),
  recut: (raw, context) => recutJsonDocument(raw, context, createFormat()),
}
