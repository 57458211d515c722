// One topic of the chapter: its evidence, the checklist of the customer's part and AWS's, its findings, its conclusion.
import { Link } from 'wouter'
import type { Output } from '#contract'
import type { ChapterTopic } from '#domain/catalog'
import { EvidenceResult, sumOf } from '#domain/evidence'
import { countOf } from '../../design/format.ts'
import { CoverageMark, ResultMark } from '../../design/marks.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { AcceptAll } from './accept-all.tsx'
import { Checklist } from './checklist.tsx'
import { ConclusionEditor } from './conclusion-editor.tsx'
import { LeftOut } from './left-out.tsx'
import './service.css'
import { TopicFindings } from './topic-findings.tsx'

export function TopicPane({ chapterTopic, answer }: { readonly chapterTopic: ChapterTopic; readonly answer: Output<'services.get'> }) {
  const { topic, title } = chapterTopic
  const { service, coverage, criteria, conclusions } = answer
  const cell = coverage.topics.find((candidate) => candidate.topic === topic)
  const split = service.responsibilities.find((part) => part.topic === topic)
  const mine = criteria.filter((criterion) => criterion.topic === topic)
  const proposals = useAnswer('criteria.proposals', { service: service.key }, { keepPrevious: true })
  return (
    <div className="topic-pane">
      <header className="topic-head">
        <h2>{title}</h2>
        {cell === undefined ? null : <CoverageMark state={cell.state} boxed />}
        <AcceptAll service={service.key} criteria={mine} proposals={proposals.data ?? []} />
      </header>
      <div className="topic-evidence">
        {cell === undefined || sumOf(cell.evidence) === 0 ? (
          <span className="nothing">No scan evidence is filed under this topic.</span>
        ) : (
          <>
            <Link href={hrefs.counted({ service: service.key, topic })}>{countOf(sumOf(cell.evidence), 'record')}</Link>
            {EvidenceResult.options
              .filter((result) => cell.evidence[result] > 0)
              .map((result) => (
                <Link key={result} href={hrefs.counted({ service: service.key, topic, result })}>
                  <ResultMark result={result} count={cell.evidence[result]} />
                </Link>
              ))}
            {cell.muted > 0 ? (
              <Link href={hrefs.counted({ service: service.key, topic, muted: true })}>{countOf(cell.muted, 'muted', 'muted')}</Link>
            ) : null}
          </>
        )}
      </div>
      {proposals.error === null ? null : <ErrorNotice error={proposals.error} />}
      <Checklist
        key={topic}
        parts={[
          {
            title: 'The customer’s part',
            subtitle: 'Security in the cloud: tested here',
            text: split?.customer,
            criteria: mine.filter(({ responsibility }) => responsibility !== 'aws'),
          },
          {
            title: 'AWS’s part',
            subtitle: 'Security of the cloud: inherited from AWS',
            text: split?.aws,
            criteria: mine.filter(({ responsibility }) => responsibility === 'aws'),
          },
        ]}
        proposals={proposals.data ?? (proposals.error === null ? undefined : [])}
      />
      <LeftOut service={service.key} topic={topic} />
      <section className="topic-section" aria-label="Findings of this topic">
        <h3>Findings</h3>
        <TopicFindings service={service.key} topic={topic} />
      </section>
      <section className="topic-section" aria-label="Conclusion on this topic">
        <h3>Conclusion on this topic</h3>
        <ConclusionEditor
          key={topic}
          service={service.key}
          topic={topic}
          known={conclusions.find((conclusion) => conclusion.topic === topic)}
        />
      </section>
    </div>
  )
}
