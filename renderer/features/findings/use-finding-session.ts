// A finding's editing session for as long as its editor is on screen. Words that could not be saved when it leaves are put
// by in the query cache and are there again when the finding is next opened.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { FindingRow } from '#domain/finding'
import { usePlatform } from '../../platform/provider.tsx'
import { createEditorSession, type EditorSession, type EditorState } from './editor-session.ts'
import type { DraftPatch } from './finding-draft.ts'
import { useEditorCalls } from './finding-queries.ts'
import type { SavedChange } from './undo.ts'

const keptKey = (findingId: string) => ['finding-unsaved', findingId] as const

function keepWords(cache: QueryClient, findingId: string, words: DraftPatch): void {
  const key = keptKey(findingId)
  if (Object.keys(words).length === 0) return cache.removeQueries({ queryKey: key })
  cache.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY })
  cache.setQueryData(key, words)
}

/** `row` is the finding as last read; newer readings are merged in. `onSaved` hears of every saved change, also of the last one, saved as the editor leaves. */
export function useFindingSession(
  row: FindingRow,
  onSaved: (change: SavedChange) => void,
): { readonly session: EditorSession; readonly state: EditorState } {
  const cache = useQueryClient()
  const platform = usePlatform()
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
      cache.getQueryData<DraftPatch>(keptKey(row.findingId)),
    ),
  )
  const state = useSyncExternalStore(session.subscribe, session.state)

  useEffect(() => session.accept(row), [session, row])

  useEffect(() => {
    session.resume()
    return () => {
      void session.flush().then(() => keepWords(cache, session.state().saved.findingId, session.unsaved()))
    }
  }, [session, cache])

  useEffect(() => {
    const beforeUnload = (event: BeforeUnloadEvent) => {
      if (Object.keys(session.unsaved()).length === 0) return
      void session.flush()
      // A browser then asks; Electron would refuse to close without a word, so there the flush must do.
      if (platform.host === 'browser') event.preventDefault()
    }
    window.addEventListener('beforeunload', beforeUnload)
    return () => window.removeEventListener('beforeunload', beforeUnload)
  }, [session, platform])

  return { session, state }
}
