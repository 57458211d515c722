// The checklist of a service: its own criteria where written, else the general ones, then what the engagement changes of them.
import type { CatalogService, CatalogServiceDetail } from '#domain/catalog'
import type { Criterion } from '#domain/criterion'
import { AppError } from '#domain/errors'
import type { CatalogChanges, CatalogData, ServiceCriteria, TopicData } from './data.ts'

type Checklist = Pick<CatalogServiceDetail, 'criteria' | 'responsibilities'>
type ChapterTopic = CatalogService['chapter'][number]

/** Criteria and responsibilities of a service, topic by topic in its chapter's order. Throws AppError('unexpected') where the data contradict themselves. */
export function checklistOf(
  service: CatalogService,
  own: ServiceCriteria | undefined,
  data: CatalogData,
  topicData: ReadonlyMap<string, TopicData>,
): Checklist {
  const strayed = own?.topics.find((t) => !service.chapter.some((c) => c.topic === t.topic))
  if (strayed)
    throw new AppError('unexpected', `Criteria of ${service.key} name ${strayed.topic}, which its chapter has not.`, {
      service: service.key,
    })

  const criteria: Criterion[] = []
  const responsibilities: Checklist['responsibilities'][number][] = []
  for (const chapterTopic of service.chapter) {
    const { topic } = chapterTopic
    const general = topicData.get(topic)
    if (!general)
      throw new AppError('unexpected', `The chapter of ${service.key} names an unknown topic ${topic}.`, { service: service.key })
    const said = own?.topics.find((t) => t.topic === topic) ?? general
    responsibilities.push({ topic, aws: said.aws, customer: said.customer })
    criteria.push(...changed(service, topic, written(service, own, chapterTopic, data), data.changes))
  }
  return { criteria: criteria.map((c) => withFormerWording(c, data.changes)), responsibilities }
}

/** The criteria of a topic as shipped. */
function written(
  service: CatalogService,
  own: ServiceCriteria | undefined,
  { topic, title }: ChapterTopic,
  data: CatalogData,
): Criterion[] {
  const idOf = (slug: string): string => `${service.key}.${topic}.${slug}`
  const ownTopic = own?.topics.find((t) => t.topic === topic)
  if (own && ownTopic)
    return ownTopic.criteria.map(({ slug, page, source, ...rest }) => ({
      criterionId: idOf(slug),
      service: service.key,
      topic,
      ...rest,
      source: source ?? `${own.guide}: ${page}`,
    }))
  const general = service.hasChapter
    ? `General criterion of the topic; chapter page "${title}" in ${service.chapterSource}`
    : 'General criterion of the topic; the service has no Security chapter in this catalog'
  return data.generic
    .filter((g) => g.topic === topic)
    .map(({ slug, ...rest }) => ({
      criterionId: idOf(slug),
      service: service.key,
      ...named(rest, service.name),
      source: general,
    }))
}

/** The criteria of a topic with those of the engagement: replaced under the same id, joined at the end, left out, kept for their verdicts. */
function changed(service: CatalogService, topic: string, shipped: readonly Criterion[], changes: CatalogChanges): Criterion[] {
  const list = new Map(shipped.map((c) => [c.criterionId, c]))
  for (const { slug, service: of, ...rest } of changes.criteria)
    if (rest.topic === topic && (of === service.key || of === '*')) {
      const criterionId = `${service.key}.${topic}.${slug}`
      list.set(criterionId, { criterionId, service: service.key, ...named(rest, service.name) })
    }
  for (const criterionId of changes.leftOut) list.delete(criterionId)
  for (const kept of changes.kept) if (kept.service === service.key && kept.topic === topic) list.set(kept.criterionId, kept)
  return [...list.values()]
}

type Words = Pick<Criterion, 'statement' | 'howTested' | 'provenBy'>

/** `{service}` in what is said of any service stands for the name of this one. */
const named = <T extends Words>(words: T, name: string): T => {
  const put = (text: string): string => text.replaceAll('{service}', name)
  return {
    ...words,
    statement: put(words.statement),
    howTested: words.howTested === null ? null : put(words.howTested),
    provenBy: put(words.provenBy),
  }
}

/** A verdict stays with its criterion when the wording changes; who reads it must know on what it was given. */
function withFormerWording(criterion: Criterion, { reworded }: CatalogChanges): Criterion {
  const former = reworded.get(criterion.criterionId)
  return former === undefined
    ? criterion
    : { ...criterion, source: `${criterion.source}. Its verdict was given on this wording: "${former}"` }
}
