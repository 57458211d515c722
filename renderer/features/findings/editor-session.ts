// One finding being edited: autosave after a pause, what the person is told about it, and what happens when somebody
// else saved first. Keeps no component state; React watches it through `subscribe` and `state`.

import { type AppError, toAppError } from '#domain/errors'
import type { FindingRow, FindingText } from '#domain/finding'
import {
  changedFields,
  type DraftPatch,
  type EditableField,
  type Gap,
  gapsOf,
  mergeOver,
  pick,
  saveableFields,
  textOf,
} from './finding-draft.ts'
import { changeBetween, type SavedChange } from './undo.ts'

export const AUTOSAVE_MS = 600
/** Versions saved by others in quick succession that are merged silently before the person is asked. */
const MAX_MERGES = 3

export type Phase =
  | { readonly kind: 'saved' }
  /** Unsaved, and it will be saved in a moment. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** Unsaved, and it stays so until the person has filled a gap. */
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'conflict'; readonly theirs: FindingRow; readonly clashes: readonly EditableField[] }

export type EditorState = {
  readonly saved: FindingRow
  readonly draft: FindingText
  readonly gaps: readonly Gap[]
  readonly phase: Phase
}

export type EditorDeps = {
  readonly save: (input: { findingId: string; revision: number; patch: DraftPatch }) => Promise<FindingRow>
  readonly load: (findingId: string) => Promise<FindingRow>
  readonly onSaved: (row: FindingRow, change: SavedChange | null) => void
}

export type EditorSession = {
  state(): EditorState
  subscribe(listener: () => void): () => void
  /** Writes into the draft; saved after a pause of AUTOSAVE_MS. */
  change(patch: DraftPatch): void
  /** Saves what can be saved now. Never rejects: failures are part of the state. */
  flush(): Promise<void>
  /** A newer reading of the finding, from a list or after a change elsewhere. */
  accept(row: FindingRow): void
  /** Ends a conflict: the fields in question get the other version's words; the rest of the draft stays. */
  takeTheirs(): Promise<void>
  /** Ends a conflict: the draft's words are saved over the other version. */
  keepMine(): Promise<void>
  /** Values that are nowhere but here. */
  unsaved(): DraftPatch
  /** Starts saving words restored from an earlier visit. Apart from creation, which must have no effects. */
  resume(): void
}

/** Starts editing `row`; `restored` are words that could not be saved when the finding was last open. */
export function createEditorSession(row: FindingRow, deps: EditorDeps, restored: DraftPatch = {}): EditorSession {
  let saved = row
  let draft: FindingText = { ...textOf(row), ...restored }
  let phase: Phase = { kind: 'saved' }
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null
  let snapshot: EditorState = { saved, draft, gaps: gapsOf(draft, saved.scannerSeverity), phase }
  const listeners = new Set<() => void>()

  const publish = (next: Phase) => {
    phase = next
    snapshot = { saved, draft, gaps: gapsOf(draft, saved.scannerSeverity), phase }
    for (const listener of listeners) listener()
  }
  const stopTimer = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const restPhase = (): Phase => ({ kind: changedFields(saved, draft).length === 0 ? 'saved' : 'held' })
  const saveable = () => saveableFields(saved, draft, saved.scannerSeverity)

  const schedule = () => {
    stopTimer()
    if (saveable().length === 0) return publish(restPhase())
    timer = setTimeout(() => void flush(), AUTOSAVE_MS)
    publish({ kind: 'waiting' })
  }

  const adopt = (theirs: FindingRow): readonly EditableField[] => {
    const merge = mergeOver(textOf(saved), draft, textOf(theirs))
    if (merge.clashes.length > 0) return merge.clashes
    saved = theirs
    draft = merge.draft
    return []
  }

  const saveOnce = async (fields: readonly EditableField[]) => {
    publish({ kind: 'saving' })
    const before = saved
    const patch = pick(draft, fields)
    const next = await deps.save({ findingId: before.findingId, revision: before.revision, patch })
    // What came back replaces what was sent; words typed while the save was under way stay on top.
    draft = mergeOver({ ...textOf(before), ...patch }, draft, textOf(next)).draft
    saved = next
    deps.onSaved(next, changeBetween(before, next, fields))
  }

  const saveAll = async () => {
    let merges = 0
    for (let fields = saveable(); fields.length > 0; fields = saveable()) {
      try {
        await saveOnce(fields)
      } catch (cause) {
        const error = toAppError(cause)
        if (error.code !== 'conflict') return publish({ kind: 'failed', error })
        const theirs = await deps.load(saved.findingId)
        const clashes = adopt(theirs)
        if (clashes.length > 0) return publish({ kind: 'conflict', theirs, clashes })
        if (++merges > MAX_MERGES) return publish({ kind: 'failed', error })
      }
    }
    publish(restPhase())
  }

  const flush = async (): Promise<void> => {
    stopTimer()
    if (phase.kind === 'conflict') return
    running ??= saveAll()
      .catch((cause: unknown) => publish({ kind: 'failed', error: toAppError(cause) }))
      .finally(() => {
        running = null
      })
    await running
  }

  const endConflict = async (choose: (theirs: FindingRow, clashes: readonly EditableField[]) => void) => {
    if (phase.kind !== 'conflict') return
    const { theirs, clashes } = phase
    choose(theirs, clashes)
    saved = theirs
    publish({ kind: 'waiting' })
    await flush()
  }

  return {
    state: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change(patch) {
      draft = { ...draft, ...patch }
      if (phase.kind === 'saving' || phase.kind === 'conflict') publish(phase)
      else schedule()
    },
    flush,
    accept(next) {
      if (next.findingId !== saved.findingId || next.revision < saved.revision || running !== null) return
      if (next.revision === saved.revision) {
        saved = next
        return publish(phase)
      }
      const clashes = adopt(next)
      if (clashes.length > 0) {
        stopTimer()
        return publish({ kind: 'conflict', theirs: next, clashes })
      }
      schedule()
    },
    takeTheirs: () =>
      endConflict((theirs, clashes) => {
        const mine = changedFields(saved, draft).filter((field) => !clashes.includes(field))
        draft = { ...textOf(theirs), ...pick(draft, mine) }
      }),
    keepMine: () =>
      endConflict((theirs) => {
        draft = mergeOver(textOf(saved), draft, textOf(theirs)).draft
      }),
    unsaved: () => pick(draft, changedFields(saved, draft)),
    resume() {
      if (changedFields(saved, draft).length > 0) schedule()
    },
  }
}
