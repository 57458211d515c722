// The fields of a finding. Writes into the editing session; what is saved when is not decided here.

import { Link } from 'wouter'
import { type EvidenceResult, Severity, sumOf } from '#domain/evidence'
import { FindingStatus } from '#domain/finding'
import { SelectField, TextArea, TextField } from '../../design/field.tsx'
import { formatCount } from '../../design/format.ts'
import { Markdown } from '../../design/markdown.tsx'
import { ResultMark, SeverityMark, StatusMark } from '../../design/marks.tsx'
import { SEVERITY_WORDS, STATUS_WORDS } from '../../design/words.ts'
import type { EditorSession, EditorState } from './editor-session.ts'
import { evidenceHref } from './evidence-link.ts'
import { type EditableField, needsReason } from './finding-draft.ts'
import { FIELD_LABELS, MARKDOWN_FIELDS, RESULT_ORDER } from './labels.ts'

const SEVERITIES = Severity.options.map((value) => ({
  value,
  label: SEVERITY_WORDS[value],
  mark: <SeverityMark severity={value} show="shape" />,
}))
const STATUSES = FindingStatus.options.map((value) => ({
  value,
  label: STATUS_WORDS[value],
  mark: <StatusMark status={value} show="shape" />,
}))

export function FindingForm({
  session,
  state,
  reading,
}: {
  readonly session: EditorSession
  readonly state: EditorState
  /** Markdown shown as it will be printed instead of as text to edit. */
  readonly reading: boolean
}) {
  const { draft, saved, gaps } = state
  const gap = (field: EditableField): string | undefined => gaps.find((each) => each.field === field)?.message
  const explained = needsReason(draft, saved.scannerSeverity)
  return (
    <div className="finding-form" onBlur={() => void session.flush()}>
      <TextArea
        label={FIELD_LABELS.title}
        className="finding-title-input"
        data-finding-title=""
        rows={1}
        maxLength={500}
        spellCheck
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
        value={draft.title}
        error={gap('title')}
        onValue={(title) => session.change({ title: title.replace(/\s*\n\s*/g, ' ') })}
      />
      <div className="finding-facts">
        <SelectField
          label={FIELD_LABELS.severity}
          options={SEVERITIES}
          value={draft.severity}
          hint={`Scanner: ${SEVERITY_WORDS[saved.scannerSeverity]}`}
          onValue={(severity) => session.change({ severity })}
        />
        <SelectField label={FIELD_LABELS.status} options={STATUSES} value={draft.status} onValue={(status) => session.change({ status })} />
        <TextField label={FIELD_LABELS.owner} value={draft.owner} maxLength={300} onValue={(owner) => session.change({ owner })} />
        <TextField
          label={FIELD_LABELS.dueDate}
          type="date"
          value={draft.dueDate ?? ''}
          error={gap('dueDate')}
          onValue={(date) => session.change({ dueDate: date === '' ? null : date })}
        />
      </div>
      {explained || draft.severityReason !== '' ? (
        <TextArea
          label={FIELD_LABELS.severityReason}
          hint={
            explained
              ? 'Printed in the report beside the scanner’s severity.'
              : 'The severity is the scanner’s own again; this reason is no longer needed.'
          }
          rows={2}
          maxLength={4000}
          spellCheck
          value={draft.severityReason}
          error={gap('severityReason')}
          onValue={(severityReason) => session.change({ severityReason })}
        />
      ) : null}
      <EvidenceLine state={state} />
      {MARKDOWN_FIELDS.map(({ field, holds }) =>
        reading ? (
          <section key={field} className="finding-reading" aria-label={FIELD_LABELS[field]}>
            <h3>{FIELD_LABELS[field]}</h3>
            {draft[field].trim() === '' ? <p className="nothing">nothing written</p> : <Markdown text={draft[field]} />}
          </section>
        ) : (
          <TextArea
            key={field}
            label={FIELD_LABELS[field]}
            placeholder={holds}
            rows={2}
            maxLength={100_000}
            spellCheck
            value={draft[field]}
            error={gap(field)}
            onValue={(text) => session.change({ [field]: text })}
          />
        ),
      )}
    </div>
  )
}

function EvidenceLine({ state }: { readonly state: EditorState }) {
  const { saved } = state
  const counted = RESULT_ORDER.filter((result: EvidenceResult) => saved.evidence[result] > 0)
  return (
    <div className="finding-evidence">
      <span className="finding-evidence-label">Evidence</span>
      {counted.map((result) => (
        <Link key={result} href={evidenceHref(saved, result)} className="finding-evidence-count">
          <ResultMark result={result} count={saved.evidence[result]} />
        </Link>
      ))}
      {counted.length === 0 ? <span className="nothing">none</span> : null}
      {saved.mutedFails === 0 ? null : <span className="muted-text">{formatCount(saved.mutedFails)} of the fails muted</span>}
      <Link href={evidenceHref(saved)} className="finding-evidence-all">
        all {formatCount(sumOf(saved.evidence))}
      </Link>
    </div>
  )
}
