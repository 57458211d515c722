// What changed since the scan before: each number leads to exactly those records.
import { Link } from 'wouter'
import type { ImportSummary } from '#domain/imports'
import { formatCount } from '../../design/format.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { type ChangeLine, changeLines, earlierLines } from './changes.ts'

export function ChangesView({ summary }: { readonly summary: ImportSummary }) {
  const imports = useAnswer('imports.list', {})
  const own = changeLines(summary)
  const earlier = earlierLines(summary.importId, imports.data ?? [])
  if (own.length === 0) return null
  const isFirst = own.every(({ key }) => key === 'alone') && earlier.length === 0
  if (isFirst)
    return <p className="muted-text">No other scan of the same places is in this engagement, so there is nothing to compare with.</p>
  const except = `-import:${summary.importId}`
  return (
    <section className="changes" aria-label="Since the scan before">
      <h3>Since the scan before</h3>
      <Lines title="Of this import" lines={own} href={({ filter }) => hrefs.evidence(filter)} />
      {earlier.length === 0 ? null : (
        <Lines
          title="All other imports, as they stand now"
          lines={earlier}
          href={({ filter }) => hrefs.evidence(`${filterOf(filter)} ${except}`)}
        />
      )}
    </section>
  )
}

const filterOf = (filter: ChangeLine['filter']): string => new URLSearchParams(hrefs.evidence(filter).split('?')[1]).get('filter') ?? ''

const Lines = ({
  title,
  lines,
  href,
}: {
  readonly title: string
  readonly lines: readonly ChangeLine[]
  readonly href: (line: ChangeLine) => string
}) => (
  <div className="change-lines">
    <span className="muted-text">{title}</span>
    <ul>
      {lines.map((line) => (
        <li key={line.key} title={line.note}>
          <Link href={href(line)}>
            <strong>{formatCount(line.count)}</strong> {line.label}
          </Link>
        </li>
      ))}
    </ul>
  </div>
)
