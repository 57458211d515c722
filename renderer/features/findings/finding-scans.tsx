// What the scanner says of a finding now and said before: each record whose words changed since the scan before, side by side.
import { Link } from 'wouter'
import type { EvidenceRow } from '#domain/evidence'
import type { FindingRow } from '#domain/finding'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf, formatCount } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { ScanDifference } from '../../design/scan-difference-table.tsx'
import { filterText, hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { evidenceFields } from './evidence-link.ts'

const SHOWN = 10

export function FindingScans({ finding }: { readonly finding: Pick<FindingRow, 'service' | 'check'> }) {
  const fields = { ...evidenceFields(finding), change: 'changed' }
  const changed = useAnswer('evidence.list', { filter: filterText(fields), limit: SHOWN })
  if (changed.error !== null) return <ErrorNotice error={changed.error} />
  if (changed.data === undefined) return null
  const { rows, total } = changed.data
  if (total === 0)
    return (
      <EmptyState title="Nothing changed since the scan before">
        Where a newer scan says something else of a resource, what it said before stands here beside it.
      </EmptyState>
    )
  return (
    <div className="finding-scans">
      <p>
        The scanner says something else of <Link href={hrefs.evidence(fields)}>{countOf(total, 'record')}</Link> than in the scan before.
        {total > rows.length ? ` The first ${formatCount(rows.length)} are shown.` : ''}
      </p>
      {rows.map((row) => (
        <ChangedRecord key={row.evidenceId} row={row} />
      ))}
    </div>
  )
}

function ChangedRecord({ row }: { readonly row: EvidenceRow }) {
  const after = useAnswer('evidence.get', { evidenceId: row.evidenceId })
  const before = useAnswer('evidence.get', { evidenceId: row.otherId ?? row.evidenceId }, { enabled: row.otherId !== null })
  const error = after.error ?? before.error
  return (
    <section aria-label={`Record ${row.evidenceId}`}>
      <h3 className="finding-scan-head">
        <Link href={hrefs.evidenceItem(row.evidenceId)}>E-{row.evidenceId}</Link>
        <span className="truncate mono" title={row.resource ?? undefined}>
          {row.resource ?? 'resource not stated'}
        </span>
      </h3>
      {error === null ? null : <ErrorNotice error={error} />}
      {before.data === undefined || after.data === undefined ? null : <ScanDifference before={before.data} after={after.data} />}
    </section>
  )
}
