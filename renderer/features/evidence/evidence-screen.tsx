// The Evidence screen: facets, table and one record in full. Filter, sort and the chosen record live in the address.
import { useCallback, useMemo, useRef } from 'react'
import { useRoute } from 'wouter'
import type { EvidenceRow } from '#domain/evidence'
import { Button, ButtonLink } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { Screen } from '../../design/layout.tsx'
import { ListScreen } from '../../design/list-screen.tsx'
import { toggleValue } from '../../navigation/facet-filter.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useChosenRow } from '../../navigation/use-chosen-row.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { evidenceColumns } from './evidence-columns.tsx'
import { EvidencePane } from './evidence-detail.tsx'
import { EvidenceFacets } from './evidence-facets.tsx'
import { FILTER_FIELDS, readSort, useEvidenceRows, writeSort } from './evidence-queries.ts'
import { ScanFilters } from './scan-filters.tsx'
import './evidence.css'

const KIND = {
  idOf: (row: EvidenceRow) => row.evidenceId,
  readId: (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null),
}

export function EvidenceScreen() {
  const [, params] = useRoute('/evidence/:evidenceId')
  const [filter, setFilter] = useSearchParam('filter')
  const [sortText, setSortText] = useSearchParam('sort')
  const frame = useRef<HTMLDivElement>(null)

  const sort = readSort(sortText)
  const rows = useEvidenceRows(filter, sort)
  const names = useCatalogNames()
  const columns = useMemo(() => evidenceColumns(names), [names])
  const { id, active, activate, startAgain } = useChosenRow(rows, hrefs.evidence(), params?.evidenceId, KIND)

  const changeFilter = useCallback(
    (next: string) => {
      startAgain()
      setFilter(next)
    },
    [startAgain, setFilter],
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
      <ListScreen
        ref={frame}
        name="evidence"
        placeholder="result:fail service:iam region:eu-central-1 or any words"
        filter={filter}
        onFilter={changeFilter}
        facets={
          <EvidenceFacets
            filter={filter}
            names={names}
            onToggle={(field, value) => changeFilter(toggleValue(filter, FILTER_FIELDS, field, value))}
          />
        }
        bar={<ScanFilters filter={filter} onFilter={changeFilter} />}
        detailLabel="Width of the record"
        detailWidth={480}
        detailMin={360}
        list={
          <DataTable
            label="Evidence"
            columns={columns}
            rows={rows}
            rowKey={KIND.idOf}
            active={active}
            onActive={activate}
            onOpen={focusDetail}
            sort={sort}
            onSort={(next) => {
              startAgain()
              setSortText(writeSort(next))
            }}
            look={(row) => (row.standing === 'current' ? undefined : 'dim')}
            autoFocus
            empty={<NoMatch filter={filter} onClear={() => changeFilter('')} />}
          />
        }
        detail={
          id === null ? (
            <EmptyState title="No record chosen">
              Move through the list with <Kbd keys="j" /> and <Kbd keys="k" />.
            </EmptyState>
          ) : (
            <EvidencePane evidenceId={id} names={names} />
          )
        }
      />
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
