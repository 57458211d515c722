// What the shapes of the map mean, and how many cells show each.
import { type Coverage, CoverageState } from '#domain/coverage'
import { NotTestedWhy } from '#domain/coverage-why'
import { isByHand, WHY_WORDS } from '../../design/coverage-words.ts'
import { CoverageMark, Mark } from '../../design/marks.tsx'

/** What each state says, in full: the rule of domain/coverage-state.ts. */
const MEANINGS: Readonly<Record<CoverageState, string>> = {
  fail: 'A current record fails, or a criterion is not met',
  partly: 'A criterion is partly met, and nothing fails',
  pass: 'Passing evidence or a met criterion, nothing failing and nothing left open (a met criterion closes what the scanner left undecided)',
  inherited: 'Rests on an AWS report, and no record says more',
  'not-applicable': 'Records or verdicts say it does not apply',
  inconclusive: 'Manual, error, skipped or unknown records are open, or there are none but info, archived or resolved ones',
  'not-tested': 'No verdict and no evidence; the word in the cell says why',
  'not-in-chapter': 'Not a topic of this service’s chapter, and nothing filed there',
}

export function Legend({ coverage }: { readonly coverage: Coverage }) {
  const cells = coverage.services.filter((row) => row.inScope).flatMap((row) => row.topics)
  const reasons = NotTestedWhy.options
    .map((why) => ({ why, count: cells.filter((cell) => cell.why === why).length }))
    .filter(({ count }) => count > 0)
  const byHand = cells.filter(isByHand).length
  return (
    <div className="map-legend">
      <ul aria-label="Legend, with the number of cells in scope">
        <li className="map-legend-scope">Cells in scope:</li>
        {CoverageState.options.map((state) => (
          <li key={state} title={MEANINGS[state]}>
            <CoverageMark state={state} count={cells.filter((cell) => cell.state === state).length} />
          </li>
        ))}
        {byHand === 0 ? null : (
          <li title="A verdict of the auditor says so, and no scan does">
            <Mark look={{ tone: 'quiet', shape: 'tick-pen' }} word="of these judged by hand" count={byHand} />
          </li>
        )}
      </ul>
      {reasons.length === 0 ? null : (
        <ul aria-label="Why cells in scope are not tested">
          <li className="map-legend-scope">Not tested, because:</li>
          {reasons.map(({ why, count }) => (
            <li key={why} title={WHY_WORDS[why].full}>
              <Mark look={WHY_WORDS[why].look} word={WHY_WORDS[why].short} count={count} />
            </li>
          ))}
        </ul>
      )}
      <ul aria-label="Further signs">
        <li className="map-legend-note">
          <span className="map-gauge" aria-hidden>
            <i style={{ height: '45%' }} />
          </span>
          share of the expected accounts and regions with evidence, where some are missing
        </li>
        <li className="map-legend-note">
          <span className="map-corner" aria-hidden /> topic concluded
        </li>
        <li className="map-legend-note">Numbers count the records that decide, else criteria; each leads to exactly its rows.</li>
      </ul>
    </div>
  )
}
