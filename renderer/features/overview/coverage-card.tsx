// What lies behind one cell, shown beside it on hover or focus: why, who says so, where is missing; every number leads to its rows.
import { Link } from 'wouter'
import type { CoverageCell, CoverageRow } from '#domain/coverage'
import { Verdict } from '#domain/criterion'
import { EvidenceResult, sumOf } from '#domain/evidence'
import { cellLook, isByHand, TESTER_WORDS, WHY_WORDS } from '../../design/coverage-words.ts'
import { countOf, formatCount } from '../../design/format.ts'
import { ConclusionMark, Mark, ResultMark, VerdictMark } from '../../design/marks.tsx'
import { PlaceList } from '../../design/place-list.tsx'
import { COVERAGE_WORDS } from '../../design/words.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { reachOfPlaces } from './cell-facts.ts'

export type CardSubject = { readonly row: CoverageRow; readonly cell: CoverageCell; readonly topicLabel: string }

/** Groups of places a card has room for; the service's screen has them all. */
const MOST_GROUPS = 4

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
        <Mark look={cellLook(cell)} word={COVERAGE_WORDS[cell.state]} boxed />
        {isByHand(cell) ? <span className="map-card-aside">judged by hand</span> : null}
      </div>
      {cell.state === 'not-in-chapter' && records === 0 ? (
        <p className="muted-text">The service’s Security chapter does not have this topic. Nothing is missing here.</p>
      ) : null}
      {cell.why === null ? null : (
        <p className="map-card-why">
          {WHY_WORDS[cell.why].full}
          {cell.testers.length === 0 ? null : ` Could be tested by ${cell.testers.map((tester) => TESTER_WORDS[tester]).join(', ')}.`}
        </p>
      )}
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
      {cell.inChapter ? <Where row={row} cell={cell} /> : null}
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

/** Where the topic was looked at, of all accounts and regions expected, and which are missing. */
function Where({ row, cell }: Pick<CardSubject, 'row' | 'cell'>) {
  const { tested, expected, holes } = reachOfPlaces(cell.places)
  const depth = useAnswer('coverage.services', { services: [row.key] }, { enabled: holes > 0 })
  const groups = depth.data?.[0]?.places.topics.find(({ topic }) => topic === cell.topic)?.places ?? []
  const noun = row.reach === 'global' ? 'account' : 'place'
  return (
    <section>
      <p className="map-card-head">
        <span>
          {formatCount(tested)} of {countOf(expected, noun)} with evidence
        </span>
        {cell.elsewhere === 0 ? null : <span className="muted-text">{formatCount(cell.elsewhere)} records elsewhere</span>}
      </p>
      {holes === 0 ? null : <PlaceList groups={groups} most={MOST_GROUPS} />}
    </section>
  )
}
