// One cell of the map: state by colour, shape and number; why nothing is known in a word; how much of the estate was looked at as a gauge
// at its edge; the make-up of its evidence as a thin bar; a corner once concluded.
import { PreviewCard } from '@base-ui/react/preview-card'
import { Link } from 'wouter'
import type { CoverageCell, CoverageRow } from '#domain/coverage'
import { sumOf } from '#domain/evidence'
import { cellLook, isByHand, WHY_WORDS } from '../../design/coverage-words.ts'
import { formatCount } from '../../design/format.ts'
import { Shape } from '../../design/shapes.tsx'
import { CONCLUSION_WORDS } from '../../design/words.ts'
import { cellFacts, composition, reachOfPlaces } from './cell-facts.ts'
import type { CardSubject } from './coverage-card.tsx'

export const mapCard = PreviewCard.createHandle<CardSubject>()

export function MapCell({
  row,
  cell,
  topicLabel,
  reachable,
  onFocus,
}: {
  readonly row: CoverageRow
  readonly cell: CoverageCell
  readonly topicLabel: string
  /** The one cell that Tab leads to; arrows lead on from there. */
  readonly reachable: boolean
  readonly onFocus: () => void
}) {
  const look = cellLook(cell)
  const facts = cellFacts(row.key, cell)
  const places = reachOfPlaces(cell.places)
  const concluded = cell.conclusion !== 'not-concluded'
  const stray = cell.state === 'not-in-chapter' && sumOf(cell.evidence) > 0
  // Where nothing at all is known the whole cell is a hole; a gauge at its edge would say it twice.
  const gauged = cell.why === null && cell.state !== 'not-in-chapter' && places.expected > 0 && sumOf(cell.evidence) > 0
  const words = [
    `${row.name}, ${topicLabel}`,
    facts.words,
    gauged && places.holes > 0 ? `${formatCount(places.holes)} of ${formatCount(places.expected)} places missing` : null,
    concluded ? `Concluded: ${CONCLUSION_WORDS[cell.conclusion]}` : null,
  ]
  return (
    <PreviewCard.Trigger
      handle={mapCard}
      payload={{ row, cell, topicLabel }}
      delay={180}
      closeDelay={120}
      render={
        <Link
          href={facts.href}
          className={`map-cell tone-${look.tone}`}
          data-state={cell.state}
          data-by={isByHand(cell) ? 'hand' : undefined}
          data-why={cell.why ?? undefined}
          data-concluded={concluded || undefined}
          data-long={(facts.number ?? 0) >= 100 || undefined}
          tabIndex={reachable ? 0 : -1}
          onFocus={onFocus}
          aria-label={`${words.filter((word) => word !== null).join('. ')}.`}
        />
      }
    >
      {gauged && places.holes > 0 ? (
        <span className="map-gauge" aria-hidden>
          <i style={{ height: `${Math.max(places.tested === 0 ? 0 : 12, (places.tested / places.expected) * 100)}%` }} />
        </span>
      ) : null}
      <span className="map-face">
        <Shape name={look.shape} />
        {facts.number === null && !stray ? null : <span className="map-number">{formatCount(facts.number ?? sumOf(cell.evidence))}</span>}
      </span>
      {cell.why === null ? null : <span className="map-why"> {WHY_WORDS[cell.why].short}</span>}
      <span className="map-bar">
        {cell.why === null
          ? composition(cell.evidence).map(({ part, share }) => <i key={part} data-part={part} style={{ flexGrow: share }} />)
          : null}
      </span>
    </PreviewCard.Trigger>
  )
}
