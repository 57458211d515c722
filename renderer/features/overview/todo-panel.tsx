// What is missing before the reports can be signed: what refuses them, then what a careful auditor would still finish.
import { ChevronRight, CircleDot, OctagonX } from 'lucide-react'
import { Link } from 'wouter'
import type { Overview } from '#contract/overview'
import { Panel } from '../../design/layout.tsx'
import { Notice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import './overview.css'

/** Where each kind of open point is dealt with. */
const PLACES: Readonly<Record<string, string>> = {
  'no-imports': hrefs.imports,
  'services-without-evidence': hrefs.imports,
  'findings-draft': hrefs.findings({ status: 'draft' }),
  'evidence-unfiled': hrefs.filing,
  'factors-not-stated': hrefs.factors,
  'inherited-without-report': hrefs.awsReports,
  'aws-report-checks': hrefs.awsReports,
}

export function TodoPanel({ overview }: { readonly overview: Overview }) {
  const { blockers, openPoints, services } = overview
  const untested = services.find((service) => service.inScope && service.criteria['not-tested'] > 0)
  const placeOf = (code: string) => (code === 'criteria-not-tested' && untested !== undefined ? hrefs.service(untested.key) : PLACES[code])
  return (
    <Panel title="Before the reports can be signed">
      {blockers.length === 0 && openPoints.length === 0 ? (
        <Notice tone="good" title="Nothing is missing">
          No blocker and no open point.
        </Notice>
      ) : (
        <ul className="todo-list">
          {blockers.map(({ code, message, service }) => (
            <Todo
              key={`${code} ${service ?? ''}`}
              message={message}
              href={service === null ? hrefs.reports : hrefs.service(service)}
              blocks
            />
          ))}
          {openPoints.map(({ code, message }) => (
            <Todo key={code} message={message} href={placeOf(code)} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Todo({
  message,
  href,
  blocks = false,
}: {
  readonly message: string
  readonly href: string | undefined
  readonly blocks?: boolean
}) {
  const words = (
    <span>
      {blocks ? <strong>Blocks: </strong> : null}
      {message}
    </span>
  )
  const icon = blocks ? <OctagonX aria-hidden /> : <CircleDot aria-hidden />
  return (
    <li className={blocks ? 'tone-bad' : 'tone-warn'}>
      {href === undefined ? (
        <span className="todo-item">
          {icon}
          {words}
        </span>
      ) : (
        <Link href={href} className="todo-item">
          {icon}
          {words}
          <ChevronRight aria-hidden />
        </Link>
      )}
    </li>
  )
}
