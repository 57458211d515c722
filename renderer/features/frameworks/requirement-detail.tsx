// One requirement in full: the checks that touch it with the way to their records, the criteria with their verdicts, how scans write it.
import { Link } from 'wouter'
import { EvidenceResult, type ResultCounts, sumOf } from '#domain/evidence'
import type { FrameworkSummary, RequirementRow } from '#domain/framework'
import { Badge } from '../../design/badge.tsx'
import { countOf } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { Mark, ResultMark, VerdictMark } from '../../design/marks.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { STATE_LOOKS, STATE_WORDS, titleOf } from './states.ts'

type Props = {
  readonly framework: FrameworkSummary
  readonly row: RequirementRow
  readonly names: CatalogNames
  /** The one service that is counted, or null. */
  readonly service: string | null
}

export function RequirementDetail({ framework, row, names, service }: Props) {
  const total = sumOf(row.records)
  return (
    <div className="requirement-detail">
      <header>
        <h2>{row.requirement}</h2>
        <Mark boxed look={STATE_LOOKS[row.state]} word={STATE_WORDS[row.state]} />
      </header>
      {row.title === null ? null : <p className="requirement-title">{row.title}</p>}
      <p className="muted-text">
        {titleOf(framework)}
        {row.group === null ? '' : ` · ${row.group}`}
      </p>
      <section>
        <h3>
          Evidence{' '}
          <span className="muted-text">
            {total === 0 ? 'none' : `${countOf(total, 'record')} of ${countOf(row.checks.length, 'check')}`}
          </span>
        </h3>
        {total === 0 ? <NoEvidence row={row} /> : null}
        {row.byService.length > 1 ? (
          <DescriptionList
            items={row.byService.map((place) => ({
              term: place.service === null ? 'Unfiled' : names.service(place.service),
              value: <Results counts={place.records} />,
            }))}
          />
        ) : null}
        {row.checks.length === 0 ? null : (
          <ul className="touching">
            {row.checks.map(({ check, origin, records, stale }) => (
              <li key={check}>
                <Link href={hrefs.counted({ check, ...(service === null ? {} : { service }) })} className="touching-check">
                  {check}
                </Link>
                <Results counts={records} />
                <span className="touching-note">
                  {origin === 'scan' ? 'named by the scan' : 'by the catalog'}
                  {stale === 0 ? '' : ` · ${countOf(stale, 'record')} archived or resolved`}
                </span>
              </li>
            ))}
          </ul>
        )}
        {row.byHand.length === 0 ? null : <p>Listed without a check, to be judged by a person, in {row.byHand.join(', ')}.</p>}
      </section>
      <section>
        <h3>
          Criteria <span className="muted-text">{row.criteria.length === 0 ? 'none' : ''}</span>
        </h3>
        {row.criteria.length === 0 ? <p className="muted-text">No criterion on a checklist answers to it.</p> : null}
        <ul className="touching">
          {row.criteria.map(({ criterionId, service: key, statement, verdict }) => (
            <li key={criterionId}>
              <Link href={hrefs.service(key, criterionId.split('.')[1])}>{statement}</Link>
              <VerdictMark verdict={verdict} />
              <span className="touching-note">{names.service(key)}</span>
            </li>
          ))}
        </ul>
      </section>
      <About framework={framework} row={row} />
    </div>
  )
}

const Results = ({ counts }: { readonly counts: ResultCounts }) => (
  <span className="result-marks">
    {EvidenceResult.options
      .filter((result) => counts[result] > 0)
      .map((result) => (
        <ResultMark key={result} result={result} count={counts[result]} />
      ))}
  </span>
)

function NoEvidence({ row }: { readonly row: RequirementRow }) {
  if (row.byHand.length > 0) return null
  return (
    <p className="muted-text">
      {row.known === 'listed' ? 'No check that ran touches this requirement.' : 'It was named, but no record of it counts any more.'}
    </p>
  )
}

function About({ framework, row }: { readonly framework: FrameworkSummary; readonly row: RequirementRow }) {
  return (
    <section>
      <h3>About the framework</h3>
      <DescriptionList
        items={[
          ...(row.writtenAs.length === 0 ? [] : [{ term: 'Scans write', value: <span className="mono">{row.writtenAs.join(', ')}</span> }]),
          ...(row.known === 'as-written'
            ? [{ term: 'Id', value: <Badge tone="warn">kept as written; it is not in the framework’s own form</Badge> }]
            : []),
          { term: 'Publisher', value: framework.publisher },
          { term: 'List', value: framework.listNote ?? LIST_WORDS[framework.list] },
          ...(framework.licence === null ? [] : [{ term: 'Text', value: framework.licence }]),
          ...(framework.source === null ? [] : [{ term: 'Source', value: framework.source }]),
        ]}
      />
      {framework.notice === null ? null : <p className="muted-text">{framework.notice}</p>}
    </section>
  )
}

const LIST_WORDS: Readonly<Record<FrameworkSummary['list'], string>> = {
  whole: 'All its requirements',
  part: 'The requirements that scanners name',
  none: 'Only what turns up here',
}
