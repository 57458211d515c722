// Criteria of a topic that the customer's factors leave off the checklist: said where one would look for them.
import { Link } from 'wouter'
import { countOf } from '../../design/format.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useEngagement } from '../../platform/engagement.ts'
import { useAnswer } from '../../platform/queries.ts'

export function LeftOut({ service, topic }: { readonly service: string; readonly topic: string }) {
  const answers = useEngagement()?.factors.answers ?? {}
  const effects = useAnswer('factors.effects', { answers, services: [service] }, { keepPrevious: true })
  const left = effects.data?.services[0]?.leftOut.filter((criterion) => criterion.topic === topic) ?? []
  if (left.length === 0) return null
  return (
    <details className="left-out">
      <summary>{countOf(left.length, 'criterion', 'criteria')} left out by the customer’s factors</summary>
      <ul>
        {left.map(({ criterionId, statement }) => (
          <li key={criterionId}>{statement}</li>
        ))}
      </ul>
      <p className="muted-text">
        The answers under <Link href={hrefs.factors}>Scope and factors</Link> decide. Verdicts given before are kept.
      </p>
    </details>
  )
}
