import * as z from 'zod'
import { FindingChange, FindingPatch, FindingRow } from '#domain/finding'
import { FindingId } from '#domain/ids'
import { command, query } from './endpoint.ts'
import { Facet, Page, pageOf } from './paging.ts'

export const FINDING_SORTS = ['number', 'severity', 'service', 'status', 'updated', 'title'] as const

export const findings = {
  'findings.list': query(
    { ...Page, sort: z.enum(FINDING_SORTS).default('severity'), descending: z.boolean().default(false) },
    pageOf(FindingRow),
  ),
  'findings.facets': query({ filter: Page.filter }, z.array(Facet).readonly()),
  'findings.get': query({ findingId: FindingId }, FindingRow),
  /** Refused with `conflict` where `revision` is not the current one. A severity that differs from the scanner's needs a reason. */
  'findings.update': command({ findingId: FindingId, revision: z.int().positive(), patch: FindingPatch }, FindingRow),
  'findings.history': query({ findingId: FindingId }, z.array(FindingChange).readonly()),
}
