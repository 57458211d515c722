// The columns of the findings table. In a narrow list only what tells findings apart is left: number, severity, title, status.
import type { FINDING_SORTS } from '#contract/findings'
import type { FindingRow } from '#domain/finding'
import type { Column } from '../../design/data-table.tsx'
import { formatCount, formatDate, formatInstant } from '../../design/format.ts'
import { SeverityMark, StatusMark } from '../../design/marks.tsx'
import type { CatalogNames } from '../../platform/catalog-names.ts'

const nothing = <span className="nothing">none</span>

export const findingColumns = (names: CatalogNames): readonly Column<FindingRow, (typeof FINDING_SORTS)[number]>[] => [
  {
    id: 'number',
    header: 'No.',
    width: '56px',
    from: 400,
    align: 'end',
    sort: 'number',
    cell: (row) => <span className="muted-text">{row.number}</span>,
  },
  { id: 'severity', header: 'Sev.', width: '60px', sort: 'severity', cell: (row) => <SeverityMark severity={row.severity} show="shape" /> },
  {
    id: 'title',
    header: 'Title',
    width: 'minmax(96px, 1fr)',
    sort: 'title',
    cell: (row) => (
      <span title={row.title} className={row.untouched ? 'finding-cell-title' : 'finding-cell-title finding-cell-written'}>
        {row.title}
      </span>
    ),
  },
  { id: 'fails', header: 'Fails', width: '64px', from: 700, align: 'end', cell: (row) => formatCount(row.evidence.fail) },
  { id: 'status', header: 'Status', width: '128px', from: 330, sort: 'status', cell: (row) => <StatusMark status={row.status} /> },
  {
    id: 'service',
    header: 'Service',
    width: '150px',
    from: 860,
    sort: 'service',
    cell: (row) => (row.service === null ? <span className="nothing">unfiled</span> : names.service(row.service)),
  },
  { id: 'topic', header: 'Topic', width: '170px', from: 1020, cell: (row) => (row.topic === null ? nothing : names.topic(row.topic)) },
  { id: 'owner', header: 'Owner', width: '120px', from: 1140, cell: (row) => (row.owner === '' ? nothing : row.owner) },
  { id: 'due', header: 'Due', width: '104px', from: 1240, cell: (row) => (row.dueDate === null ? nothing : formatDate(row.dueDate)) },
  {
    id: 'updated',
    header: 'Updated',
    width: '150px',
    from: 1400,
    sort: 'updated',
    cell: (row) => <span className="muted-text">{formatInstant(row.updatedAt)}</span>,
  },
]
