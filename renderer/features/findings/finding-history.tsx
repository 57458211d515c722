// A finding's history from the journal: who changed what, when, with the words taken out and put in.
import { Link } from 'wouter'
import type { FindingChange } from '#domain/finding'
import { EmptyState } from '../../design/empty-state.tsx'
import { formatInstant } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { fieldLabel, isChoice, readableChanges, valueWords } from './labels.ts'
import { diffWords } from './text-diff.ts'

export function FindingHistory({ findingId }: { readonly findingId: string }) {
  const history = useAnswer('findings.history', { findingId })
  if (history.error !== null) return <ErrorNotice error={history.error} />
  if (history.data === undefined) return null
  if (history.data.length === 0)
    return <EmptyState title="Nothing has been changed yet">Every change appears here with its words before and after.</EmptyState>
  return (
    <ol className="history">
      {history.data
        .toSorted((a, b) => b.seq - a.seq)
        .map((step) => (
          <HistoryStep key={step.seq} step={step} />
        ))}
    </ol>
  )
}

const HistoryStep = ({ step }: { readonly step: FindingChange }) => (
  <li className="history-step">
    <div className="history-head">
      <strong>{step.actor}</strong>
      <span className="muted-text">{formatInstant(step.at)}</span>
      <Link href={hrefs.journal()} className="history-seq">
        journal entry {step.seq}
      </Link>
    </div>
    {step.reason === null || step.reason === '' ? null : <p className="history-reason">Reason: {step.reason}</p>}
    {readableChanges(step).map(({ field, before, after }) => (
      <div key={field} className="history-change">
        <span className="history-field">{fieldLabel(field)}</span>
        {isChoice(field) ? (
          <span>
            {valueWords(field, before) || 'none'} → <strong>{valueWords(field, after) || 'none'}</strong>
          </span>
        ) : (
          <Difference before={valueWords(field, before)} after={valueWords(field, after)} />
        )}
      </div>
    ))}
  </li>
)

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const pieces = diffWords(before, after)
  if (pieces.length === 0) return <span className="nothing">empty</span>
  return (
    <div className="difference">
      {pieces.map((piece, index) => {
        if (piece.kind === 'removed') return <del key={index}>{piece.text}</del>
        if (piece.kind === 'added') return <ins key={index}>{piece.text}</ins>
        return <span key={index}>{piece.text}</span>
      })}
    </div>
  )
}
