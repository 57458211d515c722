// Ctrl+Z outside text fields: takes back the last saved change by writing the earlier values through the contract.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useAnnounce } from '../../design/announcer.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useClient } from '../../platform/provider.tsx'
import { refresh } from '../../platform/queries.ts'
import { FIELD_LABELS } from './labels.ts'
import { planUndo, type SavedChange } from './undo.ts'

const isTextField = (element: Element | null): boolean =>
  element?.matches('textarea, select, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button])') ?? false

/** True while the focus is where Ctrl+Z belongs to the text. */
function useTyping(): boolean {
  const [typing, setTyping] = useState(false)
  useEffect(() => {
    const onFocus = () => setTyping(isTextField(document.activeElement))
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', onFocus)
    return () => {
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', onFocus)
    }
  }, [])
  return typing
}

export type Undo = {
  readonly last: SavedChange | null
  /** Remembers a saved change. */
  readonly note: (change: SavedChange) => void
  readonly run: () => Promise<void>
}

/** `onUndone` is told which finding changed, so that it can be shown. */
export function useUndo(onUndone: (findingId: string) => void): Undo {
  const client = useClient()
  const cache = useQueryClient()
  const toast = useToast()
  const announce = useAnnounce()
  const [changes, setChanges] = useState<readonly SavedChange[]>([])
  const last = changes.at(-1) ?? null

  const run = async () => {
    if (last === null) return
    const where = `finding ${last.number}`
    const what = last.fields.map((field) => FIELD_LABELS[field].toLowerCase()).join(', ')
    setChanges((now) => now.filter((change) => change !== last))
    try {
      const current = await client('findings.get', { findingId: last.findingId })
      const plan = planUndo(last, current)
      if (plan.kind === 'overtaken') {
        toast.done({
          title: `Not undone: ${where} was changed again since`,
          description: `Its history holds every earlier version of ${what}.`,
        })
        return
      }
      await client('findings.update', { findingId: last.findingId, revision: current.revision, patch: plan.patch })
      await refresh(cache)
      toast.done({ title: `Undone in ${where}`, description: what })
      announce(`Undone in ${where}: ${what}`)
      onUndone(last.findingId)
    } catch (error) {
      setChanges((now) => [...now, last])
      toast.failed(error)
    }
  }
  useShortcut('Mod+Z', 'Undo the last saved change', () => void run(), { enabled: !useTyping() })

  const note = useCallback((change: SavedChange) => setChanges((now) => [...now, change]), [])
  return { last, note, run }
}
