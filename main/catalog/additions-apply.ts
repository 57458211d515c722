// What a user's catalog file changes: services, topics and criteria put over the shipped data. Knows nothing of engagements; what has to
// be kept for the sake of verdicts is told to it.
import * as z from 'zod'
import type { CatalogOrigin } from '#domain/catalog'
import { Criterion } from '#domain/criterion'
import { type AddedCriterion, type AddedService, type AddedTopic, type Additions, EVERY_SERVICE, type Fault } from './additions.ts'
import { CATALOG_VERSION, type Catalog, createCatalog } from './catalog.ts'
import { type CatalogData, loadCatalogData, ServiceData, TopicData } from './data.ts'
import { questionnaire } from './factors.ts'

/** What no catalog holds any more but an engagement still stands on. */
export const Kept = z.strictObject({
  services: z.array(ServiceData).readonly(),
  topics: z.array(TopicData).readonly(),
  criteria: z.array(Criterion).readonly(),
  /** Criteria worded anew after their verdict, with the wording it was given on. */
  reworded: z.array(z.strictObject({ criterionId: z.string(), statement: z.string() })).readonly(),
})
export type Kept = z.infer<typeof Kept>
export const NOTHING_KEPT: Kept = { services: [], topics: [], criteria: [], reworded: [] }
export const isNothingKept = (kept: Kept): boolean => Object.values(kept).every((list) => list.length === 0)

export type Applied = {
  readonly catalog: Catalog
  /** What of the file does not fit the shipped catalog; it was left aside. */
  readonly faults: readonly Fault[]
  /** Names that the file's services take over from shipped ones: `arn "ec2" from ec2`. */
  readonly takenOver: readonly string[]
}

/**
 * The catalog with a file's changes and with what is kept. What does not fit is left aside and told: refuse a new file over it, but
 * go on with one that an engagement has had all along. `digest` tells this catalog's version from the shipped one's.
 */
export function applyAdditions(additions: Additions | null, kept: Kept, digest: string): Applied {
  const faults: Fault[] = []
  const shipped = loadCatalogData()
  const topics = [...putTopics(shipped.topics, additions?.topics ?? [], faults), ...without(kept.topics, (t) => t.topic, shipped.topics)]
  const known = new Set(topics.map((t) => t.topic))
  const put = putServices(shipped.services, additions?.services ?? [], known, faults)
  const services = [...put.services, ...without(kept.services, (s) => s.key, put.services)].map((s) => withKeptTopics(s, kept, topics))
  services.sort((a, b) => (a.key < b.key ? -1 : 1))
  for (const { key } of kept.services) if (!put.origins.has(key)) put.origins.set(key, 'kept')

  const chapters = new Map(services.map((s) => [s.key, new Set(chapterOf(s, topics))]))
  const criteria = fittingCriteria(additions?.criteria ?? [], topics, chapters, faults)
  const data: CatalogData = {
    ...shipped,
    topics,
    services,
    special: shipped.special.map((s) => ({ ...s, topics: s.topics.filter((t) => chapters.get(s.service)?.has(t.topic)) })),
    changes: {
      origins: put.origins,
      criteria,
      leftOut: new Set(),
      kept: [],
      reworded: new Map(kept.reworded.map((r) => [r.criterionId, r.statement])),
    },
  }
  const leftOut = knownIds(additions?.leaveOut ?? [], createCatalog(data), faults)
  const catalog = createCatalog(
    { ...data, changes: { ...data.changes, leftOut, kept: kept.criteria.map(asKept) } },
    `${CATALOG_VERSION}${digest === '' ? '' : `+${digest}`}`,
  )
  return { catalog, faults, takenOver: put.takenOver }
}

const KEPT_MARK = 'No longer in the catalog in force; kept because it has a verdict. '

/** A kept criterion says so where its source is shown. */
export const asKept = (c: Criterion): Criterion => (c.source.startsWith(KEPT_MARK) ? c : { ...c, source: `${KEPT_MARK}${c.source}` })

const without = <T>(list: readonly T[], idOf: (item: T) => string, present: readonly T[]): T[] => {
  const ids = new Set(present.map(idOf))
  return list.filter((item) => !ids.has(idOf(item)))
}

const chapterOf = (s: ServiceData, topics: readonly TopicData[]): string[] =>
  s.chapter?.topics.map((t) => t.topic) ?? topics.filter((t) => t.core).map((t) => t.topic)

function putTopics(shipped: readonly TopicData[], added: readonly AddedTopic[], faults: Fault[]): TopicData[] {
  const topics = new Map(shipped.map((t) => [t.topic, t]))
  const seen = new Set<string>()
  for (const [i, given] of added.entries()) {
    const place = `topics[${i}]`
    if (seen.has(given.topic)) faults.push({ place, reason: `the topic ${given.topic} is given twice` })
    seen.add(given.topic)
    const { topic, label, holds, aws, customer, subtopics } = { ...topics.get(given.topic), ...given }
    if (label === undefined || holds === undefined || aws === undefined || customer === undefined)
      faults.push({ place, reason: `the catalog has no topic ${topic}; a new one needs label, holds, aws and customer` })
    else topics.set(topic, { topic, label, holds, aws, customer, subtopics: subtopics ?? [], core: topics.get(topic)?.core ?? false })
  }
  return [...topics.values()]
}

type Put = { readonly services: ServiceData[]; readonly origins: Map<string, CatalogOrigin>; readonly takenOver: readonly string[] }

function putServices(shipped: readonly ServiceData[], added: readonly AddedService[], topics: ReadonlySet<string>, faults: Fault[]): Put {
  const services = new Map(shipped.map((s) => [s.key, s]))
  const origins = new Map<string, CatalogOrigin>()
  const takenOver: string[] = []
  for (const [i, given] of added.entries()) {
    const place = `services[${i}]`
    const before = services.get(given.key)
    if (origins.has(given.key)) {
      faults.push({ place, reason: `the service ${given.key} is given twice` })
      continue
    }
    const name = given.name ?? before?.name
    if (name === undefined) {
      faults.push({ place: `${place}.name`, reason: `the catalog has no service ${given.key}; a new one needs a name` })
      continue
    }
    const wrong = chapterFaults(given, `${place}.chapter`, topics)
    faults.push(...wrong)
    if (wrong.length > 0) continue
    takenOver.push(...takeNames(services, given))
    services.set(given.key, merged(before, given, name))
    origins.set(given.key, before === undefined ? 'added' : 'changed')
  }
  return { services: [...services.values()], origins, takenOver }
}

function chapterFaults({ chapter }: AddedService, place: string, topics: ReadonlySet<string>): Fault[] {
  const seen = new Set<string>()
  return (chapter?.topics ?? []).flatMap(({ topic }, i) => {
    const reason = !topics.has(topic) ? `the catalog has no topic ${topic}` : seen.has(topic) ? `the topic ${topic} is given twice` : null
    seen.add(topic)
    return reason === null ? [] : [{ place: `${place}.topics[${i}].topic`, reason }]
  })
}

const NAMES = ['arn', 'prowler', 'securityHub', 'segments'] as const

/** A scanner's name leads to one service: one that the file gives to its own service no longer leads to another. */
function takeNames(services: Map<string, ServiceData>, given: AddedService): string[] {
  const taken: string[] = []
  for (const other of services.values()) {
    if (other.key === given.key) continue
    const left = { ...other }
    for (const kind of NAMES) {
      const claimed = new Set(given[kind]?.map((word) => word.toLowerCase()))
      left[kind] = other[kind].filter((word) => !claimed.has(word.toLowerCase()))
      taken.push(...other[kind].filter((word) => !left[kind].includes(word)).map((word) => `${kind} "${word}" from ${other.key}`))
    }
    services.set(other.key, left)
  }
  return taken
}

function merged(before: ServiceData | undefined, given: AddedService, name: string): ServiceData {
  const { chapter } = given
  return {
    key: given.key,
    name,
    aliases: given.aliases ?? before?.aliases ?? [],
    arn: given.arn ?? before?.arn ?? [],
    prowler: given.prowler ?? before?.prowler ?? [],
    securityHub: given.securityHub ?? before?.securityHub ?? [],
    segments: given.segments?.map((s) => s.toLowerCase()) ?? before?.segments ?? [],
    types: {
      cloudFormation: given.cloudFormation ?? before?.types.cloudFormation ?? [],
      asff: given.asff ?? before?.types.asff ?? [],
    },
    chapter: chapter === undefined ? (before?.chapter ?? null) : chapter === null ? null : { ...chapter, pages: [] },
    notes: given.notes ?? before?.notes ?? [],
  }
}

/** The chapter of a service, with the topics that only its kept criteria have at its end. */
function withKeptTopics(service: ServiceData, kept: Kept, topics: readonly TopicData[]): ServiceData {
  const own = new Set(chapterOf(service, topics))
  const lacking = topics.filter((t) => !own.has(t.topic) && kept.criteria.some((c) => c.service === service.key && c.topic === t.topic))
  if (lacking.length === 0) return service
  const chapter = service.chapter ?? {
    title: service.name,
    source: 'The eight core topics, for want of a chapter',
    topics: topics.filter((t) => t.core).map(({ topic, label }) => ({ topic, title: label })),
    pages: [],
  }
  const titled = lacking.map(({ topic, label }) => ({ topic, title: `${label} (no longer in the chapter; kept for its verdicts)` }))
  return { ...service, chapter: { ...chapter, topics: [...chapter.topics, ...titled] } }
}

function fittingCriteria(
  added: readonly AddedCriterion[],
  topics: readonly TopicData[],
  chapters: ReadonlyMap<string, ReadonlySet<string>>,
  faults: Fault[],
): readonly AddedCriterion[] {
  const topicData = new Map(topics.map((t) => [t.topic, t]))
  const answers = new Set(questionnaire().flatMap((q) => q.answers.map((a) => a.answerId)))
  const seen = new Map<string, number>()
  return added.filter((c, i) => {
    const id = `${c.service}.${c.topic}.${c.slug}`
    const first = seen.get(id)
    seen.set(id, first ?? i)
    const subtopics = topicData.get(c.topic)?.subtopics.map((s) => s.subtopic) ?? []
    const unknownAnswer = c.when.find((answer) => !answers.has(answer))
    const wrong: readonly (readonly [field: string, reason: string, isWrong: boolean])[] = [
      ['', `the same id as criteria[${first}]: ${id}`, first !== undefined],
      ['.service', `the catalog has no service ${c.service}`, c.service !== EVERY_SERVICE && !chapters.has(c.service)],
      ['.topic', `the catalog has no topic ${c.topic}`, !topicData.has(c.topic)],
      [
        '.topic',
        `the chapter of ${c.service} has no topic ${c.topic}`,
        topicData.has(c.topic) && chapters.get(c.service)?.has(c.topic) === false,
      ],
      ['.slug', 'service, topic and slug together are longer than 80 characters', id.length > 80],
      ['.subtopic', `the topic ${c.topic} has no part ${c.subtopic}`, c.subtopic !== null && !subtopics.includes(c.subtopic)],
      ['.when', `the questionnaire has no answer ${unknownAnswer}`, unknownAnswer !== undefined],
    ]
    const told = wrong.filter(([, , isWrong]) => isWrong).map(([field, reason]) => ({ place: `criteria[${i}]${field}`, reason }))
    faults.push(...told)
    return told.length === 0
  })
}

function knownIds(leaveOut: Additions['leaveOut'], catalog: Catalog, faults: Fault[]): Set<string> {
  const known = leaveOut.filter(({ criterionId }, i) => {
    const reason =
      catalog.criterion(criterionId) === undefined
        ? `the catalog has no criterion ${criterionId}`
        : leaveOut.findIndex((other) => other.criterionId === criterionId) !== i
          ? `${criterionId} is left out twice`
          : null
    if (reason !== null) faults.push({ place: `leaveOut[${i}].criterionId`, reason })
    return reason === null
  })
  return new Set(known.map((l) => l.criterionId))
}
