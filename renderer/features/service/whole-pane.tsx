// The service as a whole: where each topic stands, the overall conclusion, and the sign-offs.
import { Link } from 'wouter'
import type { Output } from '#contract'
import { ConclusionMark, CoverageMark } from '../../design/marks.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { ConclusionEditor } from './conclusion-editor.tsx'
import { SignOffPanel } from './sign-off-panel.tsx'

export function WholePane({ answer }: { readonly answer: Output<'services.get'> }) {
  const { service, coverage, criteria, conclusions, signOffs, contentHash } = answer
  return (
    <div className="topic-pane">
      <header className="topic-head">
        <h2>The service as a whole</h2>
      </header>
      <table className="whole-table">
        <thead>
          <tr>
            <th scope="col">Topic</th>
            <th scope="col">State</th>
            <th scope="col">Criteria judged</th>
            <th scope="col">Conclusion</th>
          </tr>
        </thead>
        <tbody>
          {service.chapter.map(({ topic, title }) => {
            const mine = criteria.filter((criterion) => criterion.topic === topic)
            return (
              <tr key={topic}>
                <th scope="row">
                  <Link href={hrefs.service(service.key, topic)}>{title}</Link>
                </th>
                <td>
                  <CoverageMark state={coverage.topics.find((cell) => cell.topic === topic)?.state ?? 'not-tested'} />
                </td>
                <td>
                  {mine.filter(({ verdict }) => verdict !== 'not-tested').length} of {mine.length}
                </td>
                <td>
                  <ConclusionMark
                    conclusion={conclusions.find((conclusion) => conclusion.topic === topic)?.conclusion ?? 'not-concluded'}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <section className="topic-section" aria-label="Conclusion on the service">
        <h3>Conclusion on the service</h3>
        <ConclusionEditor service={service.key} topic={null} known={conclusions.find((conclusion) => conclusion.topic === null)} />
      </section>
      <section className="topic-section" aria-label="Sign-off">
        <h3>Sign-off</h3>
        <SignOffPanel service={service.key} serviceName={service.name} signOffs={signOffs} contentHash={contentHash} />
      </section>
    </div>
  )
}
