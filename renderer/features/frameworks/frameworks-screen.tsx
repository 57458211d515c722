// The Frameworks screen: the frameworks, the requirements of the chosen one, and one requirement with all that touches it. Framework,
// filter and requirement live in the address.
import { Download, Scale } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type FrameworkSummary, type RequirementRow, RequirementState } from '#domain/framework'
import { Button, ButtonLink } from '../../design/button.tsx'
import { DataTable, rowsOf } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { SelectField } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { Screen, Toolbar } from '../../design/layout.tsx'
import { Mark } from '../../design/marks.tsx'
import { Menu } from '../../design/menu.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { SearchBox } from '../../design/search-box.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { SplitPane } from '../../design/split-pane.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { type CatalogNames, useCatalogNames } from '../../platform/catalog-names.ts'
import { useAnswer } from '../../platform/queries.ts'
import { FrameworkList } from './framework-list.tsx'
import { requirementColumns } from './requirement-columns.tsx'
import { RequirementDetail } from './requirement-detail.tsx'
import { groupsOf, isTouched, STATE_LOOKS, STATE_ORDER, STATE_WORDS, titleOf } from './states.ts'
import { useExport } from './use-export.ts'
import './frameworks.css'

const ALL = 'all'

export function FrameworksScreen() {
  const [named, setNamed] = useSearchParam('framework')
  const [serviceWord, setService] = useSearchParam('service')
  const service = serviceWord === '' ? null : serviceWord
  const list = useAnswer('frameworks.list', { service }, { keepPrevious: true })
  const names = useCatalogNames()
  const groups = useMemo(() => groupsOf(list.data?.frameworks ?? []), [list.data])
  const inOrder = groups.flatMap(({ frameworks }) => frameworks)
  const chosen = inOrder.find(({ frameworkId }) => frameworkId === named) ?? inOrder[0]
  const step = (by: 1 | -1) => {
    const next = inOrder[inOrder.findIndex((f) => f.frameworkId === chosen?.frameworkId) + by]
    if (next !== undefined) setNamed(next.frameworkId)
  }
  useShortcut(']', 'Next framework', () => step(1))
  useShortcut('[', 'Previous framework', () => step(-1))

  if (list.error !== null)
    return (
      <Screen title="Frameworks">
        <ErrorNotice error={list.error} />
      </Screen>
    )
  if (list.data !== undefined && named === '' && service === null && !list.data.frameworks.some((f) => f.selected || isTouched(f)))
    return (
      <Screen title="Frameworks">
        <NothingTouched first={inOrder[0]} />
      </Screen>
    )
  const touched = list.data?.frameworks.filter(isTouched).length
  return (
    <Screen title="Frameworks" padded={false} note={touched === undefined ? undefined : `${countOf(touched, 'framework')} touched`}>
      <div className="frameworks">
        <aside className="frameworks-side" aria-label="Choose a framework">
          <FrameworkList groups={groups} chosen={chosen?.frameworkId ?? null} />
          <p className="frameworks-keys muted-text">
            <Kbd keys="[" /> <Kbd keys="]" /> move between frameworks
          </p>
        </aside>
        <div className="frameworks-main">
          {list.data === undefined || list.data.withoutRequirements.length === 0 ? null : (
            <OldFiles names={list.data.withoutRequirements} />
          )}
          {chosen === undefined ? null : (
            <Requirements key={chosen.frameworkId} summary={chosen} service={service} onService={setService} names={names} />
          )}
        </div>
      </div>
    </Screen>
  )
}

type RequirementsProps = {
  readonly summary: FrameworkSummary
  readonly service: string | null
  readonly onService: (service: string) => void
  readonly names: CatalogNames
}

function Requirements({ summary, service, onService, names }: RequirementsProps) {
  const [text, setText] = useSearchParam('text')
  const [statesWord, setStates] = useSearchParam('states')
  const [requirement, setRequirement] = useSearchParam('requirement')
  const [active, setActive] = useState<number | null>(null)
  const save = useExport()
  const states = RequirementState.options.filter((state) => statesWord.split(',').includes(state))
  const asked = { framework: summary.frameworkId, service, states: [...states], text }
  const answer = useAnswer('frameworks.get', asked, { keepPrevious: true })
  const rows = answer.data?.rows ?? []
  const place = rows.findIndex((row) => row.requirement === requirement)
  const current = place >= 0 ? place : active !== null && active < rows.length ? active : rows.length > 0 ? 0 : null
  const row = current === null ? undefined : rows[current]
  const activate = (index: number, chosen: RequirementRow | undefined) => {
    setActive(index)
    if (chosen !== undefined) setRequirement(chosen.requirement)
  }
  const toggle = (state: RequirementState) =>
    setStates((states.includes(state) ? states.filter((known) => known !== state) : [...states, state]).join(','))

  return (
    <>
      <header className="framework-head">
        <div>
          <h2>{titleOf(summary)}</h2>
          <p className="muted-text">{summary.listNote ?? summary.publisher ?? 'Kept as the scans write it.'}</p>
        </div>
        <Menu
          align="end"
          trigger={
            <Button icon={<Download aria-hidden />} disabled={rows.length === 0}>
              Export
            </Button>
          }
          items={[
            { label: 'Table (CSV)', onSelect: () => void save(asked, 'csv') },
            { label: 'With checks and criteria (JSON)', onSelect: () => void save(asked, 'json') },
          ]}
        />
      </header>
      <Toolbar label="Filter the requirements">
        <SearchBox label="requirements" placeholder="Id, title, check or criterion" value={text} onValue={setText} />
        <ServiceChoice service={service} onService={onService} names={names} />
        <span className="framework-count muted-text">
          {answer.data === undefined
            ? ''
            : `${rows.length === answer.data.total ? '' : `${rows.length} of `}${countOf(answer.data.total, 'requirement')}`}
        </span>
      </Toolbar>
      <div className="state-filter" role="group" aria-label="States">
        {STATE_ORDER.filter((state) => summary.states[state] > 0 || states.includes(state)).map((state) => (
          <button key={state} type="button" className="state-choice" aria-pressed={states.includes(state)} onClick={() => toggle(state)}>
            <Mark look={STATE_LOOKS[state]} word={STATE_WORDS[state]} count={summary.states[state]} />
          </button>
        ))}
      </div>
      <div className="framework-body">
        <SplitPane
          name="frameworks"
          label="Width of the requirement"
          initial={400}
          min={320}
          start={
            <DataTable
              label="Requirements"
              columns={requirementColumns(rows)}
              rows={{ ...rowsOf(rows, JSON.stringify(asked)), total: answer.data === undefined ? null : rows.length, error: answer.error }}
              rowKey={(each) => each.requirement}
              active={current}
              onActive={activate}
              look={(each) => (each.state === 'not-tested' ? 'dim' : undefined)}
              autoFocus
              empty={
                <NoRequirement
                  summary={summary}
                  isFiltered={text !== '' || states.length > 0}
                  onClear={() => {
                    setText('')
                    setStates('')
                  }}
                />
              }
            />
          }
          end={
            row === undefined || answer.data === undefined ? (
              <EmptyState title="No requirement chosen">
                Move through the list with <Kbd keys="j" /> and <Kbd keys="k" />.
              </EmptyState>
            ) : (
              <RequirementDetail framework={answer.data.framework} row={row} names={names} service={service} />
            )
          }
        />
      </div>
    </>
  )
}

function ServiceChoice({ service, onService, names }: Pick<RequirementsProps, 'service' | 'onService' | 'names'>) {
  const coverage = useAnswer('coverage.get', {})
  const keys = [...new Set([...(coverage.data?.services.map(({ key }) => key) ?? []), ...(service === null ? [] : [service])])]
  return (
    <div className="framework-service">
      <SelectField
        label="Service"
        hideLabel
        options={[{ value: ALL, label: 'All services' }, ...keys.map((key) => ({ value: key, label: names.service(key) }))]}
        value={service ?? ALL}
        onValue={(value) => onService(value === ALL ? '' : value)}
      />
    </div>
  )
}

function NoRequirement({
  summary,
  isFiltered,
  onClear,
}: {
  readonly summary: FrameworkSummary
  readonly isFiltered: boolean
  readonly onClear: () => void
}) {
  if (isFiltered)
    return (
      <EmptyState title="No requirement fits" actions={<Button onClick={onClear}>Show all requirements</Button>}>
        Choose other states, or search for other words.
      </EmptyState>
    )
  return (
    <EmptyState title="No requirement is named">
      {countOf(summary.withoutRequirement, 'check')} of the evidence belong to this framework, but nothing says to which of its
      requirements.
    </EmptyState>
  )
}

const OldFiles = ({ names }: { readonly names: readonly string[] }) => (
  <div className="frameworks-notice">
    <Notice tone="warn" title={`${countOf(names.length, 'file')} read before Tickmark kept the requirements that scans name`}>
      What they name is not here; only what the catalog knows of their checks is. Remove and import again: {names.join(', ')}.
    </Notice>
  </div>
)

function NothingTouched({ first }: { readonly first: FrameworkSummary | undefined }) {
  return (
    <EmptyState
      icon={<Scale aria-hidden />}
      title="No framework is touched yet"
      actions={
        <>
          <ButtonLink kind="primary" href={hrefs.imports}>
            Import scan results
          </ButtonLink>
          <ButtonLink href={hrefs.scope}>State the customer’s factors</ButtonLink>
          {first === undefined ? null : (
            <ButtonLink href={hrefs.frameworks({ framework: first.frameworkId })}>Show all frameworks</ButtonLink>
          )}
        </>
      }
    >
      Scans name requirements, the catalog knows which checks touch which, and the customer’s factors say which frameworks matter.
    </EmptyState>
  )
}
