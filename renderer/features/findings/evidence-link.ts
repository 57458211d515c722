// The address of exactly the evidence behind a finding.
import type { EvidenceResult } from '#domain/evidence'
import type { FindingRow } from '#domain/finding'
import { type FilterFields, hrefs } from '../../navigation/hrefs.ts'

/** The check of a finding whose records name none (db/queries/findings.ts); in filters that is `none`. */
const NO_CHECK = '(no check id)'

type Named = Pick<FindingRow, 'service' | 'check'>

/** Fields of the query language that the records of the finding's check under its service meet. */
export const evidenceFields = ({ service, check }: Named): FilterFields => ({ service, check: check === NO_CHECK ? null : check })

/** The records behind the finding's counts, or those with one result. */
export const evidenceHref = (finding: Named, result?: EvidenceResult): string =>
  hrefs.counted({ ...evidenceFields(finding), ...(result === undefined ? {} : { result }) })
