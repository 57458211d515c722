// Whether what stands in a field is saved, in a word beside it.
import { toAppError } from '#domain/errors'
import { Button } from './button.tsx'
import { ERROR_WORDS } from './error-words.ts'
import './save-state.css'
import { Shape, type ShapeName } from './shapes.tsx'

/** The phases of platform/autosave.ts. */
export type SavePhase =
  | { readonly kind: 'saved' | 'waiting' | 'saving' }
  | { readonly kind: 'held'; readonly problem: string }
  | { readonly kind: 'failed'; readonly error: unknown }

const SHAPES: Readonly<Record<SavePhase['kind'], ShapeName>> = {
  saved: 'circle-check',
  waiting: 'circle-dashed',
  saving: 'circle-half',
  held: 'triangle-alert',
  failed: 'square-cross',
}

/** `touched` false: nothing was ever written here, so there is nothing to call saved. */
export function SaveState({
  phase,
  touched,
  onRetry,
}: {
  readonly phase: SavePhase
  readonly touched: boolean
  readonly onRetry: () => void
}) {
  return (
    <span className="save-state" data-kind={phase.kind} role="status">
      {phase.kind === 'saved' && !touched ? null : (
        <>
          <Shape name={SHAPES[phase.kind]} />
          {wordsOf(phase)}
          {phase.kind === 'failed' ? (
            <Button kind="quiet" size="small" onClick={onRetry}>
              Save again
            </Button>
          ) : null}
        </>
      )}
    </span>
  )
}

function wordsOf(phase: SavePhase): string {
  switch (phase.kind) {
    case 'saved':
      return 'Saved'
    case 'waiting':
    case 'saving':
      return 'Saving…'
    case 'held':
      return `Not saved yet. ${phase.problem}`
    case 'failed': {
      const { code, message } = toAppError(phase.error)
      return `Not saved. ${ERROR_WORDS[code].title}: ${message}`
    }
  }
}
