// The Findings screen: facets, table and editor side by side. Filter, sort and the chosen finding live in the address.
import { ListFilter, Undo2 } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useRoute } from 'wouter'
import type { FindingRow } from '#domain/finding'
import { Button, ButtonLink, IconButton } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { Screen } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { SearchBox } from '../../design/search-box.tsx'
import { SplitPane } from '../../design/split-pane.tsx'
import { navigate, splitHash } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useAnswer } from '../../platform/queries.ts'
import { toggleValue } from './facet-filter.ts'
import { findingColumns } from './finding-columns.tsx'
import { FindingEditor } from './finding-editor.tsx'
import { FindingFacets } from './finding-facets.tsx'
import { FILTER_FIELDS, readSort, useFindingRows, writeSort } from './finding-queries.ts'
import { findPlace } from './row-place.ts'
import { useUndo } from './use-undo.ts'
import './findings.css'

/** From this window width on, the facets stand beside the list at first. */
const WIDE = 1280

/** Goes to a finding, keeping filter and sort, without a step in the history: moving through a list is not travelling. */
function showFinding(findingId: string): void {
  const params = new URLSearchParams(splitHash(window.location.hash).search)
  params.set('id', findingId)
  navigate(`${hrefs.findings()}?${params}`, { replace: true })
}

export function FindingsScreen() {
  const [, params] = useRoute('/findings/:findingId')
  const [id] = useSearchParam('id')
  const linked = params?.findingId
  const findingId = linked ?? (id === '' ? null : id)
  const [filter, setFilter] = useSearchParam('filter')
  const [sortText, setSortText] = useSearchParam('sort')
  const [facetsShown, setFacetsShown] = useState(() => window.innerWidth >= WIDE)
  const [active, setActive] = useState<number | null>(null)
  const [reaching, setReaching] = useState<number | null>(null)
  const frame = useRef<HTMLDivElement>(null)

  const sort = readSort(sortText)
  const rows = useFindingRows(filter, sort)
  const names = useNames()
  const columns = useMemo(() => findingColumns(names), [names])
  const undo = useUndo(showFinding)
  const chosen = useAnswer('findings.get', { findingId: findingId ?? '' }, { enabled: findingId !== null })

  // A link names its finding in the path; moving on from there must not draw the whole screen anew, so it moves to the search.
  useEffect(() => {
    if (linked !== undefined) showFinding(linked)
  }, [linked])
  // The first row is shown at once, so that the editor is never an empty half of the window.
  const first = rows.get(0)
  useEffect(() => {
    if (findingId === null && first !== undefined) showFinding(first.findingId)
  }, [findingId, first])

  const activate = (index: number, row: FindingRow | undefined) => {
    setActive(index)
    setReaching(row === undefined ? index : null)
    if (row !== undefined) showFinding(row.findingId)
  }
  // A row reached before it was fetched is shown as soon as it is here.
  const reached = reaching === null ? undefined : rows.get(reaching)
  useEffect(() => {
    if (reached !== undefined) showFinding(reached.findingId)
  }, [reached])
  if (reached?.findingId === findingId && reaching !== null) setReaching(null)
  // The list moves under the chosen finding when it is edited, filtered or sorted: the mark moves with it.
  const place = reaching !== null ? active : findPlace(rows.get, (row) => row.findingId === findingId, active ?? 0, rows.total ?? 0)
  if (place !== null && place !== active) setActive(place)
  const changeFilter = useCallback(
    (next: string) => {
      setActive(null)
      setFilter(next)
    },
    [setFilter],
  )
  const focusTable = () => frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  // After the key press has ended: Enter must not be typed into the title.
  const focusEditor = () => requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[data-finding-title]')?.focus())
  const activeRow = active === null || reaching !== null ? undefined : rows.get(active)
  const shown = chosen.data ?? (activeRow?.findingId === findingId ? activeRow : undefined)

  if (rows.total === 0 && filter === '')
    return (
      <Screen title="Findings">
        <NoFindings />
      </Screen>
    )
  return (
    <Screen
      title="Findings"
      padded={false}
      note={rows.total === null ? undefined : countOf(rows.total, 'finding')}
      actions={
        <>
          <IconButton
            label={undo.last === null ? 'Nothing to undo' : `Undo the last change to finding ${undo.last.number}`}
            shortcut="Mod+Z"
            icon={<Undo2 aria-hidden />}
            disabled={undo.last === null}
            onClick={() => void undo.run()}
          />
        </>
      }
    >
      <div className="list-screen" ref={frame}>
        <div className="list-bar">
          <Button kind="quiet" aria-pressed={facetsShown} icon={<ListFilter aria-hidden />} onClick={() => setFacetsShown(!facetsShown)}>
            Filters
          </Button>
          <SearchBox
            label="findings"
            placeholder="severity:high service:iam status:open or any words"
            value={filter}
            onValue={changeFilter}
          />
        </div>
        <div className="list-body" data-facets={facetsShown || undefined}>
          {facetsShown ? (
            <aside className="list-facets" aria-label="Filters">
              <FindingFacets
                filter={filter}
                names={names}
                onToggle={(field, value) => changeFilter(toggleValue(filter, FILTER_FIELDS, field, value))}
              />
            </aside>
          ) : null}
          <SplitPane
            name="findings"
            label="Width of the editor"
            initial={520}
            min={380}
            start={
              <DataTable
                label="Findings"
                columns={columns}
                rows={rows}
                rowKey={(row) => row.findingId}
                active={active}
                onActive={activate}
                onOpen={focusEditor}
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
              findingId === null ? (
                <EmptyState title="No finding chosen">
                  Move through the list with <Kbd keys="j" /> and <Kbd keys="k" />, and press <Kbd keys="Enter" /> to write.
                </EmptyState>
              ) : shown !== undefined ? (
                <FindingEditor
                  key={shown.findingId}
                  row={shown}
                  serviceName={shown.service === null ? null : names.service(shown.service)}
                  topicName={shown.topic === null ? null : names.topic(shown.topic)}
                  listed={activeRow === undefined || activeRow.findingId === shown.findingId}
                  onSaved={undo.note}
                  onLeave={focusTable}
                />
              ) : chosen.error !== null ? (
                <div className="list-error">
                  <ErrorNotice error={chosen.error} />
                </div>
              ) : null
            }
          />
        </div>
      </div>
    </Screen>
  )
}

function NoMatch({ filter, onClear }: { readonly filter: string; readonly onClear: () => void }) {
  return (
    <EmptyState title="No finding matches" actions={<Button onClick={onClear}>Show all findings</Button>}>
      Nothing fits “{filter}”.
    </EmptyState>
  )
}

function NoFindings() {
  return (
    <EmptyState
      title="No findings yet"
      actions={
        <ButtonLink kind="primary" href={hrefs.imports}>
          Import scan results
        </ButtonLink>
      }
    >
      One finding is drafted for every service and check with failing evidence, as soon as scan results are imported.
    </EmptyState>
  )
}

/** Names of services and topics from the catalog; a key it does not know stands for itself. */
function useNames() {
  const services = useAnswer('catalog.services', {})
  const topics = useAnswer('catalog.topics', {})
  return useMemo(() => {
    const serviceNames = new Map(services.data?.map(({ key, name }) => [key, name]))
    const topicNames = new Map(topics.data?.map(({ topic, label }) => [topic, label]))
    return { service: (key: string) => serviceNames.get(key) ?? key, topic: (key: string) => topicNames.get(key) ?? key }
  }, [services.data, topics.data])
}
