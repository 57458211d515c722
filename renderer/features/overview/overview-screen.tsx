// The Overview: the coverage map first, then results, severities, what is missing and what came in last.
import { FolderInput, Pencil } from 'lucide-react'
import { EvidenceResult, Severity, sumOf } from '#domain/evidence'
import { BarList } from '../../design/bar-list.tsx'
import { ButtonLink } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf, formatCount, nounOf } from '../../design/format.ts'
import { Panel, Screen, Stat } from '../../design/layout.tsx'
import { RESULT_LOOKS, ResultMark, SEVERITY_LOOKS, SeverityMark } from '../../design/marks.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { CoverageMap } from './coverage-map.tsx'
import { LastImport } from './last-import.tsx'
import './overview.css'
import { TodoPanel } from './todo-panel.tsx'

export function OverviewScreen() {
  const overview = useAnswer('overview.get', {}, { keepPrevious: true })
  const coverage = useAnswer('coverage.get', {}, { keepPrevious: true })
  const error = overview.error ?? coverage.error
  const { data } = overview
  return (
    <Screen
      title="Overview"
      note={
        data === undefined
          ? undefined
          : countOf(data.services.filter((service) => service.inScope).length, 'service in scope', 'services in scope')
      }
      actions={
        <>
          <ButtonLink href={hrefs.scope} icon={<Pencil aria-hidden />}>
            Edit scope
          </ButtonLink>
          <ButtonLink href={hrefs.imports} kind="primary" icon={<FolderInput aria-hidden />}>
            Import
          </ButtonLink>
        </>
      }
    >
      {error === null ? null : <ErrorNotice error={error} />}
      {data === undefined || coverage.data === undefined ? null : (
        <div className="overview">
          <Figures overview={data} />
          {data.imports > 0 ? null : (
            <Notice title="Next: bring in scan results">
              Drop files or folders anywhere on this window, or press Import. They are filed by service and topic as they come in.
            </Notice>
          )}
          <Panel title="Coverage map">
            {coverage.data.services.length === 0 ? (
              <EmptyState
                title="No service is in scope and nothing was imported"
                actions={
                  <>
                    <ButtonLink href={hrefs.scope}>Choose services</ButtonLink>
                    <ButtonLink href={hrefs.imports} kind="primary">
                      Import scan results
                    </ButtonLink>
                  </>
                }
              >
                The map shows every service by every topic of its Security chapter: what was tested, how, and what was not.
              </EmptyState>
            ) : (
              <CoverageMap coverage={coverage.data} services={data.services} />
            )}
          </Panel>
          <div className="overview-columns">
            <div className="overview-column">
              <TodoPanel overview={data} />
              {data.lastImport === null ? null : <LastImport summary={data.lastImport} imports={data.imports} />}
            </div>
            <div className="overview-charts">
              <Panel title="Records by result">
                <BarList
                  label="Records by result"
                  total={sumOf(data.byResult)}
                  totalLabel="All records"
                  totalHref={hrefs.counted()}
                  bars={EvidenceResult.options.map((result) => ({
                    id: result,
                    mark: <ResultMark result={result} />,
                    tone: RESULT_LOOKS[result].tone,
                    count: data.byResult[result],
                    href: hrefs.counted({ result }),
                  }))}
                />
              </Panel>
              <Panel title="Failing records by severity">
                <BarList
                  label="Failing records by severity"
                  total={data.byResult.fail}
                  totalLabel="All failing"
                  totalHref={hrefs.counted({ result: 'fail' })}
                  bars={Severity.options.map((severity) => ({
                    id: severity,
                    mark: <SeverityMark severity={severity} />,
                    tone: SEVERITY_LOOKS[severity].tone,
                    count: data.failsBySeverity[severity],
                    href: hrefs.counted({ result: 'fail', severity }),
                  }))}
                />
              </Panel>
            </div>
          </div>
        </div>
      )}
    </Screen>
  )
}

function Figures({ overview }: { readonly overview: NonNullable<ReturnType<typeof useAnswer<'overview.get'>>['data']> }) {
  const inScope = overview.services.filter((service) => service.inScope)
  const criteria = inScope.reduce((sum, service) => sum + sumOf(service.criteria), 0)
  const untested = inScope.reduce((sum, service) => sum + service.criteria['not-tested'], 0)
  const signed = inScope.filter((service) => service.signOffs.filter((signOff) => signOff.holds).length === 2).length
  const { draft, open } = overview.findingsByStatus
  return (
    <div className="overview-stats">
      <Stat value={formatCount(sumOf(overview.byResult))} label={nounOf(sumOf(overview.byResult), 'record')} href={hrefs.counted()} />
      <Stat value={formatCount(overview.byResult.fail)} label="failing" href={hrefs.counted({ result: 'fail' })} />
      <Stat
        value={formatCount(draft + open)}
        label={`${nounOf(draft + open, 'finding')} draft or open`}
        href={hrefs.findings({ status: ['draft', 'open'] })}
      />
      <Stat
        value={`${formatCount(criteria - untested)} of ${formatCount(criteria)}`}
        label={`${nounOf(criteria, 'criterion', 'criteria')} judged`}
      />
      <Stat value={formatCount(overview.unfiled)} label="filed under no service" href={hrefs.counted({ service: null })} />
      <Stat value={`${formatCount(signed)} of ${formatCount(inScope.length)}`} label={`${nounOf(inScope.length, 'service')} signed off`} />
    </div>
  )
}
