// What describes the results of a SARIF run: its tool, the rule a result names, the time of the scan. One small object per rule,
// so that results share it. Results themselves are read in sarif-result.ts.
import type { ComplianceReference } from '#domain/evidence'
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from './fields.ts'
import { isWebAddress, splitLinks } from './links.ts'

/** A framework and the id in it, as rules and results name them. */
export type Related = { readonly framework: string; readonly id: string }

/** Kept with the source file; `rule` is absent where a result names none that is described. */
export type SarifContext = {
  readonly tool?: string
  readonly version?: string
  /** When the run ended, else when it began. */
  readonly time?: string
  /** Names of the taxonomies results refer to by index. */
  readonly taxonomies?: readonly string[]
  readonly rule?: SarifRule
  /** The tool and its rules could not be waited for: what a result leaves to them is unknown. */
  readonly unread?: true
  /** Where the result lies, if it only names an entry of the run's list of artifacts. */
  readonly artifact?: string
}
export type SarifRule = {
  readonly id?: string
  readonly title?: string
  readonly description?: string
  readonly remediation?: string
  readonly links?: readonly string[]
  /** What stands where a link belongs and is none. */
  readonly references?: readonly string[]
  readonly level?: string
  readonly security?: string
  readonly categories?: readonly string[]
  readonly compliance?: readonly ComplianceReference[]
  /** Texts results refer to by id. */
  readonly messages?: { readonly [id: string]: string }
}

type Component = { readonly rules: readonly unknown[]; readonly byId: ReadonlyMap<string, number> }
type Run = {
  readonly driver: JsonObject
  readonly components: readonly Component[]
  /** Contexts by component and rule; results without a rule share one. */
  readonly contexts: Map<string, SarifContext>
}

export type SarifRuns = {
  /**
   * Gives the context of a result. `run` is its run, or the external properties it was written into (SARIF §3.15), as far as
   * read; undefined where the tool, which may stand behind the results, was not read yet.
   */
  readonly contextOf: (run: JsonObject, result: unknown, late: boolean) => SarifContext | undefined
  /** True where the run says when it ended, but only behind its results. */
  readonly timeCameLate: (run: JsonObject) => boolean
}

const UNREAD: SarifContext = { unread: true }

/** Remembers the runs of one file, so that each is looked into once. */
export function createSarifRuns(): SarifRuns {
  const runs = new WeakMap<object, Run>()
  return {
    contextOf(run, result, late) {
      if (!isObject(run['tool']) && !isObject(run['driver'])) return late ? UNREAD : undefined
      const known = runs.get(run) ?? runOf(run)
      runs.set(run, known)
      const value = objectOf(result)
      const found = ruleOf(known, value)
      const key = found === null ? '' : `${found.component} ${found.index}`
      const rule = found === null ? undefined : known.components[found.component]?.rules[found.index]
      const shared = known.contexts.get(key) ?? sharedContext(run, known, rule)
      known.contexts.set(key, shared)
      const artifact = artifactOf(run, value)
      return artifact === null ? shared : { ...shared, artifact }
    },
    timeCameLate(run) {
      const contexts = [...(runs.get(run)?.contexts.values() ?? [])]
      return timeOf(run) !== null && contexts.some(({ time }) => time === undefined)
    },
  }
}

function runOf(run: JsonObject): Run {
  const tool = isObject(run['tool']) ? run['tool'] : run
  const driver = objectOf(tool['driver'])
  const components = [driver, ...listOf(tool['extensions']).map(objectOf)].map((component) => {
    const rules = listOf(component['rules'])
    const byId = new Map<string, number>()
    for (const [index, rule] of rules.entries()) {
      const id = textOf(objectOf(rule)['id'])
      if (id !== null && !byId.has(id)) byId.set(id, index)
    }
    return { rules, byId }
  })
  return { driver, components, contexts: new Map() }
}

/** The id a result names its rule by; null where it names none or only an index. */
export const ruleIdOf = (result: JsonObject): string | null => textOf(result['ruleId']) ?? textOf(objectOf(result['rule'])['id'])

/** Where a result's rule is described: by index in the component it names, else by id in any (SARIF §3.27.5–3.27.7, FORMATS.md §11). */
function ruleOf({ components }: Run, result: JsonObject): { readonly component: number; readonly index: number } | null {
  const reference = objectOf(result['rule'])
  const index = numberOf(result['ruleIndex']) ?? numberOf(reference['index']) ?? -1
  const component = (numberOf(objectOf(reference['toolComponent'])['index']) ?? -1) + 1
  const id = ruleIdOf(result)
  const named = components[component]?.rules[index]
  if (named !== undefined && belongs(textOf(objectOf(named)['id']), id)) return { component, index }
  // Ids may be hierarchical: `CA1000/1` is described under `CA1000`.
  for (let part = id ?? ''; part !== ''; part = part.slice(0, Math.max(part.lastIndexOf('/'), 0)))
    for (const [number, { byId }] of components.entries()) {
      const found = byId.get(part)
      if (found !== undefined) return { component: number, index: found }
    }
  return null
}
const belongs = (rule: string | null, id: string | null): boolean =>
  rule === null || id === null || id === rule || id.startsWith(`${rule}/`)

function sharedContext(run: JsonObject, { driver }: Run, rule: unknown): SarifContext {
  const taxonomies = namesOf(run)
  return said({
    tool: textOf(driver['name']),
    version: textOf(driver['semanticVersion']) ?? textOf(driver['version']),
    time: timeOf(run),
    taxonomies: filled(taxonomies),
    rule: ruleContext(objectOf(rule), objectOf(driver['globalMessageStrings']), taxonomies),
  })
}

/** `external/cwe/cwe-079`: the framework, and the id in it. */
const EXTERNAL_TAG = /^external\/([^/]+)\/(.+)$/

/** What a rule (a reporting descriptor, SARIF §3.49) says of all its results. */
function ruleContext(rule: JsonObject, global: JsonObject, taxonomies: readonly string[]): SarifRule | null {
  const properties = objectOf(rule['properties'])
  const help = messageText(rule['help'])
  const isLink = help !== null && isWebAddress(help.trim())
  const { links, others } = splitLinks([textOf(rule['helpUri']) ?? '', isLink ? help : ''])
  const tags = textsOf(properties['tags'])
  const external = tags.flatMap((tag) => {
    const [, framework = '', id = ''] = EXTERNAL_TAG.exec(tag) ?? []
    return framework === '' ? [] : [{ framework, id }]
  })
  const related = listOf(rule['relationships']).flatMap((relation) => relatedOf(objectOf(relation)['target'], taxonomies))
  const messages = { ...messagesOf(global), ...messagesOf(objectOf(rule['messageStrings'])) }
  const read = said({
    id: textOf(rule['id']),
    title: messageText(rule['shortDescription']) ?? textOf(rule['name']),
    description: messageText(rule['fullDescription']) ?? (isLink ? null : help),
    remediation: isLink ? null : help,
    links: filled(links),
    references: filled(others),
    level: textOf(objectOf(rule['defaultConfiguration'])['level']),
    security: textOf(properties['security-severity']),
    categories: filled(tags.filter((tag) => !EXTERNAL_TAG.test(tag))),
    compliance: filled(gathered([...related, ...external])),
    messages: Object.keys(messages).length === 0 ? null : messages,
  })
  return Object.keys(read).length === 0 ? null : read
}

const filled = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list)

/** References by framework, each id once, in the order they were found. */
export function gathered(related: readonly Related[]): readonly ComplianceReference[] {
  const frameworks = new Map<string, Set<string>>()
  for (const { framework, id } of related) frameworks.set(framework, (frameworks.get(framework) ?? new Set()).add(id))
  return [...frameworks].map(([framework, ids]) => ({ framework, ids: [...ids] }))
}

/** The text of a SARIF message; Markdown only where there is no plain text. */
export const messageText = (message: unknown): string | null => textOf(objectOf(message)['text']) ?? textOf(objectOf(message)['markdown'])

const messagesOf = (strings: JsonObject): { readonly [id: string]: string } =>
  Object.fromEntries(
    Object.entries(strings).flatMap(([id, message]) => (messageText(message) === null ? [] : [[id, messageText(message) ?? '']])),
  )

const namesOf = (run: JsonObject): readonly string[] =>
  listOf(run['taxonomies']).map((taxonomy) => textOf(objectOf(taxonomy)['name']) ?? '')

/** An entry of a taxonomy; nothing where the reference stays inside the tool or names no taxonomy. */
export function relatedOf(reference: unknown, taxonomies: readonly string[]): readonly Related[] {
  const { id, toolComponent } = objectOf(reference)
  const component = objectOf(toolComponent)
  const framework = textOf(component['name']) ?? textOf(taxonomies[numberOf(component['index']) ?? -1])
  const text = textOf(id)
  return framework === null || text === null ? [] : [{ framework, id: text }]
}

function timeOf(run: JsonObject): string | null {
  const invocations = listOf(run['invocations']).map(objectOf)
  const ends = invocations.map((invocation) => textOf(invocation['endTimeUtc']))
  const begins = invocations.map((invocation) => textOf(invocation['startTimeUtc']))
  return [...ends.reverse(), ...begins].find((time) => time !== null) ?? null
}

/** The address of the artifact a result's first location names by its index only (SARIF §3.4.5). */
function artifactOf(run: JsonObject, result: JsonObject): string | null {
  const location = objectOf(objectOf(objectOf(listOf(result['locations'])[0])['physicalLocation'])['artifactLocation'])
  if (textOf(location['uri']) !== null) return null
  const artifact = objectOf(listOf(run['artifacts'])[numberOf(location['index']) ?? -1])
  return textOf(objectOf(artifact['location'])['uri'])
}

type Said<T> = { readonly [K in keyof T]?: NonNullable<T[K]> }

/** Without the members that say nothing. */
const said = <T extends object>(members: T): Said<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as Said<T>
