// The first records of a file as they would be filed: result, severity, place in the catalogue, check and resource.
import type { PreviewRow } from '#contract/imports'
import { Badge } from '../../design/badge.tsx'
import { ResultMark, SeverityMark } from '../../design/marks.tsx'
import { useCatalogNames } from '../../platform/catalog-names.ts'

export function PreviewTable({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const names = useCatalogNames()
  return (
    <div className="preview" tabIndex={0} role="region" aria-label="First records">
      <table>
        <thead>
          <tr>
            <th scope="col">Result</th>
            <th scope="col">Severity</th>
            <th scope="col">Service</th>
            <th scope="col">Topic</th>
            <th scope="col">Check</th>
            <th scope="col">Resource</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} title={row.title ?? undefined}>
              <td>
                <span className="preview-result">
                  <ResultMark result={row.result} />
                  {row.result === 'unknown' ? <Raw word={row.statusRaw} /> : null}
                  {row.muted ? <Badge>muted</Badge> : null}
                </span>
              </td>
              <td>
                <span className="preview-result">
                  <SeverityMark severity={row.severity} />
                  {row.severity === 'unknown' ? <Raw word={row.severityRaw} /> : null}
                </span>
              </td>
              <td>{row.service === null ? <span className="nothing">unfiled</span> : names.service(row.service)}</td>
              <td>{row.topic === null ? <span className="nothing">unfiled</span> : names.topic(row.topic)}</td>
              <td>{orNothing(row.check ?? row.title)}</td>
              <td>{orNothing(row.resource)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The word of the file behind something unknown. */
const Raw = ({ word }: { readonly word: string | null }) =>
  word === null ? null : (
    <span className="truncate muted-text" title={word}>
      “{word}”
    </span>
  )

const orNothing = (text: string | null) =>
  text === null ? (
    <span className="nothing">not stated</span>
  ) : (
    <span className="preview-text" title={text}>
      {text}
    </span>
  )
