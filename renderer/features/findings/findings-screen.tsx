// The Findings screen: facets, table and editor side by side. Filter, sort and the chosen finding live in the address.
import { Undo2 } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { useRoute } from 'wouter'
import type { FindingRow } from '#domain/finding'
import { Button, ButtonLink, IconButton } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { Screen } from '../../design/layout.tsx'
import { ListScreen } from '../../design/list-screen.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { toggleValue } from '../../navigation/facet-filter.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { showInList, useChosenRow } from '../../navigation/use-chosen-row.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { useAnswer } from '../../platform/queries.ts'
import { findingColumns } from './finding-columns.tsx'
import { FindingEditor } from './finding-editor.tsx'
import { FindingFacets } from './finding-facets.tsx'
import { FILTER_FIELDS, readSort, useFindingRows, writeSort } from './finding-queries.ts'
import { useUndo } from './use-undo.ts'
import './findings.css'

const KIND = { idOf: (row: FindingRow) => row.findingId, readId: (text: string) => (text === '' ? null : text) }

/** For undo, which goes to the finding it changed back. */
const showFinding = (findingId: string) => showInList(hrefs.findings(), findingId)

export function FindingsScreen() {
  const [, params] = useRoute('/findings/:findingId')
  const [filter, setFilter] = useSearchParam('filter')
  const [sortText, setSortText] = useSearchParam('sort')
  const frame = useRef<HTMLDivElement>(null)

  const sort = readSort(sortText)
  const rows = useFindingRows(filter, sort)
  const names = useCatalogNames()
  const columns = useMemo(() => findingColumns(names), [names])
  const undo = useUndo(showFinding)
  const { id, active, row, activate, startAgain } = useChosenRow(rows, hrefs.findings(), params?.findingId, KIND)
  const chosen = useAnswer('findings.get', { findingId: id ?? '' }, { enabled: id !== null })
  const shown = chosen.data ?? (row?.findingId === id ? row : undefined)

  const changeFilter = useCallback(
    (next: string) => {
      startAgain()
      setFilter(next)
    },
    [startAgain, setFilter],
  )
  const focusTable = () => frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  // After the key press has ended: Enter must not be typed into the title.
  const focusEditor = () => requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[data-finding-title]')?.focus())

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
      <ListScreen
        ref={frame}
        name="findings"
        placeholder="severity:high service:iam status:open or any words"
        filter={filter}
        onFilter={changeFilter}
        facets={
          <FindingFacets
            filter={filter}
            names={names}
            onToggle={(field, value) => changeFilter(toggleValue(filter, FILTER_FIELDS, field, value))}
          />
        }
        detailLabel="Width of the editor"
        detailWidth={520}
        detailMin={380}
        list={
          <DataTable
            label="Findings"
            columns={columns}
            rows={rows}
            rowKey={KIND.idOf}
            active={active}
            onActive={activate}
            onOpen={focusEditor}
            sort={sort}
            onSort={(next) => {
              startAgain()
              setSortText(writeSort(next))
            }}
            autoFocus
            empty={<NoMatch filter={filter} onClear={() => changeFilter('')} />}
          />
        }
        detail={
          id === null ? (
            <EmptyState title="No finding chosen">
              Move through the list with <Kbd keys="j" /> and <Kbd keys="k" />, and press <Kbd keys="Enter" /> to write.
            </EmptyState>
          ) : shown !== undefined ? (
            <FindingEditor
              key={shown.findingId}
              row={shown}
              serviceName={shown.service === null ? null : names.service(shown.service)}
              topicName={shown.topic === null ? null : names.topic(shown.topic)}
              listed={row === undefined || row.findingId === shown.findingId}
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
