// One topic of the chapter: its evidence, AWS's part and the customer's part side by side, its findings, its conclusion.
import { Link } from 'wouter'
import type { Output } from '#contract'
import type { ChapterTopic } from '#domain/catalog'
import type { JudgedCriterion } from '#domain/criterion'
import { EvidenceResult, sumOf } from '#domain/evidence'
import { countOf } from '../../design/format.ts'
import { CoverageMark, ResultMark } from '../../design/marks.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { ConclusionEditor } from './conclusion-editor.tsx'
import { CriterionCard } from './criterion-card.tsx'
import { LeftOut } from './left-out.tsx'
import './service.css'
import { TopicFindings } from './topic-findings.tsx'

export function TopicPane({ chapterTopic, answer }: { readonly chapterTopic: ChapterTopic; readonly answer: Output<'services.get'> }) {
  const { topic, title } = chapterTopic
  const { service, coverage, criteria, conclusions } = answer
  const cell = coverage.topics.find((candidate) => candidate.topic === topic)
  const split = service.responsibilities.find((part) => part.topic === topic)
  const mine = criteria.filter((criterion) => criterion.topic === topic)
  return (
    <div className="topic-pane">
      <header className="topic-head">
        <h2>{title}</h2>
        {cell === undefined ? null : <CoverageMark state={cell.state} boxed />}
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
      <div className="topic-parts">
        <Part
          title="AWS’s part"
          subtitle="Security of the cloud: inherited from AWS"
          text={split?.aws}
          criteria={mine.filter(({ responsibility }) => responsibility === 'aws')}
        />
        <Part
          title="The customer’s part"
          subtitle="Security in the cloud: tested here"
          text={split?.customer}
          criteria={mine.filter(({ responsibility }) => responsibility !== 'aws')}
        />
      </div>
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

function Part({
  title,
  subtitle,
  text,
  criteria,
}: {
  readonly title: string
  readonly subtitle: string
  readonly text: string | undefined
  readonly criteria: readonly JudgedCriterion[]
}) {
  return (
    <section className="topic-part" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <p className="muted-text">{subtitle}</p>
      </header>
      {text === undefined || text === '' ? null : <p className="topic-part-text">{text}</p>}
      {criteria.length === 0 ? (
        <p className="nothing">No criterion in the catalog for this part.</p>
      ) : (
        criteria.map((criterion) => <CriterionCard key={criterion.criterionId} criterion={criterion} />)
      )}
    </section>
  )
}
