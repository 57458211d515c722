// Lists that can be long: a filter in the query language of SCREENS.md, a sort, a window, and always the total.
import * as z from 'zod'

export const Page = {
  /** `severity:high service:iam topic:logging-and-monitoring result:fail text`; empty = everything. */
  filter: z.string().max(2000).default(''),
  offset: z.int().nonnegative().default(0),
  limit: z.int().min(1).max(2000).default(200),
}

/** A window of a list with the total it was cut from, so that a shortened list can never look complete. */
export const pageOf = <T extends z.ZodType>(row: T) => z.strictObject({ total: z.int().nonnegative(), rows: z.array(row).readonly() })

export const Facet = z.strictObject({
  field: z.string(),
  values: z.array(z.strictObject({ value: z.string(), count: z.int().nonnegative() })).readonly(),
})
export type Facet = z.infer<typeof Facet>
