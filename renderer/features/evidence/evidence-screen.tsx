// The Evidence screen: facets, table and one record in full. Filter, sort and the chosen record live in the address.
import { ListFilter } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useRoute } from 'wouter'
import type { EvidenceRow } from '#domain/evidence'
import { Button, ButtonLink } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { Screen } from '../../design/layout.tsx'
import { SearchBox } from '../../design/search-box.tsx'
import { SplitPane } from '../../design/split-pane.tsx'
import { navigate, splitHash } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { evidenceColumns } from './evidence-columns.tsx'
import { EvidencePane } from './evidence-detail.tsx'
import { EvidenceFacets } from './evidence-facets.tsx'
import { FILTER_FIELDS, readSort, useEvidenceRows, writeSort } from './evidence-queries.ts'
import { toggleValue } from './facet-filter.ts'
import { useNames } from './names.ts'
import './evidence.css'

/** From this window width on, the facets stand beside the list at first. */
const WIDE = 1280

/** Goes to a record, keeping filter and sort, without a step in the history: moving through a list is not travelling. */
function showEvidence(evidenceId: number): void {
  const params = new URLSearchParams(splitHash(window.location.hash).search)
  params.set('id', String(evidenceId))
  navigate(`${hrefs.evidence()}?${params}`, { replace: true })
}

const readId = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null)

export function EvidenceScreen() {
  const [, params] = useRoute('/evidence/:evidenceId')
  const [id] = useSearchParam('id')
  const linked = params === null ? null : readId(params.evidenceId)
  const evidenceId = linked ?? readId(id)
  const [filter, setFilter] = useSearchParam('filter')
  const [sortText, setSortText] = useSearchParam('sort')
  const [facetsShown, setFacetsShown] = useState(() => window.innerWidth >= WIDE)
  const [active, setActive] = useState<number | null>(null)
  const [reaching, setReaching] = useState<number | null>(null)
  const frame = useRef<HTMLDivElement>(null)

  const sort = readSort(sortText)
  const rows = useEvidenceRows(filter, sort)
  const names = useNames()
  const columns = useMemo(() => evidenceColumns(names), [names])

  // A link names its record in the path; moving on from there must not draw the whole screen anew, so it moves to the search.
  useEffect(() => {
    if (linked !== null) showEvidence(linked)
  }, [linked])
  const first = rows.get(0)
  useEffect(() => {
    if (evidenceId === null && first !== undefined) showEvidence(first.evidenceId)
  }, [evidenceId, first])
  if (active === null && first !== undefined && first.evidenceId === evidenceId) setActive(0)

  const activate = (index: number, row: EvidenceRow | undefined) => {
    setActive(index)
    setReaching(row === undefined ? index : null)
    if (row !== undefined) showEvidence(row.evidenceId)
  }
  // A row reached before it was fetched is shown as soon as it is here.
  const reached = reaching === null ? undefined : rows.get(reaching)
  useEffect(() => {
    if (reached !== undefined) showEvidence(reached.evidenceId)
  }, [reached])
  if (reached?.evidenceId === evidenceId && reaching !== null) setReaching(null)
  const changeFilter = useCallback(
    (next: string) => {
      setActive(null)
      setFilter(next)
    },
    [setFilter],
  )
  const focusDetail = () => frame.current?.querySelector<HTMLElement>('.evidence-pane [role=tab][aria-selected=true]')?.focus()

  if (rows.total === 0 && filter === '')
    return (
      <Screen title="Evidence">
        <NoEvidence />
      </Screen>
    )
  return (
    <Screen title="Evidence" padded={false} note={rows.total === null ? undefined : countOf(rows.total, 'record')}>
      <div className="evidence-screen" ref={frame}>
        <div className="evidence-bar">
          <Button kind="quiet" aria-pressed={facetsShown} icon={<ListFilter aria-hidden />} onClick={() => setFacetsShown(!facetsShown)}>
            Filters
          </Button>
          <SearchBox
            label="evidence"
            placeholder="result:fail service:iam region:eu-central-1 or any words"
            value={filter}
            onValue={changeFilter}
          />
        </div>
        <div className="evidence-body" data-facets={facetsShown || undefined}>
          {facetsShown ? (
            <aside className="evidence-facets" aria-label="Filters">
              <EvidenceFacets
                filter={filter}
                names={names}
                onToggle={(field, value) => changeFilter(toggleValue(filter, FILTER_FIELDS, field, value))}
              />
            </aside>
          ) : null}
          <SplitPane
            name="evidence"
            label="Width of the record"
            initial={480}
            min={360}
            start={
              <DataTable
                label="Evidence"
                columns={columns}
                rows={rows}
                rowKey={(row) => row.evidenceId}
                active={active}
                onActive={activate}
                onOpen={focusDetail}
                sort={sort}
                onSort={(next) => {
                  setActive(null)
                  setSortText(writeSort(next))
                }}
                autoFocus
                empty={<NoMatch filter={filter} onClear={() => changeFilter('')} />}
              />
            }
            end={
              evidenceId === null ? (
                <EmptyState title="No record chosen">
                  Move through the list with <Kbd keys="j" /> and <Kbd keys="k" />.
                </EmptyState>
              ) : (
                <EvidencePane evidenceId={evidenceId} names={names} />
              )
            }
          />
        </div>
      </div>
    </Screen>
  )
}

function NoMatch({ filter, onClear }: { readonly filter: string; readonly onClear: () => void }) {
  return (
    <EmptyState title="No record matches" actions={<Button onClick={onClear}>Show all evidence</Button>}>
      Nothing fits “{filter}”.
    </EmptyState>
  )
}

function NoEvidence() {
  return (
    <EmptyState
      title="No evidence yet"
      actions={
        <ButtonLink kind="primary" href={hrefs.imports}>
          Import scan results
        </ButtonLink>
      }
    >
      Every record of an imported scan appears here, filed by service and topic, with its original bytes kept.
    </EmptyState>
  )
}
