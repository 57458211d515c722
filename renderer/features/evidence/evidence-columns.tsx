// The columns of the evidence table; a narrow list keeps result, severity, check and resource. Scanner's text is shown as text; what it does not say is shown as not stated.
import type { EVIDENCE_SORTS } from '#contract/evidence'
import type { EvidenceRow } from '#domain/evidence'
import { Badge } from '../../design/badge.tsx'
import type { Column } from '../../design/data-table.tsx'
import { ResultMark, SeverityMark } from '../../design/marks.tsx'
import { LIFECYCLE_WORDS } from '../../design/words.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { StandingBadge } from './standing-badge.tsx'

const orNothing = (text: string | null) => (text === null ? <span className="nothing">not stated</span> : <span title={text}>{text}</span>)

export const evidenceColumns = (names: CatalogNames): readonly Column<EvidenceRow, (typeof EVIDENCE_SORTS)[number]>[] => [
  {
    id: 'id',
    header: 'No.',
    width: '72px',
    from: 700,
    align: 'end',
    sort: 'imported',
    cell: (row) => <span className="muted-text">{row.evidenceId}</span>,
  },
  {
    id: 'result',
    header: 'Result',
    width: '132px',
    sort: 'result',
    cell: (row) => (
      <span className="evidence-result">
        <ResultMark result={row.result} />
        {row.muted ? <Badge title="Muted in the scanner; the result is kept">muted</Badge> : null}
        {row.lifecycle === 'active' ? null : <Badge>{LIFECYCLE_WORDS[row.lifecycle].toLowerCase()}</Badge>}
      </span>
    ),
  },
  {
    id: 'severity',
    header: 'Sev.',
    width: '60px',
    from: 290,
    sort: 'severity',
    cell: (row) => <SeverityMark severity={row.severity} show="shape" />,
  },
  {
    id: 'standing',
    header: 'Scan',
    width: '118px',
    from: 490,
    cell: (row) => <StandingBadge row={row} />,
  },
  { id: 'check', header: 'Check', width: 'minmax(80px, 1.2fr)', sort: 'check', cell: (row) => orNothing(row.check ?? row.title) },
  { id: 'resource', header: 'Resource', width: 'minmax(80px, 1fr)', from: 440, sort: 'resource', cell: (row) => orNothing(row.resource) },
  {
    id: 'service',
    header: 'Service',
    width: '150px',
    from: 860,
    sort: 'service',
    cell: (row) => (row.service === null ? <span className="nothing">unfiled</span> : names.service(row.service)),
  },
  {
    id: 'topic',
    header: 'Topic',
    width: '170px',
    from: 1040,
    cell: (row) => (row.topic === null ? <span className="nothing">unfiled</span> : names.topic(row.topic)),
  },
  { id: 'account', header: 'Account', width: '120px', from: 1180, cell: (row) => orNothing(row.account) },
  { id: 'region', header: 'Region', width: '112px', from: 1300, cell: (row) => orNothing(row.region) },
]
