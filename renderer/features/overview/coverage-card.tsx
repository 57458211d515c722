// What lies behind one cell, shown beside it on hover or focus: every number leads to its rows.
import { Link } from 'wouter'
import type { CoverageCell, CoverageRow } from '#domain/coverage'
import { Verdict } from '#domain/criterion'
import { EvidenceResult, sumOf } from '#domain/evidence'
import { countOf } from '../../design/format.ts'
import { ConclusionMark, CoverageMark, ResultMark, VerdictMark } from '../../design/marks.tsx'
import { hrefs } from '../../navigation/hrefs.ts'

export type CardSubject = { readonly row: CoverageRow; readonly cell: CoverageCell; readonly topicLabel: string }

export function CoverageCard({ row, cell, topicLabel }: CardSubject) {
  const { evidence, verdicts, topic } = cell
  const results = EvidenceResult.options.filter((result) => evidence[result] > 0)
  const given = Verdict.options.filter((verdict) => verdicts[verdict] > 0)
  const records = sumOf(evidence)
  return (
    <div className="map-card-body">
      <div>
        <div className="map-card-service">{row.name}</div>
        <div className="map-card-topic">{topicLabel}</div>
        <CoverageMark state={cell.state} boxed />
      </div>
      {cell.state === 'not-in-chapter' && records === 0 ? (
        <p className="muted-text">The service’s Security chapter does not have this topic. Nothing is missing here.</p>
      ) : null}
      {cell.state === 'not-tested' ? (
        <p className="muted-text">No evidence and no verdict yet. It stays “not tested” in the report until there is.</p>
      ) : null}
      {records === 0 ? null : (
        <section>
          <p className="map-card-head">
            <Link href={hrefs.counted({ service: row.key, topic })}>{countOf(records, 'record')}</Link>
            {cell.muted > 0 ? <Link href={hrefs.counted({ service: row.key, topic, muted: true })}>{cell.muted} muted</Link> : null}
          </p>
          <ul>
            {results.map((result) => (
              <li key={result}>
                <Link href={hrefs.counted({ service: row.key, topic, result })}>
                  <ResultMark result={result} count={evidence[result]} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {given.length === 0 ? null : (
        <section>
          <p className="map-card-head">{countOf(sumOf(verdicts), 'criterion', 'criteria')}</p>
          <ul>
            {given.map((verdict) => (
              <li key={verdict}>
                <VerdictMark verdict={verdict} count={verdicts[verdict]} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {cell.findings === 0 ? null : (
        <section>
          <Link href={hrefs.findings({ service: row.key, topic })}>{countOf(cell.findings, 'finding')}</Link>
        </section>
      )}
      {cell.inChapter ? (
        <div className="map-card-foot">
          <ConclusionMark conclusion={cell.conclusion} />
          <Link href={hrefs.service(row.key, topic)}>Open topic</Link>
        </div>
      ) : null}
    </div>
  )
}
