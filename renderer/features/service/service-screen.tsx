// A service's chapter: its topics at the left, the chosen one at the right. `[` and `]` turn the pages.
import { FileOutput, FileText, ListChecks } from 'lucide-react'
import { sumOf } from '#domain/evidence'
import { Badge } from '../../design/badge.tsx'
import { ButtonLink } from '../../design/button.tsx'
import { countOf } from '../../design/format.ts'
import { Screen } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useAnswer } from '../../platform/queries.ts'
import './service.css'
import { ServiceNotes } from './service-notes.tsx'
import { TopicNav, WHOLE } from './topic-nav.tsx'
import { TopicPane } from './topic-pane.tsx'
import { WholePane } from './whole-pane.tsx'

export function ServiceScreen({ service: key }: { readonly service: string }) {
  const { data, error } = useAnswer('services.get', { service: key }, { keepPrevious: true })
  const [wanted, setTopic] = useSearchParam('topic')
  const pages = [...(data?.service.chapter.map(({ topic }) => topic) ?? []), WHOLE]
  const current = pages.includes(wanted) ? wanted : (pages[0] ?? WHOLE)
  const turn = (step: 1 | -1) => {
    const next = pages[pages.indexOf(current) + step]
    if (next !== undefined) setTopic(next, { push: true })
  }
  useShortcut(']', 'Next topic', () => turn(1))
  useShortcut('[', 'Previous topic', () => turn(-1))

  if (error !== null)
    return (
      <Screen title={key}>
        <ErrorNotice error={error} />
      </Screen>
    )
  if (data === undefined) return <Screen title="">{null}</Screen>
  const { service, coverage } = data
  const topic = service.chapter.find((candidate) => candidate.topic === current)
  return (
    <Screen
      title={service.name}
      note={
        <>
          {service.aliases.length === 0 ? null : `also ${service.aliases.slice(0, 2).join(', ')} `}
          {coverage.inScope ? null : <Badge tone="warn">not in scope</Badge>}
        </>
      }
      padded={false}
      actions={
        <>
          <ButtonLink kind="quiet" href={hrefs.counted({ service: service.key })} icon={<FileText aria-hidden />}>
            {countOf(sumOf(coverage.evidence), 'record')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={hrefs.findings({ service: service.key })} icon={<ListChecks aria-hidden />}>
            {countOf(coverage.findings, 'finding')}
          </ButtonLink>
          <ButtonLink href={hrefs.reports} icon={<FileOutput aria-hidden />}>
            Reports
          </ButtonLink>
        </>
      }
    >
      <div className="service">
        <TopicNav answer={data} current={current} />
        <div className="service-page" key={current}>
          {service.notes.length === 0 && service.hasChapter ? null : (
            <div className="service-notes">
              <ServiceNotes notes={service.notes} />
              {service.hasChapter ? null : (
                <Notice title="No Security chapter known">
                  AWS publishes none for this service that we know of. The eight canonical topics stand in, and the report says so.
                </Notice>
              )}
            </div>
          )}
          {topic === undefined ? <WholePane answer={data} /> : <TopicPane chapterTopic={topic} answer={data} />}
        </div>
      </div>
    </Screen>
  )
}
