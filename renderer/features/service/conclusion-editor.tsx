// The conclusion on a topic, or on the service as a whole, with its reasons. Saves itself.
import type { Conclusion } from '#domain/criterion'
import { ConclusionWord } from '#domain/criterion'
import { SelectField, TextArea } from '../../design/field.tsx'
import { formatInstant } from '../../design/format.ts'
import { ConclusionMark } from '../../design/marks.tsx'
import { SaveState } from '../../design/save-state.tsx'
import { CONCLUSION_WORDS } from '../../design/words.ts'
import { useCommand } from '../../platform/queries.ts'
import { useAutosave } from '../../platform/use-autosave.ts'
import { type ConclusionDraft, conclusionProblem, sameConclusion } from './verdict-rules.ts'

const OPTIONS = ConclusionWord.options.map((value) => ({
  value,
  label: CONCLUSION_WORDS[value],
  mark: <ConclusionMark conclusion={value} show="shape" />,
}))

export function ConclusionEditor({
  service,
  topic,
  known,
}: {
  readonly service: string
  readonly topic: string | null
  readonly known: Conclusion | undefined
}) {
  const set = useCommand('conclusions.set')
  const draft = useAutosave<ConclusionDraft>(
    `conclusion ${service} ${topic ?? ''}`,
    { conclusion: known?.conclusion ?? 'not-concluded', rationale: known?.rationale ?? '' },
    { same: sameConclusion, problem: conclusionProblem, save: (value) => set.mutateAsync({ service, topic, ...value }) },
  )
  const { value, phase } = draft
  return (
    <div className="conclusion" onBlur={() => void draft.flush()}>
      <div className="conclusion-word">
        <SelectField
          label="Conclusion"
          options={OPTIONS}
          value={value.conclusion}
          onValue={(conclusion) => draft.set({ ...value, conclusion })}
        />
        <span className="criterion-source">
          {known?.updatedAt == null ? 'Nobody has concluded yet' : `${known.updatedBy ?? 'unknown'}, ${formatInstant(known.updatedAt)}`}
        </span>
      </div>
      <div>
        <TextArea
          label="Reasons"
          placeholder={
            topic === null
              ? 'What the service as a whole amounts to, and on what that rests'
              : 'What the evidence and verdicts of this topic amount to'
          }
          rows={3}
          value={value.rationale}
          onValue={(rationale) => draft.set({ ...value, rationale })}
        />
        <SaveState phase={phase} touched={known?.updatedAt != null} onRetry={() => void draft.flush()} />
      </div>
    </div>
  )
}
