// What the shapes of the map mean, and how many cells show each.
import { type Coverage, CoverageState } from '#domain/coverage'
import { CoverageMark } from '../../design/marks.tsx'

export function Legend({ coverage }: { readonly coverage: Coverage }) {
  const states = coverage.services.filter((row) => row.inScope).flatMap((row) => row.topics.map((cell) => cell.state))
  return (
    <ul className="map-legend" aria-label="Legend, with the number of cells in scope">
      {CoverageState.options.map((state) => (
        <li key={state}>
          <CoverageMark state={state} count={states.filter((other) => other === state).length} />
        </li>
      ))}
      <li className="map-legend-note">
        <span className="map-corner" aria-hidden /> topic concluded
      </li>
      <li className="map-legend-note">
        Numbers count records where there are any, else criteria; in dashed cells, criteria still waiting.
      </li>
    </ul>
  )
}
