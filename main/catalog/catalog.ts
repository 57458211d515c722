// The catalog: which services there are, the topics of their Security chapters, the criteria to judge them by.
// Knows nothing of an engagement; where a scan record belongs is filing.ts.
import type { CatalogOrigin, CatalogService, CatalogServiceDetail, Topic } from '#domain/catalog'
import type { Criterion } from '#domain/criterion'
import { AppError } from '#domain/errors'
import { checklistOf } from './catalog-checklist.ts'
import { type CatalogData, loadCatalogData, type ServiceData, type TopicData } from './data.ts'

/** Names the state of the data and filing rules under main/catalog; changed with every change to them (catalog.test.ts holds them together). */
export const CATALOG_VERSION = '2026-11-22.12'

export type Catalog = {
  readonly version: string
  /** The validated data, for filing. */
  readonly data: CatalogData
  /** All services, by key. */
  services(): readonly CatalogService[]
  /** A service with its criteria and responsibilities; undefined where the catalog does not know the name. */
  service(keyOrAlias: string): CatalogServiceDetail | undefined
  /** The key behind a key, a name, a former name or a scanner's unambiguous word for a service. */
  resolveKey(keyOrAlias: string): string | undefined
  /** All topics in canonical order. */
  topics(): readonly Topic[]
  /** A topic's label; its id where the catalog does not know it. */
  topicLabel(topic: string): string
  /** All criteria of a service in chapter order. Throws AppError('not-found'). */
  criteria(keyOrAlias: string): readonly Criterion[]
  criterion(criterionId: string): Criterion | undefined
}

let shipped: Catalog | undefined

/** The catalog as the program ships it, made once. An engagement may stand on another: views/catalog-in-force.ts. */
export function shippedCatalog(): Catalog {
  shipped ??= createCatalog()
  return shipped
}

/** Makes the catalog from the shipped data, or from data given (tests). Throws AppError('unexpected') where the data contradict themselves. */
export function createCatalog(data: CatalogData = loadCatalogData(), version: string = CATALOG_VERSION): Catalog {
  const topicData = new Map(data.topics.map((t) => [t.topic, t]))
  const topics: readonly Topic[] = data.topics.map(({ topic, label, holds, subtopics }) => ({ topic, label, holds, subtopics }))
  const core = data.topics.filter((t) => t.core)
  const special = new Map(data.special.map((s) => [s.service, s]))
  const byKey = new Map(data.services.map((s) => [s.key, s]))
  const aliases = aliasIndex(data.services)

  const services = data.services.map((s) => toService(s, core, data.changes.origins.get(s.key) ?? 'shipped'))
  const serviceByKey = new Map(services.map((s) => [s.key, s]))
  const details = new Map<string, CatalogServiceDetail>()

  const resolveKey = (word: string): string | undefined =>
    byKey.has(word) ? word : (aliases.get(plainName(word)) ?? aliases.get(shortName(word)))

  const service = (word: string): CatalogServiceDetail | undefined => {
    const key = resolveKey(word)
    const found = key === undefined ? undefined : serviceByKey.get(key)
    if (!found) return undefined
    const known = details.get(found.key)
    if (known) return known
    const made = { ...found, ...namesAndPages(byKey.get(found.key)), ...checklistOf(found, special.get(found.key), data, topicData) }
    details.set(found.key, made)
    return made
  }

  const criteria = (word: string): readonly Criterion[] => {
    const found = service(word)
    if (!found) throw new AppError('not-found', `The catalog knows no service called "${word}".`, { service: word })
    return found.criteria
  }

  return {
    version,
    data,
    services: () => services,
    service,
    resolveKey,
    topics: () => topics,
    topicLabel: (topic) => topicData.get(topic)?.label ?? topic,
    criteria,
    criterion: (id) => service(id.slice(0, Math.max(0, id.indexOf('.'))))?.criteria.find((c) => c.criterionId === id),
  }
}

function toService(s: ServiceData, core: readonly TopicData[], origin: CatalogOrigin): CatalogService {
  return {
    key: s.key,
    name: s.name,
    aliases: s.aliases,
    hasChapter: s.chapter !== null,
    chapterTitle: s.chapter?.title ?? null,
    chapterSource: s.chapter?.source ?? null,
    chapter: s.chapter?.topics ?? core.map(({ topic, label }) => ({ topic, title: label })),
    notes: s.notes,
    origin,
  }
}

const namesAndPages = (s: ServiceData | undefined): Pick<CatalogServiceDetail, 'namespaces' | 'pages'> => ({
  namespaces: {
    arn: s?.arn ?? [],
    prowler: s?.prowler ?? [],
    securityHub: s?.securityHub ?? [],
    cloudFormation: s?.types.cloudFormation ?? [],
    asff: s?.types.asff ?? [],
  },
  pages: s?.chapter?.pages.map(([topic, depth, title, file, subtopic]) => ({ topic, depth, title, file, subtopic })) ?? [],
})

/** A name without case, spaces and punctuation. */
const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
/** The same without the "AWS" or "Amazon" that people leave out. */
const shortName = (name: string): string => plainName(name.replace(/^\s*(?:aws|amazon)[\s-]+/i, ''))

/**
 * Every name that leads to one service only. Keys win over full names, those over short ones, those over scanners' words; what several
 * services claim leads nowhere.
 */
function aliasIndex(services: readonly ServiceData[]): ReadonlyMap<string, string> {
  const tiers: readonly ((s: ServiceData) => readonly string[])[] = [
    (s) => [plainName(s.key)],
    (s) => [s.name, ...s.aliases].map(plainName),
    (s) => [s.name, ...s.aliases].map(shortName),
    (s) => [...s.arn, ...s.prowler].map(plainName),
  ]
  const index = new Map<string, string>()
  for (const namesOf of tiers) {
    const claims = new Map<string, Set<string>>()
    for (const s of services)
      for (const name of namesOf(s)) if (!index.has(name)) claims.set(name, (claims.get(name) ?? new Set()).add(s.key))
    for (const [name, keys] of claims) {
      const [key] = keys
      if (key !== undefined && keys.size === 1) index.set(name, key)
    }
  }
  return index
}
