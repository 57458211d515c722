// The address of exactly the evidence behind a finding.
import type { EvidenceResult } from '#domain/evidence'
import type { FindingRow } from '#domain/finding'
import { hrefs } from '../../navigation/hrefs.ts'

/** The check of a finding whose records name none (db/queries/findings.ts); in filters that is `none`. */
const NO_CHECK = '(no check id)'

/** All records of the finding's check under its service, or those with one result. */
export const evidenceHref = ({ service, check }: Pick<FindingRow, 'service' | 'check'>, result?: EvidenceResult): string =>
  hrefs.evidence({ service, check: check === NO_CHECK ? null : check, ...(result === undefined ? {} : { result }) })
