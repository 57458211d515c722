// The balance sheet of one import. Every sum is added up here, in the window, and says whether it holds.
import { Link } from 'wouter'
import { EvidenceResult, Severity } from '#domain/evidence'
import type { ImportSummary } from '#domain/imports'
import { formatCount } from '../../design/format.ts'
import { ResultMark, SeverityMark } from '../../design/marks.tsx'
import { Shape } from '../../design/shapes.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { largestFirst, recordsSum, type Sum, sumsOf } from './balance.ts'

/** Says whether a sum meets its total, with shape and word. */
export function SumCheck({ holds, sum }: { readonly holds: boolean; readonly sum: number }) {
  return holds ? (
    <span className="mark" data-tone="good" title={`Adds up to ${formatCount(sum)}`}>
      <Shape name="circle-check" /> adds up
    </span>
  ) : (
    <span className="mark" data-tone="bad" role="alert">
      <Shape name="square-cross" /> does not add up: the parts make {formatCount(sum)}
    </span>
  )
}

export function BalanceSheet({ summary }: { readonly summary: ImportSummary }) {
  const services = useAnswer('catalog.services', {})
  const topics = useAnswer('catalog.topics', {})
  const records = recordsSum(summary)
  const [, byResult, bySeverity, byService, byTopic] = sumsOf(summary)
  const serviceName = (key: string) => services.data?.find((service) => service.key === key)?.name ?? key
  const topicName = (key: string) => topics.data?.find((topic) => topic.topic === key)?.label ?? key
  return (
    <div className="balance">
      <p className="balance-equation">
        <Figure value={summary.records} label="records" />
        <span aria-label="equals">=</span>
        {records.parts.map((part, index) => (
          <span key={part.label} className="balance-term">
            {index === 0 ? null : <span aria-label="plus">+</span>}
            <Figure value={part.count} label={part.label} />
          </span>
        ))}
        <SumCheck holds={records.holds} sum={records.sum} />
      </p>
      <div className="balance-columns">
        <Breakdown
          title="By result"
          sum={byResult}
          row={(key) => ({
            name: <ResultMark result={EvidenceResult.parse(key)} />,
            href: hrefs.evidence({ import: summary.importId, result: key }),
          })}
        />
        <Breakdown
          title="By severity"
          sum={bySeverity}
          row={(key) => ({
            name: <SeverityMark severity={Severity.parse(key)} />,
            href: hrefs.evidence({ import: summary.importId, severity: key }),
          })}
        />
        <Breakdown
          title="By service"
          sum={byService}
          row={(key) =>
            key === 'unfiled'
              ? { name: 'Unfiled', href: hrefs.evidence({ import: summary.importId, service: null }) }
              : { name: serviceName(key), href: hrefs.evidence({ import: summary.importId, service: key }) }
          }
        />
        <Breakdown
          title="By topic"
          sum={byTopic}
          row={(key) =>
            key === 'unfiled'
              ? { name: 'Unfiled', href: hrefs.evidence({ import: summary.importId, topic: null }) }
              : { name: topicName(key), href: hrefs.evidence({ import: summary.importId, topic: key }) }
          }
        />
      </div>
      {summary.muted === 0 ? null : (
        <p className="muted-text">
          {summary.muted === 1
            ? '1 of the stored records is muted in the scanner; it is counted above with its result.'
            : `${formatCount(summary.muted)} of the stored records are muted in the scanner; they are counted above with their result.`}
        </p>
      )}
    </div>
  )
}

const Figure = ({ value, label }: { readonly value: number; readonly label: string }) => (
  <span className="figure">
    <strong>{formatCount(value)}</strong> {label}
  </span>
)

function Breakdown({
  title,
  sum,
  row,
}: {
  readonly title: string
  readonly sum: Sum | undefined
  readonly row: (key: string) => { readonly name: React.ReactNode; readonly href: string }
}) {
  if (sum === undefined) return null
  return (
    <section className="breakdown" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {largestFirst(sum.parts).map((part) => {
          const { name, href } = row(part.label)
          return (
            <li key={part.label}>
              <span className="truncate">{name}</span>
              <Link href={href}>{formatCount(part.count)}</Link>
            </li>
          )
        })}
        <li className="breakdown-total">
          <SumCheck holds={sum.holds} sum={sum.sum} />
          <span>{formatCount(sum.expected)}</span>
        </li>
      </ul>
    </section>
  )
}
