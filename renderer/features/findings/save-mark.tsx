// What the person is told about their words: saved, about to be, held, or not. Colour, shape and word.
import { Button } from '../../design/button.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { Shape, type ShapeName } from '../../design/shapes.tsx'
import type { EditorSession, EditorState, Phase } from './editor-session.ts'
import { FIELD_LABELS } from './labels.ts'

const LOOKS: Readonly<Record<Phase['kind'], { readonly tone: string; readonly shape: ShapeName; readonly words: string }>> = {
  saved: { tone: 'quiet', shape: 'circle-check', words: 'Saved' },
  waiting: { tone: 'quiet', shape: 'circle-dashed', words: 'Typing…' },
  saving: { tone: 'quiet', shape: 'circle-half', words: 'Saving…' },
  held: { tone: 'warn', shape: 'triangle-alert', words: 'Not saved yet' },
  failed: { tone: 'bad', shape: 'square-cross', words: 'Not saved' },
  conflict: { tone: 'bad', shape: 'square-cross', words: 'Changed elsewhere' },
}

export function SaveMark({ state }: { readonly state: EditorState }) {
  const { tone, shape, words } = LOOKS[state.phase.kind]
  const gaps = state.phase.kind === 'held' ? state.gaps.map((gap) => gap.message).join(' ') : undefined
  return (
    <span className="finding-save mark" data-tone={tone} title={gaps} role="status">
      <Shape name={shape} />
      {words}
    </span>
  )
}

/** What stands in the way of saving, and the ways out of it. */
export function SaveTrouble({ session, state }: { readonly session: EditorSession; readonly state: EditorState }) {
  const { phase } = state
  if (phase.kind === 'failed')
    return (
      <ErrorNotice
        error={phase.error}
        action={
          <Button size="small" onClick={() => void session.flush()}>
            Save again
          </Button>
        }
      />
    )
  if (phase.kind !== 'conflict') return null
  const names = phase.clashes.map((field) => FIELD_LABELS[field]).join(', ')
  return (
    <Notice
      tone="bad"
      title="This finding was changed elsewhere in the meantime"
      action={
        <div className="conflict-actions">
          <Button size="small" onClick={() => void session.takeTheirs()}>
            Load theirs
          </Button>
          <Button size="small" onClick={() => void session.keepMine()}>
            Keep mine
          </Button>
        </div>
      }
    >
      {names} {phase.clashes.length === 1 ? 'differs' : 'differ'}. Your words are still here, unsaved. Load theirs to replace yours in{' '}
      {phase.clashes.length === 1 ? 'that field' : 'those fields'}, or keep yours and save them over it; the history holds both.
    </Notice>
  )
}
