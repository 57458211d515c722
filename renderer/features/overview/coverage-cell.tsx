// One cell of the map: state by colour, shape and number, the make-up of its evidence as a thin bar, a corner once concluded.
import { PreviewCard } from '@base-ui/react/preview-card'
import { Link } from 'wouter'
import type { CoverageCell, CoverageRow } from '#domain/coverage'
import { sumOf } from '#domain/evidence'
import { formatCount } from '../../design/format.ts'
import { COVERAGE_LOOKS } from '../../design/marks.tsx'
import { Shape } from '../../design/shapes.tsx'
import { CONCLUSION_WORDS } from '../../design/words.ts'
import { cellFacts, composition } from './cell-facts.ts'
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
  const look = COVERAGE_LOOKS[cell.state]
  const facts = cellFacts(row.key, cell)
  const concluded = cell.conclusion !== 'not-concluded'
  const stray = cell.state === 'not-in-chapter' && sumOf(cell.evidence) > 0
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
          data-concluded={concluded || undefined}
          data-long={(facts.number ?? 0) >= 100 || undefined}
          tabIndex={reachable ? 0 : -1}
          onFocus={onFocus}
          aria-label={`${row.name}, ${topicLabel}. ${facts.words}.${concluded ? ` Concluded: ${CONCLUSION_WORDS[cell.conclusion]}.` : ''}`}
        />
      }
    >
      <Shape name={look.shape} />
      {facts.number === null && !stray ? null : <span className="map-number">{formatCount(facts.number ?? sumOf(cell.evidence))}</span>}
      <span className="map-bar">
        {composition(cell.evidence).map(({ part, share }) => (
          <i key={part} data-part={part} style={{ flexGrow: share }} />
        ))}
      </span>
    </PreviewCard.Trigger>
  )
}
