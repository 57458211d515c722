// Two records of the same thing side by side, the older first: only what differs.
import type { EvidenceDetail } from '#domain/evidence'
import { differences, type Said } from './scan-difference.ts'
import './scan-difference.css'

type Record = Said & Pick<EvidenceDetail, 'evidenceId'>

export function ScanDifference({ before, after }: { readonly before: Record; readonly after: Record }) {
  const lines = differences(before, after)
  if (lines.length === 0) return <p className="muted-text">Result, severity, title and texts are the same in both.</p>
  return (
    <table className="scan-difference">
      <caption className="visually-hidden">
        What differs between record {before.evidenceId} and record {after.evidenceId}
      </caption>
      <thead>
        <tr>
          <th scope="col">What differs</th>
          <th scope="col">Before, E-{before.evidenceId}</th>
          <th scope="col">After, E-{after.evidenceId}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.label}>
            <th scope="row">{line.label}</th>
            <td>{line.before === null ? <span className="nothing">not stated</span> : <del>{line.before}</del>}</td>
            <td>{line.after === null ? <span className="nothing">not stated</span> : <ins>{line.after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
