import * as z from 'zod'
import { EvidenceDetail, EvidenceRow } from '#domain/evidence'
import { FilingRule } from '#domain/filing'
import { EvidenceId, Sha256 } from '#domain/ids'
import { query } from './endpoint.ts'
import { Facet, Page, pageOf } from './paging.ts'

export const EVIDENCE_SORTS = ['imported', 'severity', 'result', 'service', 'check', 'resource'] as const

export const evidence = {
  'evidence.list': query(
    { ...Page, sort: z.enum(EVIDENCE_SORTS).default('imported'), descending: z.boolean().default(false) },
    pageOf(EvidenceRow),
  ),
  'evidence.facets': query({ filter: Page.filter }, z.array(Facet).readonly()),
  /** `filing` is the program's own; `refiled` the rule of a person that moves the record elsewhere, if there is one. */
  'evidence.get': query({ evidenceId: EvidenceId }, EvidenceDetail.extend({ refiled: FilingRule.nullable() })),
  /** The record's exact original bytes, as base64 because they need not be text. `sha256` is of these bytes. */
  'evidence.raw': query({ evidenceId: EvidenceId }, z.strictObject({ base64: z.base64(), sha256: Sha256 })),
}
