// Frameworks: which ones the evidence touches, and the crosswalk of one from requirement to evidence to verdict.
import * as z from 'zod'
import { FrameworkSummary, RequirementRow, RequirementState } from '#domain/framework'
import { FileToken, ServiceKey } from '#domain/ids'
import { query } from './endpoint.ts'

const CrosswalkFilter = {
  /** As listed; a scanner's word for a framework the catalog knows does too. */
  framework: z.string().min(1).max(1000),
  /** Counts and criteria of one service alone; null = of all. */
  service: ServiceKey.nullable().default(null),
  /** Empty = every state. */
  states: z.array(RequirementState).max(RequirementState.options.length).default([]),
  /** In ids, titles, groups, checks and criteria. */
  text: z.string().max(500).default(''),
}

/** Files read before requirements were kept: importing them again brings what they name. */
const withoutRequirements = z.array(z.string()).readonly()

export const frameworks = {
  /** Those the customer's factors select first, then those that scans name, then the others the catalog knows. */
  'frameworks.list': query(
    { service: ServiceKey.nullable().default(null) },
    z.strictObject({ frameworks: z.array(FrameworkSummary).readonly(), withoutRequirements }),
  ),
  'frameworks.get': query(
    CrosswalkFilter,
    z.strictObject({
      /** Of the whole framework (in the service), whatever the filter leaves. */
      framework: FrameworkSummary,
      total: z.int().nonnegative(),
      rows: z.array(RequirementRow).readonly(),
      withoutRequirements,
    }),
  ),
  /** The filtered crosswalk as a file to save: CSV for spreadsheets (one line per requirement), or JSON with everything. */
  'frameworks.export': query(
    { ...CrosswalkFilter, format: z.enum(['csv', 'json']) },
    z.strictObject({ file: FileToken, fileName: z.string(), rows: z.int().nonnegative(), bytes: z.int().nonnegative() }),
  ),
}
