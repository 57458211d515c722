// The balance sheet of a source file or an import. Every sum is added up here, in the window, and says whether it holds.
import { Link } from 'wouter'
import { EvidenceResult, Severity } from '#domain/evidence'
import type { ImportBalance } from '#domain/imports'
import { countOf, formatCount } from '../../design/format.ts'
import { ResultMark, SeverityMark } from '../../design/marks.tsx'
import { Shape } from '../../design/shapes.tsx'
import { type FilterFields, hrefs } from '../../navigation/hrefs.ts'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { type Broken, largestFirst, recordsSum, type Sum, sumsOf } from './balance.ts'

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

/** records = stored + rejected + duplicates, added up in front of the person. */
export function Equation({ balance }: { readonly balance: ImportBalance }) {
  const { parts, holds, sum } = recordsSum(balance)
  return (
    <p className="balance-equation">
      <Figure value={balance.records} label={balance.records === 1 ? 'record' : 'records'} />
      <span>=</span>
      {parts.map((part, index) => (
        <span key={part.label} className="balance-term">
          {index === 0 ? null : <span>+</span>}
          <Figure value={part.count} label={part.label} />
        </span>
      ))}
      <SumCheck holds={holds} sum={sum} />
    </p>
  )
}

/** `filter` leads to the records of this sheet, and of nothing else. */
export function BalanceSheet({ summary, filter }: { readonly summary: Broken; readonly filter: FilterFields }) {
  const names = useCatalogNames()
  const [, ...sums] = sumsOf(summary)
  return (
    <div className="balance">
      <Equation balance={summary} />
      {summary.stored === 0 ? null : (
        <div className="balance-columns">
          {sums.map((sum) => (
            <Breakdown
              key={sum.label}
              sum={sum}
              name={(key) => NAMES[sum.field]?.(key) ?? placeName(sum.field, key, names)}
              href={(key) => hrefs.evidence({ ...filter, [sum.field]: key === 'unfiled' ? null : key })}
            />
          ))}
        </div>
      )}
      {summary.muted === 0 ? null : (
        <p className="muted-text">
          {summary.muted === 1
            ? '1 of the stored records is muted in the scanner; it is counted above with its result.'
            : `${countOf(summary.muted, 'stored record')} are muted in the scanner; they are counted above with their result.`}
        </p>
      )}
    </div>
  )
}

const NAMES: Partial<Record<Sum['field'], (key: string) => React.ReactNode>> = {
  result: (key) => <ResultMark result={EvidenceResult.parse(key)} />,
  severity: (key) => <SeverityMark severity={Severity.parse(key)} />,
}

const placeName = (field: Sum['field'], key: string, names: ReturnType<typeof useCatalogNames>): string =>
  key === 'unfiled' ? 'Unfiled' : field === 'service' ? names.service(key) : names.topic(key)

const Figure = ({ value, label }: { readonly value: number; readonly label: string }) => (
  <span className="figure">
    <strong>{formatCount(value)}</strong> {label}
  </span>
)

function Breakdown({
  sum,
  name,
  href,
}: {
  readonly sum: Sum
  readonly name: (key: string) => React.ReactNode
  readonly href: (key: string) => string
}) {
  const title = `By ${sum.field}`
  return (
    <section className="breakdown" aria-label={title}>
      <h4>{title}</h4>
      <ul>
        {largestFirst(sum.parts).map((part) => (
          <li key={part.label}>
            <span className="truncate">{name(part.label)}</span>
            <Link href={href(part.label)}>{formatCount(part.count)}</Link>
          </li>
        ))}
        <li className="breakdown-total">
          <SumCheck holds={sum.holds} sum={sum.sum} />
          <span>{formatCount(sum.expected)}</span>
        </li>
      </ul>
    </section>
  )
}
