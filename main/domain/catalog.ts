// The catalog's shapes: services, their chapters' topics, criteria. Data and lookups live in main/catalog.
import * as z from 'zod'
import { Criterion } from './criterion.ts'
import { ServiceKey, TopicId } from './ids.ts'

export const Topic = z.strictObject({ topic: TopicId, label: z.string(), holds: z.string() })
export type Topic = z.infer<typeof Topic>

/** One topic of a service's Security chapter, under the title the chapter gives it. */
export const ChapterTopic = z.strictObject({ topic: TopicId, title: z.string() })
export type ChapterTopic = z.infer<typeof ChapterTopic>

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
  /** End of support, renames, successors; each with source and date. */
  notes: z.array(z.string()).readonly(),
})
export type CatalogService = z.infer<typeof CatalogService>

/** A service with all its criteria and the responsibility split per topic. */
export const CatalogServiceDetail = CatalogService.extend({
  criteria: z.array(Criterion).readonly(),
  responsibilities: z.array(z.strictObject({ topic: TopicId, aws: z.string(), customer: z.string() })).readonly(),
})
export type CatalogServiceDetail = z.infer<typeof CatalogServiceDetail>
