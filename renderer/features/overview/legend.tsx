// What the shapes of the map mean, and how many cells show each.
import { type Coverage, CoverageState } from '#domain/coverage'
import { CoverageMark } from '../../design/marks.tsx'

/** What each state says, in full: the rule of domain/coverage-state.ts. */
const MEANINGS: Readonly<Record<CoverageState, string>> = {
  fail: 'A current record fails, or a criterion is not met',
  partly: 'A criterion is partly met, and nothing fails',
  pass: 'Passing evidence or a met criterion, nothing failing and nothing left open (a met criterion closes what the scanner left undecided)',
  inherited: 'Rests on an AWS report, and no record says more',
  'not-applicable': 'Records or verdicts say it does not apply',
  inconclusive: 'Manual, error, skipped or unknown records are open, or there are none but info, archived or resolved ones',
  'not-tested': 'No verdict and no evidence',
  'not-in-chapter': 'Not a topic of this service’s chapter, and nothing filed there',
}

export function Legend({ coverage }: { readonly coverage: Coverage }) {
  const states = coverage.services.filter((row) => row.inScope).flatMap((row) => row.topics.map((cell) => cell.state))
  return (
    <ul className="map-legend" aria-label="Legend, with the number of cells in scope">
      <li className="map-legend-scope">Cells in scope:</li>
      {CoverageState.options.map((state) => (
        <li key={state} title={MEANINGS[state]}>
          <CoverageMark state={state} count={states.filter((other) => other === state).length} />
        </li>
      ))}
      <li className="map-legend-note">
        <span className="map-corner" aria-hidden /> topic concluded
      </li>
      <li className="map-legend-note">
        Passing means passing evidence or a met criterion, nothing failing and nothing left open. Numbers count records where there are any,
        else criteria; in dashed cells, criteria still waiting.
      </li>
    </ul>
  )
}
