// The coverage map: services down, topics across. The picture an auditor shows the client. Every cell leads to its rows;
// the sums at its edges add up to all records there are, or it says that they do not.
import { PreviewCard } from '@base-ui/react/preview-card'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { ServiceStatus } from '#contract/overview'
import type { Coverage, CoverageRow } from '#domain/coverage'
import { sumOf } from '#domain/evidence'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/field.tsx'
import { countOf, formatCount } from '../../design/format.ts'
import { Notice } from '../../design/notice.tsx'
import { SearchBox } from '../../design/search-box.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { reachOfPlaces } from './cell-facts.ts'
import { CoverageCard } from './coverage-card.tsx'
import { MapCell, mapCard } from './coverage-cell.tsx'
import './coverage-map.css'
import { placeAfterKey } from './grid-keys.ts'
import { Legend } from './legend.tsx'
import { filterRows, hasHoles, type MapFilter } from './map-filter.ts'
import { mapTotals } from './map-totals.ts'
import { SignOffMarks } from './sign-off-marks.tsx'

/** Services outside the scope shown before the person asks for all of them. */
const FIRST_OUTSIDE = 3
/** Fewer services than this need no filter. */
const FILTER_FROM = 6
/** Columns beside the topics: service, no topic, records, places, open findings, signed off. */
const OTHER_COLUMNS = 6

export function CoverageMap({ coverage, services }: { readonly coverage: Coverage; readonly services: readonly ServiceStatus[] }) {
  const table = useRef<HTMLTableElement>(null)
  const [place, setPlace] = useState({ row: 0, column: 0 })
  const [all, setAll] = useState(false)
  const [filter, setFilter] = useState<MapFilter>({ text: '', onlyHoles: false })
  const totals = mapTotals(coverage)
  const filtered = filterRows(coverage.services, filter)
  const inScope = filtered.filter((row) => row.inScope)
  const outside = filtered.filter((row) => !row.inScope)
  const shownOutside = all ? outside : outside.slice(0, FIRST_OUTSIDE)
  const rows = [...inScope, ...shownOutside]
  const signOffs = new Map(services.map((service) => [service.key, service.signOffs]))

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.classList.contains('map-cell')) return
    const next = placeAfterKey(
      event.key,
      { row: Math.min(place.row, rows.length - 1), column: place.column },
      rows.length,
      coverage.topics.length,
    )
    if (next === null) return
    event.preventDefault()
    table.current?.querySelectorAll('tbody tr[data-service]')[next.row]?.querySelectorAll<HTMLElement>('.map-cell')[next.column]?.focus()
  }

  const line = (row: CoverageRow, index: number) => (
    <tr key={row.key} data-service={row.key} data-outside={!row.inScope || undefined}>
      <th scope="row" className="map-service">
        <Link href={hrefs.service(row.key)} className="truncate">
          {row.name}
        </Link>
      </th>
      {coverage.topics.map(({ topic, label }, column) => {
        const cell = row.topics.find((candidate) => candidate.topic === topic)
        return (
          <td key={topic}>
            {cell === undefined ? null : (
              <MapCell
                row={row}
                cell={cell}
                topicLabel={label}
                reachable={Math.min(place.row, rows.length - 1) === index && place.column === column}
                onFocus={() => setPlace({ row: index, column })}
              />
            )}
          </td>
        )
      })}
      <td className="map-sum">
        <CountLink count={sumOf(row.unfiled)} href={hrefs.counted({ service: row.key, topic: null })} label="records without a topic" />
      </td>
      <td className="map-sum map-sum-strong">
        <CountLink count={sumOf(row.evidence)} href={hrefs.counted({ service: row.key })} label="records" />
      </td>
      <td className="map-sum">
        <PlacesLink row={row} />
      </td>
      <td className="map-sum">
        <CountLink
          count={sumOf(row.openFindings)}
          href={hrefs.findings({ service: row.key, status: ['draft', 'open'] })}
          label="open findings"
        />
      </td>
      <td className="map-signed">{row.inScope ? <SignOffMarks signOffs={signOffs.get(row.key) ?? []} /> : null}</td>
    </tr>
  )

  return (
    <div className="map">
      {totals.addsUp ? null : (
        <Notice tone="bad" title="The map does not add up">
          Its cells do not sum to the records kept. Do not rely on it; verify the journal.
        </Notice>
      )}
      {coverage.services.length < FILTER_FROM ? null : (
        <div className="map-tools">
          <SearchBox
            label="Filter services"
            placeholder="Filter services"
            value={filter.text}
            onValue={(text) => setFilter({ ...filter, text })}
          />
          <Checkbox
            label={`Only services with holes (${formatCount(coverage.services.filter(hasHoles).length)})`}
            checked={filter.onlyHoles}
            onChecked={(onlyHoles) => setFilter({ ...filter, onlyHoles })}
          />
          <span className="map-shown" role="status">
            {filtered.length === coverage.services.length
              ? countOf(filtered.length, 'service')
              : `${formatCount(filtered.length)} of ${countOf(coverage.services.length, 'service')} shown; sums are of all`}
          </span>
        </div>
      )}
      <div className="map-scroll">
        <table ref={table} className="map-table" onKeyDown={onKeyDown}>
          <caption className="visually-hidden">
            Coverage map: {countOf(inScope.length, 'service')} in scope by {countOf(coverage.topics.length, 'topic')}. Arrow keys move from
            cell to cell, Enter opens the rows behind a number.
          </caption>
          <thead>
            <tr>
              <th scope="col" className="map-service">
                Service
              </th>
              {coverage.topics.map(({ topic, label }) => (
                <th key={topic} scope="col" className="map-topic">
                  <span>{label}</span>
                </th>
              ))}
              <th scope="col" className="map-sum-head">
                No topic
              </th>
              <th scope="col" className="map-sum-head">
                Records
              </th>
              <th scope="col" className="map-sum-head" title={PLACES_TITLE}>
                Places
              </th>
              <th scope="col" className="map-sum-head">
                Open findings
              </th>
              <th scope="col" className="map-sum-head map-signed">
                Signed off
              </th>
            </tr>
          </thead>
          <tbody>
            {inScope.map((row, index) => line(row, index))}
            {rows.length === 0 ? (
              <tr>
                <td colSpan={coverage.topics.length + OTHER_COLUMNS} className="map-empty">
                  No service fits the filter.
                </td>
              </tr>
            ) : null}
            {outside.length === 0 ? null : (
              <tr className="map-divider">
                <th scope="rowgroup" colSpan={coverage.topics.length + OTHER_COLUMNS}>
                  Not in scope, but seen in evidence
                </th>
              </tr>
            )}
            {shownOutside.map((row, index) => line(row, inScope.length + index))}
            {outside.length > FIRST_OUTSIDE ? (
              <tr>
                <td colSpan={coverage.topics.length + OTHER_COLUMNS}>
                  <Button kind="quiet" size="small" onClick={() => setAll(!all)}>
                    {all ? `Show only the first ${FIRST_OUTSIDE}` : `Show all ${countOf(outside.length, 'service')} outside the scope`}
                  </Button>
                </td>
              </tr>
            ) : null}
          </tbody>
          <tfoot>
            {totals.withoutService === 0 ? null : (
              <tr>
                <th scope="row" className="map-service">
                  Filed under no service
                </th>
                <td colSpan={coverage.topics.length + 1} />
                <td className="map-sum map-sum-strong">
                  <CountLink count={totals.withoutService} href={hrefs.counted({ service: null })} label="records filed under no service" />
                </td>
                <td colSpan={3} />
              </tr>
            )}
            <tr className="map-total">
              <th scope="row" className="map-service">
                All records
              </th>
              {coverage.topics.map(({ topic }) => (
                <td key={topic} className="map-sum">
                  <CountLink count={totals.byTopic.get(topic) ?? 0} href={hrefs.countedInServices({ topic })} label="records" />
                </td>
              ))}
              <td className="map-sum">
                <CountLink
                  count={totals.withoutTopic}
                  href={hrefs.countedInServices({ topic: null })}
                  label="records of a service without a topic"
                />
              </td>
              <td className="map-sum map-sum-strong">
                <CountLink count={totals.total} href={hrefs.counted()} label="records" />
              </td>
              <td colSpan={3} />
            </tr>
          </tfoot>
        </table>
      </div>
      <Legend coverage={coverage} />
      <PreviewCard.Root handle={mapCard}>
        {({ payload }) => (
          <PreviewCard.Portal>
            <PreviewCard.Positioner className="popup-layer" sideOffset={6} side="bottom" align="center">
              <PreviewCard.Popup className="map-card" role="region" aria-label="Behind this cell">
                {payload === undefined ? null : <CoverageCard {...payload} />}
              </PreviewCard.Popup>
            </PreviewCard.Positioner>
          </PreviewCard.Portal>
        )}
      </PreviewCard.Root>
    </div>
  )
}

const PLACES_TITLE =
  'Accounts and regions with evidence of the service, of all that are expected: those of the scope, or those seen where the scope names none'

/** Places with evidence of all expected; leads to the service, where each missing one is listed. */
function PlacesLink({ row }: { readonly row: CoverageRow }) {
  const { tested, expected, holes } = reachOfPlaces(row.places)
  if (expected === 0) return <span className="map-none">–</span>
  return (
    <Link href={hrefs.service(row.key)} className="map-places" data-holes={holes > 0 || undefined}>
      {formatCount(tested)}
      <span>/{formatCount(expected)}</span>
      <span className="visually-hidden"> places with evidence</span>
    </Link>
  )
}

/** A count that leads to its rows; a quiet dash for none. */
const CountLink = ({ count, href, label }: { readonly count: number; readonly href: string; readonly label: string }) =>
  count === 0 ? (
    <span className="map-none">
      <span aria-hidden>–</span>
      <span className="visually-hidden">no {label}</span>
    </span>
  ) : (
    <Link href={href}>
      {formatCount(count)}
      <span className="visually-hidden"> {label}</span>
    </Link>
  )
