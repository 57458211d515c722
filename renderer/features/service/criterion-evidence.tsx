// The evidence beside a criterion: the exact places its proposal rests on, and the records of its scanner checks.
import { useState } from 'react'
import { Link } from 'wouter'
import type { Place, Proposal } from '#domain/proposal'
import { Button } from '../../design/button.tsx'
import { countOf, formatCount } from '../../design/format.ts'
import { ResultMark } from '../../design/marks.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { Tabs } from '../../design/tabs.tsx'
import { filterText, hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { ExactBytes } from './exact-bytes.tsx'

const RECORDS_SHOWN = 12

export function CriterionEvidence({ checks, proposal }: { readonly checks: readonly string[]; readonly proposal: Proposal | null }) {
  const places = proposal === null ? [] : uniquePlaces(proposal)
  const total = proposal?.parts.reduce((sum, part) => sum + part.restsOnTotal, 0) ?? 0
  const [chosen, setTab] = useState<'places' | 'records' | null>(null)
  const tab = chosen ?? (places.length > 0 || checks.length === 0 ? 'places' : 'records')
  return (
    <section className="criterion-evidence" aria-label="Evidence">
      <Tabs
        label="Evidence of this criterion"
        value={tab}
        onValue={setTab}
        tabs={[
          { value: 'places', label: `Rests on ${countOf(total, 'place')}`, content: <Places places={places} total={total} /> },
          { value: 'records', label: 'Records of its checks', content: <CheckRecords checks={checks} /> },
        ]}
      />
    </section>
  )
}

/** Two evaluators may rest on one place. */
function uniquePlaces({ parts }: Proposal): readonly Place[] {
  const byPlace = new Map(parts.flatMap((part) => part.restsOn).map((place) => [`${place.evidenceId}${place.pointer}`, place]))
  return [...byPlace.values()]
}

function Places({ places, total }: { readonly places: readonly Place[]; readonly total: number }) {
  const [wanted, setWanted] = useState(0)
  const index = Math.min(wanted, places.length - 1)
  const place = places[index]
  if (place === undefined)
    return <p className="nothing">No proposal rests on evidence yet. Import the answers of a collection kit, or scans with its checks.</p>
  return (
    <>
      {places.length > 1 ? (
        <div className="place-turn">
          <Button size="small" kind="quiet" disabled={index === 0} onClick={() => setWanted(index - 1)}>
            Previous
          </Button>
          <span>
            Place {index + 1} of {places.length}
            {total > places.length ? ` (shown ${places.length} of ${formatCount(total)})` : ''}
          </span>
          <Button size="small" kind="quiet" disabled={index === places.length - 1} onClick={() => setWanted(index + 1)}>
            Next
          </Button>
        </div>
      ) : null}
      <ExactBytes key={`${place.evidenceId}${place.pointer}`} place={place} />
    </>
  )
}

function CheckRecords({ checks }: { readonly checks: readonly string[] }) {
  const filter = filterText({ check: checks, standing: 'current' })
  const records = useAnswer('evidence.list', { filter, sort: 'result', limit: RECORDS_SHOWN }, { enabled: checks.length > 0 })
  if (checks.length === 0) return <p className="nothing">No scanner check tests this criterion.</p>
  if (records.error !== null) return <ErrorNotice error={records.error} />
  if (records.data === undefined) return null
  const { total, rows } = records.data
  return (
    <>
      <p className="criterion-checks">
        <span className="criterion-label">Checks</span> {checks.join(', ')}
      </p>
      {total === 0 ? (
        <p className="nothing">None of these checks has a record.</p>
      ) : (
        <ul className="check-records">
          {rows.map((row) => (
            <li key={row.evidenceId}>
              <Link href={hrefs.evidenceItem(row.evidenceId)} className="check-record">
                <ResultMark result={row.result} show="shape" />
                <span className="truncate">
                  {row.check} <span className="muted-text">{row.resource ?? row.statusText ?? row.title}</span>
                </span>
                <span className="muted-text">{[row.account, row.region].filter((word) => word !== null).join(' ')}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {total > rows.length ? (
        <Link href={hrefs.evidence(filter)}>
          Showing {rows.length} of {formatCount(total)}. See all.
        </Link>
      ) : null}
    </>
  )
}
