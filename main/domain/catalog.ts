// The catalog's shapes: services, their chapters' topics, criteria. Data and lookups live in main/catalog.
import * as z from 'zod'
import { Criterion } from './criterion.ts'
import { Instant, ServiceKey, Sha256, TopicId } from './ids.ts'

/** A part of a topic, the same for all services: encryption at rest, service-linked roles ... */
export const Subtopic = z.strictObject({ subtopic: TopicId, label: z.string() })
export type Subtopic = z.infer<typeof Subtopic>

export const Topic = z.strictObject({ topic: TopicId, label: z.string(), holds: z.string(), subtopics: z.array(Subtopic).readonly() })
export type Topic = z.infer<typeof Topic>

/** One topic of a service's Security chapter, under the title the chapter gives it. */
export const ChapterTopic = z.strictObject({ topic: TopicId, title: z.string() })
export type ChapterTopic = z.infer<typeof ChapterTopic>

/** One page of a chapter, in its order. */
export const ChapterPage = z.strictObject({
  topic: TopicId,
  /** 1 for the page of a topic, 2 for a page below it, and so on. */
  depth: z.int().positive(),
  title: z.string(),
  file: z.string(),
  /** The part of the topic it is about; null where its title does not tell. */
  subtopic: TopicId.nullable(),
})
export type ChapterPage = z.infer<typeof ChapterPage>

/** Something to know of a service before judging it: end of support, renames, successors, where its resources lie. */
export const CatalogNote = z.strictObject({
  kind: z.enum(['end-of-support', 'successor', 'renamed', 'names', 'chapter']),
  text: z.string(),
  source: z.string(),
  /** When the source said so, or was read; null where that is not known. */
  date: z.iso.date().nullable(),
})
export type CatalogNote = z.infer<typeof CatalogNote>

/** What scanners and AWS call a service. */
export const ServiceNamespaces = z.strictObject({
  /** Third field of its ARNs, prefix of its IAM actions. */
  arn: z.array(z.string()).readonly(),
  prowler: z.array(z.string()).readonly(),
  /** Prefixes of its Security Hub controls. */
  securityHub: z.array(z.string()).readonly(),
  /** Resource types seen: CloudFormation's, and those of the AWS Security Finding Format. */
  cloudFormation: z.array(z.string()).readonly(),
  asff: z.array(z.string()).readonly(),
})
export type ServiceNamespaces = z.infer<typeof ServiceNamespaces>

/** Where an entry comes from: shipped with the program, added for the engagement, shipped and changed for it, or kept though no catalog has it. */
export const CatalogOrigin = z.enum(['shipped', 'added', 'changed', 'kept'])
export type CatalogOrigin = z.infer<typeof CatalogOrigin>

export const CatalogService = z.strictObject({
  key: ServiceKey,
  name: z.string(),
  /** Former and other names a person may look for. */
  aliases: z.array(z.string()).readonly(),
  /** False where AWS publishes no Security chapter we know of; the eight canonical topics then stand in, and the report says so. */
  hasChapter: z.boolean(),
  chapterTitle: z.string().nullable(),
  chapterSource: z.string().nullable(),
  chapter: z.array(ChapterTopic).readonly(),
  notes: z.array(CatalogNote).readonly(),
  origin: CatalogOrigin,
})
export type CatalogService = z.infer<typeof CatalogService>

/** A service with its names, the pages of its chapter, all its criteria and the responsibility split per topic. */
export const CatalogServiceDetail = CatalogService.extend({
  namespaces: ServiceNamespaces,
  pages: z.array(ChapterPage).readonly(),
  criteria: z.array(Criterion).readonly(),
  responsibilities: z.array(z.strictObject({ topic: TopicId, aws: z.string(), customer: z.string() })).readonly(),
})
export type CatalogServiceDetail = z.infer<typeof CatalogServiceDetail>

/** Something of a catalog file that does not fit, with its place in the file (`criteria[3].topic`). */
export const CatalogFault = z.strictObject({ place: z.string(), reason: z.string() })
export type CatalogFault = z.infer<typeof CatalogFault>

/** A catalog file of one's own, as checked. */
export const CatalogFile = z.strictObject({
  fileName: z.string(),
  name: z.string(),
  version: z.string(),
  sha256: Sha256,
  topics: z.array(TopicId).readonly(),
  services: z.array(z.strictObject({ key: ServiceKey, name: z.string(), origin: CatalogOrigin })).readonly(),
  /** How many criteria it adds or words anew, and which it leaves out. */
  criteria: z.int().nonnegative(),
  leftOut: z.array(z.strictObject({ criterionId: z.string(), reason: z.string() })).readonly(),
  /** Names by which scanners call services that now lead to its own: `arn "ec2" from ec2`. */
  takenOver: z.array(z.string()).readonly(),
})
export type CatalogFile = z.infer<typeof CatalogFile>

/** How the program's catalog stands to the one an engagement recorded. */
export const CatalogAge = z.enum(['same', 'program-newer', 'program-older'])
export type CatalogAge = z.infer<typeof CatalogAge>

/** The catalog an engagement stands on, and how it came to that. */
export const CatalogStanding = z.strictObject({
  /** The catalog of this program. */
  shipped: z.string(),
  /** The catalog in force: the shipped one, with the digest of what the engagement changes. */
  inForce: z.string(),
  /** The one the engagement recorded last; null where none is open. */
  recorded: z.string().nullable(),
  age: CatalogAge,
  file: CatalogFile.extend({ usedAt: Instant, usedBy: z.string() }).nullable(),
  /** What of the file does not fit this program's catalog and is left aside. */
  faults: z.array(CatalogFault).readonly(),
  /** What no catalog holds any more and is kept for the sake of verdicts and evidence. */
  kept: z.strictObject({
    services: z.array(ServiceKey).readonly(),
    topics: z.array(TopicId).readonly(),
    criteria: z.array(z.string()).readonly(),
  }),
  /** Criteria with a verdict given on another wording. */
  reworded: z.array(z.strictObject({ criterionId: z.string(), statement: z.string() })).readonly(),
  /** Verdicts on criteria that neither a catalog nor the file knows: shown so that none is lost. */
  orphans: z.array(z.string()).readonly(),
})
export type CatalogStanding = z.infer<typeof CatalogStanding>
