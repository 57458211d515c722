// The columns of the findings table.
import type { FINDING_SORTS } from '#contract/findings'
import type { FindingRow } from '#domain/finding'
import type { Column } from '../../design/data-table.tsx'
import { formatCount, formatDate, formatInstant } from '../../design/format.ts'
import { SeverityMark, StatusMark } from '../../design/marks.tsx'

type Names = { readonly service: (key: string) => string; readonly topic: (key: string) => string }

const nothing = <span className="nothing">none</span>

export const findingColumns = (names: Names): readonly Column<FindingRow, (typeof FINDING_SORTS)[number]>[] => [
  {
    id: 'number',
    header: 'No.',
    width: '56px',
    align: 'end',
    sort: 'number',
    cell: (row) => <span className="muted-text">{row.number}</span>,
  },
  { id: 'severity', header: 'Sev.', width: '60px', sort: 'severity', cell: (row) => <SeverityMark severity={row.severity} show="shape" /> },
  {
    id: 'title',
    header: 'Title',
    width: 'minmax(280px, 1fr)',
    sort: 'title',
    cell: (row) => (
      <span title={row.title} className={row.untouched ? 'finding-cell-title' : 'finding-cell-title finding-cell-written'}>
        {row.title}
      </span>
    ),
  },
  { id: 'fails', header: 'Fails', width: '64px', align: 'end', cell: (row) => formatCount(row.evidence.fail) },
  { id: 'status', header: 'Status', width: '128px', sort: 'status', cell: (row) => <StatusMark status={row.status} /> },
  {
    id: 'service',
    header: 'Service',
    width: '150px',
    sort: 'service',
    cell: (row) => (row.service === null ? <span className="nothing">unfiled</span> : names.service(row.service)),
  },
  { id: 'topic', header: 'Topic', width: '170px', cell: (row) => (row.topic === null ? nothing : names.topic(row.topic)) },
  { id: 'owner', header: 'Owner', width: '120px', cell: (row) => (row.owner === '' ? nothing : row.owner) },
  { id: 'due', header: 'Due', width: '104px', cell: (row) => (row.dueDate === null ? nothing : formatDate(row.dueDate)) },
  {
    id: 'updated',
    header: 'Updated',
    width: '150px',
    sort: 'updated',
    cell: (row) => <span className="muted-text">{formatInstant(row.updatedAt)}</span>,
  },
]
