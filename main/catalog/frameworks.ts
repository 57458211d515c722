// Frameworks: which one a scanner's word names, how its requirement ids are written, which checks touch them. Knows nothing of an
// engagement; what its evidence touches is views/crosswalk.ts.
import { AppError } from '#domain/errors'
import type { Framework } from '#domain/framework'
import { type EdgesData, type FrameworkData, loadEdges, loadFrameworks } from './frameworks-data.ts'
import { ID_RULES, type IdForm, nistControlOf } from './frameworks-ids.ts'

/** What a scanner's word for a framework names. */
export type Named = {
  readonly frameworkId: string
  /** Null where no file of the catalog describes it. */
  readonly form: IdForm | null
}

/** A requirement in the framework's own form; `known` as in domain/framework.ts. */
export type NamedRequirement = { readonly requirement: string; readonly known: 'listed' | 'formed' | 'as-written' }

/** A requirement a check touches; null where it is only known that the framework holds the check. */
export type Touch = { readonly frameworkId: string; readonly requirement: string | null }

export type Frameworks = {
  /** Every framework version the catalog describes, in the order of its files. */
  all(): readonly Framework[]
  /** A framework by its id; one that only scans name gets its word as name. */
  framework(frameworkId: string): Framework
  /** The framework a scanner's word names, looked for anew each time; `provider` is the cloud the scan looked at, null where it does not say. */
  named(word: string, provider: string | null): Named
  /** What an id written under a scanner's word for a framework stands for: several where the spelling joins them. Never empty. */
  requirements(named: Named, written: string): readonly NamedRequirement[]
  /** What of a framework the catalog lists, in order; empty where it lists nothing. */
  listed(frameworkId: string): readonly string[]
  /** Title of a requirement, of the control where it is part of one; null where there is none to show. */
  title(frameworkId: string, requirement: string): string | null
  group(frameworkId: string, requirement: string): string | null
  /** What the catalog says a check touches: Prowler's ids, Security Hub's in any case. */
  touchedBy(checkId: string): readonly Touch[]
  /** Frameworks that take over requirements of this one, with the requirement they take this one for; parts count for their control. */
  selecting(touch: Touch): readonly Touch[]
}

/** A scanner's word as the data write it: lower case, an ARN or path of Security Hub reduced to the standard, runs of anything else hyphens. */
export const plainWord = (word: string): string =>
  word
    .toLowerCase()
    .replace(/^(?:arn:aws[a-z-]{0,10}:securityhub:[a-z0-9-]{0,30}:[0-9]{0,12}:)?(?:standards|ruleset)\//, '')
    .replace(/[^a-z0-9.&]+/g, '-')
    .replace(/^-|-$/g, '')

/** Clouds that Prowler puts behind a framework's name in its compliance files: `cis_1.4_aws`. */
const PROVIDERS: ReadonlySet<string> = new Set(
  'aws azure gcp kubernetes m365 github googleworkspace nhn alibabacloud oraclecloud cloudflare mongodbatlas openstack iac llm'.split(' '),
)
const MOST_WORD = 300
const VERSION = '{version}'

type Version = FrameworkData['versions'][number]
type Pattern = { readonly data: FrameworkData; readonly form: IdForm; readonly provider: string | null; readonly pattern: RegExp }

let shipped: Frameworks | undefined
/** The frameworks of the shipped data, read once. */
export const shippedFrameworks = (): Frameworks => {
  shipped ??= createFrameworks()
  return shipped
}

/** Makes the lookups. Throws AppError('unexpected') where the data contradict themselves. */
export function createFrameworks(data: readonly FrameworkData[] = loadFrameworks(), edges: EdgesData = loadEdges()): Frameworks {
  const versions = new Map<string, { readonly data: FrameworkData; readonly version: Version }>()
  for (const family of data)
    for (const version of family.versions) {
      if (versions.has(version.id)) throw new AppError('unexpected', `Two framework files describe ${version.id}.`)
      versions.set(version.id, { data: family, version })
    }
  // Whole words before those with a version in them, which might take a part of such a word for one.
  const patterns = [false, true].flatMap((isVersioned) =>
    data.flatMap((family) =>
      family.words.filter(({ word }) => word.includes(VERSION) === isVersioned).map((word) => patternOf(family, word)),
    ),
  )
  const families = new Map(data.map((family) => [family.family, family]))
  const unversioned = new Map<string, Framework>()
  const { touches, ids } = readEdges(edges)
  const lists = new Map<string, ReadonlySet<string>>()
  const selections = [...versions.values()].flatMap(({ version }) =>
    version.selects === undefined ? [] : [{ id: version.id, from: version.selects, holds: new Set(Object.keys(version.requirements)) }],
  )

  const listOf = (frameworkId: string): ReadonlySet<string> => {
    const known = lists.get(frameworkId)
    if (known) return known
    const own = versions.get(frameworkId)?.version
    // Of a whole list, ids that a scanner's mapping adds are not of the framework.
    const made = new Set([...Object.keys(own?.requirements ?? {}), ...(own?.list === 'whole' ? [] : (ids.get(frameworkId) ?? []))])
    lists.set(frameworkId, made)
    return made
  }

  const named = (word: string, provider: string | null): Named => {
    const found = find(patterns, versions, plainWord(word.slice(0, MOST_WORD)), provider)
    if (found?.unlisted !== undefined) unversioned.set(found.frameworkId, found.unlisted)
    return found ? { frameworkId: found.frameworkId, form: found.form } : { frameworkId: word, form: null }
  }

  const familyOf = (frameworkId: string): FrameworkData | undefined =>
    versions.get(frameworkId)?.data ?? families.get(frameworkId) ?? data.find(({ family }) => frameworkId.startsWith(`${family}-`))

  return {
    all: () => [...versions.values()].map(({ data: family, version }) => frameworkOf(family, version)),
    framework: (frameworkId) => {
      const known = versions.get(frameworkId)
      return known ? frameworkOf(known.data, known.version) : (unversioned.get(frameworkId) ?? unknownFramework(frameworkId))
    },
    named,
    requirements: ({ frameworkId, form }, written) => {
      if (form === null) return [{ requirement: written, known: 'as-written' }]
      const spelled = familyOf(frameworkId)?.spelled[written.trim().toLowerCase()]
      const formed = spelled ?? ID_RULES[form](written)
      if (formed === null) return [{ requirement: written, known: 'as-written' }]
      const list = listOf(frameworkId)
      return formed.map((requirement) => ({ requirement, known: list.has(requirement) ? 'listed' : 'formed' }))
    },
    listed: (frameworkId) => [...listOf(frameworkId)].sort(byNumbers),
    title: (frameworkId, requirement) => {
      const found = versions.get(frameworkId)
      if (!found?.data.titles) return null
      return found.version.requirements[requirement] ?? found.version.requirements[nistControlOf(requirement)] ?? null
    },
    group: (frameworkId, requirement) => {
      const groups = familyOf(frameworkId)?.groups ?? {}
      const key = Object.keys(groups).find((g) => requirement.startsWith(g) && !/[0-9A-Za-z]/.test(requirement.charAt(g.length)))
      return key === undefined ? null : (groups[key] ?? null)
    },
    touchedBy: (checkId) => touches.get(checkId) ?? touches.get(checkId.toLowerCase()) ?? [],
    selecting: ({ frameworkId, requirement }) =>
      requirement === null
        ? []
        : selections.flatMap(({ id, from, holds }) => {
            if (from !== frameworkId) return []
            const taken = [requirement, nistControlOf(requirement)].find((r) => holds.has(r))
            return taken === undefined ? [] : [{ frameworkId: id, requirement: taken }]
          }),
  }
}

const frameworkOf = (data: FrameworkData, version: Version): Framework => ({
  frameworkId: version.id,
  name: data.name,
  version: version.version,
  kind: data.kind,
  publisher: data.publisher,
  licence: data.licence,
  source: data.source,
  notice: data.notice,
  list: version.list,
  listNote: version.listNote,
})

const unknownFramework = (frameworkId: string): Framework => ({
  frameworkId,
  name: frameworkId,
  version: '',
  kind: 'unknown',
  publisher: null,
  licence: null,
  source: null,
  notice: null,
  list: 'none',
  listNote: null,
})

function patternOf(data: FrameworkData, { word, provider, form }: FrameworkData['words'][number]): Pattern {
  const literal = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const [before = '', after] = word.split(VERSION)
  const middle = after === undefined ? '' : `([0-9]{1,4}(?:\\.[0-9]{1,3}){0,2})${literal(after)}`
  return { data, form: form ?? data.form, provider: provider ?? null, pattern: new RegExp(`^${literal(before)}${middle}$`) }
}

type Found = Named & { readonly form: IdForm; readonly unlisted?: Framework }

function find(
  patterns: readonly Pattern[],
  versions: ReadonlyMap<string, { readonly data: FrameworkData; readonly version: Version }>,
  plain: string,
  provider: string | null,
): Found | undefined {
  const byId = versions.get(plain)
  if (byId) return { frameworkId: plain, form: byId.data.form }
  const cloud = provider?.toLowerCase() ?? null
  for (const { data, form, provider: only, pattern } of patterns) {
    if (only !== null && only !== cloud) continue
    const match = pattern.exec(plain)
    if (match === null) continue
    return { ...versionOf(data, plain, match[1] ?? null), form }
  }
  const suffix = plain.slice(plain.lastIndexOf('-') + 1)
  if (!PROVIDERS.has(suffix) || plain === suffix) return undefined
  return find(patterns, versions, plain.slice(0, -suffix.length - 1), suffix)
}

/** The version a word names. One the data do not list, or none, stands under the family: recognised, without a list of its own. */
function versionOf(data: FrameworkData, plain: string, said: string | null): { frameworkId: string; unlisted?: Framework } {
  const [only] = data.versions
  if (said === null) {
    const named = data.versions.find((v) => v.words.includes(plain)) ?? (data.versions.length === 1 ? only : undefined)
    return named ? { frameworkId: named.id } : { frameworkId: data.family, unlisted: unlistedOf(data, data.family, '') }
  }
  const listed = data.versions.find((v) => v.words.includes(said) || v.version === said)
  if (listed) return { frameworkId: listed.id }
  const short = said.replace(/^([0-9]+\.[0-9]+)\.0$/, '$1')
  const frameworkId = `${data.family}-${short}`
  return { frameworkId, unlisted: unlistedOf(data, frameworkId, short) }
}

const unlistedOf = (data: FrameworkData, frameworkId: string, version: string): Framework => ({
  ...frameworkOf(data, { id: frameworkId, version, words: [], list: 'none', listNote: null, requirements: {} }),
  listNote: version === '' ? 'The scan does not say which version.' : null,
})

function readEdges({ checks, edges, members }: EdgesData) {
  const touches = new Map<string, Touch[]>()
  const ids = new Map<string, string[]>()
  const add = (numbers: string, touch: Touch): void => {
    let at = 0
    for (const step of numbers.split(' ')) {
      at += Number(step)
      const check = checks[at]
      if (check === undefined) throw new AppError('unexpected', `frameworks/edges.json numbers a check ${at} that it does not list.`)
      touches.set(check, [...(touches.get(check) ?? []), touch])
    }
  }
  for (const [frameworkId, byRequirement] of Object.entries(edges)) {
    ids.set(frameworkId, Object.keys(byRequirement))
    for (const [requirement, numbers] of Object.entries(byRequirement)) add(numbers, { frameworkId, requirement })
  }
  for (const [frameworkId, numbers] of Object.entries(members)) add(numbers, { frameworkId, requirement: null })
  // Security Hub's prefixes are written in more than one case.
  for (const check of checks) touches.set(check.toLowerCase(), touches.get(check) ?? [])
  return { touches, ids }
}

/** Requirements in the order of their numbers: `AC-2` before `AC-10`, `1.2` before `1.10`. */
export const byNumbers = (a: string, b: string): number => numeric.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
const numeric = new Intl.Collator('en', { numeric: true })
