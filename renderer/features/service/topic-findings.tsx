// The findings of a topic, worst first; a shortened list says so.
import { Link } from 'wouter'
import { formatCount } from '../../design/format.ts'
import { SeverityMark, StatusMark } from '../../design/marks.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { filterText, hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'

const SHOWN = 12

export function TopicFindings({ service, topic }: { readonly service: string; readonly topic: string }) {
  const filter = filterText({ service, topic })
  const findings = useAnswer('findings.list', { filter, sort: 'severity', limit: SHOWN }, { keepPrevious: true })
  if (findings.error !== null) return <ErrorNotice error={findings.error} />
  const { data } = findings
  if (data === undefined) return null
  if (data.total === 0) return <p className="nothing">No findings under this topic.</p>
  return (
    <>
      <ul className="topic-findings">
        {data.rows.map((finding) => (
          <li key={finding.findingId}>
            <Link href={hrefs.finding(finding.findingId)} className="topic-finding">
              <SeverityMark severity={finding.severity} show="shape" />
              <span className="topic-finding-number">#{finding.number}</span>
              <span className="truncate">{finding.title}</span>
              <span className="topic-finding-end">
                <span className="muted-text">{formatCount(finding.evidence.fail)} failing</span>
                <StatusMark status={finding.status} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {data.total > data.rows.length ? (
        <Link href={hrefs.findings(filter)}>
          Showing {data.rows.length} of {formatCount(data.total)}. See all.
        </Link>
      ) : null}
    </>
  )
}
