// The topics of the chapter in its order, each with its state, how many criteria are judged, and whether it is concluded.
import { Link } from 'wouter'
import type { Output } from '#contract'
import { ConclusionMark, CoverageMark } from '../../design/marks.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { shortTitle } from './short-title.ts'

/** Stands for the service as a whole in the address. */
export const WHOLE = 'whole'

export function TopicNav({ answer, current }: { readonly answer: Output<'services.get'>; readonly current: string }) {
  const { service, coverage, criteria, conclusions } = answer
  const conclusionOf = (topic: string | null) => conclusions.find((conclusion) => conclusion.topic === topic)?.conclusion ?? 'not-concluded'
  return (
    <nav className="topic-nav" aria-label="Topics of the chapter">
      {service.chapter.map(({ topic, title }, index) => {
        const mine = criteria.filter((criterion) => criterion.topic === topic)
        const judged = mine.filter(({ verdict }) => verdict !== 'not-tested').length
        const state = coverage.topics.find((cell) => cell.topic === topic)?.state ?? 'not-tested'
        return (
          <Link
            key={topic}
            href={hrefs.service(service.key, topic)}
            className="topic-link"
            aria-current={current === topic ? 'page' : undefined}
          >
            <CoverageMark state={state} show="shape" />
            <span className="topic-link-words">
              <span>
                {index + 1}. {shortTitle(title, [service.name, ...service.aliases])}
              </span>
              <span className="topic-link-note">
                {judged} of {mine.length} judged
              </span>
            </span>
            <ConclusionMark conclusion={conclusionOf(topic)} show="shape" />
          </Link>
        )
      })}
      <Link
        href={hrefs.service(service.key, WHOLE)}
        className="topic-link topic-link-whole"
        aria-current={current === WHOLE ? 'page' : undefined}
      >
        <span className="topic-link-words">
          <span>The service as a whole</span>
          <span className="topic-link-note">Conclusion and sign-off</span>
        </span>
        <ConclusionMark conclusion={conclusionOf(null)} show="shape" />
      </Link>
    </nav>
  )
}
