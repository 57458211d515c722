// A finding's editing session for as long as its editor is on screen. Words that could not be saved when it leaves are kept
// as drafts of the window and are there again when the finding is next opened.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { FindingRow } from '#domain/finding'
import { type Drafts, useDrafts } from '../../platform/drafts.tsx'
import { createEditorSession, type EditorSession, type EditorState } from './editor-session.ts'
import type { DraftPatch } from './finding-draft.ts'
import { useEditorCalls } from './finding-queries.ts'
import type { SavedChange } from './undo.ts'

const draftKey = (findingId: string) => `finding ${findingId}`

/** What was kept for a finding. Only this file writes under its key, so the shape is known. */
const keptWords = (drafts: Drafts, findingId: string): DraftPatch | undefined => drafts.get(draftKey(findingId)) as DraftPatch | undefined

/**
 * `row` is the finding as last read; newer readings are merged in. `onSaved` hears of every saved change, also of the last one,
 * saved as the editor leaves.
 */
export function useFindingSession(
  row: FindingRow,
  onSaved: (change: SavedChange) => void,
): { readonly session: EditorSession; readonly state: EditorState } {
  const drafts = useDrafts()
  const calls = useEditorCalls()
  const [session] = useState(() =>
    createEditorSession(
      row,
      {
        ...calls,
        onSaved: (_row, change) => {
          if (change !== null) onSaved(change)
        },
      },
      keptWords(drafts, row.findingId),
    ),
  )
  const state = useSyncExternalStore(session.subscribe, session.state)

  useEffect(() => session.accept(row), [session, row])

  useEffect(() => {
    session.resume()
    return () => {
      void session.flush().then(() => {
        const words = session.unsaved()
        drafts.keep(draftKey(session.state().saved.findingId), Object.keys(words).length === 0 ? undefined : words)
      })
    }
  }, [session, drafts])

  // The host then asks; meanwhile what can be saved is.
  useEffect(() => {
    const beforeUnload = (event: BeforeUnloadEvent) => {
      if (Object.keys(session.unsaved()).length === 0) return
      void session.flush()
      event.preventDefault()
    }
    window.addEventListener('beforeunload', beforeUnload)
    return () => window.removeEventListener('beforeunload', beforeUnload)
  }, [session])

  return { session, state }
}
